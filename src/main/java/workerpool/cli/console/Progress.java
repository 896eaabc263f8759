package workerpool.cli.console;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Shows the progress of a long run: one line on stderr that rewrites itself, and only if stderr is a terminal. */
public final class Progress {
    private static final int SHOW_AFTER_MILLIS = 500;
    private static final int DRAW_MILLIS = 100;
    private static final int HALF_A_SECOND = 500_000_000;
    private static final int BAR_WIDTH = 10;
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final String DO_NOT_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";

    private final int jobs;
    private final int workers;
    private final IntSupplier completed;
    private final PrintStream err;
    private final long startNanos = System.nanoTime();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private boolean shown;
    private int lastCompleted;
    /** The estimate for the whole run, made when {@link #lastCompleted} last changed. */
    private double totalNanos;

    /** Creates a line that says how many of {@code jobs} jobs are completed. It shows between start and stop. */
    public Progress(int jobs, int workers, IntSupplier completed, PrintStream err) {
        this.jobs = jobs;
        this.workers = workers;
        this.completed = completed;
        this.err = err;
    }

    /** Shows the line from half a second on. Does not block. */
    public void start() {
        timer.schedule(this::showOnTerminal, SHOW_AFTER_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(this::draw, DRAW_MILLIS, DRAW_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void showOnTerminal() {
        boolean understandsEscapeCodes = !List.of("", "dumb").contains(System.getenv().getOrDefault("TERM", ""));
        shown = !timer.isShutdown() && understandsEscapeCodes && Terminal.isStandardError();
    }

    private synchronized void draw() {
        String line = line(completed.getAsInt(), System.nanoTime() - startNanos);
        if (shown) {
            err.print(DO_NOT_WRAP + ERASE_LINE + line + WRAP);
        }
    }

    /** Erases the line, which does not show again. Does nothing if the line does not show. */
    public synchronized void stop() {
        timer.shutdownNow();
        if (shown) {
            err.print(ERASE_LINE);
        }
        shown = false;
    }

    /**
     * Returns the line when so many jobs are completed after so many nanoseconds. Estimates the time that is left
     * whenever another job is completed, and counts down in between. The line tells the estimate once as many jobs as
     * there are workers are completed, unless it is under half a second.
     */
    String line(int completed, long elapsedNanos) {
        if (completed > lastCompleted) {
            lastCompleted = completed;
            totalNanos = (double) elapsedNanos * jobs / completed;
        }
        double left = totalNanos - elapsedNanos;
        int filled = (int) ((long) BAR_WIDTH * completed / Math.max(1, jobs));
        String format = "[%s%s] %,d of %,d jobs, %,.1f s"
                + (completed >= workers && left >= HALF_A_SECOND ? ", about %,.0f s left" : "");
        return String.format(Locale.ROOT, format, "#".repeat(filled), "-".repeat(BAR_WIDTH - filled), completed, jobs,
                elapsedNanos / 1e9, left / 1e9);
    }
}
