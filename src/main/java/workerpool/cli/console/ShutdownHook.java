package workerpool.cli.console;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Answers Ctrl-C and SIGTERM: stops the pool, and holds the JVM until {@code main} has printed what is done. The JVM then
 * exits with code 130 or 143.
 *
 * <p>{@code main} releases the hook when all is printed, before it calls {@code System.exit}, which waits for hooks.
 */
public final class ShutdownHook extends Thread {
    /** How long {@code main} may print results after a signal, and how long one write may be blocked. */
    private static final long PRINT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long to hold the JVM at most: workers that compete for the processor slow {@code main} down. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long POLL_MILLIS = 50;

    private final StandardOutput output;
    private final CompletableFuture<Void> signal = new CompletableFuture<>();
    private final CountDownLatch printed = new CountDownLatch(1);
    /** For {@code main} alone: 0 until it asks for the first time after a signal. */
    private long printEndNanos;

    /** Makes a hook that lets the JVM go early if {@code output} is blocked. */
    public ShutdownHook(StandardOutput output) {
        super("shutdown");
        this.output = output;
    }

    /** Has the JVM run this hook when a signal comes. */
    public void install() {
        try {
            Runtime.getRuntime().addShutdownHook(this);
        } catch (IllegalStateException signalHasCome) {
            signal.complete(null);
        }
    }

    /** Has a signal call {@code stop}. If one has come already, calls it at once. */
    public void onSignal(Runnable stop) {
        signal.thenRun(stop);
    }

    /** Returns whether a signal has come. */
    public boolean isSignalled() {
        return signal.isDone();
    }

    /** Returns whether {@code main} must end its printing: a second after it first asks since the signal. */
    public boolean isPrintTimeOver() {
        if (isSignalled() && printEndNanos == 0) {
            printEndNanos = System.nanoTime() + PRINT_NANOS;
        }
        return isSignalled() && System.nanoTime() - printEndNanos > 0;
    }

    /** Stops the pool and blocks until {@code main} has printed, or a limit is reached. */
    @Override
    public void run() {
        long start = System.nanoTime();
        signal.complete(null);
        try {
            long nanos = 0;
            while (nanos < LIMIT_NANOS && Math.min(nanos, output.blockedNanos()) < PRINT_NANOS
                    && !printed.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                nanos = System.nanoTime() - start;
            }
        } catch (InterruptedException end) {
            // Whoever interrupts this thread wants the JVM to end now.
        }
    }

    /** Lets the JVM go. */
    public void release() {
        printed.countDown();
    }
}
