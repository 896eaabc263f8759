package workerpool.cli.report;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The inputs of a run. They record when a full queue blocks the producer while it puts jobs: from the moment when it
 * takes an input while the queue is full until it asks whether there is another one. After the last job, the producer
 * may also wait for room for its poison pills, which is not recorded. For one thread.
 *
 * @param <T> the type of an input
 */
public final class TimedInputs<T> implements Iterator<T> {
    private static final long NOT_BLOCKED = -1;

    private final Iterator<? extends T> inputs;
    private final BooleanSupplier isQueueFull;
    private final LongSupplier clock;
    private final List<Interval> blocked = new ArrayList<>();
    private long blockedSince = NOT_BLOCKED;

    /** Wraps {@code inputs}. The {@code clock} returns the nanoseconds since the run's start. */
    public TimedInputs(Iterator<? extends T> inputs, BooleanSupplier isQueueFull, LongSupplier clock) {
        this.inputs = inputs;
        this.isQueueFull = isQueueFull;
        this.clock = clock;
    }

    @Override
    public boolean hasNext() {
        endInterval(clock.getAsLong());
        return inputs.hasNext();
    }

    @Override
    public T next() {
        T input = inputs.next();
        blockedSince = isQueueFull.getAsBoolean() ? clock.getAsLong() : NOT_BLOCKED;
        return input;
    }

    private void endInterval(long nanos) {
        if (blockedSince != NOT_BLOCKED) {
            blocked.add(new Interval(blockedSince, nanos));
            blockedSince = NOT_BLOCKED;
        }
    }

    /** Returns when the producer was blocked, in a run that has ended after {@code runNanos} nanoseconds. */
    public List<Interval> blocked(long runNanos) {
        endInterval(runNanos);
        return List.copyOf(blocked);
    }
}
