package workerpool;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How a run ends, above all how it ends early: by a stop, a worker's death, or an exception in the producer.
 *
 * <p>The producer calls {@link #begin} and {@link #end}, once each. The other methods are for any thread. Nothing allocates
 * memory before the workers are interrupted, so that a worker that dies in a full heap still stops the others.
 */
final class Shutdown {
    /** How long to wait for the next worker to end. A long computation may not notice its interrupt. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final Thread[] workers;
    private final CountDownLatch done;
    private Thread producer;
    private Thread deadWorker;
    private Throwable causeOfDeath;
    /** Whether the producer was interrupted from outside, besides the interrupt that is the pool's own. */
    private boolean outsideInterrupt;
    private volatile boolean stopped;
    private volatile boolean ended;

    Shutdown(Thread[] workers, CountDownLatch done) {
        this.workers = workers;
        this.done = done;
    }

    /** Begins the run, with the calling thread as its producer. Throws {@link IllegalStateException} the second time. */
    synchronized void begin() {
        if (producer != null) {
            throw new IllegalStateException("a pool runs once: create another one for a second run");
        }
        producer = Thread.currentThread();
    }

    /** Interrupts the producer and the workers, unless the run has stopped or ended. Does not block. */
    synchronized void stop() {
        if (!stopped) {
            stopped = true; // before the interrupts: whoever clears an interrupt then sees the state
            if (producer != null) {
                producer.interrupt();
                interruptWorkers();
            }
        }
    }

    /** Stops the run, as the calling worker dies: if no worker is left, nobody makes room for the producer. */
    synchronized void workerDied(Throwable cause) {
        if (!stopped) {
            deadWorker = Thread.currentThread();
            causeOfDeath = cause;
            outsideInterrupt = producer.isInterrupted();
            stop();
        }
    }

    /** Stops the run, as the producer has noticed an interrupt. If it is the second one, one came from outside. */
    synchronized void producerInterrupted() {
        outsideInterrupt |= stopped && Thread.interrupted();
        stopped = true;
    }

    /** Throws an exception if the run has stopped or ended, and clears the interrupted status then, as the JDK does. */
    void throwIfStopped() throws InterruptedException {
        if (stopped) {
            Thread.interrupted();
            throw new InterruptedException("the pool has stopped");
        }
    }

    /** Throws an exception unless the run has ended. */
    void requireEnded() {
        if (!ended) {
            throw new IllegalStateException("the run has not ended");
        }
    }

    /**
     * Ends the run: interrupts workers that are left, and blocks while they end. From here on, a stop has no effect. If the
     * calling thread was interrupted from outside, and this method does not say so, its interrupted status is set.
     *
     * @throws InterruptedException  if the run was stopped
     * @throws IllegalStateException if a worker died
     */
    void end() throws InterruptedException {
        boolean wasStopped = close();
        // After a stop, the status may hold the pool's own interrupt, which ends here.
        boolean interrupted = Thread.interrupted() && !wasStopped || outsideInterrupt;
        interrupted |= awaitWorkers();
        ended = true;
        if (wasStopped && causeOfDeath == null) {
            throw new InterruptedException("the pool has stopped");
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (causeOfDeath != null) {
            throw new IllegalStateException(deadWorker.getName() + " died: " + causeOfDeath, causeOfDeath);
        }
    }

    /** Makes later stops and deaths have no effect. Returns whether there was one before. */
    private synchronized boolean close() {
        boolean wasStopped = stopped;
        stopped = true;
        return wasStopped;
    }

    /**
     * Interrupts the workers that are left, and waits as long as one more of them ends within each grace period. Returns
     * whether the calling thread was interrupted.
     */
    private boolean awaitWorkers() {
        for (Thread worker : workers) {
            if (worker.getState() == Thread.State.NEW) {
                done.countDown(); // for a worker that was never started
            }
        }
        boolean interrupted = false;
        long before = Long.MAX_VALUE;
        for (long left = done.getCount(); left > 0 && left < before; left = done.getCount()) {
            interruptWorkers();
            interrupted |= awaitGracePeriod(System.nanoTime() + GRACE_NANOS);
            before = left;
        }
        return interrupted;
    }

    private void interruptWorkers() {
        for (Thread worker : workers) {
            worker.interrupt();
        }
    }

    /** Waits for the latch until the deadline, through interrupts. Returns whether there was one. */
    private boolean awaitGracePeriod(long deadline) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true; // a second interrupt must not cut the grace period short
            }
        }
    }
}
