package workerpool.cli.timeline;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import workerpool.Job;

/** A bounded job queue that records when its producer, the one thread that puts, is blocked because it is full. */
public final class MeasuredQueue extends LinkedBlockingQueue<Job> {
    private static final long serialVersionUID = 1;

    private final transient LongSupplier clock;
    private final transient TimeHistogram blocked = new TimeHistogram();

    /** Creates an empty queue. The {@code clock} returns the nanoseconds since the run's start. */
    public MeasuredQueue(int capacity, LongSupplier clock) {
        super(capacity);
        this.clock = clock;
    }

    /** Inserts a job; blocks while the queue is full. */
    @Override
    public void put(Job job) throws InterruptedException {
        if (remainingCapacity() > 0) {
            super.put(job);
            return;
        }
        long start = clock.getAsLong();
        try {
            super.put(job);
        } finally {
            blocked.add(start, clock.getAsLong());
        }
    }

    /** Returns when the producer was blocked; for the producer itself. */
    public TimeHistogram blocked() {
        return blocked;
    }
}
