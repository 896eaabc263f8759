package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Why each rule of a worker pool is a rule. A test makes one classic mistake in its smallest form, and shows what goes
 * wrong. Where there is a right way, the end of the test, or the test after it, shows it.
 */
class PitfallsTest {
    private static final int LIMIT_SECONDS = 20;
    private static final Job<Integer> JOB = new Job<>(1, 5);
    private static final Job<Integer> POISON_PILL = new Job<>(0, 0);
    private static final Job<Integer> EQUAL_TO_PILL = new Job<>(0, 0);

    private final List<Thread> threads = new ArrayList<>();

    @Test
    void aFullQueueBlocksTheProducerIfNoWorkerHasStarted() throws InterruptedException {
        BlockingQueue<Job<Integer>> jobs = new ArrayBlockingQueue<>(2);
        Thread producer = start(() -> putAll(jobs, List.of(JOB, JOB, JOB)));
        assertBlockedIn("put", producer);
        assertEquals(List.of(JOB, JOB), List.copyOf(jobs));
    }

    @Test
    void aWorkerThatStartsFirstMakesRoomForTheProducer() throws InterruptedException {
        BlockingQueue<Job<Integer>> jobs = new ArrayBlockingQueue<>(2);
        start(() -> takeUntilPill(jobs));
        assertEnds(start(() -> putAll(jobs, List.of(JOB, JOB, JOB))));
    }

    @Test
    void aResultsQueueSmallerThanTheWorkIsADeadlockIfItIsDrainedAfterTheLatch() throws InterruptedException {
        BlockingQueue<Integer> results = new ArrayBlockingQueue<>(2);
        CountDownLatch done = new CountDownLatch(1);
        Thread worker = start(() -> {
            putAll(results, List.of(1, 2, 6));
            done.countDown();
        });
        Thread main = start(() -> {
            done.await();
            results.drainTo(new ArrayList<>());
        });
        assertBlockedIn("put", worker); // until main drains the results
        assertBlockedIn("await", main); // until the worker counts down
    }

    @Test
    void aResultsQueueWithRoomForEveryResultCanBeDrainedAfterTheLatch() throws InterruptedException {
        BlockingQueue<Integer> results = new ArrayBlockingQueue<>(3);
        CountDownLatch done = new CountDownLatch(1);
        start(() -> {
            putAll(results, List.of(1, 2, 6));
            done.countDown();
        });
        assertTrue(done.await(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(List.of(1, 2, 6), List.copyOf(results));
    }

    @Test
    void onePillEndsOneWorkerSoEachWorkerNeedsItsOwn() throws InterruptedException {
        BlockingQueue<Job<Integer>> jobs = new LinkedBlockingQueue<>(List.of(JOB, POISON_PILL));
        assertEnds(start(() -> takeUntilPill(jobs)));
        Thread second = start(() -> takeUntilPill(jobs));
        assertBlockedIn("take", second);
        jobs.put(POISON_PILL);
        assertEnds(second);
    }

    @Test
    void aWorkerDiesOfItsJobsExceptionUntilNobodyIsLeftForTheGoodJob() throws InterruptedException {
        BlockingQueue<String> jobs = new LinkedBlockingQueue<>(List.of("bad", "worse", "3"));
        Code parseEveryJob = () -> {
            while (true) {
                Integer.parseInt(jobs.take());
            }
        };
        assertEnds(start(parseEveryJob));
        assertEnds(start(parseEveryJob));
        assertEquals(List.of("3"), List.copyOf(jobs));
    }

    @Test
    void aWorkerThatMakesTheExceptionAResultLivesForTheGoodJob() throws InterruptedException {
        BlockingQueue<String> jobs = new LinkedBlockingQueue<>(List.of("bad", "worse", "3"));
        BlockingQueue<Object> results = new LinkedBlockingQueue<>();
        start(() -> {
            while (true) {
                String job = jobs.take();
                try {
                    results.put(Integer.parseInt(job));
                } catch (NumberFormatException failure) {
                    results.put(job + " failed");
                }
            }
        });
        assertEquals(List.of("bad failed", "worse failed", 3), List.of(next(results), next(results), next(results)));
    }

    @Test
    void aCountDownOutsideFinallyIsSkippedByAnExceptionAndTheLatchStaysShut() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        assertEnds(start(() -> {
            Integer.parseInt("bad");
            done.countDown();
        }));
        Thread main = start(done::await);
        assertBlockedIn("await", main);
    }

    @Test
    void aCountDownInFinallyOpensTheLatchHoweverTheWorkerEnds() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        start(() -> {
            try {
                Integer.parseInt("bad");
            } finally {
                done.countDown();
            }
        });
        assertTrue(done.await(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aPillComparedByEqualsLetsAJobThatEqualsItEndTheWorker() throws InterruptedException {
        BlockingQueue<Job<Integer>> jobs = new LinkedBlockingQueue<>(List.of(EQUAL_TO_PILL, JOB, POISON_PILL));
        assertEnds(start(() -> {
            while (!jobs.take().equals(POISON_PILL)) {
                // The work would be here.
            }
        }));
        assertEquals(List.of(JOB, POISON_PILL), List.copyOf(jobs));
    }

    @Test
    void aPillComparedByIdentityIsNeverMistakenForAJob() throws InterruptedException {
        BlockingQueue<Job<Integer>> jobs = new LinkedBlockingQueue<>(List.of(EQUAL_TO_PILL, JOB, POISON_PILL));
        assertEnds(start(() -> takeUntilPill(jobs)));
        assertEquals(List.of(), List.copyOf(jobs));
    }

    @Test
    void aWorkerThatSwallowsItsInterruptGoesOnAndNeverEnds() throws InterruptedException {
        BlockingQueue<Job<Integer>> jobs = new LinkedBlockingQueue<>();
        CountDownLatch swallowed = new CountDownLatch(1);
        Thread worker = start(() -> {
            Job<Integer> job = null;
            while (job != POISON_PILL) {
                try {
                    job = jobs.take();
                } catch (InterruptedException stopped) {
                    swallowed.countDown(); // and the loop goes on: this is the mistake
                }
            }
        });
        worker.interrupt();
        assertTrue(swallowed.await(LIMIT_SECONDS, TimeUnit.SECONDS));
        assertBlockedIn("take", worker);
        jobs.put(POISON_PILL); // nothing else ends this worker
    }

    @Test
    void aWorkerThatLeavesItsLoopOnAnInterruptEnds() throws InterruptedException {
        BlockingQueue<Job<Integer>> jobs = new LinkedBlockingQueue<>();
        Thread worker = start(() -> {
            try {
                takeUntilPill(jobs);
            } catch (InterruptedException stopped) {
                // The loop is left, and with it the thread.
            }
        });
        worker.interrupt();
        assertEnds(worker);
    }

    @Test
    void aProducerThatThrowsPutsNoPillAndItsWorkersWaitForever() throws InterruptedException {
        BlockingQueue<Job<Integer>> jobs = new LinkedBlockingQueue<>();
        Thread worker = start(() -> takeUntilPill(jobs));
        assertEnds(start(() -> {
            jobs.put(new Job<>(1, Integer.valueOf("bad")));
            jobs.put(POISON_PILL);
        }));
        assertBlockedIn("take", worker);
    }

    @Test
    void aProducerThatInterruptsItsWorkersHoweverItEndsLeavesNoneWaiting() throws InterruptedException {
        BlockingQueue<Job<Integer>> jobs = new LinkedBlockingQueue<>();
        Thread worker = start(() -> takeUntilPill(jobs));
        start(() -> {
            try {
                jobs.put(new Job<>(1, Integer.valueOf("bad")));
            } finally {
                worker.interrupt();
            }
        });
        assertEnds(worker);
    }

    /** What a thread runs. It may block, so it may be interrupted. */
    private interface Code {
        void run() throws InterruptedException;
    }

    private static <T> void putAll(BlockingQueue<T> queue, List<T> elements) throws InterruptedException {
        for (T element : elements) {
            queue.put(element);
        }
    }

    private static void takeUntilPill(BlockingQueue<Job<Integer>> jobs) throws InterruptedException {
        while (jobs.take() != POISON_PILL) {
            // The work would be here.
        }
    }

    private Thread start(Code code) {
        Thread thread = new Thread(() -> {
            try {
                code.run();
            } catch (InterruptedException | RuntimeException ended) {
                // The test has ended, or the worker has died as the test wants it to.
            }
        });
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        return thread;
    }

    @AfterEach
    void shouldLeaveNoThreadBehind() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            assertEnds(thread);
        }
    }

    private static void assertEnds(Thread thread) throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        assertFalse(thread.isAlive(), "the thread goes on");
    }

    private static Object next(BlockingQueue<Object> results) throws InterruptedException {
        Object result = results.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertNotNull(result, "no worker puts a result");
        return result;
    }

    /** Waits until the thread waits in a method of that name. A thread that nobody can wake does so forever. */
    private static void assertBlockedIn(String method, Thread thread) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!isBlockedIn(method, thread)) {
            assertTrue(thread.isAlive(), "the thread has ended");
            assertTrue(System.nanoTime() < deadline, "the thread is " + thread.getState());
            Thread.sleep(1);
        }
    }

    private static boolean isBlockedIn(String method, Thread thread) {
        return thread.getState() == Thread.State.WAITING
                && Stream.of(thread.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals(method));
    }
}
