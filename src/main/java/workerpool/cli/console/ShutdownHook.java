package workerpool.cli.console;

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
    /** How long {@code main} may print results after a signal. */
    private static final long PRINT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long to hold the JVM at most: {@code docker stop} kills it after ten seconds. */
    private static final int LIMIT_SECONDS = 8;

    /** Completed by a signal, with the {@link System#nanoTime} when it came. */
    private final CompletableFuture<Long> signal = new CompletableFuture<>();
    private final CountDownLatch printed = new CountDownLatch(1);

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

    /** Returns whether a signal has come, and a second has passed since then and since the printing began. */
    public boolean isPrintTimeOver(long printStartNanos) {
        if (!isSignalled()) {
            return false;
        }
        long now = System.nanoTime();
        return now - printStartNanos > PRINT_NANOS && now - signal.join() > PRINT_NANOS;
    }

    /** Calls the listeners, and blocks until {@code main} has printed, or for eight seconds. The JVM runs this. */
    @Override
    public void run() {
        signal.complete(System.nanoTime());
        try {
            printed.await(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Whoever interrupts this thread wants the JVM to end now.
        }
    }

    /** Ends the wait of {@link #run}. Call it before {@code System.exit}, which waits for hooks. */
    public void release() {
        printed.countDown();
    }
}
