package workerpool.cli.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import workerpool.Job;
import workerpool.Result;

class TimedTaskTest {
    private final AtomicLong now = new AtomicLong();
    private final TimedTask<Integer, String> recorder = new TimedTask<>((job, worker) -> {
        now.addAndGet(10);
        if (job.input() < 0) {
            throw new ArithmeticException("on purpose");
        }
        return "digits";
    }, 9, now::get);
    private final TimeHistogram blocked = new TimeHistogram();

    @Test
    void shouldRecordWhoWorkedOnWhatWhen() throws Exception {
        Job<Integer> one = new Job<>(1, 1);
        Job<Integer> two = new Job<>(2, -2);
        now.set(5);
        assertEquals("digits", recorder.run(one, 3));
        now.set(20);
        Throwable failure = assertThrows(ArithmeticException.class, () -> recorder.run(two, 4));
        RunReport report = recorder.report(
                List.of(new Result<>(two, null, failure), new Result<>(one, "digits", null)), 5, 40, blocked);
        assertEquals(new RunReport(9, 5, 40, List.of(new JobSpan(1, 3, 5, 15, JobState.SUCCEEDED),
                new JobSpan(2, 4, 20, 30, JobState.FAILED)), blocked), report);
        assertEquals(10, report.spans().get(0).nanos());
    }

    /** A worker that is still at work may be there when the run is reported. */
    @Test
    void shouldReportAJobOnlyWithItsStartTime() throws Exception {
        AtomicReference<TimedTask<Integer, String>> timed = new AtomicReference<>();
        List<RunReport> reports = new ArrayList<>();
        timed.set(new TimedTask<>((job, worker) -> "digits", 9, () -> {
            reports.add(timed.get().report(List.of(), 2, 100, blocked));
            return 7;
        }));
        timed.get().run(new Job<>(8, 8), 1);
        assertEquals(List.of(), reports.get(0).spans(), "before the start time is known");
        assertEquals(7, reports.get(1).spans().get(0).startNanos());
    }

    /** Whether its worker is still at work, was interrupted, or was interrupted between the job's end and its put. */
    @Test
    void shouldCutOffAJobThatWasTakenUpAndHasNoResult() throws Exception {
        recorder.run(new Job<>(8, 8), 1);
        RunReport report = recorder.report(List.of(), 2, 100, blocked);
        assertEquals(List.of(new JobSpan(8, 1, 0, 100, JobState.INTERRUPTED)), report.spans());
    }
}
