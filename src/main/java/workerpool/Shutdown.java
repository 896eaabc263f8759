package workerpool;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How a run ends, above all how it ends early: by a stop, a worker's death, or an exception in the producer.
 *
 * <p>The producer calls {@link #begin} and {@link #end}, once each. The other methods are for any thread. Nothing
 * allocates memory before the workers are interrupted, so that a worker that dies in a full heap still stops the
 * others.
 */
final class Shutdown {
    /** How long to wait for the next worker to end. A long computation may not notice its interrupt. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long POLL_MILLIS = 5;

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

    /**
     * Begins the run, with the calling thread as its producer. Throws {@link IllegalStateException} the second time.
     */
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
     * Ends the run: interrupts workers that are left, and blocks while they end. From here on, a stop has no effect. If
     * the calling thread was interrupted from outside, and this method does not say so, its interrupted status is set.
     *
     * @throws InterruptedException  if the run was stopped
     * @throws IllegalStateException if a worker died
     */
    void end() throws InterruptedException {
        boolean wasStopped;
        synchronized (this) {
            wasStopped = stopped;
            stopped = true; // later stops and deaths have no effect
        }
        // After a stop, the status may hold the pool's own interrupt, which ends here.
        boolean interrupted = Thread.interrupted() && !wasStopped;
        interrupted |= awaitWorkers() | outsideInterrupt;
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

    /**
     * Interrupts the workers that are left, and waits as long as one more of them ends within each grace period.
     * Returns whether the calling thread was interrupted meanwhile, which does not cut the wait short.
     */
    private boolean awaitWorkers() {
        interruptWorkers();
        boolean interrupted = false;
        long fewest = Long.MAX_VALUE;
        long deadline = 0;
        for (long left = workersLeft(); left > 0; left = workersLeft()) {
            if (left < fewest) {
                fewest = left;
                deadline = System.nanoTime() + GRACE_NANOS;
            } else if (System.nanoTime() - deadline > 0) {
                break;
            }
            try {
                done.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    /** Returns the number of workers that were started and have not ended. */
    long workersLeft() {
        return done.getCount() == 0 ? 0 : Arrays.stream(workers).filter(Thread::isAlive).count();
    }

    private void interruptWorkers() {
        for (Thread worker : workers) {
            worker.interrupt();
        }
    }
}
