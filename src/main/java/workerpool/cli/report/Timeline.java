package workerpool.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws who worked on what when, a row for each worker, in plain ASCII. There are two kinds of pictures.
 *
 * <p>Usually, each job is a {@link Bar} of two columns or more. In a blank column, the worker had no job, or waited for
 * a processor or for its line to be written. Bars do not overlap, so one behind short jobs may start some columns late.
 * At the right edge, one may start early, to leave room for the jobs behind it. A short pause between short jobs may
 * not show.
 *
 * <p>If a bar would start more than six columns, or more than a sixth of the row, from its job's start, or if a row has
 * no room for all its bars, then no row has bars. Instead, each column shows how busy the worker was.
 */
public final class Timeline {
    private static final int MAX_ROWS = 200;
    private static final int MIN_WIDTH = 40;
    private static final int MAX_WIDTH = 2000;
    private static final int MIN_COLUMNS_WITH_LONG_FIGURES = 30;
    private static final int MAX_SHIFT = 6;
    /** Each sign and its meaning. */
    private static final List<String> SIGNS = List.of("| start of a job (its ID, if it fits)", "= succeeded",
            "x failed", "~ interrupted", "# producer mostly blocked");
    private static final String BUSY = "busy: . < 1/3 of a column, : 1/3 to 2/3, * > 2/3";
    private static final String SHIFTED = "a bar has two columns or more, so one behind short jobs starts late\n";

    private final RunReport report;
    private final int width;
    /** A report for each worker that has a row. */
    private final List<RunReport> workers;
    private final int labelWidth;
    private final List<String> figures;
    private final TimeScale scale;
    private final int shift;
    private final boolean hasBars;

    private Timeline(RunReport report, int width) {
        this.report = report;
        this.width = width;
        this.workers = workers(report);
        this.labelWidth = ("Worker " + workers.size()).length();
        int room = width - labelWidth - " [] ".length();
        List<String> longFigures =
                forEachRow(worker -> worker.workFigure(report.failed() > 0), report.blockedFigure());
        this.figures = room - longest(longFigures) >= MIN_COLUMNS_WITH_LONG_FIGURES ? longFigures
                : forEachRow(RunReport::doneFigure, "");
        this.scale = new TimeScale(Math.max(1, report.nanos()), room - longest(figures));
        this.shift = workers.stream().mapToInt(worker -> Bar.maxShift(worker.spans(), scale)).max().orElse(0);
        this.hasBars = shift <= Math.min(MAX_SHIFT, scale.columns() / MAX_SHIFT);
    }

    private static List<RunReport> workers(RunReport report) {
        Map<Integer, List<JobSpan>> byWorker = report.spans().stream().collect(Collectors.groupingBy(JobSpan::worker));
        return IntStream.rangeClosed(1, Math.min(report.workers(), MAX_ROWS))
                .mapToObj(worker -> report.ofJobs(byWorker.getOrDefault(worker, List.of()))).toList();
    }

    /** Returns a text for each row: those of the workers, then that of the producer. */
    private List<String> forEachRow(Function<RunReport, String> ofWorker, String ofProducer) {
        return Stream.concat(workers.stream().map(ofWorker), Stream.of(ofProducer)).toList();
    }

    private static int longest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElseThrow();
    }

    /** Draws a run, in {@code width} columns if they are 40 to 2,000. Ends with the {@link RunReport#summary}. */
    public static String draw(RunReport report, int width) {
        return new Timeline(report, Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width))).draw();
    }

    private String draw() {
        List<String> cells = forEachRow(worker -> cells(worker.spans()), signs(report.blocked(), " #"));
        return "\n--- Timeline: " + RunReport.duration(report.nanos()) + " ---\n" + rows(cells)
                + scale.axis().indent(labelWidth + 2) + legend(String.join("", cells))
                + wrapped(report.summary(), " ");
    }

    private String rows(List<String> cells) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < workers.size(); i++) {
            rows.append(row("Worker " + (i + 1), cells.get(i), figures.get(i)));
        }
        if (report.workers() > workers.size()) {
            rows.append(RunReport.count(report.workers() - workers.size(), "more worker")).append("\n");
        }
        return rows.append(row("Producer", cells.get(workers.size()), figures.get(workers.size()))).toString();
    }

    private String row(String label, String cells, String figure) {
        String format = "%-" + labelWidth + "s [%s] %" + longest(figures) + "s";
        return String.format(Locale.ROOT, format, label, cells, figure).stripTrailing() + "\n";
    }

    private String cells(List<JobSpan> spans) {
        return hasBars ? Bar.draw(spans, scale) : signs(spans.stream().map(JobSpan::interval).toList(), ".:*");
    }

    /** Returns a sign for each column: the fuller the column, the later in {@code signs}; a blank if it is empty. */
    private String signs(List<Interval> intervals, String signs) {
        StringBuilder cells = new StringBuilder();
        for (double share : scale.fill(intervals)) {
            int level = (int) Math.min(signs.length() - 1, share * signs.length());
            cells.append(share == 0 ? ' ' : signs.charAt(level));
        }
        return cells.toString();
    }

    /** Explains the signs in {@code cells}. */
    private String legend(String cells) {
        List<String> texts = new ArrayList<>(hasBars ? List.of() : List.of(BUSY));
        SIGNS.stream().filter(sign -> cells.indexOf(sign.charAt(0)) >= 0).forEach(texts::add);
        String legend = texts.isEmpty() ? "" : wrapped(String.join("   ", texts) + "\n", "   ");
        return wrapped(hasBars && shift > 1 ? legend + SHIFTED : legend, " ");
    }

    /** Breaks lines that are longer than the picture is wide, each at the last separator that fits. */
    private String wrapped(String text, String separator) {
        return text.replaceAll("(.{1," + width + "})(" + separator + "|\n)", "$1\n");
    }
}
