package workerpool.cli.report;

/**
 * An interval of time, in nanoseconds since the start of the run.
 *
 * @param startNanos when it starts
 * @param endNanos   when it ends, not before its start
 */
public record Interval(long startNanos, long endNanos) {
    /** Returns the elapsed time. */
    long nanos() {
        return endNanos - startNanos;
    }
}
