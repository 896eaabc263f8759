package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerPoolTest {
    private static final Task FACTORIAL = (job, worker) -> Factorial.of(job.number()).toString();
    private static final Task ONE = (job, worker) -> "1";

    private final WorkerLog log = new WorkerLog();

    @AfterEach
    void detachLog() {
        log.detach();
    }

    // Every job, once.

    @ParameterizedTest(name = "{0} jobs, {1} workers, queue capacity {2}")
    @CsvSource({"10, 3, 1024", "0, 3, 1", "1, 1, 1", "100, 1, 1", "200, 7, 1", "5, 20, 1", "5, 20, 1024",
            "50000, 4, 16"})
    void shouldRunEveryJobExactlyOnce(int jobs, int workers, int queueCapacity) throws InterruptedException {
        WorkerPool pool = new WorkerPool(workers, queueCapacity, FACTORIAL);
        pool.run(jobs(jobs, id -> id % 50));
        assertEquals(jobs, pool.completed());
        Set<Integer> ids = new HashSet<>();
        for (Result result : pool.drain()) {
            assertTrue(ids.add(result.job().id()), "job " + result.job().id() + " ran twice");
            assertEquals(Factorial.of(result.job().number()).toString(), result.digits());
            assertTrue(result.succeeded());
        }
        assertEquals(jobs, ids.size());
        assertEquals(0, pool.completed());
        assertEquals(List.of(), pool.drain());
    }

    @Test
    void shouldWorkOnAsManyJobsAtATimeAsThereAreWorkersAndNeverOnMore() throws InterruptedException {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger max = new AtomicInteger();
        CyclicBarrier allAtWork = new CyclicBarrier(4);
        run(new WorkerPool(4, 1024, (job, worker) -> {
            max.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            allAtWork.await(); // opens only if four jobs are in work at once
            atWork.decrementAndGet();
            return "1";
        }), jobs(40, id -> id));
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
        List<Result> results = run(new WorkerPool(2, 1024, (job, worker) -> {
            if (job.id() == 1) {
                othersDone.await();
            }
            return "1";
        }), jobs(3, id -> id));
        assertEquals(List.of(2, 3, 1), results.stream().map(result -> result.job().id()).toList());
    }

    @Test
    void shouldGiveAWorkerOneJobAtATimeOnAThreadOfItsOwn() throws InterruptedException {
        Set<Integer> busy = ConcurrentHashMap.newKeySet();
        List<Result> results = run(new WorkerPool(3, 8, (job, worker) -> {
            assertTrue(busy.add(worker), "worker " + worker + " has two jobs");
            assertEquals("worker-" + worker, Thread.currentThread().getName());
            Thread.yield();
            busy.remove(worker);
            return "1";
        }), jobs(300, id -> id));
        assertEquals(300, succeeded(results));
    }

    @Test
    void shouldWorkOnDaemonThreadsWhicheverThreadCreatesThePool() throws Exception {
        Set<Boolean> daemons = ConcurrentHashMap.newKeySet();
        FutureTask<List<Result>> run = new FutureTask<>(() -> run(new WorkerPool(2, 4, (job, worker) -> {
            daemons.add(Thread.currentThread().isDaemon());
            return "1";
        }), jobs(10, id -> id)));
        Thread creator = new Thread(run);
        creator.setDaemon(false);
        creator.start();
        assertEquals(10, succeeded(run.get(30, TimeUnit.SECONDS)));
        assertEquals(Set.of(true), daemons);
    }

    @ParameterizedTest(name = "queue capacity {0}")
    @ValueSource(ints = {1, 2, 5})
    void shouldAskForAJobOnlyWhenTheQueueHasRoomForTheOneBefore(int queueCapacity) throws InterruptedException {
        int workers = 2;
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger maxWaiting = new AtomicInteger();
        // The producer asks for a job when those before it are in the queue, or taken from it, if not yet started.
        Iterable<Job> jobs = watched(40, id ->
                maxWaiting.accumulateAndGet(id - 1 - starts.get() - workers, Math::max));
        List<Result> results = run(new WorkerPool(workers, queueCapacity, (job, worker) -> {
            starts.incrementAndGet();
            Thread.sleep(2);
            return "1";
        }), jobs);
        assertEquals(40, succeeded(results));
        assertTrue(maxWaiting.get() <= queueCapacity, maxWaiting + " waited");
    }

    @Test
    void shouldLogTheStartAndTheEndOfEveryJob() throws InterruptedException {
        ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        ConcurrentHashMap<Integer, Integer> workers = new ConcurrentHashMap<>();
        log.onLine(lines::add);
        run(new WorkerPool(3, 4, (job, worker) -> {
            workers.put(job.id(), worker);
            if (job.id() == 7) {
                throw new Exception("on purpose");
            }
            return "1";
        }), jobs(20, id -> id));
        List<String> logged = new ArrayList<>(lines);
        workers.forEach((id, worker) -> {
            int start = logged.indexOf("INFO Worker " + worker + " starting job " + id);
            int end = logged.indexOf(id == 7 ? "WARN Worker " + worker
                    + " failed job 7: java.lang.Exception: on purpose"
                    : "INFO Worker " + worker + " finished job " + id);
            assertTrue(0 <= start && start < end, "job " + id + ": lines " + start + " and " + end);
        });
        assertEquals(40, logged.size());
    }

    @Test
    void shouldLeaveNoThreadBehind() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        run(new WorkerPool(5, 4, (job, worker) -> {
            threads.add(Thread.currentThread());
            return "1";
        }), jobs(50, id -> id));
        assertEnd(threads);
    }

    // What a caller may do wrong.

    @Test
    void shouldRefuseBadArgumentsByNameValueAndRule() {
        assertRefused("workerCount (0) must be 1 or more", () -> new WorkerPool(0, 1, ONE));
        assertRefused("workerCount (-3) must be 1 or more", () -> new WorkerPool(-3, new LinkedBlockingQueue<>(), ONE));
        assertRefused("queueCapacity (0) must be 1 or more", () -> new WorkerPool(1, 0, ONE));
        assertRefused("jobs (2 waiting) must be empty",
                () -> new WorkerPool(1, new LinkedBlockingQueue<>(jobs(2, id -> id)), ONE));
        assertRefused("jobs.remainingCapacity() (0) must be 1 or more",
                () -> new WorkerPool(1, new SynchronousQueue<>(), ONE));
        assertNullRefused("jobs", () -> new WorkerPool(1, null, ONE));
        assertNullRefused("task", () -> new WorkerPool(1, 1, null));
        assertNullRefused("work", () -> new WorkerPool(1, 1, ONE).run(null));
    }

    private static void assertRefused(String message, Runnable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    private static void assertNullRefused(String name, org.junit.jupiter.api.function.Executable call) {
        assertEquals(name + " must not be null", assertThrows(NullPointerException.class, call).getMessage());
    }

    @Test
    void shouldRefuseASecondRun() throws InterruptedException {
        WorkerPool pool = new WorkerPool(2, 4, ONE);
        pool.run(jobs(10, id -> id));
        assertThrows(IllegalStateException.class, () -> pool.run(jobs(10, id -> id)));
        assertEquals(10, pool.drain().size());
    }

    @Test
    void shouldRefuseASecondRunBesideTheFirst() throws InterruptedException {
        WorkerPool[] pool = new WorkerPool[1];
        pool[0] = new WorkerPool(1, 4, (job, worker) -> {
            assertThrows(IllegalStateException.class, () -> pool[0].run(List.of()));
            return "1";
        });
        assertEquals(3, succeeded(run(pool[0], jobs(3, id -> id))));
    }

    @Test
    void shouldRefuseToDrainBeforeTheRunHasEnded() throws InterruptedException {
        WorkerPool[] pool = new WorkerPool[1];
        pool[0] = new WorkerPool(1, 4, (job, worker) -> {
            assertThrows(IllegalStateException.class, pool[0]::drain);
            return "1";
        });
        assertThrows(IllegalStateException.class, pool[0]::drain);
        assertEquals(3, succeeded(run(pool[0], jobs(3, id -> id))));
    }

    /** The poison pills overtake the jobs, as a pill has the lowest ID. */
    @Test
    void shouldThrowAndSayHowManyResultsAreMissingIfTheQueueIsNotFirstInFirstOut() {
        BlockingQueue<Job> byId = new PriorityBlockingQueue<>(11, Comparator.comparingInt(Job::id));
        WorkerPool pool = new WorkerPool(1, byId, (job, worker) -> {
            spinUntil(() -> byId.contains(Job.POISON_PILL));
            return "1";
        });
        Exception failure = assertRunThrows(IllegalStateException.class, pool, jobs(20, id -> id));
        // The worker may have taken a job before the pills came.
        int missing = 20 - pool.drain().size();
        assertTrue(missing >= 19, missing + " missing");
        assertEquals(missing + " of 20 jobs have no result: the job queue must be first in, first out",
                failure.getMessage());
    }

    @Test
    void shouldThrowIfTheQueueLosesAJob() {
        BlockingQueue<Job> lossy = new LinkedBlockingQueue<>() {
            private static final long serialVersionUID = 1;

            @Override
            public void put(Job job) throws InterruptedException {
                if (job.id() != 3) {
                    super.put(job);
                }
            }
        };
        Exception failure = assertRunThrows(IllegalStateException.class, new WorkerPool(2, lossy, ONE),
                jobs(5, id -> id));
        assertTrue(failure.getMessage().startsWith("1 of 5 jobs have no result"), failure.getMessage());
    }

    @Test
    void shouldThrowWhatTheWorkThrowsAndLeaveNoWorkerWaiting() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch finished = new CountDownLatch(2);
        WorkerPool pool = new WorkerPool(2, 4, (job, worker) -> {
            threads.add(Thread.currentThread());
            return "1";
        });
        log.onLine(line -> {
            if (line.contains("finished")) {
                finished.countDown();
            }
        });
        Exception thrown = assertRunThrows(ArithmeticException.class, pool, watched(9, id -> {
            if (id == 3) {
                awaitUnchecked(finished);
                throw new ArithmeticException("on purpose");
            }
        }));
        assertEquals("on purpose", thrown.getMessage());
        assertEnd(threads);
        assertEquals(2, pool.drain().size());
    }

    @Test
    void shouldThrowIfAJobIsNull() {
        List<Job> work = new ArrayList<>(jobs(2, id -> id));
        work.add(null);
        assertRunThrows(NullPointerException.class, new WorkerPool(2, 4, ONE), work);
    }

    // Failures of jobs.

    @Test
    void shouldMakeAFailureTheJobsResultAndRunTheOthers() throws InterruptedException {
        List<Result> results = run(new WorkerPool(2, 4, FACTORIAL), jobs(100, id -> id % 10 == 0 ? -id : id));
        assertEquals(100, results.size());
        assertEquals(90, succeeded(results));
        for (Result result : results) {
            assertEquals(result.job().number() < 0, !result.succeeded());
        }
    }

    @Test
    void shouldMakeAnErrorTheJobsResultAndLetTheWorkerLiveOn() throws InterruptedException {
        List<Result> results = run(new WorkerPool(1, 1, (job, worker) -> {
            throw new StackOverflowError("on purpose");
        }), jobs(3, id -> id));
        assertEquals(3, results.size());
        assertInstanceOf(StackOverflowError.class, results.get(0).failure());
    }

    @Test
    void shouldCountNullAsAFailure() throws InterruptedException {
        List<Result> results = run(new WorkerPool(1, 1, (job, worker) -> null), jobs(3, id -> id));
        assertEquals(3, results.size());
        assertEquals("the task returned null", results.get(0).failure().getMessage());
    }

    /** No stop has caused these interrupts, so they are the jobs' own affair. */
    @Test
    void shouldNotTakeAnInterruptOfAJobsOwnForAStop() throws InterruptedException {
        List<Result> results = run(new WorkerPool(1, 1, (job, worker) -> {
            if (job.id() == 1) {
                throw new InterruptedException("on purpose");
            }
            Thread.currentThread().interrupt();
            return "1";
        }), jobs(4, id -> id));
        assertEquals(4, results.size());
        assertInstanceOf(InterruptedException.class, results.get(0).failure());
        assertEquals(3, succeeded(results));
    }

    // Stops and interrupts.

    @Test
    void shouldStopWhenItIsToldTo() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(2);
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger interrupts = new AtomicInteger();
        WorkerPool pool = new WorkerPool(2, 1, (job, worker) -> {
            starts.incrementAndGet();
            working.countDown();
            return sleepForever(interrupts);
        });
        Thread stopper = start(() -> {
            awaitUnchecked(working);
            pool.stop();
        });
        assertRunThrows(InterruptedException.class, pool, jobs(100, id -> id));
        stopper.join();
        assertEquals(List.of(), pool.drain());
        assertEquals(2, interrupts.get(), "each worker ends before run throws");
        assertEquals(2, starts.get(), "no job may start after the stop");
    }

    @Test
    void shouldStopTheThreadThatRunsAndNotTheOneThatCreatedThePool() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        WorkerPool pool = new WorkerPool(1, 1, (job, worker) -> {
            working.countDown();
            return sleepForever(new AtomicInteger());
        });
        FutureTask<Exception> run = new FutureTask<>(
                () -> assertRunThrows(InterruptedException.class, pool, jobs(20, id -> id)));
        start(run);
        working.await();
        pool.stop();
        run.get(30, TimeUnit.SECONDS);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void shouldStartNoJobAfterAStopThoughTheTaskSwallowsItsInterrupt() throws InterruptedException {
        AtomicInteger starts = new AtomicInteger();
        CountDownLatch stopped = new CountDownLatch(1);
        WorkerPool pool = new WorkerPool(2, 100, (job, worker) -> {
            starts.incrementAndGet();
            awaitThroughInterrupts(stopped);
            Thread.interrupted();
            return "1";
        });
        Thread stopper = start(() -> {
            spinUntil(() -> starts.get() == 2);
            pool.stop();
            stopped.countDown();
        });
        assertRunThrows(InterruptedException.class, pool, jobs(100, id -> id));
        stopper.join();
        assertEquals(2, starts.get());
        assertEquals(List.of(), pool.drain());
    }

    /** The first workers notice their interrupt while the stop still interrupts the others. */
    @Test
    void shouldStartNoJobBetweenTheFirstAndTheLastInterruptOfAStop() throws InterruptedException {
        AtomicInteger starts = new AtomicInteger();
        WorkerPool pool = new WorkerPool(500, 1000, (job, worker) -> {
            starts.incrementAndGet();
            try {
                return sleepForever(new AtomicInteger());
            } catch (InterruptedException swallowed) {
                return "1";
            }
        });
        Thread stopper = start(() -> {
            spinUntil(() -> starts.get() == 500);
            pool.stop();
        });
        assertRunThrows(InterruptedException.class, pool, jobs(1000, id -> id));
        stopper.join();
        assertEquals(500, starts.get());
    }

    @Test
    void shouldStopThoughTheWorkNeverEnds() {
        WorkerPool[] pool = new WorkerPool[1];
        pool[0] = new WorkerPool(2, 4, ONE);
        Iterable<Job> work = watched(Integer.MAX_VALUE, id -> {
            if (id == 100) {
                pool[0].stop();
            }
        });
        assertRunThrows(InterruptedException.class, pool[0], work);
    }

    @Test
    void shouldInterruptTheWorkersInStopItself() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        // The producer is kept from ending the run: what interrupts the worker is the stop.
        Iterable<Job> jobs = watched(2, id -> {
            if (id == 2) {
                awaitThroughInterrupts(interrupted);
            }
        });
        WorkerPool pool = new WorkerPool(1, 1, (job, worker) -> {
            working.countDown();
            try {
                return sleepForever(new AtomicInteger());
            } finally {
                interrupted.countDown();
            }
        });
        Thread stopper = start(() -> {
            awaitUnchecked(working);
            pool.stop();
        });
        assertRunThrows(InterruptedException.class, pool, jobs);
        stopper.join();
    }

    @Test
    void shouldNoticeAStopBetweenTwoThreadStarts() {
        WorkerPool[] pool = new WorkerPool[1];
        AtomicInteger started = new AtomicInteger();
        BlockingQueue<Job> queue = new LinkedBlockingQueue<>() {
            private static final long serialVersionUID = 1;

            @Override
            public Job take() throws InterruptedException {
                if (started.incrementAndGet() == 1) {
                    pool[0].stop();
                }
                return super.take();
            }
        };
        pool[0] = new WorkerPool(5_000, queue, ONE);
        assertRunThrows(InterruptedException.class, pool[0], jobs(1, id -> id));
        assertTrue(started.get() < 5_000, "every thread was started");
        assertEquals(List.of(), pool[0].drain());
    }

    @Test
    void shouldStartNoThreadIfStoppedBeforehand() {
        AtomicInteger started = new AtomicInteger();
        BlockingQueue<Job> queue = new LinkedBlockingQueue<>() {
            private static final long serialVersionUID = 1;

            @Override
            public Job take() throws InterruptedException {
                started.incrementAndGet();
                return super.take();
            }
        };
        WorkerPool pool = new WorkerPool(2, queue, ONE);
        pool.stop();
        assertRunThrows(InterruptedException.class, pool, jobs(10, id -> id));
        assertEquals(0, started.get());
        assertEquals(0, pool.completed());
        assertEquals(List.of(), pool.drain());
    }

    @Test
    void shouldIgnoreAStopAfterTheRun() throws InterruptedException {
        WorkerPool pool = new WorkerPool(2, 4, FACTORIAL);
        pool.run(jobs(10, id -> id));
        pool.stop();
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(10, pool.drain().size());
    }

    @Test
    void shouldKeepEveryResultThatWasThereWhenItStopped() {
        AtomicInteger finished = new AtomicInteger();
        WorkerPool pool = new WorkerPool(3, 4, ONE);
        log.onLine(line -> {
            if (line.contains("finished") && finished.incrementAndGet() == 50) {
                pool.stop();
            }
        });
        assertRunThrows(InterruptedException.class, pool, jobs(1000, id -> id));
        assertEquals(finished.get(), pool.drain().size());
    }

    @Test
    void shouldInterruptTheWorkersIfTheProducerIsInterrupted() {
        AtomicInteger interrupts = new AtomicInteger();
        Thread producer = Thread.currentThread();
        WorkerPool pool = new WorkerPool(1, 3, (job, worker) -> {
            producer.interrupt();
            return sleepForever(interrupts);
        });
        assertRunThrows(InterruptedException.class, pool, jobs(3, id -> id));
        assertEquals(1, interrupts.get());
    }

    /** The interrupt comes while the last worker ends: too late to stop a run, too early to be forgotten. */
    @RepeatedTest(200)
    void shouldThrowAnInterruptThatComesAtTheEndOrLeaveItSet() {
        Thread producer = Thread.currentThread();
        log.onLine(line -> {
            if (line.contains("finished")) {
                producer.interrupt();
            }
        });
        boolean thrown = false;
        try {
            new WorkerPool(1, 3, ONE).run(jobs(1, id -> id));
        } catch (InterruptedException e) {
            thrown = true;
        }
        assertTrue(Thread.interrupted() || thrown);
    }

    /** The interrupt comes while the producer waits for a worker that does not notice its own. */
    @RepeatedTest(5)
    void shouldNotCutTheGracePeriodShortOnAnInterruptAndLeaveItSet() {
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean thrown = new AtomicBoolean();
        WorkerPool[] pool = new WorkerPool[1];
        Thread producer = Thread.currentThread();
        pool[0] = new WorkerPool(1, 1, (job, worker) -> {
            pool[0].stop();
            interruptInGracePeriod(producer);
            spinUntil(() -> producer.getState() == Thread.State.TIMED_WAITING || thrown.get());
            ended.set(true);
            return "1";
        });
        assertThrows(InterruptedException.class, () -> pool[0].run(jobs(1, id -> id)));
        boolean endedBefore = ended.get();
        thrown.set(true);
        assertTrue(Thread.interrupted(), "interrupted status");
        assertTrue(endedBefore, "run must wait for the worker's end, if that takes less than the grace period");
        assertEquals(List.of(), pool[0].drain());
    }

    /** Interrupts the producer once it waits in its grace period, and returns when it has noticed. */
    private static void interruptInGracePeriod(Thread producer) {
        spinUntil(() -> producer.getState() == Thread.State.TIMED_WAITING);
        producer.interrupt();
        spinUntil(() -> !producer.isInterrupted());
    }

    @Test
    void shouldNotWaitForAWorkerThatNeverEndsNorTakeItsResultAfterwards() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Thread> worker = new AtomicReference<>();
        WorkerPool[] pool = new WorkerPool[1];
        pool[0] = new WorkerPool(1, 1, (job, id) -> {
            worker.set(Thread.currentThread());
            pool[0].stop();
            awaitThroughInterrupts(release);
            Thread.interrupted();
            return "1";
        });
        assertRunThrows(InterruptedException.class, pool[0], jobs(1, id -> id));
        release.countDown();
        assertEnd(Set.of(worker.get()));
        assertEquals(0, pool[0].completed());
        assertEquals(List.of(), pool[0].drain());
    }

    // Deaths of workers.

    /** The worker counts down when it ends; what it died of must be known by then. */
    @RepeatedTest(300)
    void shouldThrowEveryTimeIfTheOnlyWorkerDies() {
        WorkerPool pool = new WorkerPool(1, 1024, ONE);
        log.onLine(WorkerPoolTest::failAtFinished);
        Exception death = assertRunThrows(IllegalStateException.class, pool, jobs(2, id -> id));
        assertEquals("worker-1 died: java.lang.AssertionError: a fault outside any job, on purpose",
                death.getMessage());
        assertEquals(1, pool.drain().size());
    }

    @Test
    void shouldNotHangIfEveryWorkerDies() {
        WorkerPool pool = new WorkerPool(3, 1, ONE);
        log.onLine(WorkerPoolTest::failAtFinished);
        assertRunThrows(IllegalStateException.class, pool, jobs(100, id -> id));
        assertTrue(pool.drain().size() <= 3);
    }

    private static void failAtFinished(String line) {
        if (line.contains("finished")) {
            throw new AssertionError("a fault outside any job, on purpose");
        }
    }

    @Test
    void shouldTellTheFirstDeath() {
        AtomicReference<Thread> first = new AtomicReference<>();
        Error firstFault = new AssertionError("first, on purpose");
        WorkerPool pool = new WorkerPool(2, 4, (job, worker) -> {
            if (job.id() == 1) {
                first.set(Thread.currentThread());
            } else {
                spinUntil(() -> first.get() != null && !first.get().isAlive());
            }
            return "1";
        });
        log.onLine(line -> {
            if (line.contains("finished job 1")) {
                throw firstFault;
            } else if (line.contains("finished")) {
                throw new AssertionError("second, on purpose");
            }
        });
        assertSame(firstFault, assertRunThrows(IllegalStateException.class, pool, jobs(2, id -> id)).getCause());
    }

    /** An idle worker is interrupted by somebody who does not know the pool. */
    @Test
    void shouldCallItADeathIfAWorkerIsInterruptedWithoutAStop() {
        AtomicReference<Thread> worker = new AtomicReference<>();
        WorkerPool pool = new WorkerPool(1, 4, (job, id) -> {
            worker.set(Thread.currentThread());
            return "1";
        });
        Exception death = assertRunThrows(IllegalStateException.class, pool, watched(1_000_000, id -> {
            if (id == 2) {
                spinUntil(() -> worker.get() != null && worker.get().getState() == Thread.State.WAITING);
                worker.get().interrupt();
                spinUntil(() -> !worker.get().isAlive());
            }
        }));
        assertTrue(death.getMessage().startsWith("worker-1 died: java.lang.InterruptedException"), death.getMessage());
    }

    /** An interrupt from outside and a death at the same time: whichever comes first, the interrupt is not lost. */
    @RepeatedTest(200)
    void shouldThrowAnInterruptThatComesWithAWorkersDeathOrLeaveItSet() {
        WorkerPool pool = poolWhoseWorkerDies(new AtomicReference<>(), Thread.currentThread()::interrupt);
        Exception thrown = assertThrows(Exception.class, () -> pool.run(jobs(2, id -> id)));
        assertTrue(Thread.interrupted() != thrown instanceof InterruptedException, thrown.toString());
    }

    @Test
    void shouldLeaveAnInterruptSetThatComesBeforeAWorkersDeath() {
        Thread producer = Thread.currentThread();
        AtomicReference<Thread> worker = new AtomicReference<>();
        WorkerPool pool = poolWhoseWorkerDies(worker, producer::interrupt);
        Iterable<Job> work = watched(2, id -> {
            if (id == 2) {
                spinUntil(() -> worker.get() != null && !worker.get().isAlive());
            }
        });
        assertThrows(IllegalStateException.class, () -> pool.run(work));
        assertTrue(Thread.interrupted(), "interrupted status");
    }

    @Test
    void shouldLeaveAnInterruptSetThatComesAfterAWorkersDeath() {
        Thread producer = Thread.currentThread();
        CountDownLatch inWork = new CountDownLatch(1);
        WorkerPool pool = new WorkerPool(2, 4, (job, worker) -> {
            if (job.id() == 2) {
                inWork.countDown();
                interruptInGracePeriod(producer);
            }
            return "1";
        });
        log.onLine(line -> {
            if (line.contains("finished job 1")) {
                awaitUnchecked(inWork);
                throw new AssertionError("on purpose");
            }
        });
        assertThrows(IllegalStateException.class, () -> pool.run(jobs(2, id -> id)));
        assertTrue(Thread.interrupted(), "interrupted status");
    }

    /** The death comes after the producer has noticed its interrupt, and while it waits for the worker. */
    @Test
    void shouldThrowAnInterruptThoughAWorkerDiesLater() {
        Thread producer = Thread.currentThread();
        WorkerPool pool = poolWhoseWorkerDies(new AtomicReference<>(), () -> {
            producer.interrupt();
            spinUntil(() -> producer.getState() == Thread.State.TIMED_WAITING);
        });
        assertRunThrows(InterruptedException.class, pool, jobs(2, id -> id));
    }

    /** Returns a pool whose only worker dies when it has logged the end of its first job, after {@code lastAct}. */
    private WorkerPool poolWhoseWorkerDies(AtomicReference<Thread> worker, Runnable lastAct) {
        log.onLine(line -> {
            if (line.contains("finished")) {
                lastAct.run();
                throw new AssertionError("on purpose");
            }
        });
        return new WorkerPool(1, 4, (job, id) -> {
            worker.set(Thread.currentThread());
            return "1";
        });
    }

    // Helpers.

    /** Asserts that the run throws, and that it consumes the interrupts that it causes. */
    private static <T extends Exception> T assertRunThrows(Class<T> type, WorkerPool pool, Iterable<Job> work) {
        T thrown = assertThrows(type, () -> pool.run(work));
        assertFalse(Thread.interrupted(), "interrupted status");
        return thrown;
    }

    private static List<Result> run(WorkerPool pool, Iterable<Job> work) throws InterruptedException {
        pool.run(work);
        assertFalse(Thread.interrupted(), "interrupted status");
        return pool.drain();
    }

    private static long succeeded(List<Result> results) {
        return results.stream().filter(Result::succeeded).count();
    }

    private static List<Job> jobs(int count, IntUnaryOperator number) {
        return IntStream.rangeClosed(1, count).mapToObj(id -> new Job(id, number.applyAsInt(id))).toList();
    }

    /** Returns jobs that are created one by one; {@code onNext} is called with the ID of each one beforehand. */
    private static Iterable<Job> watched(int count, IntConsumer onNext) {
        return () -> {
            Iterator<Integer> ids = IntStream.rangeClosed(1, count).iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return ids.hasNext();
                }

                @Override
                public Job next() {
                    int id = ids.next();
                    onNext.accept(id);
                    return new Job(id, id);
                }
            };
        };
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
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitThroughInterrupts(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
