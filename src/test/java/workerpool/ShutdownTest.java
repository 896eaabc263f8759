package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a run alone, with threads that are not the pool's. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShutdownTest {
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void shouldNotWaitForWorkersThatWereNeverStarted() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(2);
        new Shutdown(new Thread[] {new Thread(), new Thread()}, done).end();
        assertEquals(0, done.getCount());
    }

    /** The third worker ends at its third interrupt, as there is one interrupt for each grace period. */
    @Test
    void shouldRenewTheGracePeriodAsLongAsOneMoreWorkerEnds() throws InterruptedException {
        assertEquals(0, workersLeftAtTheEnd(1, 2, 3));
    }

    @Test
    void shouldWaitNoLongerWhenNoWorkerEndsWithinAGracePeriod() throws InterruptedException {
        assertEquals(1, workersLeftAtTheEnd(1, Integer.MAX_VALUE));
    }

    /** Ends a run whose workers each end at an interrupt of their own. */
    private long workersLeftAtTheEnd(int... interrupts) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(interrupts.length);
        Thread[] workers = Arrays.stream(interrupts).mapToObj(count -> worker(count, done)).toArray(Thread[]::new);
        new Shutdown(workers, done).end();
        long left = done.getCount();
        release.countDown();
        return left;
    }

    private Thread worker(int interrupts, CountDownLatch done) {
        Thread thread = new Thread(() -> {
            for (int seen = 0; seen < interrupts && release.getCount() > 0; seen++) {
                awaitReleaseOrInterrupt();
            }
            done.countDown();
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void awaitReleaseOrInterrupt() {
        try {
            release.await();
        } catch (InterruptedException e) {
            // The caller counts it.
        }
    }
}
