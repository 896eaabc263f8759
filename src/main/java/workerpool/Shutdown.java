package workerpool;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How a run ends, above all how it ends early: by a stop, by a worker's death, or because a thread cannot be started.
 *
 * <p>The thread that makes it is the filler, which calls {@link #end} once. The other methods are for any thread.
 */
final class Shutdown {
    /** How long to wait for the next worker to end. A multiplication or a conversion does not notice an interrupt. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    /** Made beforehand: to make it when the heap is full would fail, and the workers would go on. */
    private static final Consumer<Thread> INTERRUPT = Thread::interrupt;

    private final Thread filler = Thread.currentThread();
    private final List<Thread> workers;
    private final CountDownLatch done;
    private boolean over;
    private Thread deadWorker;
    private volatile Throwable causeOfDeath;

    /**
     * Makes the shutdown of a run whose filler is the calling thread. Other threads may read {@code workers} while it grows.
     * To iterate over it must not allocate: a worker that dies because the heap is full still has to stop the others.
     */
    Shutdown(List<Thread> workers, CountDownLatch done) {
        this.workers = workers;
        this.done = done;
    }

    /** Interrupts the filler and the workers, unless the run is over. Does not block. */
    synchronized void stop() {
        if (!over) {
            filler.interrupt();
            workers.forEach(INTERRUPT);
        }
    }

    /** Stops the run, as the calling worker dies: if no worker is left, nobody makes room for the filler. */
    synchronized void workerDied(Throwable cause) {
        deadWorker = Thread.currentThread();
        causeOfDeath = cause;
        stop();
    }

    /**
     * Ends the run: interrupts workers that are left, and blocks while they end. From here on, a stop has no effect.
     *
     * @throws InterruptedException  if the run was stopped
     * @throws IllegalStateException if a worker died
     */
    void end() throws InterruptedException {
        synchronized (this) {
            // A stop comes either before this, and is seen below, or not at all.
            over = true;
        }
        boolean interrupted = Thread.interrupted();
        awaitWorkers();
        if (causeOfDeath != null) {
            throw new IllegalStateException(deadWorker.getName() + " died: " + causeOfDeath, causeOfDeath);
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    /** Interrupts the workers and waits as long as one more ends within each grace period. */
    private void awaitWorkers() {
        long before = Long.MAX_VALUE;
        for (long left = done.getCount(); left > 0 && left < before; left = done.getCount()) {
            workers.forEach(INTERRUPT);
            awaitGracePeriod(System.nanoTime() + GRACE_NANOS);
            before = left;
        }
    }

    private void awaitGracePeriod(long deadline) {
        while (true) {
            try {
                done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                return;
            } catch (InterruptedException again) {
                // Waits on: a second interrupt must not cut the grace period short, and the run throws already.
            }
        }
    }
}
