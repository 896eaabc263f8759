package workerpool.cli.timeline;

import java.util.Arrays;

/**
 * When something was going on, such as a worker at work: nanoseconds in each of 4,096 stretches of time. When the time
 * outgrows them, each two become one, so the memory stays the same. Not thread-safe.
 */
public final class TimeHistogram {
    private static final int STRETCHES = 4096;

    private final long[] nanos = new long[STRETCHES];
    private long stretchNanos = 1;

    /** Adds that it went on from {@code startNanos} to {@code endNanos}, counted from the start of the run. */
    void add(long startNanos, long endNanos) {
        while (endNanos / stretchNanos >= STRETCHES) {
            mergePairs();
        }
        for (long from = startNanos, to; from < endNanos; from = to) {
            int stretch = (int) (from / stretchNanos);
            to = Math.min(endNanos, (stretch + 1) * stretchNanos);
            nanos[stretch] += to - from;
        }
    }

    private void mergePairs() {
        for (int i = 0; i < STRETCHES; i++) {
            nanos[i] = i < STRETCHES / 2 ? nanos[2 * i] + nanos[2 * i + 1] : 0;
        }
        stretchNanos *= 2;
    }

    /** Returns for how many nanoseconds it went on. */
    long totalNanos() {
        return Arrays.stream(nanos).sum();
    }

    /** Returns the nanoseconds in each of {@code columns} equal parts of a run, right to within a stretch. */
    long[] split(int columns, long runNanos) {
        long[] split = new long[columns];
        for (int i = 0; i < STRETCHES; i++) {
            long middle = i * stretchNanos + stretchNanos / 2;
            split[(int) Math.min(columns - 1, middle * columns / runNanos)] += nanos[i];
        }
        return split;
    }
}
