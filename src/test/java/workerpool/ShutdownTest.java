package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a run alone, with threads that are not the pool's. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShutdownTest {
    @Test
    void shouldOpenWhatMayBlockTheProducerAndNotInterruptIt() {
        BlockingQueue<Job> full = new ArrayBlockingQueue<>(1);
        full.add(new Job(1, 1));
        CountDownLatch done = new CountDownLatch(3);
        Shutdown shutdown = new Shutdown(new Thread[0], full, done);
        shutdown.begin();
        shutdown.stop();
        assertEquals(1, full.remainingCapacity());
        assertEquals(0, done.getCount());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void shouldThrowAfterADeathEvenIfAStopFollows() {
        Shutdown shutdown = shutdown(new Thread[0], new CountDownLatch(1));
        shutdown.workerDied(new AssertionError("on purpose"));
        shutdown.stop();
        assertThrows(IllegalStateException.class, shutdown::throwIfStopped);
    }

    @Test
    void shouldCallItAStopEvenIfADeathFollows() {
        Shutdown shutdown = shutdown(new Thread[0], new CountDownLatch(1));
        shutdown.stop();
        shutdown.workerDied(new AssertionError("on purpose"));
        assertThrows(InterruptedException.class, shutdown::throwIfStopped);
    }

    /** Each stop comes at another moment of the loop. */
    @Test
    void shouldCallAStopAStopWheneverItComes() {
        AtomicReference<Shutdown> toStop = new AtomicReference<>();
        Thread stopper = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                Shutdown shutdown = toStop.getAndSet(null);
                if (shutdown != null) {
                    shutdown.stop();
                }
            }
        });
        stopper.start();
        try {
            for (int i = 0; i < 20_000; i++) {
                Shutdown shutdown = shutdown(new Thread[0], new CountDownLatch(1));
                toStop.set(shutdown);
                assertThrows(InterruptedException.class, () -> {
                    while (true) {
                        shutdown.throwIfStopped();
                    }
                });
            }
        } finally {
            stopper.interrupt();
        }
    }

    @Test
    void shouldNotWaitForWorkersThatWereNeverStarted() {
        Thread[] workers = {new Thread(), new Thread()};
        CountDownLatch done = new CountDownLatch(2);
        shutdown(workers, done).end();
        assertEquals(0, done.getCount());
    }

    /** All five take longer than one grace period. */
    @Test
    void shouldRenewTheGracePeriodAsLongAsOneMoreWorkerEnds() {
        assertEquals(0, workersLeftAtTheEnd(100, 200, 300, 400, 500));
    }

    @Test
    void shouldWaitNoLongerWhenNoWorkerEndsWithinAGracePeriod() {
        assertEquals(1, workersLeftAtTheEnd(0, Long.MAX_VALUE));
    }

    /** Ends a run whose workers swallow interrupts, and end after so many milliseconds each. */
    private static long workersLeftAtTheEnd(long... millis) {
        CountDownLatch release = new CountDownLatch(1);
        Thread[] workers = Arrays.stream(millis).mapToObj(time -> new Thread(() ->
                awaitThroughInterrupts(release, time))).toArray(Thread[]::new);
        Arrays.stream(workers).forEach(Thread::start);
        shutdown(workers, new CountDownLatch(millis.length)).end();
        long left = Arrays.stream(workers).filter(Thread::isAlive).count();
        release.countDown();
        return left;
    }

    private static Shutdown shutdown(Thread[] workers, CountDownLatch done) {
        return new Shutdown(workers, new ArrayBlockingQueue<>(1), done);
    }

    private static void awaitThroughInterrupts(CountDownLatch release, long millis) {
        long start = System.nanoTime();
        for (long passed = 0; passed < millis && release.getCount() > 0; ) {
            try {
                release.await(millis - passed, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                // Waits on.
            }
            passed = (System.nanoTime() - start) / 1_000_000;
        }
    }
}
