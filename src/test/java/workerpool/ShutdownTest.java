package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a run alone, with threads that are not the pool's. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShutdownTest {
    @Test
    void shouldLeaveAnInterruptSetThatComesWhenAllWorkersHaveEnded() throws InterruptedException {
        Shutdown shutdown = new Shutdown(new Thread[0], new CountDownLatch(0));
        shutdown.begin();
        Thread.currentThread().interrupt();
        shutdown.end();
        assertTrue(Thread.interrupted());
    }

    @Test
    void shouldClearTheInterruptOfAStopWhenItThrows() {
        Shutdown shutdown = new Shutdown(new Thread[0], new CountDownLatch(0));
        shutdown.begin();
        shutdown.stop();
        assertThrows(InterruptedException.class, shutdown::end);
        assertFalse(Thread.interrupted());
    }

    @Test
    void shouldClearTheInterruptOfADeathWhenItThrows() {
        Shutdown shutdown = new Shutdown(new Thread[0], new CountDownLatch(0));
        shutdown.begin();
        shutdown.workerDied(new AssertionError("on purpose"));
        assertThrows(IllegalStateException.class, shutdown::end);
        assertFalse(Thread.interrupted());
    }

    @Test
    void shouldNotWaitForWorkersThatWereNeverStarted() throws InterruptedException {
        Thread[] workers = {new Thread(), new Thread()};
        Shutdown shutdown = new Shutdown(workers, new CountDownLatch(2));
        assertEquals(0, shutdown.workersLeft());
        shutdown.end();
    }

    /** All five take longer than one grace period. */
    @Test
    void shouldRenewTheGracePeriodAsLongAsOneMoreWorkerEnds() throws InterruptedException {
        assertEquals(0, workersLeftAtTheEnd(100, 200, 300, 400, 500));
    }

    @Test
    void shouldWaitNoLongerWhenNoWorkerEndsWithinAGracePeriod() throws InterruptedException {
        assertEquals(1, workersLeftAtTheEnd(0, Long.MAX_VALUE));
    }

    /** Ends a run whose workers swallow interrupts, and end after so many milliseconds each. */
    private static long workersLeftAtTheEnd(long... millis) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(millis.length);
        CountDownLatch release = new CountDownLatch(1);
        Thread[] workers = Arrays.stream(millis).mapToObj(time -> new Thread(() -> {
            awaitThroughInterrupts(release, time);
            done.countDown();
        })).toArray(Thread[]::new);
        Arrays.stream(workers).forEach(Thread::start);
        new Shutdown(workers, done).end();
        long left = done.getCount();
        release.countDown();
        return left;
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
