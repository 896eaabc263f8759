package workerpool;

import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** One line on stderr that says how far a long run is, and rewrites itself; only if stderr is a terminal. */
final class Progress implements Runnable {
    private static final long FIRST_MILLIS = 500;
    private static final long PERIOD_MILLIS = 100;
    private static final int BAR = 20;
    private static final String ERASE = "\r\u001b[K";

    private final int jobs;
    private final IntSupplier completed;
    private final long startNanos = System.nanoTime();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this, "progress");

    private Progress(int jobs, IntSupplier completed) {
        this.jobs = jobs;
        this.completed = completed;
    }

    /** Shows, on a thread of its own, how many of so many jobs are completed, until {@link #stop}. */
    static Progress start(int jobs, IntSupplier completed) {
        Progress progress = new Progress(jobs, completed);
        progress.thread.setDaemon(true);
        progress.thread.start();
        return progress;
    }

    /** Erases the line. Blocks until it is gone. */
    void stop() throws InterruptedException {
        over.countDown();
        thread.join();
    }

    @Override
    public void run() {
        try {
            if (over.await(FIRST_MILLIS, TimeUnit.MILLISECONDS) || !Terminal.is(Terminal.STDERR)) {
                return;
            }
            do {
                System.err.print(ERASE + line(completed.getAsInt(), jobs, System.nanoTime() - startNanos));
            } while (!over.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
            System.err.print(ERASE);
        } catch (InterruptedException end) {
            // Nobody interrupts this thread; if somebody does, it ends.
        }
    }

    /** The line for so many of so many jobs done in so much time. */
    static String line(int completed, int jobs, long nanos) {
        int filled = (int) ((long) BAR * completed / Math.max(1, jobs));
        String bar = "#".repeat(filled) + "-".repeat(BAR - filled);
        String left = completed == 0 ? "" : String.format(Locale.ROOT, ", about %,d s left",
                Math.round(nanos / 1e9 / completed * (jobs - completed)));
        return String.format(Locale.ROOT, "[%s] %,d of %,d jobs, %,.1f s%s", bar, completed, jobs, nanos / 1e9, left);
    }
}
