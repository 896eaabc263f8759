package workerpool;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and SIGTERM do: stop the pool, and hold the JVM, which is about to halt, until main has printed what is
 * done. The JVM itself then exits, with 130 or 143.
 */
final class ShutdownHook extends Thread {
    /** Leaves time to halt within two seconds of the signal, even if nobody reads what main prints. */
    private static final long LIMIT_MILLIS = 1_500;

    private final WorkerPool pool;
    private final CountDownLatch printed = new CountDownLatch(1);
    private volatile boolean begun;

    private ShutdownHook(WorkerPool pool) {
        super("shutdown");
        this.pool = pool;
    }

    static ShutdownHook install(WorkerPool pool) {
        ShutdownHook hook = new ShutdownHook(pool);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException shutdownHasBegun) {
            hook.begun = true;
            pool.stop();
        }
        return hook;
    }

    /** Whether the JVM is halting, and so will exit by itself. */
    boolean hasBegun() {
        return begun;
    }

    /** To be called once all is printed, before anything exits: System.exit waits for this hook. */
    void release() {
        printed.countDown();
    }

    @Override
    public void run() {
        begun = true;
        pool.stop();
        try {
            printed.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException end) {
            // Nobody interrupts this thread; if somebody does, then to let the JVM go.
        }
    }
}
