package workerpool.cli;

import java.util.Arrays;

/**
 * When somebody was blocked, in the same small memory however often that was: blocked nanoseconds in each of 4,096
 * stretches of time. When the time outgrows them, each two become one. Not thread-safe.
 */
final class BlockedTime {
    private static final int STRETCHES = 4096;

    private final long[] blockedNanos = new long[STRETCHES];
    private long stretchNanos = 1;

    /** Adds that somebody was blocked from {@code startNanos} to {@code endNanos}, counted from the start of the run. */
    void add(long startNanos, long endNanos) {
        while (endNanos / stretchNanos >= STRETCHES) {
            mergePairs();
        }
        for (long from = startNanos, to; from < endNanos; from = to) {
            int stretch = (int) (from / stretchNanos);
            to = Math.min(endNanos, (stretch + 1) * stretchNanos);
            blockedNanos[stretch] += to - from;
        }
    }

    private void mergePairs() {
        for (int i = 0; i < STRETCHES; i++) {
            blockedNanos[i] = i < STRETCHES / 2 ? blockedNanos[2 * i] + blockedNanos[2 * i + 1] : 0;
        }
        stretchNanos *= 2;
    }

    /** Returns for how many nanoseconds somebody was blocked. */
    long totalNanos() {
        return Arrays.stream(blockedNanos).sum();
    }

    /** Returns the blocked nanoseconds in each of {@code columns} equal parts of a run, right to within a stretch. */
    long[] split(int columns, long runNanos) {
        long[] split = new long[columns];
        for (int i = 0; i < STRETCHES; i++) {
            long middle = i * stretchNanos + stretchNanos / 2;
            split[(int) Math.min(columns - 1, middle * columns / runNanos)] += blockedNanos[i];
        }
        return split;
    }
}
