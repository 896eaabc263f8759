package workerpool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Draws who ran what when, a row for each worker, in plain ASCII. It knows recorded times alone, and no threads.
 *
 * <p>A job begins with a bar and its ID, if that fits. Jobs too narrow for this, under two columns, are drawn as their
 * density: how much of a column's time went into them.
 */
final class Timeline {
    private static final int MOST_ROWS = 200;
    private static final int FEWEST_COLUMNS = 10;
    private static final char DONE = '=';
    private static final char FAILED = 'x';
    private static final char CUT_OFF = '~';
    private static final String DENSITY = ".:#";

    private final Run run;
    private final long total;
    private final int labelWidth;
    private final int figuresWidth;
    private final int columns;

    private Timeline(Run run, int width) {
        this.run = run;
        this.total = Math.max(1, run.endNanos() - run.startNanos());
        this.labelWidth = ("Worker " + Math.min(run.workers(), MOST_ROWS)).length();
        int countWidth = String.format(Locale.ROOT, "%,d", run.jobs()).length();
        this.figuresWidth = Math.max(countWidth + " jobs, 100% busy".length(), blocked().length());
        this.columns = Math.max(FEWEST_COLUMNS, width - labelWidth - figuresWidth - " | ".length());
    }

    /** Draws a run, in {@code width} columns unless these are too few to draw in, with {@link #summary} as its end. */
    static String draw(Run run, int width) {
        return new Timeline(run, width).draw();
    }

    /** The run in one line. */
    static String summary(Run run) {
        int done = run.results().size();
        long nanos = run.endNanos() - run.startNanos();
        long work = nanosOf(run.results()) + nanosOf(run.cutOff());
        return String.format(Locale.ROOT, "%s%s in %s with %s: %s of work, %.1f at a time on average\n",
                done < run.jobs() ? String.format(Locale.ROOT, "%,d of ", done) : "", count(run.jobs(), "job"),
                duration(nanos), count(run.workers(), "worker"), duration(work), (double) work / Math.max(1, nanos));
    }

    private String draw() {
        StringBuilder picture = new StringBuilder(String.format("\n--- Timeline: %s, one column = %s ---\n",
                duration(total), duration(total / columns)));
        List<List<Result>> rows = rows();
        for (int row = 0; row < rows.size(); row++) {
            List<Result> jobs = rows.get(row);
            picture.append(row("Worker " + (row + 1), cells(jobs), String.format(Locale.ROOT, "%s, %3.0f%% busy",
                    count(jobs.size(), "job"), 100.0 * nanosOf(jobs) / total)));
        }
        if (run.workers() > MOST_ROWS) {
            picture.append("(and " + count(run.workers() - MOST_ROWS, "worker") + " more)\n");
        }
        picture.append(row("Queue", density(run.blocked()), blocked()));
        return picture.append(legend()).append(summary(run)).toString();
    }

    private List<List<Result>> rows() {
        List<List<Result>> rows = new ArrayList<>();
        for (int row = 0; row < Math.min(run.workers(), MOST_ROWS); row++) {
            rows.add(new ArrayList<>());
        }
        for (List<Result> jobs : List.of(run.results(), run.cutOff())) {
            for (Result job : jobs) {
                if (job.worker() <= MOST_ROWS) {
                    rows.get(job.worker() - 1).add(job);
                }
            }
        }
        return rows;
    }

    private String row(String label, char[] cells, String figures) {
        return String.format("%-" + labelWidth + "s %s| %" + figuresWidth + "s\n", label, new String(cells), figures);
    }

    /** One worker's jobs: the narrow ones as density, over it those that went wrong, and over all the wide ones. */
    private char[] cells(List<Result> jobs) {
        List<Span> narrow = new ArrayList<>();
        for (Result job : jobs) {
            if (isNarrow(job)) {
                narrow.add(new Span(job.startNanos(), job.endNanos()));
            }
        }
        char[] cells = density(narrow);
        for (Result job : jobs) {
            if (isNarrow(job) && !job.succeeded()) {
                cells[Math.min(columns - 1, column(job.startNanos()))] = mark(job);
            }
        }
        for (Result job : jobs) {
            if (!isNarrow(job)) {
                drawWide(job, cells);
            }
        }
        return cells;
    }

    private void drawWide(Result job, char[] cells) {
        int from = column(job.startNanos());
        int to = column(job.endNanos());
        Arrays.fill(cells, from, to, mark(job));
        cells[from] = '|';
        String id = String.valueOf(job.job().id());
        if (id.length() < to - from) {
            id.getChars(0, id.length(), cells, from + 1);
        }
    }

    /** What share of each column these stretches of time fill. They do not overlap. */
    private char[] density(List<Span> spans) {
        long[] nanos = new long[columns];
        for (Span span : spans) {
            for (int c = column(span.startNanos()); c < columns && c <= column(span.endNanos()); c++) {
                long from = Math.max(span.startNanos() - run.startNanos(), startOf(c));
                long to = Math.min(span.endNanos() - run.startNanos(), startOf(c + 1));
                nanos[c] += Math.max(0, to - from);
            }
        }
        char[] cells = new char[columns];
        for (int c = 0; c < columns; c++) {
            long column = Math.max(1, startOf(c + 1) - startOf(c));
            int level = (int) Math.min(DENSITY.length() - 1, DENSITY.length() * nanos[c] / column);
            cells[c] = nanos[c] == 0 ? ' ' : DENSITY.charAt(level);
        }
        return cells;
    }

    private boolean isNarrow(Result job) {
        return column(job.endNanos()) - column(job.startNanos()) < 2;
    }

    private int column(long nanos) {
        return (int) ((nanos - run.startNanos()) * columns / total);
    }

    private long startOf(int column) {
        return total * column / columns;
    }

    private static char mark(Result job) {
        return job.succeeded() ? DONE : job.failed() ? FAILED : CUT_OFF;
    }

    private String blocked() {
        long nanos = 0;
        for (Span span : run.blocked()) {
            nanos += span.endNanos() - span.startNanos();
        }
        return run.blocked().isEmpty() ? "filler never blocked" : "filler blocked " + duration(nanos);
    }

    /** Explains the signs that the picture has, beside the plain ones. */
    private String legend() {
        List<String> signs = new ArrayList<>();
        if (run.failed() > 0) {
            signs.add(FAILED + " failed");
        }
        if (!run.cutOff().isEmpty()) {
            signs.add(CUT_OFF + " cut off");
        }
        if (run.results().stream().anyMatch(this::isNarrow)) {
            signs.add(DENSITY + " the share of a column that narrow jobs fill");
        }
        return signs.isEmpty() ? "" : "(" + String.join("; ", signs) + ")\n";
    }

    private static long nanosOf(List<Result> jobs) {
        long nanos = 0;
        for (Result job : jobs) {
            nanos += job.endNanos() - job.startNanos();
        }
        return nanos;
    }

    private static String count(int number, String noun) {
        return String.format(Locale.ROOT, number == 1 ? "%,d %s" : "%,d %ss", number, noun);
    }

    /** Three digits and a unit, or minutes and seconds. */
    static String duration(long nanos) {
        if (nanos >= 60_000_000_000L) {
            long seconds = Math.round(nanos / 1e9);
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        String[] units = {"ns", "us", "ms", "s"};
        double value = nanos;
        int unit = 0;
        for (; value >= 999.5 && unit < units.length - 1; unit++) {
            value /= 1000;
        }
        int decimals = unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, units[unit]);
    }
}
