package workerpool.cli.timeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Draws who worked on what when, a row for each worker, in plain ASCII.
 *
 * <p>A job begins with a bar and its ID, if the ID fits. A job under two columns wide is too narrow for this. It adds to
 * the density of its columns, which says how much of their time such jobs fill.
 */
public final class Timeline {
    private static final int MAX_ROWS = 200;
    private static final int MIN_COLUMNS = 10;
    private static final String DENSITY = ".:#";

    private final RunReport report;
    private final long runNanos;
    private final int labelWidth;
    private final int figuresWidth;
    private final int columns;

    private Timeline(RunReport report, int width) {
        this.report = report;
        this.runNanos = Math.max(1, report.nanos());
        this.labelWidth = ("Worker " + Math.min(report.workers(), MAX_ROWS)).length();
        int countWidth = String.format(Locale.ROOT, "%,d", report.jobs()).length();
        this.figuresWidth = Math.max(countWidth + " jobs, 100% busy".length(), blockedFigure().length());
        this.columns = Math.max(MIN_COLUMNS, width - labelWidth - figuresWidth - " | ".length());
    }

    /** Draws a run in {@code width} columns, or in the fewest that hold a picture. Ends with the {@link #summary}. */
    public static String draw(RunReport report, int width) {
        return new Timeline(report, width).draw();
    }

    /** Returns the run in one line. */
    public static String summary(RunReport report) {
        int done = report.spans().size() - report.count(JobState.INTERRUPTED);
        long work = nanosOf(report.spans());
        return String.format(Locale.ROOT, "%s%s in %s with %s: %s of work, %.1f at a time on average\n",
                done < report.jobs() ? String.format(Locale.ROOT, "%,d of ", done) : "", count(report.jobs(), "job"),
                duration(report.nanos()), count(report.workers(), "worker"), duration(work),
                (double) work / Math.max(1, report.nanos()));
    }

    private String draw() {
        StringBuilder picture = new StringBuilder(String.format("\n--- Timeline: %s, one column = %s ---\n",
                duration(runNanos), duration(runNanos / columns)));
        Map<Integer, List<JobSpan>> byWorker = report.spans().stream().collect(Collectors.groupingBy(JobSpan::worker));
        for (int worker = 1; worker <= Math.min(report.workers(), MAX_ROWS); worker++) {
            List<JobSpan> spans = byWorker.getOrDefault(worker, List.of());
            picture.append(row("Worker " + worker, cells(spans), workerFigure(spans)));
        }
        if (report.workers() > MAX_ROWS) {
            picture.append("(and " + count(report.workers() - MAX_ROWS, "worker") + " more)\n");
        }
        picture.append(row("Queue", density(report.blocked()), blockedFigure()));
        return picture.append(legend()).append(summary(report)).toString();
    }

    private String row(String label, char[] cells, String figures) {
        return String.format("%-" + labelWidth + "s %s| %" + figuresWidth + "s\n", label, new String(cells), figures);
    }

    /** Draws one worker's jobs: the density of the narrow ones, over it their failures, and over all the wide ones. */
    private char[] cells(List<JobSpan> spans) {
        TimeHistogram narrow = new TimeHistogram();
        spans.stream().filter(this::isNarrow).forEach(span -> narrow.add(span.startNanos(), span.endNanos()));
        char[] cells = density(narrow);
        for (JobSpan span : spans) {
            if (!isNarrow(span)) {
                drawWide(span, cells);
            } else if (span.state() != JobState.SUCCEEDED) {
                cells[Math.min(columns - 1, column(span.startNanos()))] = span.state().mark;
            }
        }
        return cells;
    }

    private boolean isNarrow(JobSpan span) {
        return column(span.endNanos()) - column(span.startNanos()) < 2;
    }

    private void drawWide(JobSpan span, char[] cells) {
        int from = column(span.startNanos());
        int to = column(span.endNanos());
        Arrays.fill(cells, from, to, span.state().mark);
        cells[from] = '|';
        String id = String.valueOf(span.job());
        if (id.length() < to - from) {
            id.getChars(0, id.length(), cells, from + 1);
        }
    }

    /** Returns a character for each column, from how much of its time is filled. */
    private char[] density(TimeHistogram filled) {
        char[] cells = new char[columns];
        long[] nanos = filled.split(columns, runNanos);
        for (int c = 0; c < columns; c++) {
            long level = DENSITY.length() * nanos[c] * columns / runNanos;
            cells[c] = nanos[c] == 0 ? ' ' : DENSITY.charAt((int) Math.min(DENSITY.length() - 1, level));
        }
        return cells;
    }

    private int column(long nanos) {
        return (int) (nanos * columns / runNanos);
    }

    private String workerFigure(List<JobSpan> spans) {
        int done = (int) spans.stream().filter(span -> span.state() != JobState.INTERRUPTED).count();
        return String.format(Locale.ROOT, "%s, %3.0f%% busy", count(done, "job"), 100.0 * nanosOf(spans) / runNanos);
    }

    private String blockedFigure() {
        long nanos = report.blocked().totalNanos();
        return nanos == 0 ? "filler never blocked" : "filler blocked " + duration(nanos);
    }

    /** Explains the characters that do not explain themselves, if the picture has any. */
    private String legend() {
        List<String> signs = new ArrayList<>();
        if (report.count(JobState.FAILED) > 0) {
            signs.add(JobState.FAILED.mark + " failed");
        }
        if (report.count(JobState.INTERRUPTED) > 0) {
            signs.add(JobState.INTERRUPTED.mark + " cut off");
        }
        if (report.spans().stream().anyMatch(span -> span.state() != JobState.INTERRUPTED && isNarrow(span))) {
            signs.add(DENSITY + " the share of a column that narrow jobs fill");
        }
        return signs.isEmpty() ? "" : "(" + String.join("; ", signs) + ")\n";
    }

    private static long nanosOf(List<JobSpan> spans) {
        return spans.stream().mapToLong(JobSpan::nanos).sum();
    }

    private static String count(int number, String noun) {
        return String.format(Locale.ROOT, number == 1 ? "%,d %s" : "%,d %ss", number, noun);
    }

    /** Returns a duration in three digits and a unit, or in minutes and seconds. */
    static String duration(long nanos) {
        if (nanos >= 60_000_000_000L) {
            long seconds = Math.round(nanos / 1e9);
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        // The exponent of an engineering string, like 1.23E+6, is a multiple of three.
        String digits = BigDecimal.valueOf(nanos).round(new MathContext(3)).toEngineeringString();
        return digits.contains("E") ? digits.replace("E+3", " us").replace("E+6", " ms").replace("E+9", " s") : digits + " ns";
    }
}
