package workerpool.cli.report;

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

    @Test
    void shouldRecordWhoWorkedOnWhatWhen() throws Exception {
        Job<Integer> one = new Job<>(1, 1);
        Job<Integer> two = new Job<>(2, -2);
        now.set(5);
        assertEquals("digits", recorder.run(one, 3));
        now.set(20);
        Throwable failure = assertThrows(ArithmeticException.class, () -> recorder.run(two, 4));
        assertEquals(List.of(new JobSpan(1, 3, new Interval(5, 15), JobState.SUCCEEDED),
                new JobSpan(2, 4, new Interval(20, 30), JobState.FAILED)), recorder.spans(
                        List.of(new Result<>(two, null, failure), new Result<>(one, "digits", null)), 40));
    }

    /** A worker that is still at work may be there when the run is reported. */
    @Test
    void shouldReportAJobOnlyWithItsStartTime() throws Exception {
        AtomicReference<TimedTask<Integer, String>> timed = new AtomicReference<>();
        List<List<JobSpan>> looks = new ArrayList<>();
        timed.set(new TimedTask<>((job, worker) -> "digits", 9, () -> {
            looks.add(timed.get().spans(List.of(), 100));
            return 7;
        }));
        timed.get().run(new Job<>(8, 8), 1);
        assertEquals(List.of(), looks.get(0), "before the start time is known");
        assertEquals(7, looks.get(1).get(0).interval().startNanos());
    }

    /** Whether its worker is still at work, was interrupted, or was interrupted between the job's end and its put. */
    @Test
    void shouldCutOffAJobThatWasTakenUpAndHasNoResult() throws Exception {
        recorder.run(new Job<>(8, 8), 1);
        assertEquals(List.of(new JobSpan(8, 1, new Interval(0, 100), JobState.INTERRUPTED)),
                recorder.spans(List.of(), 100));
    }

    /** A worker may outlast a run that is stopped. */
    @Test
    void shouldReportNothingOfTheTimeAfterTheRun() throws Exception {
        Job<Integer> job = new Job<>(8, 8);
        now.set(50);
        List<Result<Integer, String>> results = List.of(new Result<>(job, recorder.run(job, 1), null));
        assertEquals(new Interval(50, 55), recorder.spans(results, 55).get(0).interval());
        assertEquals(new Interval(45, 45), recorder.spans(results, 45).get(0).interval());
    }
}
