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
    private final List<Interval> blocked = List.of(new Interval(1, 2));

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
        assertEquals(new RunReport(9, 5, 40, List.of(new JobSpan(1, 3, new Interval(5, 15), JobState.SUCCEEDED),
                new JobSpan(2, 4, new Interval(20, 30), JobState.FAILED)), blocked), report);
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
        assertEquals(7, reports.get(1).spans().get(0).interval().startNanos());
    }

    /** Whether its worker is still at work, was interrupted, or was interrupted between the job's end and its put. */
    @Test
    void shouldCutOffAJobThatWasTakenUpAndHasNoResult() throws Exception {
        recorder.run(new Job<>(8, 8), 1);
        RunReport report = recorder.report(List.of(), 2, 100, blocked);
        assertEquals(List.of(new JobSpan(8, 1, new Interval(0, 100), JobState.INTERRUPTED)), report.spans());
    }

    /** A worker may outlast a run that is stopped. */
    @Test
    void shouldReportNothingOfTheTimeAfterTheRun() throws Exception {
        Job<Integer> job = new Job<>(8, 8);
        now.set(50);
        List<Result<Integer, String>> results = List.of(new Result<>(job, recorder.run(job, 1), null));
        assertEquals(new Interval(50, 55), recorder.report(results, 2, 55, blocked).spans().get(0).interval());
        assertEquals(new Interval(45, 45), recorder.report(results, 2, 45, blocked).spans().get(0).interval());
    }
}
