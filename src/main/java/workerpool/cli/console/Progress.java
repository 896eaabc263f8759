package workerpool.cli.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Shows the progress of a long run: one line on stderr that rewrites itself, and only if stderr is a terminal. */
public final class Progress {
    private static final int INITIAL_DELAY_MILLIS = 500;
    private static final int DRAW_MILLIS = 100;
    private static final int CORRECT_MILLIS = 20;
    private static final int HALF_A_SECOND = 500_000_000;
    private static final int WIDTH = 60;
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
    /** The estimate for the whole run. It is infinite until a job is completed. */
    private double totalNanos = Double.POSITIVE_INFINITY;

    /** Creates a line that says how many of {@code jobs} jobs are completed. It shows between start and stop. */
    public Progress(int jobs, int workers, IntSupplier completed, PrintStream err) {
        this.jobs = jobs;
        this.workers = workers;
        this.completed = completed;
        this.err = err;
    }

    /** Shows the line from half a second on. Does not block. */
    public void start() {
        timer.scheduleWithFixedDelay(() -> correctEstimate(elapsedNanos()), CORRECT_MILLIS, CORRECT_MILLIS,
                TimeUnit.MILLISECONDS);
        timer.schedule(this::showOnTerminal, INITIAL_DELAY_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(this::draw, INITIAL_DELAY_MILLIS, DRAW_MILLIS, TimeUnit.MILLISECONDS);
    }

    private long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    private synchronized void showOnTerminal() {
        shown = !timer.isShutdown() && !"dumb".equals(System.getenv("TERM")) && Terminal.isStandardError();
    }

    private synchronized void draw() {
        err.print(shown ? DO_NOT_WRAP + ERASE_LINE + line(elapsedNanos()) + WRAP : "");
    }

    /** Erases the line, which does not show again. Does nothing if the line does not show. */
    public synchronized void stop() {
        timer.shutdownNow();
        err.print(shown ? ERASE_LINE : "");
        shown = false;
    }

    /** Corrects the estimate after so many nanoseconds. */
    void correctEstimate(long elapsedNanos) {
        int done = completed.getAsInt();
        double rounds = Math.ceil((double) jobs / workers);
        double ended = Math.ceil((double) done / workers);
        // Equal jobs go in rounds of one job per worker. The last one ended before now, the next one ends after now.
        totalNanos = Math.max(elapsedNanos * rounds / (ended + 1), Math.min(totalNanos, elapsedNanos * rounds / ended));
    }

    /** Returns the line after so many nanoseconds. */
    String line(long elapsedNanos) {
        return line(completed.getAsInt(), jobs, elapsedNanos, (long) (totalNanos - elapsedNanos));
    }

    /**
     * Returns the line for {@code completed} of {@code jobs} jobs after {@code elapsed} nanoseconds, with the estimate
     * of what is {@code left} unless that is under half a second, or {@link Long#MAX_VALUE}.
     */
    static String line(int completed, int jobs, long elapsed, long left) {
        int filled = (int) ((long) BAR_WIDTH * completed / Math.max(1, jobs));
        String bar = "[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "] ";
        String format = "%,d of %,d jobs, %,.1f s"
                + (left >= HALF_A_SECOND && left < Long.MAX_VALUE ? ", about %,.0f s left" : "");
        String text = String.format(Locale.ROOT, format, completed, jobs, elapsed / 1e9, left / 1e9);
        return text.length() > WIDTH ? text.substring(0, WIDTH)
                : bar.length() + text.length() > WIDTH ? text : bar + text;
    }
}
