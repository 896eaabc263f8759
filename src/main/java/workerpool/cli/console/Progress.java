package workerpool.cli.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Shows how far a long run is: one line on stderr that rewrites itself, and only if stderr is a terminal. */
public final class Progress {
    private static final long INITIAL_DELAY_MILLIS = 500;
    private static final long PERIOD_MILLIS = 100;
    private static final int BAR_WIDTH = 20;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final int jobs;
    private final IntSupplier completed;
    private final PrintStream err;
    private final long startNanos = System.nanoTime();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Progress::thread);
    private volatile boolean shown;

    /** Makes a line that says how many of {@code jobs} jobs are completed. It shows between start and stop. */
    public Progress(int jobs, IntSupplier completed, PrintStream err) {
        this.jobs = jobs;
        this.completed = completed;
        this.err = err;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "progress");
        // Only a full heap stops this thread. The run goes on without progress, and reports that itself.
        thread.setUncaughtExceptionHandler((stopped, heapIsFull) -> { });
        return thread;
    }

    /** Shows the line from half a second on. Does not block. */
    public void start() {
        timer.schedule(this::showOnTerminal, INITIAL_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void showOnTerminal() {
        if (!"dumb".equals(System.getenv("TERM"))) {
            Terminal.width(Terminal.STDERR).ifPresent(width ->
                    timer.scheduleAtFixedRate(() -> show(width), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    /** Shows the line once, in a terminal of {@code width} columns. */
    void show(int width) {
        shown = true;
        err.print(ERASE_LINE + line(completed.getAsInt(), jobs, System.nanoTime() - startNanos, width));
    }

    /** Erases the line. Blocks until it is gone. */
    public void stop() {
        timer.shutdownNow();
        try { timer.awaitTermination(1, TimeUnit.SECONDS); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }
        err.print(shown ? ERASE_LINE : "");
    }

    /** Returns the line for so many of so many jobs in so much time. It is shorter than {@code width}, else it wraps. */
    static String line(int completed, int jobs, long nanos, int width) {
        int filled = (int) ((long) BAR_WIDTH * completed / Math.max(1, jobs));
        String bar = "[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "] ";
        String left = completed == 0 ? "" : String.format(Locale.ROOT, ", about %,d s left",
                Math.round(nanos / 1e9 / completed * (jobs - completed)));
        String text = String.format(Locale.ROOT, "%,d of %,d jobs, %,.1f s%s", completed, jobs, nanos / 1e9, left);
        String line = bar.length() + text.length() < width ? bar + text : text;
        return line.substring(0, Math.min(line.length(), width - 1));
    }
}
