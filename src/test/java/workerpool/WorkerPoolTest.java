package workerpool;

import static java.lang.Thread.State.WAITING;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerPoolTest {
    private static final Task<Integer, Integer> SQUARE = (job, worker) -> job.input() * job.input();
    /** How long a test looks for a race. It must find it on a quiet machine. */
    private static final long RACE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private static final int RACES = 200; // in which two threads must have met, or be too busy to meet until the limit
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final WorkerLog log = new WorkerLog();

    @AfterEach
    void detachLog() {
        log.detach();
    }

    @Nested
    class Runs {
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
        void shouldGiveEachResultToOneOfTheThreadsThatDrainDuringTheRun() throws InterruptedException {
            Queue<Integer> drained = new ConcurrentLinkedQueue<>();
            AtomicReference<WorkerPool<Integer, Boolean>> pool = new AtomicReference<>();
            pool.set(new WorkerPool<>(2, 16, (job, worker) -> drained.addAll(ids(pool.get().drain()))));
            List<Result<Integer, Boolean>> rest = run(pool.get(), numbers(20_000));
            assertTrue(drained.size() > 10_000 && drained.addAll(ids(rest)), drained.size() + " during the run");
            assertEquals(numbers(20_000), drained.stream().sorted().toList());
        }

        @Test
        void shouldKeepResultsInTheOrderInWhichTheyAreAdded() throws InterruptedException {
            CountDownLatch othersDone = new CountDownLatch(2);
            onFinished(othersDone::countDown);
            List<Result<Integer, Integer>> results = run(new WorkerPool<>(2, 1024, (job, worker) -> {
                if (job.id() == 1) {
                    othersDone.await();
                }
                return 0;
            }), numbers(3));
            assertEquals(List.of(2, 3, 1), ids(results));
        }

        @Test
        void shouldGiveAWorkerOneJobAtATime() throws InterruptedException {
            Set<Integer> busy = ConcurrentHashMap.newKeySet();
            assertEquals(300, succeeded(run(new WorkerPool<>(3, 8, (job, worker) -> {
                assertTrue(busy.add(worker), "worker " + worker + " has two jobs");
                Thread.yield();
                return busy.remove(worker);
            }), numbers(300))));
        }

        @Test
        void shouldRunEachWorkerOnADaemonThreadOfItsName() throws Exception {
            FutureTask<List<Result<Integer, String>>> run = new FutureTask<>(() -> run(new WorkerPool<>(3, 8,
                    (job, worker) -> worker + " " + Thread.currentThread().getName() + " "
                            + Thread.currentThread().isDaemon()), numbers(300)));
            Thread creator = new Thread(run);
            creator.setDaemon(false); // a thread is a daemon if its creator is, unless told otherwise
            creator.start();
            run.get(30, TimeUnit.SECONDS).forEach(result ->
                    assertTrue(result.value().matches("([123]) worker-\\1 true"), result.value()));
        }

        @Test
        void shouldEndItsThreads() throws InterruptedException {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            run(new WorkerPool<>(3, 8, (job, worker) -> threads.add(Thread.currentThread())), numbers(300));
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

        /** Whenever the producer asks for an input, the previous one is queued. The worker has taken the first one. */
        @Test
        void shouldTellWhetherTheQueueIsFullAndHowManyAreCompleted() throws InterruptedException {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            WorkerPool<Integer, Integer> pool = new WorkerPool<>(1, 3, (job, worker) -> {
                started.countDown();
                release.await();
                return 0;
            });
            pool.run(watched(5, id -> {
                spinUntil(() -> id == 1 || started.getCount() == 0);
                assertEquals(id == 5, pool.isQueueFull(), "input " + id);
                assertEquals(0, pool.completed());
                if (id == 5) {
                    release.countDown();
                }
            }));
            assertEquals(5, pool.completed());
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
    }

    @Nested
    class Misuse {
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

        @Test
        void shouldRefuseOneOfTwoRunsAtOnce() throws InterruptedException {
            for (long met = 0, end = System.nanoTime() + LIMIT_NANOS; met < 10 * RACES && System.nanoTime() < end; ) {
                WorkerPool<Integer, Integer> pool = new WorkerPool<>(1, 1, SQUARE);
                List<String> refused = new CopyOnWriteArrayList<>();
                met += atOnce(() -> {
                    try {
                        pool.run(numbers(2));
                    } catch (IllegalStateException | InterruptedException e) {
                        refused.add(e.getMessage());
                    }
                });
                assertEquals(List.of("a pool runs once: create another one for a second run"), refused);
                assertEquals(2, succeeded(pool.drain()));
            }
        }

        @Test
        void shouldThrowWhatTheInputsThrow() throws InterruptedException {
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
    }

    @Nested
    class FailuresOfJobs {
        @Test
        void shouldBecomeResults() throws InterruptedException {
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
        void shouldNotStopTheWorkerIfTheyAreInterrupts() throws InterruptedException {
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

        @Test
        void shouldNotCostAResultIfInterruptsComeAtAnyMoment() throws InterruptedException {
            Thread[] threads = new Thread[2];
            AtomicBoolean ended = new AtomicBoolean();
            Thread producer = Thread.currentThread();
            long end = System.nanoTime() + RACE_NANOS;
            Thread timer = start(() -> {
                Random random = new Random(1);
                while (!ended.get()) {
                    Thread worker = threads[random.nextInt(2)];
                    if (worker != null) {
                        // If a worker has ended too early, the producer would wait forever.
                        (worker.isAlive() || System.nanoTime() > end ? worker : producer).interrupt();
                    }
                    spin(random.nextInt(20_000));
                }
            });
            List<Result<Integer, Integer>> results = run(new WorkerPool<>(2, 1, (job, worker) -> {
                threads[worker - 1] = Thread.currentThread();
                return job.input();
            }), IntStream.iterate(1, id -> System.nanoTime() < end, id -> id + 1).boxed()::iterator);
            ended.set(true);
            timer.join();
            assertEquals(numbers(results.size()), ids(results).stream().sorted().toList());
        }
    }

    @Nested
    class Stops {
        @Test
        void shouldInterruptTheWorkersAndStartNoFurtherJob() throws Exception {
            CountDownLatch working = new CountDownLatch(2);
            AtomicInteger interrupts = new AtomicInteger();
            WorkerPool<Integer, Integer> pool = new WorkerPool<>(2, 1, (job, worker) -> {
                working.countDown();
                return sleepForever(interrupts);
            });
            FutureTask<Void> stop = stopWhen(() -> working.getCount() == 0, pool);
            assertRunThrows(CancellationException.class, pool, numbers(100));
            stop.get();
            List<Result<Integer, Integer>> results = pool.drain();
            assertEquals(2, results.size(), "each worker ends before run throws, and no further job starts");
            results.forEach(result -> assertInstanceOf(InterruptedException.class, result.failure()));
            assertEquals(2, interrupts.get());
        }

        /** The stop has interrupted both workers, which wait. Before they wake up, there is job 3. */
        @Test
        void shouldStartNoJobThatIsQueuedRightAfterwards() {
            for (int round = 0; round < RACES; round++) {
                Set<Integer> started = ConcurrentHashMap.newKeySet();
                WorkerPool<Integer, Boolean> pool = new WorkerPool<>(2, 1, (job, worker) -> started.add(job.id()));
                assertRunThrows(CancellationException.class, pool, watched(3, id -> {
                    if (id == 3) {
                        spinUntil(() -> pool.completed() == 2);
                        pool.stop();
                    }
                }));
                assertEquals(Set.of(1, 2), started);
                assertFalse(pool.isQueueFull(), "job 3 is dropped");
            }
        }

        @Test
        void shouldInterruptEveryWorkerThoughChannelsFailToClose() throws Exception {
            Thread producer = Thread.currentThread();
            CountDownLatch inUse = new CountDownLatch(3);
            AtomicInteger closes = new AtomicInteger();
            AtomicReference<WorkerPool<Integer, Integer>> pool = new AtomicReference<>();
            pool.set(new WorkerPool<>(3, 2, (job, worker) -> new Channel(() -> {
                closes.addAndGet(pool.get().isQueueFull() ? 0 : 1); // as the stop lets the producer go beforehand
                throw new IllegalStateException("on purpose");
            }).use(inUse)));
            FutureTask<Void> stop = stopWhen(() -> inUse.getCount() == 0 && producer.getState() == WAITING, pool.get());
            assertRunThrows(CancellationException.class, pool.get(), numbers(9));
            stop.get(); // which throws nothing
            assertEquals(3, closes.get());
            assertEquals(3, pool.get().drain().size());
        }

        @ParameterizedTest(name = "stop when {0} threads have started")
        @ValueSource(ints = {0, 50})
        void shouldBeNoticedBeforeEachThreadStart(int threads) throws Exception {
            ThreadMXBean jvm = ManagementFactory.getThreadMXBean();
            WorkerPool<Integer, Integer> pool = new WorkerPool<>(5_000, 1, SQUARE);
            long before = jvm.getTotalStartedThreadCount();
            FutureTask<Void> stop = stopWhen(() -> jvm.getTotalStartedThreadCount() > before + threads, pool);
            if (threads == 0) {
                stop.get();
            }
            assertRunThrows(CancellationException.class, pool, watched(1, id -> {
                throw new AssertionError("the pool asks for an input");
            }));
            stop.get();
            assertTrue(jvm.getTotalStartedThreadCount() < before + 5_000, "every thread was started");
            assertEquals(List.of(), pool.drain());
        }

        @Test
        void shouldDoNothingAfterTheRun() throws InterruptedException {
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
        void shouldKeepTheResultOfAJobThatStopsItsOwnPool(boolean fails) {
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
        void shouldLoseNoResultWheneverTheyCome() throws InterruptedException {
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
                assertEquals(Set.copyOf(done), Set.copyOf(ids(pool.drain())));
                assertEquals(List.of(), pool.drain());
                stopper.join();
            }
        }

        /** It cleans up after the first interrupt. A second one would break that off. */
        @Test
        void shouldInterruptAJobOnce() {
            AtomicReference<WorkerPool<Integer, Integer>> pool = new AtomicReference<>();
            pool.set(new WorkerPool<>(1, 1, (job, worker) -> {
                pool.get().stop();
                assertTrue(Thread.interrupted());
                pool.get().stop();
                return new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS) ? 1 : 0;
            }));
            assertRunThrows(CancellationException.class, pool.get(), numbers(9));
            spinUntil(() -> pool.get().completed() == 1);
            assertEquals(1, succeeded(pool.get().drain()));
        }

        /** The one that interrupts hangs while it closes the job's channel. The other one must return. */
        @Test
        void shouldInterruptAJobOnceIfTwoComeAtOnce() throws InterruptedException {
            for (long met = 0, end = System.nanoTime() + LIMIT_NANOS; met < RACES && System.nanoTime() < end; ) {
                CountDownLatch inUse = new CountDownLatch(1);
                CountDownLatch otherReturned = new CountDownLatch(1);
                AtomicBoolean inTime = new AtomicBoolean();
                Channel channel = new Channel(() ->
                        inTime.set(assertDoesNotThrow(() -> otherReturned.await(20, TimeUnit.SECONDS))));
                WorkerPool<Integer, Integer> pool = new WorkerPool<>(1, 1, (job, worker) -> channel.use(inUse));
                Thread run = start(() -> assertThrows(CancellationException.class, () -> pool.run(numbers(1))));
                inUse.await();
                met += atOnce(() -> {
                    pool.stop();
                    otherReturned.countDown();
                });
                assertTrue(inTime.get(), "both interrupt");
                run.join();
            }
        }

        @Test
        void shouldAskForNoFurtherInputIfTheProducerIsBlocked() throws Exception {
            Thread producer = Thread.currentThread();
            AtomicInteger interrupts = new AtomicInteger();
            WorkerPool<Integer, Integer> pool = new WorkerPool<>(1, 1, (job, worker) -> sleepForever(interrupts));
            AtomicInteger given = new AtomicInteger();
            FutureTask<Void> stop = stopWhen(() -> given.get() == 3 && producer.getState() == WAITING, pool);
            assertRunThrows(CancellationException.class, pool, watched(9, given::set));
            stop.get();
            assertEquals(3, given.get());
        }

        @Test
        void shouldGiveTheResultsThoughTheRunStillWaitsForItsInputs() throws InterruptedException {
            WorkerPool<Integer, Integer> pool = new WorkerPool<>(2, 4, SQUARE);
            List<Result<Integer, Integer>> drained = new ArrayList<>();
            assertRunThrows(CancellationException.class, pool, watched(4, id -> {
                if (id == 4) {
                    spinUntil(() -> pool.completed() == 3);
                    pool.stop();
                    drained.addAll(pool.drain());
                }
            }));
            assertEquals(3, succeeded(drained));
            assertEquals(List.of(), pool.drain());
        }

        /** As they should if an interrupt has ended their wait. */
        @Test
        void shouldIncludeInputsThatSetTheInterruptAndEnd() {
            assertRunThrows(InterruptedException.class, new WorkerPool<>(2, 4, SQUARE),
                    watched(1, id -> Thread.currentThread().interrupt()));
        }

        @Test
        void shouldInterruptTheWorkersIfTheProducerIsInterrupted() {
            Thread producer = Thread.currentThread();
            AtomicInteger interrupts = new AtomicInteger();
            WorkerPool<Integer, Integer> pool = new WorkerPool<>(1, 3, (job, worker) -> {
                producer.interrupt();
                return sleepForever(interrupts);
            });
            assertRunThrows(InterruptedException.class, pool, numbers(3));
            assertEquals(1, interrupts.get());
        }

        /** The second is for all together. The producer is interrupted before the wait or in the middle of it. */
        @ParameterizedTest(name = "{0} workers, interrupted before the wait: {1}")
        @CsvSource({"1, true", "7, false"})
        void shouldWaitASecondForAllWorkersAndLeaveAnInterruptSet(int workers, boolean before) {
            Thread producer = Thread.currentThread();
            CountDownLatch working = new CountDownLatch(workers);
            CountDownLatch release = new CountDownLatch(1);
            WorkerPool<Integer, Integer> pool = new WorkerPool<>(workers, 1, (job, worker) -> {
                working.countDown();
                while (release.getCount() > 0) {
                    LockSupport.parkNanos(1_000_000);
                    Thread.interrupted(); // else the next park returns at once
                }
                return 0;
            });
            AtomicLong start = new AtomicLong();
            assertThrows(ArithmeticException.class, () -> pool.run(watched(workers + 1, id -> {
                if (id > workers) {
                    spinUntil(() -> working.getCount() == 0);
                    start(() -> {
                        spinUntil(() -> before || producer.getState() == Thread.State.TIMED_WAITING);
                        producer.interrupt();
                    });
                    spinUntil(() -> !before || producer.isInterrupted());
                    start.set(System.nanoTime());
                    throw new ArithmeticException("on purpose");
                }
            })));
            long nanos = System.nanoTime() - start.get();
            assertTrue(Thread.interrupted(), "interrupted status");
            assertTrue(nanos >= 1_000_000_000 && nanos < 5_000_000_000L, nanos + " ns");
            assertEquals(List.of(), pool.drain());
            release.countDown();
            spinUntil(() -> pool.completed() == workers);
            assertEquals(workers, succeeded(pool.drain()), "a later drain gives what has outlasted the run");
        }
    }

    @Nested
    class DeathsOfWorkers {
        /** The worker counts down when it ends; what it died of must be known by then. */
        @Test
        void shouldThrowEveryTimeIfTheOnlyWorkerDies() {
            onFinished(WorkerPoolTest::failOnPurpose);
            for (long end = System.nanoTime() + RACE_NANOS; System.nanoTime() < end; ) {
                WorkerPool<Integer, Integer> pool = new WorkerPool<>(1, 1024, SQUARE);
                Exception death = assertRunThrows(IllegalStateException.class, pool, numbers(2));
                assertEquals("a worker died: java.lang.AssertionError: a fault outside any job, on purpose",
                        death.getMessage());
                assertEquals(1, pool.drain().size());
            }
        }

        /** An interrupt from outside and a death at the same time: whichever comes first, the interrupt is not lost. */
        @Test
        void shouldLoseNoInterruptThatComesAtTheSameTime() {
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

        @Test
        void shouldEndTheWaitForTheOtherWorkers() throws InterruptedException {
            Thread producer = Thread.currentThread();
            CountDownLatch working = new CountDownLatch(1);
            log.onLine(line -> {
                if (line.endsWith("starting job 2")) {
                    spinUntil(() -> working.getCount() == 0 && producer.getState() == WAITING);
                    failOnPurpose();
                }
            });
            WorkerPool<Integer, Integer> pool = new WorkerPool<>(2, 9, (job, worker) -> {
                working.countDown();
                return sleepForever(new AtomicInteger());
            });
            assertRunThrows(IllegalStateException.class, pool, numbers(2));
            assertInstanceOf(InterruptedException.class, pool.drain().get(0).failure());
        }

        /** The producer looks only when both have come. */
        @ParameterizedTest(name = "{0} and {1}")
        @CsvSource({"a death, a death, a worker died: java.lang.AssertionError: by job 1",
            "a death, a stop, a worker died: java.lang.AssertionError: by job 1",
            "a stop, a death, the pool has been stopped"})
        void shouldBeThrownIfTheyComeFirst(String first, String second, String message) {
            Map<Integer, Thread> workers = new ConcurrentHashMap<>();
            CountDownLatch bothStart = new CountDownLatch(2);
            AtomicReference<WorkerPool<Integer, Integer>> pool = new AtomicReference<>();
            log.onLine(line -> {
                int id = line.endsWith("job 1") ? 1 : 2;
                workers.put(id, Thread.currentThread());
                bothStart.countDown();
                spinUntil(() -> bothStart.getCount() == 0 && (id == 1 || !workers.get(1).isAlive()));
                if ((id == 1 ? first : second).equals("a death")) {
                    throw new AssertionError("by job " + id);
                }
                pool.get().stop();
            });
            pool.set(new WorkerPool<>(2, 1, SQUARE));
            Exception thrown = assertRunThrows(Exception.class, pool.get(), watched(3, id -> {
                if (id == 3) {
                    spinUntil(() -> workers.size() == 2 && workers.values().stream().noneMatch(Thread::isAlive));
                }
            }));
            assertEquals(message, thrown.getMessage());
            assertEquals(first.equals("a stop"), thrown.getCause() == null);
        }
    }

    private static void assertRefused(Class<? extends Exception> type, String message, Executable call) {
        assertEquals(message, assertThrows(type, call).getMessage());
    }

    private static void failOnPurpose() {
        throw new AssertionError("a fault outside any job, on purpose");
    }

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

    private static List<Integer> ids(List<? extends Result<?, ?>> results) {
        return results.stream().map(result -> result.job().id()).toList();
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

    /** Runs an action on two threads. Returns 1 if they met, that is, began within 10 us, as busy threads may not. */
    private static int atOnce(Runnable action) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(2);
        AtomicLong gap = new AtomicLong();
        IntConsumer thread = sign -> {
            ready.countDown();
            long time;
            do {
                time = System.nanoTime(); // here, as a look at the clock after the wait would part the threads again
            } while (ready.getCount() > 0);
            action.run();
            gap.addAndGet(sign * time);
        };
        Thread partner = start(() -> thread.accept(-1));
        thread.accept(1);
        partner.join();
        return Math.abs(gap.get()) < 10_000 ? 1 : 0;
    }

    /** What a job waits for, and what an interrupt of the job closes. */
    private static final class Channel extends AbstractInterruptibleChannel {
        private final Runnable onClose;

        Channel(Runnable onClose) {
            this.onClose = onClose;
        }

        int use(CountDownLatch inUse) throws Exception {
            begin();
            try {
                inUse.countDown();
                return sleepForever(new AtomicInteger());
            } finally {
                spinUntil(() -> !isOpen()); // else, on JDK 25, the job's thread may close it
                end(false);
            }
        }

        @Override
        protected void implCloseChannel() {
            onClose.run();
        }
    }

    private static FutureTask<Void> stopWhen(BooleanSupplier condition, WorkerPool<?, ?> pool) {
        FutureTask<Void> stop = new FutureTask<>(() -> {
            spinUntil(condition);
            pool.stop();
        }, null);
        start(stop);
        return stop;
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
