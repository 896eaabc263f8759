package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WorkerPoolTest {
    private static final Task FACTORIAL = (job, worker) -> Factorial.of(job.number()).toString();

    private final WorkerLog log = new WorkerLog();

    @AfterEach
    void shouldLeaveNoInterruptBehind() {
        log.detach();
        assertFalse(Thread.interrupted(), "a run must consume the interrupts that it causes");
    }

    @ParameterizedTest(name = "{0} jobs, {1} workers, queue capacity {2}")
    @CsvSource({"10, 3, 1024", "0, 3, 1", "1, 1, 1", "100, 1, 1", "200, 7, 1", "5, 20, 1", "5, 20, 1024", "50000, 4, 16"})
    void shouldRunEveryJobExactlyOnce(int jobs, int workers, int queueCapacity) throws InterruptedException {
        WorkerPool pool = new WorkerPool(jobs(jobs, id -> id % 50), workers, queueCapacity, FACTORIAL);
        pool.run();
        assertEquals(jobs, pool.completed());
        Set<Integer> ids = new HashSet<>();
        for (Result result : pool.drain()) {
            assertTrue(ids.add(result.job().id()), "job " + result.job().id() + " ran twice");
            assertEquals(Factorial.of(result.job().number()).toString(), result.factorial());
            assertTrue(result.succeeded());
        }
        assertEquals(jobs, ids.size());
        assertEquals(0, pool.completed());
    }

    @Test
    void shouldWorkOnAsManyJobsAtATimeAsThereAreWorkersAndNeverOnMore() throws InterruptedException {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger max = new AtomicInteger();
        CyclicBarrier allAtWork = new CyclicBarrier(4);
        run(jobs(40, id -> id), 4, 1024, (job, worker) -> {
            max.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            allAtWork.await(); // opens only if four jobs are in work at once
            atWork.decrementAndGet();
            return "1";
        });
        assertEquals(4, max.get());
    }

    @Test
    void shouldKeepResultsInOrderOfCompletion() throws InterruptedException {
        CountDownLatch othersDone = new CountDownLatch(2);
        log.onLine(line -> {
            if (line.contains("finished")) {
                othersDone.countDown();
            }
        });
        List<Result> results = run(jobs(3, id -> id), 2, 1024, (job, worker) -> {
            if (job.id() == 1) {
                othersDone.await();
            }
            return "1";
        });
        assertEquals(List.of(2, 3, 1), results.stream().map(result -> result.job().id()).toList());
    }

    @Test
    void shouldGiveAWorkerOneJobAtATimeOnAThreadOfItsOwn() throws InterruptedException {
        Set<Integer> busy = ConcurrentHashMap.newKeySet();
        List<Result> results = run(jobs(300, id -> id), 3, 8, (job, worker) -> {
            assertTrue(busy.add(worker), "worker " + worker + " has two jobs");
            assertEquals("worker-" + worker, Thread.currentThread().getName());
            assertTrue(Thread.currentThread().isDaemon());
            Thread.yield();
            busy.remove(worker);
            return "1";
        });
        assertEquals(300, succeeded(results));
    }

    @ParameterizedTest(name = "queue capacity {0}")
    @CsvSource({"1", "2", "5"})
    void shouldNeverLetMoreJobsWaitThanTheQueueHolds(int queueCapacity) throws InterruptedException {
        int workers = 2;
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger maxWaiting = new AtomicInteger();
        // The filler asks for a job when those before it are in the queue, or taken from it, if not yet started.
        List<Job> jobs = watched(jobs(40, id -> id), index ->
                maxWaiting.accumulateAndGet(index - starts.get() - workers, Math::max));
        List<Result> results = run(jobs, workers, queueCapacity, (job, worker) -> {
            starts.incrementAndGet();
            Thread.sleep(2);
            return "1";
        });
        assertEquals(40, succeeded(results));
        assertTrue(maxWaiting.get() <= queueCapacity, maxWaiting + " waited");
    }

    @Test
    void shouldLogTheStartAndTheFinishOfEveryJob() throws InterruptedException {
        ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        ConcurrentHashMap<Integer, Integer> workers = new ConcurrentHashMap<>();
        log.onLine(lines::add);
        run(jobs(20, id -> id), 3, 4, (job, worker) -> {
            workers.put(job.id(), worker);
            if (job.id() == 7) {
                throw new Exception("on purpose");
            }
            return "1";
        });
        List<String> logged = new ArrayList<>(lines);
        workers.forEach((id, worker) -> {
            int start = logged.indexOf("Worker " + worker + " starting job " + id);
            int finish = logged.indexOf("Worker " + worker + (id == 7 ? " failed job " : " finished job ") + id);
            assertTrue(0 <= start && start < finish, "job " + id + ": lines " + start + " and " + finish);
        });
        assertEquals(40, logged.size());
    }

    @Test
    void shouldMakeAFailureTheJobsResultAndRunTheOthers() throws InterruptedException {
        List<Result> results = run(jobs(100, id -> id % 10 == 0 ? -id : id), 2, 4, FACTORIAL);
        assertEquals(100, results.size());
        assertEquals(90, succeeded(results));
        for (Result result : results) {
            assertEquals(result.job().number() < 0, !result.succeeded());
            assertEquals(result.succeeded(), result.factorial() != null);
            assertEquals(result.succeeded(), result.failure() == null);
        }
    }

    @Test
    void shouldMakeAnErrorTheJobsResultAndLetTheWorkerLiveOn() throws InterruptedException {
        List<Result> results = run(jobs(3, id -> id), 1, 1, (job, worker) -> {
            throw new StackOverflowError("on purpose");
        });
        assertEquals(3, results.size());
        assertTrue(results.get(0).failure() instanceof StackOverflowError);
    }

    @Test
    void shouldStopWhenItIsToldTo() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(2);
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger interrupts = new AtomicInteger();
        WorkerPool pool = new WorkerPool(jobs(100, id -> id), 2, 1, (job, worker) -> {
            starts.incrementAndGet();
            working.countDown();
            return sleepForever(interrupts);
        });
        Thread stopper = new Thread(() -> {
            awaitUnchecked(working);
            pool.stop();
        });
        stopper.start();
        assertThrows(InterruptedException.class, pool::run);
        stopper.join();
        assertEquals(List.of(), pool.drain());
        assertEquals(2, interrupts.get(), "each worker ends before run throws");
        assertEquals(2, starts.get(), "no job may start after the stop");
    }

    @Test
    void shouldInterruptTheWorkersInStopItself() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        // The filler is kept from ending the run: what interrupts the worker is the stop.
        List<Job> jobs = watched(jobs(2, id -> id), index -> {
            if (index == 1) {
                awaitThroughInterrupts(interrupted);
            }
        });
        WorkerPool pool = new WorkerPool(jobs, 1, 1, (job, worker) -> {
            working.countDown();
            try {
                return sleepForever(new AtomicInteger());
            } finally {
                interrupted.countDown();
            }
        });
        Thread stopper = new Thread(() -> {
            awaitUnchecked(working);
            pool.stop();
        });
        stopper.start();
        assertThrows(InterruptedException.class, pool::run);
        stopper.join();
    }

    @Test
    void shouldInterruptTheWorkersIfTheFillerIsInterrupted() throws InterruptedException {
        AtomicInteger interrupts = new AtomicInteger();
        Thread filler = Thread.currentThread();
        WorkerPool pool = new WorkerPool(jobs(3, id -> id), 1, 3, (job, worker) -> {
            filler.interrupt();
            return sleepForever(interrupts);
        });
        assertThrows(InterruptedException.class, pool::run);
        assertEquals(1, interrupts.get());
    }

    @Test
    void shouldKeepEveryResultThatWasThereWhenItStopped() {
        AtomicInteger finished = new AtomicInteger();
        WorkerPool[] pool = new WorkerPool[1];
        pool[0] = new WorkerPool(jobs(1000, id -> id), 3, 4, (job, worker) -> "1");
        log.onLine(line -> {
            if (line.contains("finished") && finished.incrementAndGet() == 50) {
                pool[0].stop();
            }
        });
        assertThrows(InterruptedException.class, pool[0]::run);
        assertEquals(finished.get(), pool[0].drain().size());
    }

    @Test
    void shouldStartNoJobIfStoppedBeforehand() {
        AtomicInteger starts = new AtomicInteger();
        WorkerPool pool = new WorkerPool(jobs(10, id -> id), 2, 1024, (job, worker) -> "" + starts.incrementAndGet());
        pool.stop();
        assertThrows(InterruptedException.class, pool::run);
        assertEquals(0, starts.get());
        assertEquals(0, pool.completed());
    }

    @Test
    void shouldIgnoreAStopAfterTheRun() throws InterruptedException {
        WorkerPool pool = new WorkerPool(jobs(10, id -> id), 2, 4, FACTORIAL);
        pool.run();
        pool.stop();
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(10, pool.drain().size());
    }

    /** The worker counts down when it ends; what it died of must be known by then. */
    @RepeatedTest(300)
    void shouldThrowEveryTimeIfTheOnlyWorkerDies() {
        WorkerPool pool = new WorkerPool(jobs(2, id -> id), 1, 1024, (job, worker) -> "1");
        log.onLine(WorkerPoolTest::failAtFinished);
        Exception death = assertThrows(IllegalStateException.class, pool::run);
        assertEquals("worker-1 died: java.lang.AssertionError: a fault outside any job, on purpose", death.getMessage());
        assertEquals(1, pool.drain().size());
    }

    @Test
    void shouldNotHangIfEveryWorkerDies() {
        WorkerPool pool = new WorkerPool(jobs(100, id -> id), 3, 1, (job, worker) -> "1");
        log.onLine(WorkerPoolTest::failAtFinished);
        assertThrows(IllegalStateException.class, pool::run);
        assertTrue(pool.drain().size() <= 3);
    }

    private static void failAtFinished(String line) {
        if (line.contains("finished")) {
            throw new AssertionError("a fault outside any job, on purpose");
        }
    }

    /** Another interrupt, while the filler waits for a worker that does not notice its own. */
    @RepeatedTest(5)
    void shouldNotCutItsGracePeriodShortOnASecondStop() {
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean thrown = new AtomicBoolean();
        WorkerPool[] pool = new WorkerPool[1];
        Thread filler = Thread.currentThread();
        pool[0] = new WorkerPool(jobs(1, id -> id), 1, 1, (job, worker) -> {
            pool[0].stop();
            spinUntil(() -> filler.getState() == Thread.State.TIMED_WAITING);
            filler.interrupt();
            spinUntil(() -> !filler.isInterrupted());
            spinUntil(() -> filler.getState() == Thread.State.TIMED_WAITING || thrown.get());
            ended.set(true);
            return "1";
        });
        assertThrows(InterruptedException.class, pool[0]::run);
        boolean endedBefore = ended.get();
        thrown.set(true);
        assertTrue(endedBefore, "run must not throw before the worker has ended, if that takes less than the grace period");
        assertEquals(List.of(), pool[0].drain());
    }

    private static void spinUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldNotWaitForAWorkerThatNeverEnds() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        WorkerPool[] pool = new WorkerPool[1];
        pool[0] = new WorkerPool(jobs(1, id -> id), 1, 1, (job, worker) -> {
            pool[0].stop();
            awaitThroughInterrupts(release);
            return "1";
        });
        assertThrows(InterruptedException.class, pool[0]::run);
        assertEquals(List.of(), pool[0].drain());
        release.countDown();
    }

    @Test
    void shouldLeaveNoThreadBehind() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        run(jobs(50, id -> id), 5, 4, (job, worker) -> {
            threads.add(Thread.currentThread());
            return "1";
        });
        for (Thread thread : threads) {
            thread.join(30_000);
            assertFalse(thread.isAlive());
        }
    }

    private static List<Result> run(List<Job> jobs, int workers, int queueCapacity, Task task) throws InterruptedException {
        WorkerPool pool = new WorkerPool(jobs, workers, queueCapacity, task);
        pool.run();
        return pool.drain();
    }

    private static long succeeded(List<Result> results) {
        return results.stream().filter(Result::succeeded).count();
    }

    private static List<Job> jobs(int count, IntUnaryOperator number) {
        return IntStream.rangeClosed(1, count).mapToObj(id -> new Job(id, number.applyAsInt(id))).toList();
    }

    private static List<Job> watched(List<Job> jobs, IntConsumer onGet) {
        return new AbstractList<>() {
            @Override
            public Job get(int index) {
                onGet.accept(index);
                return jobs.get(index);
            }

            @Override
            public int size() {
                return jobs.size();
            }
        };
    }

    private static String sleepForever(AtomicInteger interrupts) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException stopped) {
            interrupts.incrementAndGet();
            throw stopped;
        }
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static void awaitThroughInterrupts(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
