package workerpool;

import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How a run ends early: by a stop, a worker's death, or an exception in the producer.
 *
 * <p>The workers are interrupted; the producer is not. It may be blocked by a full queue or by the latch, so the queue
 * is emptied and the latch is opened, and the producer then finds that the run has stopped. So every interrupt of the
 * producer comes from outside, and none can be mistaken for the pool's own.
 *
 * <p>The producer calls {@link #begin} and {@link #end}. The other methods are for any thread.
 */
final class Shutdown {
    /** How long to wait for the next worker to end. A long computation may not notice its interrupt. */
    private static final int GRACE_MILLIS = 300;
    private static final int POLL_MILLIS = 5;

    private final Thread[] workers;
    private final BlockingQueue<Job> jobs;
    private final CountDownLatch done;
    private boolean begun;
    private Thread deadWorker;
    private Throwable causeOfDeath;
    private volatile boolean stopped;
    private volatile boolean ended;

    Shutdown(Thread[] workers, BlockingQueue<Job> jobs, CountDownLatch done) {
        this.workers = workers;
        this.jobs = jobs;
        this.done = done;
    }

    /** Begins the run. Throws {@link IllegalStateException} the second time. */
    synchronized void begin() {
        if (begun) {
            throw new IllegalStateException("a pool runs once: create another one for a second run");
        }
        begun = true;
    }

    /**
     * Stops the run. Does not block. Allocates no memory, so that a worker that dies in a full heap still stops the
     * others.
     */
    synchronized void stop() {
        stopped = true; // before the interrupts: whoever clears an interrupt then sees the state
        for (Thread worker : workers) {
            worker.interrupt();
        }
        jobs.clear();
        while (done.getCount() > 0) {
            done.countDown();
        }
    }

    /** Stops the run, as the calling worker dies: if no worker is left, nobody makes room for the producer. */
    synchronized void workerDied(Throwable cause) {
        if (!stopped) {
            deadWorker = Thread.currentThread();
            causeOfDeath = cause;
            stop();
        }
    }

    /**
     * Throws an exception if the run has stopped.
     *
     * @throws IllegalStateException if a worker's death was the reason
     * @throws InterruptedException  if a stop was the reason
     */
    void throwIfStopped() throws InterruptedException {
        if (!stopped) { // read once: a stop may come between two reads
            return;
        }
        if (causeOfDeath == null) {
            throw new InterruptedException("the pool has stopped");
        }
        throw new IllegalStateException(deadWorker.getName() + " died: " + causeOfDeath, causeOfDeath);
    }

    /**
     * Ends the run. If it ends early, stops it, and blocks as long as one more worker ends within each grace period. An
     * interrupt does not cut the wait short, and stays set.
     */
    void end() {
        if (stopped || done.getCount() > 0) {
            stop(); // again: a thread that started beside the first stop may have missed its interrupt
            awaitWorkers();
        }
        ended = true;
    }

    private void awaitWorkers() {
        boolean interrupted = false;
        long left = workersLeft();
        for (int polls = 0; left > 0 && polls < GRACE_MILLIS / POLL_MILLIS; polls++) {
            interrupted |= Thread.interrupted(); // an interrupted thread does not park
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
            if (workersLeft() < left) {
                left = workersLeft();
                polls = 0;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long workersLeft() {
        return Arrays.stream(workers).filter(Thread::isAlive).count();
    }

    /** Throws {@link IllegalStateException} unless the run has ended. */
    void requireEnded() {
        if (!ended) {
            throw new IllegalStateException("the run has not ended");
        }
    }
}
