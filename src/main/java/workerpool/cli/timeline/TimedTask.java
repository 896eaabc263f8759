package workerpool.cli.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongSupplier;
import workerpool.Job;
import workerpool.Result;
import workerpool.Task;

/** A task that runs another one, and records who worked on which job when. Its jobs have the IDs from 1 up. */
public final class TimedTask implements Task {
    private final Task task;
    private final LongSupplier clock;
    private final long[] startNanos;
    private final long[] endNanos;
    /** The worker of each job. Set after the start time, so that who reads it sees that time, too. */
    private final AtomicIntegerArray workers;

    /** Makes a recorder for so many jobs. The {@code clock} tells nanoseconds since the start of the run. */
    public TimedTask(Task task, int jobs, LongSupplier clock) {
        this.task = task;
        this.clock = clock;
        this.startNanos = new long[jobs + 1];
        this.endNanos = new long[jobs + 1];
        this.workers = new AtomicIntegerArray(jobs + 1);
    }

    @Override
    public String run(Job job, int worker) throws Exception {
        startNanos[job.id()] = clock.getAsLong();
        workers.set(job.id(), worker);
        try {
            return task.run(job, worker);
        } finally {
            endNanos[job.id()] = clock.getAsLong();
        }
    }

    /** Reports a run that has ended with these results. A job that was taken up and has no result was cut off. */
    public RunReport report(List<Result> results, int workerCount, long runNanos, TimeHistogram blocked) {
        List<JobSpan> spans = new ArrayList<>(results.size());
        for (Result result : results) {
            int id = result.job().id();
            JobState state = result.succeeded() ? JobState.SUCCEEDED : JobState.FAILED;
            spans.add(new JobSpan(id, workers.getAndSet(id, 0), startNanos[id], endNanos[id], state));
        }
        for (int id = 1; id < workers.length(); id++) {
            if (workers.get(id) != 0) {
                spans.add(new JobSpan(id, workers.get(id), startNanos[id], runNanos, JobState.INTERRUPTED));
            }
        }
        return new RunReport(workers.length() - 1, workerCount, runNanos, spans, blocked);
    }
}
