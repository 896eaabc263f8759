package workerpool.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A job in a row of a timeline.
 *
 * @param span  the job
 * @param from  the first column, from 0
 * @param to    the column behind the last one
 * @param shift how many columns lie between the job's start and the bar's
 */
record Bar(JobSpan span, int from, int to, int shift) {
    /** Room for a {@code |} and a mark. */
    private static final int MIN_COLUMNS = 2;

    /** Returns the largest shift of a worker's bars, or {@link Integer#MAX_VALUE} if there is no room for them all. */
    static int maxShift(List<JobSpan> spans, TimeScale scale) {
        return spans.size() > scale.columns() / MIN_COLUMNS ? Integer.MAX_VALUE
                : layOut(spans, scale).stream().mapToInt(Bar::shift).max().orElse(0);
    }

    /** Draws the bars of a worker's jobs, which are in order of their starts. */
    static String draw(List<JobSpan> spans, TimeScale scale) {
        char[] cells = " ".repeat(scale.columns()).toCharArray();
        layOut(spans, scale).forEach(bar -> bar.draw(cells));
        return new String(cells);
    }

    /**
     * Lays out bars one behind the other. A bar takes the columns that its job touches, and at least two, but none that
     * the bar before it has taken. It leaves two columns for each job behind it.
     */
    private static List<Bar> layOut(List<JobSpan> spans, TimeScale scale) {
        List<Bar> bars = new ArrayList<>();
        int free = 0;
        for (JobSpan span : spans) {
            int limit = scale.columns() - MIN_COLUMNS * (spans.size() - bars.size() - 1);
            int start = (int) scale.columnAt(span.interval().startNanos());
            int end = (int) Math.ceil(scale.columnAt(span.interval().endNanos()));
            int from = Math.max(free, Math.min(start, limit - MIN_COLUMNS));
            int to = Math.min(limit, Math.max(end, from + MIN_COLUMNS));
            bars.add(new Bar(span, from, to, Math.abs(from - start)));
            free = to;
        }
        return bars;
    }

    /** Draws a {@code |}, the job's ID if it leaves room for a mark, and marks. */
    private void draw(char[] cells) {
        Arrays.fill(cells, from, to, span.state().mark);
        String start = "|" + span.job();
        start.getChars(0, start.length() < to - from ? start.length() : 1, cells, from);
    }
}
