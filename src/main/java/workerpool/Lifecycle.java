package workerpool;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The states of a pool: new, running, ended; and stopped, by a stop, a worker's death or an exception in the producer.
 *
 * <p>A stop interrupts the workers, but not the producer. So any interrupt that the producer sees comes from outside.
 * The producer may wait for room in the queue, or for the latch. So a stop empties the queue and opens the latch, and
 * the producer, wherever it has waited, then asks for the state. It asks after the latch, too, as a stop opens it while
 * workers may still be at work.
 *
 * <p>The producer calls {@link #begin} and {@link #end}. The other methods are for any thread.
 */
final class Lifecycle {
    /** How long {@link #end} waits for the workers of a stopped run, all together. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Thread[] workers;
    private final BlockingQueue<?> jobs;
    private final CountDownLatch done;
    private boolean begun;
    // Both are set before stopped, if at all. A thread that reads stopped as true sees them (happens-before).
    private Thread deadWorker;
    private Throwable causeOfDeath;
    private volatile boolean stopped;
    private volatile boolean ended;

    Lifecycle(Thread[] workers, BlockingQueue<?> jobs, CountDownLatch done) {
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

    /** Stops the run. Does not block. Allocates nothing itself, as a worker may call it because the heap is full. */
    synchronized void stop() {
        stopped = true; // before the interrupts: a worker that is interrupted then sees the state
        for (Thread worker : workers) {
            worker.interrupt();
        }
        jobs.clear();
        while (done.getCount() > 0) {
            done.countDown();
        }
    }

    /** Stops the run because the calling worker dies. Does nothing if the run has been stopped already. */
    synchronized void workerDied(Throwable cause) {
        if (!stopped) {
            deadWorker = Thread.currentThread();
            causeOfDeath = cause;
            stop();
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /**
     * Throws if the run has been stopped.
     *
     * @throws CancellationException if {@link #stop} was called
     * @throws IllegalStateException if a worker died
     */
    void throwIfStopped() {
        if (!stopped) { // read once: a stop may come between two reads
            return;
        }
        if (causeOfDeath == null) {
            throw new CancellationException("the pool has been stopped");
        }
        throw new IllegalStateException(deadWorker.getName() + " died: " + causeOfDeath, causeOfDeath);
    }

    /** Ends the run. If it ends early, stops it and waits for the workers. */
    void end() {
        // The latch first, as a stop sets the state before it opens the latch. In the other order, a stop between the
        // two reads would be missed.
        if (done.getCount() > 0 || stopped) {
            // Again: a thread that started during the first stop may have missed its interrupt, and a job that was put
            // during it may still be in the queue.
            stop();
            awaitWorkers();
        }
        ended = true;
    }

    /** Waits until all workers have ended, or a second has passed. An interrupt changes neither, and stays set. */
    private void awaitWorkers() { // without the lock, as a dying worker needs it
        long deadline = System.nanoTime() + GRACE_NANOS;
        boolean interrupted = false;
        for (int next = 0; next < workers.length; ) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(workers[next], deadline - System.nanoTime());
                next++;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws {@link IllegalStateException} unless the run has ended. */
    void requireEnded() {
        if (!ended) {
            throw new IllegalStateException("the run has not ended");
        }
    }
}
