package workerpool.cli.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Draws who worked on what when, a row for each worker, in plain ASCII.
 *
 * <p>A job is drawn as a bar if it is at least two columns long. Jobs that take from half to twice as long as the
 * median job are drawn as the median job is, so that equal jobs look alike. The other jobs are short: they add to the
 * density of their columns.
 */
public final class Timeline {
    private static final int MAX_ROWS = 200;
    private static final int MIN_WIDTH = 40;
    /** A column of a wider picture is narrower than a bucket of a {@link TimeHistogram} can be. */
    private static final int MAX_WIDTH = 2000;
    private static final int MIN_COLUMNS_BESIDE_FIGURES = 30;
    /** Each sign and its meaning, in at most 40 columns. */
    private static final List<String> LEGEND = List.of("| start of a job, its ID if it fits", "= succeeded",
            "x failed", "~ interrupted", ". jobs under two columns fill < 1/3",
            ": jobs under two columns fill 1/3 to 2/3", "* jobs under two columns fill > 2/3",
            "# producer mostly blocked");

    private final RunReport report;
    private final int width;
    private final int labelWidth;
    private final int figuresWidth;
    private final TimeScale scale;
    private final double minBarNanos;

    private Timeline(RunReport report, int width) {
        this.report = report;
        this.width = width;
        this.labelWidth = ("Worker " + Math.min(report.workers(), MAX_ROWS)).length();
        int room = width - labelWidth - " [] ".length();
        int doneWidth = report.doneFigure().length();
        int workWidth = Math.max(doneWidth + ", 100% busy".length(), report.blockedFigure().length());
        this.figuresWidth = room - workWidth < MIN_COLUMNS_BESIDE_FIGURES ? doneWidth : workWidth;
        this.scale = new TimeScale(Math.max(1, report.nanos()), room - figuresWidth);
        double usual = 2 * scale.columnNanos();
        double median = report.medianNanos();
        this.minBarNanos = median < usual ? Math.max(usual, 2 * median) : Math.min(usual, median / 2);
    }

    /** Draws a run, in {@code width} columns if they are 40 to 2,000. Ends with the {@link RunReport#summary}. */
    public static String draw(RunReport report, int width) {
        return new Timeline(report, Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width))).draw();
    }

    private String draw() {
        StringBuilder rows = new StringBuilder();
        Map<Integer, List<JobSpan>> byWorker = report.spans().stream().collect(Collectors.groupingBy(JobSpan::worker));
        for (int worker = 1; worker <= Math.min(report.workers(), MAX_ROWS); worker++) {
            RunReport own = report.with(byWorker.getOrDefault(worker, List.of()));
            rows.append(row("Worker " + worker, cells(own.spans()), own.workFigure(), own.doneFigure()));
        }
        if (report.workers() > MAX_ROWS) {
            rows.append(RunReport.count(report.workers() - MAX_ROWS, "more worker")).append("\n");
        }
        rows.append(row("Producer", shares(report.blocked(), " #"), report.blockedFigure(), ""));
        return "\n--- Timeline: " + RunReport.duration(report.nanos()) + " ---\n" + rows
                + scale.axis(width - labelWidth - 2).indent(labelWidth + 2)
                + legend(rows.toString()) + summary();
    }

    private String row(String label, String cells, String figure, String shortFigure) {
        String row = String.format(Locale.ROOT, "%-" + labelWidth + "s [%s] %" + figuresWidth + "s", label, cells,
                figure.length() <= figuresWidth ? figure : shortFigure);
        return row.stripTrailing() + "\n";
    }

    /** Draws a worker's jobs: the density of the short ones, over it the bars, over all the failures of short ones. */
    private String cells(List<JobSpan> spans) {
        TimeHistogram shortJobs = new TimeHistogram();
        spans.stream().filter(span -> !isBar(span)).forEach(span -> shortJobs.add(span.startNanos(), span.endNanos()));
        char[] cells = shares(shortJobs, ".:*").toCharArray();
        for (int i = 0; i < spans.size(); i++) {
            if (isBar(spans.get(i))) {
                drawBar(spans.get(i), i + 1 < spans.size() ? spans.get(i + 1).startNanos() : report.nanos(), cells);
            }
        }
        spans.stream().filter(span -> !isBar(span) && span.state() != JobState.SUCCEEDED).forEach(span -> {
            int from = Math.min(cells.length - 1, scale.columnAt(span.startNanos()));
            Arrays.fill(cells, from, Math.max(from + 1, scale.columnAt(span.endNanos())), span.state().mark);
        });
        return new String(cells);
    }

    private boolean isBar(JobSpan span) {
        return span.nanos() >= minBarNanos;
    }

    /** Draws a bar to the job's end, or to the next job's start if that is within half a column. */
    private void drawBar(JobSpan span, long nextNanos, char[] cells) {
        boolean touches = nextNanos - span.endNanos() < scale.columnNanos() / 2;
        int from = scale.columnAt(span.startNanos());
        int to = scale.columnAt(touches ? nextNanos : span.endNanos());
        Arrays.fill(cells, from, to, span.state().mark);
        String start = "|" + span.job();
        // Neither the start nor the ID may hide that a job has failed.
        if (to - from > 1 || span.state() == JobState.SUCCEEDED) {
            start.getChars(0, start.length() < to - from ? start.length() : 1, cells, from);
        }
    }

    /** Returns a sign for each column: the fuller the column, the later in {@code signs}; a blank if it is empty. */
    private String shares(TimeHistogram filled, String signs) {
        return Arrays.stream(filled.split(scale.columns(), scale.runNanos())).mapToObj(nanos -> {
            int level = (int) Math.min(signs.length() - 1, signs.length() * nanos / scale.columnNanos());
            return nanos == 0 ? " " : signs.substring(level, level + 1);
        }).collect(Collectors.joining());
    }

    /** Explains the signs between the brackets of these rows. */
    private String legend(String rows) {
        String cells = rows.replaceAll("(?m)^[^\\[\n]*|].*$", "");
        String used = LEGEND.stream().filter(sign -> cells.indexOf(sign.charAt(0)) >= 0)
                .collect(Collectors.joining("   "));
        return used.isEmpty() ? "" : wrapped(used + "\n", "   ");
    }

    /** Returns the summary. One that is too long is broken at its colon, then at its comma, then at blanks. */
    private String summary() {
        return wrapped(wrapped(wrapped(report.summary(), "(?<=:) "), "(?<=,) "), " ");
    }

    /** Breaks a text at separators, so that its lines are no longer than the picture is wide. */
    private String wrapped(String text, String separator) {
        return text.replaceAll("(.{1," + width + "})(" + separator + "|\n)", "$1\n");
    }
}
