package workerpool.cli.report;

import java.math.BigDecimal;
import java.util.List;

/**
 * The columns of a timeline, and the axis below them.
 *
 * @param runNanos the elapsed time of the run, at least 1
 * @param columns  how many columns show it
 */
record TimeScale(long runNanos, int columns) {
    private static final int MIN_COLUMNS_BETWEEN_TICKS = 10;
    private static final List<String> UNITS = List.of("ns", "us", "ms", "s");

    /** Returns the position of this time, in columns from the left edge. */
    double columnAt(long nanos) {
        return Math.min(columns, (double) nanos * columns / runNanos);
    }

    /** Returns which share of each column these intervals fill, from 0 to 1. They must not overlap. */
    double[] fill(List<Interval> intervals) {
        double[] shares = new double[columns];
        for (Interval interval : intervals) {
            double start = columnAt(interval.startNanos());
            double end = columnAt(interval.endNanos());
            for (int column = (int) start; column < end; column++) {
                shares[column] += Math.min(end, column + 1) - Math.max(start, column);
            }
        }
        return shares;
    }

    /** Returns a ruler with ticks at round times, and the times below it, as two lines. */
    String axis() {
        StringBuilder ruler = new StringBuilder("-".repeat(columns));
        StringBuilder times = new StringBuilder();
        long step = stepNanos();
        for (long tick = 0; columnAt(tick) < columns; tick += step) {
            int column = (int) columnAt(tick);
            ruler.setCharAt(column, '+');
            times.append(" ".repeat(Math.max(0, column - times.length()))).append(label(tick));
        }
        return ruler + "\n" + times + "\n";
    }

    /** Returns the time from tick to tick: the first of 1, 2, 5, 10, 20, 50 and so on that is long enough. */
    private long stepNanos() {
        long step = 1;
        while (step * (double) columns < MIN_COLUMNS_BETWEEN_TICKS * (double) runNanos) {
            step = String.valueOf(step).startsWith("2") ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    /** Returns a time in the unit in which the run's duration is told. */
    private String label(long nanos) {
        String unit = RunReport.duration(runNanos).replaceAll(".* ", "");
        return BigDecimal.valueOf(nanos, 3 * UNITS.indexOf(unit)).stripTrailingZeros().toPlainString() + " " + unit;
    }
}
