package workerpool.cli.timeline;

/**
 * The columns of a timeline, and the axis below them.
 *
 * @param runNanos how long the run took, at least 1
 * @param columns  how many columns show it
 */
record TimeScale(long runNanos, int columns) {
    private static final String[] UNITS = {"ns", "us", "ms", "s"};

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
        for (long tick = 0; columnAt(tick) <= Math.min(columns - 1, width - time(tick, step).length()); tick += step) {
            ruler.setCharAt(columnAt(tick), '+');
            times.append(" ".repeat(columnAt(tick) - times.length())).append(time(tick, step));
        }
        return ruler + "\n" + times + "\n";
    }

    /** Returns the time from tick to tick: the first of 1, 2, 5, 10, 20, 50 and so on that leaves room for labels. */
    private long stepNanos() {
        long step = 1;
        while (step < (time(runNanos, step).length() + 2) * columnNanos()) {
            step = String.valueOf(step).startsWith("2") ? step / 2 * 5 : step * 2;
        }
        return step;
    }

    /** Returns a tick's time in the largest unit in which the step is a whole number. */
    private static String time(long tick, long step) {
        int unit = Math.min(UNITS.length - 1, (String.valueOf(step).length() - 1) / 3);
        return tick / (long) Math.pow(1000, unit) + " " + UNITS[unit];
    }
}
