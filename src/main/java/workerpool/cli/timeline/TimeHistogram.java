package workerpool.cli.timeline;

import java.util.Arrays;

/**
 * Sums intervals of time, such as those in which the producer was blocked, in 4,096 buckets of equal length. If an
 * interval ends after the last bucket, neighbouring buckets are merged, so the memory stays the same. Not thread-safe.
 */
public final class TimeHistogram {
    private static final int BUCKETS = 4096;

    private final long[] nanos = new long[BUCKETS];
    private long bucketNanos = 1;

    /** Adds the interval from {@code startNanos} to {@code endNanos}, both counted from the start of the run. */
    void add(long startNanos, long endNanos) {
        while (endNanos / bucketNanos >= BUCKETS) {
            mergePairs();
        }
        for (long from = startNanos, to; from < endNanos; from = to) {
            int bucket = (int) (from / bucketNanos);
            to = Math.min(endNanos, (bucket + 1) * bucketNanos);
            nanos[bucket] += to - from;
        }
    }

    private void mergePairs() {
        for (int i = 0; i < BUCKETS; i++) {
            nanos[i] = i < BUCKETS / 2 ? nanos[2 * i] + nanos[2 * i + 1] : 0;
        }
        bucketNanos *= 2;
    }

    /** Returns the sum of the intervals in nanoseconds. */
    long totalNanos() {
        return Arrays.stream(nanos).sum();
    }

    /** Returns the sum for each of {@code columns} equal parts of a run, accurate to within one bucket. */
    long[] split(int columns, long runNanos) {
        long[] split = new long[columns];
        for (int i = 0; i < BUCKETS; i++) {
            long middle = i * bucketNanos + bucketNanos / 2;
            split[(int) Math.min(columns - 1, middle * columns / runNanos)] += nanos[i];
        }
        return split;
    }
}
