package workerpool;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {
    private static final Task<Integer, Integer> SQUARE = (job, worker) -> job.input() * job.input();
    /** How long a test looks for a race. It must find it on a quiet machine. */
    private static final long RACE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final WorkerLog log = new WorkerLog();

    @AfterEach
    void detachLog() {
        log.detach();
    }

    // Every job, once.

    @ParameterizedTest(name = "{0} jobs, {1} workers, queue capacity {2}")
    @CsvSource({"10, 3, 1024", "0, 3, 1", "1, 1, 1", "100, 1, 1", "200, 7, 1", "5, 20, 1", "5, 20, 1024",
            "40000, 4, 16"})
    void shouldRunEveryJobExactlyOnce(int jobs, int workers, int queueCapacity) throws InterruptedException {
        WorkerPool<Integer, Integer> pool = new WorkerPool<>(workers, queueCapacity, SQUARE);
        pool.run(IntStream.rangeClosed(1, jobs).mapToObj(id -> 2 * id)::iterator);
        assertEquals(jobs, pool.completed());
        int[] seen = new int[jobs + 1];
        for (Result<Integer, Integer> result : pool.drain()) {
            int id = result.job().id();
            seen[id]++;
            assertEquals(new Result<>(new Job<>(id, 2 * id), 4 * id * id, null), result);
        }
        assertEquals(jobs, Arrays.stream(seen).filter(times -> times == 1).count());
        assertEquals(0, pool.completed());
        assertEquals(0, pool.waiting());
        assertEquals(List.of(), pool.drain());
    }

    @Test
    void shouldWorkOnAsManyJobsAtATimeAsThereAreWorkersAndNeverOnMore() throws InterruptedException {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger max = new AtomicInteger();
        CyclicBarrier allAtWork = new CyclicBarrier(4);
        run(new WorkerPool<>(4, 1024, (job, worker) -> {
            max.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            allAtWork.await(); // opens only if four jobs are in work at once
            return atWork.decrementAndGet();
        }), numbers(40));
        assertEquals(4, max.get());
    }

    @Test
    void shouldKeepResultsInOrderOfCompletion() throws InterruptedException {
        CountDownLatch othersDone = new CountDownLatch(2);
        onFinished(othersDone::countDown);
        List<Result<Integer, Integer>> results = run(new WorkerPool<>(2, 1024, (job, worker) -> {
            if (job.id() == 1) {
                othersDone.await();
            }
            return 0;
        }), numbers(3));
        assertEquals(List.of(2, 3, 1), results.stream().map(result -> result.job().id()).toList());
    }

    @Test
    void shouldGiveAWorkerOneJobAtATimeOnADaemonThreadOfItsOwnThatThenEnds() throws Exception {
        Set<Integer> busy = ConcurrentHashMap.newKeySet();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Task<Integer, Void> task = (job, worker) -> {
            assertTrue(busy.add(worker), "worker " + worker + " has two jobs");
            threads.add(Thread.currentThread());
            assertEquals("worker-" + worker, Thread.currentThread().getName());
            assertTrue(Thread.currentThread().isDaemon());
            Thread.yield();
            busy.remove(worker);
            return null;
        };
        FutureTask<List<Result<Integer, Void>>> run =
                new FutureTask<>(() -> run(new WorkerPool<>(3, 8, task), numbers(300)));
        Thread creator = new Thread(run);
        creator.setDaemon(false); // a thread is a daemon if its creator is, unless told otherwise
        creator.start();
        assertEquals(300, succeeded(run.get(30, TimeUnit.SECONDS)));
        assertTrue(threads.size() <= 3, threads.toString());
        assertEnd(threads);
    }

    @ParameterizedTest(name = "queue capacity {0}")
    @ValueSource(ints = {1, 2, 5})
    void shouldAskForAnInputOnlyWhenThePreviousOneIsQueued(int queueCapacity) throws InterruptedException {
        int workers = 2;
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger maxWaiting = new AtomicInteger();
        // The inputs before this one are queued, or taken from the queue, if not yet started.
        Iterable<Integer> inputs = watched(40, id ->
                maxWaiting.accumulateAndGet(id - 1 - starts.get() - workers, Math::max));
        List<Result<Integer, Integer>> results = run(new WorkerPool<>(workers, queueCapacity, (job, worker) -> {
            Thread.sleep(2);
            return starts.incrementAndGet();
        }), inputs);
        assertEquals(40, succeeded(results));
        assertTrue(maxWaiting.get() <= queueCapacity, maxWaiting + " waited");
    }

    @Test
    void shouldTellHowManyJobsWaitAndHowManyAreCompleted() throws InterruptedException {
        AtomicReference<WorkerPool<Integer, Integer>> pool = new AtomicReference<>();
        pool.set(new WorkerPool<>(1, 3, (job, worker) -> {
            spinUntil(() -> pool.get().waiting() == Math.min(3, 8 - job.id())); // jobs, and in the end a pill
            assertEquals(job.id() - 1, pool.get().completed());
            return 0;
        }));
        assertEquals(7, succeeded(run(pool.get(), numbers(7))));
    }

    @Test
    void shouldLogTheStartAndTheEndOfEveryJob() throws InterruptedException {
        List<String> lines = new CopyOnWriteArrayList<>();
        ConcurrentHashMap<Integer, Integer> workers = new ConcurrentHashMap<>();
        log.onLine(lines::add);
        run(new WorkerPool<>(3, 4, (job, worker) -> {
            workers.put(job.id(), worker);
            if (job.id() == 7) {
                throw new Exception("on purpose");
            }
            return 0;
        }), numbers(20));
        workers.forEach((id, worker) -> {
            int start = lines.indexOf("INFO Worker " + worker + " starting job " + id);
            int end = lines.indexOf(id == 7 ? "WARN Worker " + worker
                    + " failed job 7: java.lang.Exception: on purpose"
                    : "INFO Worker " + worker + " finished job " + id);
            assertTrue(0 <= start && start < end, "job " + id + ": lines " + start + " and " + end);
        });
        assertEquals(40, lines.size());
    }

    // What a caller may do wrong.

    @Test
    void shouldRefuseBadArgumentsByNameValueAndRule() {
        assertRefused(IllegalArgumentException.class, "workerCount (0) must be 1 or more", () ->
                new WorkerPool<>(0, 1, SQUARE));
        assertRefused(IllegalArgumentException.class, "queueCapacity (-3) must be 1 or more", () ->
                new WorkerPool<>(1, -3, SQUARE));
        assertRefused(NullPointerException.class, "task must not be null", () -> new WorkerPool<>(1, 1, null));
        assertRefused(NullPointerException.class, "inputs must not be null", () ->
                new WorkerPool<>(1, 1, SQUARE).run(null));
        assertRefused(NullPointerException.class, "an input must not be null", () ->
                new WorkerPool<>(1, 1, SQUARE).run(Arrays.asList(1, null, 2)));
    }

    private static void assertRefused(Class<? extends Exception> type, String message, Executable call) {
        assertEquals(message, assertThrows(type, call).getMessage());
    }

    @Test
    void shouldRefuseToRunAgainOrToDrainWhileItRuns() throws InterruptedException {
        AtomicReference<WorkerPool<Integer, Integer>> pool = new AtomicReference<>();
        pool.set(new WorkerPool<>(1, 4, (job, worker) -> {
            assertThrows(IllegalStateException.class, () -> pool.get().run(List.of()));
            assertThrows(IllegalStateException.class, pool.get()::drain);
            return 0;
        }));
        assertThrows(IllegalStateException.class, pool.get()::drain);
        assertEquals(3, succeeded(run(pool.get(), numbers(3))));
    }

    @Test
    void shouldThrowWhatTheInputsThrowAndLeaveNoWorkerWaiting() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch finished = new CountDownLatch(2);
        WorkerPool<Integer, Boolean> pool = new WorkerPool<>(2, 4, (job, worker) ->
                threads.add(Thread.currentThread()));
        onFinished(finished::countDown);
        Exception thrown = assertRunThrows(ArithmeticException.class, pool, watched(9, id -> {
            if (id == 3) {
                spinUntil(() -> finished.getCount() == 0);
                throw new ArithmeticException("on purpose");
            }
        }));
        assertEquals("on purpose", thrown.getMessage());
        assertEnd(threads);
        assertEquals(2, pool.drain().size());
    }

    // Failures of jobs.

    @Test
    void shouldMakeAFailureTheJobsResultAndLetTheWorkerLiveOn() throws InterruptedException {
        List<Result<Integer, Integer>> results = run(new WorkerPool<>(1, 4, (job, worker) -> {
            if (job.id() % 3 == 0) {
                throw new ResultTest.Silent(); // an error from getMessage
            }
            return 60 / (job.id() % 3 - 1);
        }), numbers(9));
        assertEquals(9, results.size());
        for (Result<Integer, Integer> result : results) {
            switch (result.job().id() % 3) {
                case 0 -> assertInstanceOf(ResultTest.Silent.class, result.failure());
                case 1 -> assertInstanceOf(ArithmeticException.class, result.failure());
                default -> assertEquals(60, result.value());
            }
        }
    }

    /** No stop has caused these interrupts, so they are the jobs' own. */
    @Test
    void shouldNotTakeAnInterruptOfAJobsOwnForAStopNorLogWithIt() throws InterruptedException {
        AtomicInteger interruptedLogs = new AtomicInteger();
        onFinished(() -> interruptedLogs.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0));
        List<Result<Integer, Integer>> results = run(new WorkerPool<>(1, 1, (job, worker) -> {
            if (job.id() == 1) {
                throw new InterruptedException("on purpose");
            }
            assertFalse(Thread.currentThread().isInterrupted(), "the interrupt of the job before");
            Thread.currentThread().interrupt();
            return 0;
        }), numbers(4));
        assertEquals(4, results.size());
        assertInstanceOf(InterruptedException.class, results.get(0).failure());
        assertEquals(3, succeeded(results));
        assertEquals(0, interruptedLogs.get(), "an interrupt may close an appender's channel");
    }

    /** As by a job's timer that is not cancelled in time. */
    @Test
    void shouldHaveAResultOfEveryJobThoughItsWorkersAreInterruptedAtAnyMoment() throws InterruptedException {
        Thread[] threads = new Thread[2];
        AtomicBoolean ended = new AtomicBoolean();
        Thread timer = start(() -> {
            Random random = new Random(1);
            while (!ended.get()) {
                Thread worker = threads[random.nextInt(2)];
                if (worker != null) {
                    worker.interrupt();
                }
                spin(random.nextInt(20_000));
            }
        });
        long end = System.nanoTime() + RACE_NANOS;
        List<Result<Integer, Integer>> results = run(new WorkerPool<>(2, 1, (job, worker) -> {
            threads[worker - 1] = Thread.currentThread();
            return job.input();
        }), IntStream.iterate(1, id -> System.nanoTime() < end, id -> id + 1).boxed()::iterator);
        ended.set(true);
        timer.join();
        assertEquals(IntStream.rangeClosed(1, results.size()).boxed().toList(),
                results.stream().map(result -> result.job().id()).sorted().toList());
    }

    // Stops and interrupts.

    @Test
    void shouldStopWhenItIsToldTo() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(2);
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger interrupts = new AtomicInteger();
        WorkerPool<Integer, Integer> pool = new WorkerPool<>(2, 1, (job, worker) -> {
            starts.incrementAndGet();
            working.countDown();
            return sleepForever(interrupts);
        });
        Thread stopper = start(() -> {
            spinUntil(() -> working.getCount() == 0);
            pool.stop();
        });
        assertRunThrows(CancellationException.class, pool, numbers(100));
        stopper.join();
        List<Result<Integer, Integer>> results = pool.drain();
        assertEquals(2, results.size(), "each worker ends before run throws");
        results.forEach(result -> assertInstanceOf(InterruptedException.class, result.failure()));
        assertEquals(2, interrupts.get());
        assertEquals(2, starts.get(), "no job may start after the stop");
    }

    /** The first workers notice their interrupt while the stop still interrupts the others. */
    @Test
    void shouldStartNoJobBetweenTheFirstAndTheLastInterruptOfAStop() throws InterruptedException {
        AtomicInteger starts = new AtomicInteger();
        WorkerPool<Integer, Integer> pool = new WorkerPool<>(500, 1000, (job, worker) -> {
            starts.incrementAndGet();
            try {
                return sleepForever(new AtomicInteger());
            } catch (InterruptedException swallowed) {
                return 0;
            }
        });
        Thread stopper = start(() -> {
            spinUntil(() -> starts.get() == 500);
            pool.stop();
        });
        assertRunThrows(CancellationException.class, pool, numbers(1000));
        stopper.join();
        assertEquals(500, starts.get());
    }

    /**
     * Job 2 wakes the worker, which is then interrupted. The stop removes job 2 and so lets the blocked job 3 in. The
     * inputs do not end, however late the stop comes.
     */
    @Test
    void shouldStartNoJobThatIsQueuedDuringAStop() throws InterruptedException {
        for (long end = System.nanoTime() + RACE_NANOS; System.nanoTime() < end; ) {
            AtomicReference<Thread> worker = new AtomicReference<>();
            Set<Integer> started = ConcurrentHashMap.newKeySet();
            WorkerPool<Integer, Boolean> pool = new WorkerPool<>(1, 1, (job, id) -> {
                worker.set(Thread.currentThread());
                return started.add(job.id());
            });
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch jobTwoQueued = new CountDownLatch(1);
            Thread stopper = new Thread(() -> {
                running.countDown();
                spinUntil(() -> jobTwoQueued.getCount() == 0);
                pool.stop();
            });
            assertRunThrows(CancellationException.class, pool, watched(Integer.MAX_VALUE, id -> {
                if (id == 2) {
                    spinUntil(() -> worker.get() != null && worker.get().getState() == Thread.State.WAITING);
                    stopper.start();
                    spinUntil(() -> running.getCount() == 0);
                } else if (id == 3) {
                    jobTwoQueued.countDown();
                }
            }));
            stopper.join();
            assertTrue(started.contains(2) || !started.contains(3), "job 3 was taken after the stop");
        }
    }

    @ParameterizedTest(name = "stop when {0} threads have started")
    @ValueSource(ints = {0, 50})
    void shouldNoticeAStopBeforeEachThreadStart(int threads) throws InterruptedException {
        ThreadMXBean jvm = ManagementFactory.getThreadMXBean();
        WorkerPool<Integer, Integer> pool = new WorkerPool<>(5_000, 1, SQUARE);
        long before = jvm.getTotalStartedThreadCount();
        Thread stopper = start(() -> {
            spinUntil(() -> jvm.getTotalStartedThreadCount() > before + threads);
            pool.stop();
        });
        if (threads == 0) {
            stopper.join();
        }
        assertRunThrows(CancellationException.class, pool, watched(1, id -> {
            throw new AssertionError("the pool asks for an input");
        }));
        stopper.join();
        assertTrue(jvm.getTotalStartedThreadCount() < before + 5_000, "every thread was started");
        assertEquals(List.of(), pool.drain());
    }

    @Test
    void shouldIgnoreAStopAfterTheRunAndRefuseASecondRun() throws InterruptedException {
        WorkerPool<Integer, Integer> pool = new WorkerPool<>(2, 4, SQUARE);
        pool.run(numbers(10));
        pool.stop();
        assertRefused(IllegalStateException.class, "a pool runs once: create another one for a second run", () ->
                pool.run(numbers(10)));
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(10, pool.drain().size());
    }

    @ParameterizedTest(name = "and then throws: {0}")
    @ValueSource(booleans = {false, true})
    void shouldKeepTheResultOfAJobThatStopsItsOwnPoolAndLogNothingMore(boolean fails) {
        List<String> lines = new CopyOnWriteArrayList<>();
        log.onLine(lines::add);
        AtomicReference<WorkerPool<Integer, Integer>> pool = new AtomicReference<>();
        pool.set(new WorkerPool<>(1, 1, (job, worker) -> {
            pool.get().stop();
            return 7 / (fails ? 0 : 1);
        }));
        assertRunThrows(CancellationException.class, pool.get(), numbers(9));
        Result<Integer, Integer> result = pool.get().drain().get(0);
        assertEquals(fails ? null : 7, result.value());
        assertEquals(fails, result.failure() instanceof ArithmeticException);
        assertEquals(List.of("INFO Worker 1 starting job 1"), lines);
    }

    /** The stop comes at any moment, from the first thread start to the end, however slow the machine is. */
    @Test
    void shouldEndByCancellationExceptionOrWholeWheneverItIsStoppedAndLoseNoResult() throws InterruptedException {
        Random random = new Random(1);
        long maxDelay = 400_000;
        int whole = 0;
        int stopped = 0;
        for (long end = System.nanoTime() + 2 * RACE_NANOS; System.nanoTime() < end || whole * stopped == 0; ) {
            List<Integer> done = new CopyOnWriteArrayList<>();
            WorkerPool<Integer, Boolean> pool = new WorkerPool<>(2, 1 + whole % 3, (job, worker) ->
                    done.add(job.id()));
            long delay = random.nextLong(maxDelay);
            Thread stopper = start(() -> {
                spin(delay);
                pool.stop();
            });
            try {
                pool.run(numbers(10));
                whole++;
                maxDelay -= maxDelay / 4;
                assertEquals(10, done.size());
            } catch (CancellationException e) {
                stopped++;
                maxDelay += maxDelay / 3;
            }
            assertEquals(Set.copyOf(done), pool.drain().stream().map(result -> result.job().id()).collect(toSet()));
            assertEquals(List.of(), pool.drain());
            stopper.join();
        }
    }

    @Test
    void shouldInterruptTheWorkersIfTheProducerIsInterrupted() {
        AtomicInteger interrupts = new AtomicInteger();
        Thread producer = Thread.currentThread();
        WorkerPool<Integer, Integer> pool = new WorkerPool<>(1, 3, (job, worker) -> {
            producer.interrupt();
            return sleepForever(interrupts);
        });
        assertRunThrows(InterruptedException.class, pool, numbers(3));
        assertEquals(1, interrupts.get());
    }

    @Test
    void shouldNotWaitForAWorkerThatNeverEndsAndGiveItsResultToALaterDrain() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Thread> worker = new AtomicReference<>();
        AtomicReference<WorkerPool<Integer, Integer>> pool = new AtomicReference<>();
        pool.set(new WorkerPool<>(1, 1, (job, id) -> {
            worker.set(Thread.currentThread());
            pool.get().stop();
            spinUntil(() -> release.getCount() == 0);
            return 0;
        }));
        assertRunThrows(CancellationException.class, pool.get(), numbers(1));
        assertEquals(List.of(), pool.get().drain());
        release.countDown();
        assertEnd(Set.of(worker.get()));
        assertEquals(1, succeeded(pool.get().drain()));
        assertEquals(List.of(), pool.get().drain());
    }

    // Deaths of workers.

    /** The worker counts down when it ends; what it died of must be known by then. */
    @Test
    void shouldThrowEveryTimeIfTheOnlyWorkerDies() {
        onFinished(WorkerPoolTest::failOnPurpose);
        for (long end = System.nanoTime() + RACE_NANOS; System.nanoTime() < end; ) {
            WorkerPool<Integer, Integer> pool = new WorkerPool<>(1, 1024, SQUARE);
            Exception death = assertRunThrows(IllegalStateException.class, pool, numbers(2));
            assertEquals("worker-1 died: java.lang.AssertionError: a fault outside any job, on purpose",
                    death.getMessage());
            assertEquals(1, pool.drain().size());
        }
    }

    private static void failOnPurpose() {
        throw new AssertionError("a fault outside any job, on purpose");
    }

    /** An interrupt from outside and a death at the same time: whichever comes first, the interrupt is not lost. */
    @Test
    void shouldThrowAnInterruptThatComesWithAWorkersDeathOrLeaveItSet() {
        Thread producer = Thread.currentThread();
        onFinished(() -> {
            producer.interrupt();
            failOnPurpose();
        });
        for (long end = System.nanoTime() + RACE_NANOS; System.nanoTime() < end; ) {
            WorkerPool<Integer, Integer> pool = new WorkerPool<>(1, 4, SQUARE);
            Exception thrown = assertThrows(Exception.class, () -> pool.run(numbers(2)));
            assertTrue(Thread.interrupted() != thrown instanceof InterruptedException, thrown.toString());
        }
    }

    // Helpers.

    /** Calls {@code action} on a worker's thread after each result. */
    private void onFinished(Runnable action) {
        log.onLine(line -> {
            if (line.contains("finished")) {
                action.run();
            }
        });
    }

    /** Asserts that the run throws, and that it consumes the interrupts that it causes. */
    private static <X extends Exception> X assertRunThrows(Class<X> type, WorkerPool<Integer, ?> pool,
            Iterable<Integer> inputs) {
        X thrown = assertThrows(type, () -> pool.run(inputs));
        assertFalse(Thread.interrupted(), "interrupted status");
        return thrown;
    }

    private static <R> List<Result<Integer, R>> run(WorkerPool<Integer, R> pool, Iterable<Integer> inputs)
            throws InterruptedException {
        pool.run(inputs);
        assertFalse(Thread.interrupted(), "interrupted status");
        return pool.drain();
    }

    private static long succeeded(List<? extends Result<?, ?>> results) {
        return results.stream().filter(Result::succeeded).count();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    /** Returns the numbers from 1 on, lazily; {@code onNext} is called with each one beforehand. */
    private static Iterable<Integer> watched(int count, IntConsumer onNext) {
        return IntStream.rangeClosed(1, count).peek(onNext).boxed()::iterator;
    }

    private static Thread start(Runnable action) {
        Thread thread = new Thread(action);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void assertEnd(Set<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(30_000);
            assertFalse(thread.isAlive(), thread.getName());
        }
    }

    private static void spinUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        spinUntil(() -> System.nanoTime() >= end);
    }

    private static int sleepForever(AtomicInteger interrupts) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException stopped) {
            interrupts.incrementAndGet();
            throw stopped;
        }
    }
}
