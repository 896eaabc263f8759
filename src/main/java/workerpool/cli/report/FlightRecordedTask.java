package workerpool.cli.report;

import jdk.jfr.FlightRecorder;
import workerpool.Job;
import workerpool.Task;

/**
 * A task that runs another one, inside a flight-recorder event while a recording runs.
 *
 * @param task the other task
 */
public record FlightRecordedTask(Task<Integer, String> task) implements Task<Integer, String> {
    /** A Java runtime may lack the flight recorder. */
    private static final boolean HAS_RECORDER = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    @Override
    public String run(Job<Integer> job, int worker) throws Exception {
        // Loading the event's class takes 100 ms, so a run that is not recorded must not touch it.
        return HAS_RECORDER && FlightRecorder.isInitialized() ? record(job, worker) : task.run(job, worker);
    }

    private String record(Job<Integer> job, int worker) throws Exception {
        JobEvent event = new JobEvent();
        event.jobId = job.id();
        event.number = job.input();
        event.worker = worker;
        event.begin();
        try {
            String digits = task.run(job, worker);
            event.succeeded = true;
            return digits;
        } finally {
            event.commit();
        }
    }
}
