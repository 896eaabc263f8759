package workerpool.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Answers Ctrl-C and SIGTERM: stops the pool, and holds the JVM until {@code main} has printed what is done. The JVM then
 * exits by itself, with code 130 or 143.
 *
 * <p>{@code main} closes the hook when all is printed, before anything calls {@code System.exit}, which waits for hooks.
 */
final class ShutdownHook extends Thread implements AutoCloseable {
    /** How long {@code main} may print results after a signal. */
    private static final long PRINT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long to hold the JVM while a write to standard output is blocked. */
    private static final long BLOCKED_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long to hold the JVM at most: workers that compete for the processor slow {@code main} down. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long POLL_MILLIS = 50;

    private final Runnable stop;
    private final StandardOutput output;
    private final CountDownLatch printed = new CountDownLatch(1);
    private volatile boolean begun;
    private volatile long beginNanos;
    private volatile long printStartNanos = System.nanoTime();

    private ShutdownHook(Runnable stop, StandardOutput output) {
        super("shutdown");
        this.stop = stop;
        this.output = output;
    }

    /** Installs a hook that calls {@code stop} on a signal. If one has come already, calls it at once. */
    static ShutdownHook install(Runnable stop, StandardOutput output) {
        ShutdownHook hook = new ShutdownHook(stop, output);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            hook.begin();
        }
        return hook;
    }

    /** Returns whether a signal has come. The JVM alone then decides the exit code. */
    boolean hasBegun() {
        return begun;
    }

    /** Notes that {@code main} starts to print. It may have had to wait for the workers before. */
    void startPrinting() {
        printStartNanos = System.nanoTime();
    }

    /** Returns whether {@code main} must end its printing: it has had its time since the signal. */
    boolean isPrintTimeOver() {
        return begun && Math.min(sinceBegin(), System.nanoTime() - printStartNanos) > PRINT_NANOS;
    }

    /** Lets the JVM go, and takes the hook away if no signal has come. */
    @Override
    public void close() {
        printed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(this);
        } catch (IllegalStateException shutdownHasBegun) {
            // Then the hook has done its work, or finds the latch open.
        }
    }

    @Override
    public void run() {
        begin();
        try {
            while (!printed.await(POLL_MILLIS, TimeUnit.MILLISECONDS) && sinceBegin() < LIMIT_NANOS && !isOutputBlocked()) {
                // main is still at work
            }
        } catch (InterruptedException end) {
            // Whoever interrupts this thread wants the JVM to end now.
        }
    }

    private void begin() {
        beginNanos = System.nanoTime();
        begun = true;
        stop.run();
    }

    private boolean isOutputBlocked() {
        return Math.min(sinceBegin(), output.blockedNanos()) > BLOCKED_NANOS;
    }

    private long sinceBegin() {
        return System.nanoTime() - beginNanos;
    }
}
