package workerpool.cli.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Shows how far a long run is: one line on stderr that rewrites itself, and only if stderr is a terminal. */
public final class Progress {
    private static final int INITIAL_DELAY_MILLIS = 500;
    private static final int TICK_MILLIS = 20;
    /** A longer time between two ticks means that the process was suspended, as by Ctrl-Z. No more than this counts. */
    private static final long LONGEST_TICK_NANOS = 200_000_000;
    private static final int BAR_WIDTH = 20;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final int jobs;
    private final int workers;
    private final IntSupplier completed;
    private final PrintStream err;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    /** The terminal's columns, or 0 while the line is not shown. */
    volatile int width;
    long lastTickNanos = System.nanoTime();
    private long elapsedNanos;
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
        timer.scheduleWithFixedDelay(() -> tick(System.nanoTime()), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        timer.schedule(this::findTerminal, INITIAL_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void findTerminal() {
        OptionalInt tty = "dumb".equals(System.getenv("TERM")) ? OptionalInt.empty() : Terminal.width(Terminal.STDERR);
        tty.ifPresentOrElse(columns -> width = columns, timer::shutdownNow);
    }

    /** Adds the time since the last tick, corrects the estimate, and writes the line if it is shown. */
    synchronized void tick(long nowNanos) {
        elapsedNanos += Math.min(nowNanos - lastTickNanos, LONGEST_TICK_NANOS);
        lastTickNanos = nowNanos;
        double rounds = Math.ceil((double) jobs / workers);
        int done = completed.getAsInt();
        double ended = Math.ceil((double) done / workers);
        // Equal jobs go in rounds of one job per worker. The last one ended before now, the next one ends after now.
        totalNanos = Math.max(elapsedNanos * rounds / (ended + 1), Math.min(totalNanos, elapsedNanos * rounds / ended));
        int columns = width;
        if (columns > 0) {
            String line = line(done, jobs, elapsedNanos, (long) (totalNanos - elapsedNanos), columns);
            // The terminal may have become narrower since, so it is told not to wrap the line.
            err.print("\u001b[?7l" + ERASE_LINE + line + "\u001b[?7h");
        }
    }

    /** Erases the line, which does not show again. Does nothing if the line does not show. */
    public synchronized void stop() {
        timer.shutdownNow();
        err.print(width > 0 ? ERASE_LINE : "");
        width = 0;
    }

    /**
     * Returns the line for {@code completed} of {@code jobs} jobs after {@code elapsed} nanoseconds. It tells how many
     * are {@code left} unless none are, or {@link Long#MAX_VALUE}. It is shorter than {@code width}.
     */
    static String line(int completed, int jobs, long elapsed, long left, int width) {
        int filled = (int) ((long) BAR_WIDTH * completed / Math.max(1, jobs));
        String bar = "[" + "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled) + "] ";
        String format = "%,d of %,d jobs, %,.1f s" + (left > 0 && left < Long.MAX_VALUE ? ", about %,.0f s left" : "");
        String text = String.format(Locale.ROOT, format, completed, jobs, elapsed / 1e9, left / 1e9);
        String line = bar.length() + text.length() < width ? bar + text : text;
        return line.substring(0, Math.min(line.length(), width - 1));
    }
}
