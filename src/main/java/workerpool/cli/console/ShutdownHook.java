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
    /** How long {@code main} may print results after a signal, and how long one write may be blocked. */
    private static final long PRINT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long to hold the JVM at most: workers that compete for the processor slow {@code main} down. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long POLL_MILLIS = 50;

    private final StandardOutput output;
    /** Completed by a signal, with the {@link System#nanoTime} when it came. */
    private final CompletableFuture<Long> signal = new CompletableFuture<>();
    private final CountDownLatch printed = new CountDownLatch(1);

    /** Creates a hook that lets the JVM go early if {@code output} is blocked. */
    public ShutdownHook(StandardOutput output) {
        this.output = output;
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

    /** Returns whether a signal has come, and a second has passed since then and since the printing began. */
    public boolean isPrintTimeOver(long printStartNanos) {
        long now = System.nanoTime();
        return isSignalled() && now - printStartNanos > PRINT_NANOS && now - signal.join() > PRINT_NANOS;
    }

    /** Calls the listeners, and blocks until {@code main} has printed, or a limit is reached. The JVM runs this. */
    @Override
    public void run() {
        long start = System.nanoTime();
        signal.complete(start);
        try {
            long nanos = 0;
            while (nanos < LIMIT_NANOS && Math.min(nanos, output.blockedNanos()) < PRINT_NANOS
                    && !printed.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                nanos = System.nanoTime() - start;
            }
        } catch (InterruptedException e) {
            // Whoever interrupts this thread wants the JVM to end now.
        }
    }

    /** Lets the JVM go. */
    public void release() {
        printed.countDown();
    }
}
