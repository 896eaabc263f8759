package workerpool.cli.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Draws who worked on what when, a row for each worker, in plain ASCII.
 *
 * <p>A job that takes at least two columns is drawn as a bar, and a shorter one adds to the density of its columns. But
 * a job that takes from half to twice as long as the median job is drawn as the median job is, so that equal jobs look
 * alike.
 *
 * <p>The mark of a short job that did not succeed stands in a column of its own, or in the column before the next bar.
 * Where neither has room, the figures beside the row tell how many failed.
 */
public final class Timeline {
    private static final int MAX_ROWS = 200;
    private static final int MIN_WIDTH = 40;
    /** A column of a wider picture is narrower than a bucket of a {@link TimeHistogram} can be. */
    private static final int MAX_WIDTH = 2000;
    private static final int MIN_COLUMNS_BESIDE_FIGURES = 30;
    /** Each sign and its meaning, in at most 40 columns. */
    private static final List<String> LEGEND = List.of("| start of a job, its ID if it fits", "= succeeded",
            "x failed", "~ interrupted", ". short jobs, < 1/3 of the time",
            ": short jobs, 1/3 to 2/3", "* short jobs, > 2/3 of the time", "# producer mostly blocked");

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
        int longWidth = maxLength(report.doneFigure() + ", 100% busy", report.endedFigure(), report.blockedFigure());
        int shortWidth = maxLength(report.doneFigure(), report.failedFigure());
        this.figuresWidth = room - longWidth < MIN_COLUMNS_BESIDE_FIGURES ? shortWidth : longWidth;
        this.scale = new TimeScale(Math.max(1, report.nanos()), room - figuresWidth);
        double twoColumns = 2 * scale.columnNanos();
        double median = report.medianNanos();
        this.minBarNanos = median < twoColumns ? Math.max(twoColumns, 2 * median) : Math.min(twoColumns, median / 2);
    }

    private static int maxLength(String... texts) {
        return Stream.of(texts).mapToInt(String::length).max().orElseThrow();
    }

    /** Draws a run, in {@code width} columns if they are 40 to 2,000. Ends with the {@link RunReport#summary}. */
    public static String draw(RunReport report, int width) {
        return new Timeline(report, Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width))).draw();
    }

    private String draw() {
        StringBuilder rows = new StringBuilder();
        Map<Integer, List<JobSpan>> byWorker = report.spans().stream().collect(Collectors.groupingBy(JobSpan::worker));
        for (int worker = 1; worker <= Math.min(report.workers(), MAX_ROWS); worker++) {
            RunReport own = report.ofJobs(byWorker.getOrDefault(worker, List.of()));
            rows.append(workerRow("Worker " + worker, cells(own.spans()), own));
        }
        if (report.workers() > MAX_ROWS) {
            rows.append(RunReport.count(report.workers() - MAX_ROWS, "more worker")).append("\n");
        }
        rows.append(row("Producer", signs(report.blocked(), " #"), report.blockedFigure(), ""));
        return "\n--- Timeline: " + RunReport.duration(report.nanos()) + " ---\n" + rows
                + scale.axis(width - labelWidth - 2).indent(labelWidth + 2)
                + legend(rows.toString()) + summary();
    }

    /** Draws a worker's row. Its figures tell how many jobs failed, unless each failure has marks of its own. */
    private String workerRow(String label, String cells, RunReport own) {
        long marked = Pattern.compile(JobState.FAILED.mark + "+").matcher(cells).results().count();
        return marked >= own.failed() ? row(label, cells, own.workFigure(), own.doneFigure())
                : row(label, cells, own.endedFigure(), own.failedFigure());
    }

    private String row(String label, String cells, String figure, String shortFigure) {
        String row = String.format(Locale.ROOT, "%-" + labelWidth + "s [%s] %" + figuresWidth + "s", label, cells,
                figure.length() <= figuresWidth ? figure : shortFigure);
        return row.stripTrailing() + "\n";
    }

    /** Draws a worker's jobs: the density of the short ones, over it the bars, then the marks of short failures. */
    private String cells(List<JobSpan> spans) {
        TimeHistogram shortJobs = new TimeHistogram();
        spans.stream().filter(span -> !isBar(span)).forEach(span -> shortJobs.add(span.startNanos(), span.endNanos()));
        char[] cells = signs(shortJobs, ".:*").toCharArray();
        for (int i = 0; i < spans.size(); i++) {
            if (isBar(spans.get(i))) {
                drawBar(spans.get(i), i + 1 < spans.size() ? spans.get(i + 1).startNanos() : report.nanos(), cells);
            }
        }
        spans.stream().filter(span -> !isBar(span) && span.state() != JobState.SUCCEEDED)
                .forEach(span -> markShort(span, cells));
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

    /** Marks the columns of a short job. If it has none of its own, marks one that the bars beside it can spare. */
    private void markShort(JobSpan span, char[] cells) {
        int from = scale.columnAt(span.startNanos());
        int to = scale.columnAt(span.endNanos());
        if (from < to) {
            Arrays.fill(cells, from, to, span.state().mark);
            return;
        }
        int column = from == cells.length || cells[from] == '|' ? from - 1 : from;
        if (column >= 0 && isFree(column, cells)) {
            cells[column] = span.state().mark;
        }
    }

    /** Returns whether a column shows no bar, or a mark that the bar can spare. */
    private static boolean isFree(int column, char[] cells) {
        char mark = JobState.SUCCEEDED.mark;
        return " .:*".indexOf(cells[column]) >= 0
                || column > 0 && cells[column] == mark && cells[column - 1] == mark;
    }

    /** Returns a sign for each column: the fuller the column, the later in {@code signs}; a blank if it is empty. */
    private String signs(TimeHistogram filled, String signs) {
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
