package workerpool.cli.timeline;

import java.math.BigDecimal;
import java.util.List;

/**
 * The columns of a timeline, and the axis below them.
 *
 * @param runNanos how long the run took, at least 1
 * @param columns  how many columns show it
 */
record TimeScale(long runNanos, int columns) {
    private static final List<String> UNITS = List.of("ns", "us", "ms", "s");

    double columnNanos() {
        return (double) runNanos / columns;
    }

    /** Returns the column whose left edge is nearest to this time, or {@link #columns} at the end of the run. */
    int columnAt(long nanos) {
        return (int) Math.round(nanos / columnNanos());
    }

    /** Returns a ruler and the times of its ticks, as two lines. Leaves out times that do not fit {@code width}. */
    String axis(int width) {
        StringBuilder ruler = new StringBuilder("-".repeat(columns));
        StringBuilder times = new StringBuilder();
        long step = stepNanos();
        for (long tick = 0; columnAt(tick) <= Math.min(columns - 1, width - label(tick).length()); tick += step) {
            ruler.setCharAt(columnAt(tick), '+');
            times.append(" ".repeat(columnAt(tick) - times.length())).append(label(tick));
        }
        return ruler + "\n" + times + "\n";
    }

    /** Returns the time from tick to tick: the first of 1, 2, 5, 10, 20, 50 and so on that leaves room for labels. */
    private long stepNanos() {
        long step = 1;
        while (step < (longestLabel(step) + 2) * columnNanos()) {
            step = String.valueOf(step).startsWith("2") ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    /** Returns the length of the longest label. Of two neighbours, such as 1.5 s and 2 s, one has all its digits. */
    private int longestLabel(long step) {
        long last = runNanos / step * step;
        return Math.max(label(last).length(), label(last - step).length());
    }

    /** Returns a time in the unit in which the run's duration is told. */
    private String label(long nanos) {
        String duration = RunReport.duration(runNanos);
        String unit = duration.substring(duration.lastIndexOf(' ') + 1);
        return BigDecimal.valueOf(nanos, 3 * UNITS.indexOf(unit)).stripTrailingZeros().toPlainString() + " " + unit;
    }
}
