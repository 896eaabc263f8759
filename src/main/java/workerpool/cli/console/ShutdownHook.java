package workerpool.cli.console;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Answers SIGINT (Ctrl-C), SIGTERM and SIGHUP: stops the pool, and holds the JVM until {@code main} has printed what is
 * done. The JVM then exits with code 130, 143 or 129.
 *
 * <p>{@code main} releases the hook when all is printed, before it calls {@code System.exit}, which waits for hooks.
 */
public final class ShutdownHook implements Runnable {
    private final Duration limit;
    private final Duration printTime;
    /** Completed by a signal, with the {@link System#nanoTime} when it came. */
    private final CompletableFuture<Long> signal = new CompletableFuture<>();
    private final CountDownLatch printed = new CountDownLatch(1);

    /**
     * Creates a hook.
     *
     * @param limit     how long it holds the JVM at most
     * @param printTime how long {@code main} may print results after a signal
     */
    public ShutdownHook(Duration limit, Duration printTime) {
        this.limit = limit;
        this.printTime = printTime;
    }

    /** Registers this hook with the JVM, which runs it when a signal comes. */
    public void install() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this, "shutdown"));
        } catch (IllegalStateException shuttingDown) {
            signal.complete(System.nanoTime());
        }
    }

    /**
     * Registers a listener for a signal. If one has come already, calls it at once. What the listener throws is lost.
     */
    public void onSignal(Runnable listener) {
        signal.thenRun(listener);
    }

    /** Returns whether a signal has come. */
    public boolean isSignalled() {
        return signal.isDone();
    }

    /** Returns whether a signal has come, and the time to print has passed since then and since the printing began. */
    public boolean isPrintTimeOver(long printStartNanos) {
        return isSignalled() && System.nanoTime() - signal.join() > printTime.toNanos()
                && System.nanoTime() - printStartNanos > printTime.toNanos();
    }

    /** Calls the listeners, and blocks until {@code main} has printed, or until the limit. The JVM runs this. */
    @Override
    public void run() {
        signal.complete(System.nanoTime());
        try {
            printed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Whoever interrupts this thread wants the JVM to end now.
        }
    }

    /** Ends the wait of {@link #run}. Call it before {@code System.exit}, which waits for hooks. */
    public void release() {
        printed.countDown();
    }
}
