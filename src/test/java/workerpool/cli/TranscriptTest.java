package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import workerpool.Job;
import workerpool.Result;
import workerpool.cli.timeline.RunReport;
import workerpool.cli.timeline.TimeHistogram;

class TranscriptTest {
    private static final LongPredicate NEVER = startNanos -> false;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Result<Integer, String>> results = List.of(new Result<>(new Job<>(3, 1), "1", null),
            new Result<>(new Job<>(2, 9), null, new ArithmeticException("too large")), new Result<>(new Job<>(1, 3), "6",
                    null));

    @Test
    void shouldPrintSuccessesToStandardOutputAndFailuresToStandardError() {
        Outcome outcome = print(false, results, NEVER);
        assertTrue(out.toString().startsWith("\n--- Results ---\nJob 3 (Number 1): Factorial = 1\n"
                + "Job 1 (Number 3): Factorial = 6\n0 of 3 jobs in "), out.toString());
        assertTrue(out.toString().endsWith("\n2 of 3 jobs processed, 1 failed.\n"), out.toString());
        assertEquals("Job 2 (Number 9): failed: java.lang.ArithmeticException: too large\n", err.toString());
        assertEquals(new Outcome(3, 2, 1, 3, false, false), outcome);
    }

    @Test
    void shouldOrderByIdWhateverTheNumbersAndFailuresIfAsked() {
        print(true, results, NEVER);
        assertTrue(out.toString().startsWith("\n--- Results ---\nJob 1 (Number 3): Factorial = 6\n"
                + "Job 3 (Number 1): Factorial = 1\n"), out.toString());
        assertEquals(1, err.toString().lines().count());
    }

    @Test
    void shouldStopWhenItsTimeIsOverAndTellHowManyResultsItPrinted() {
        long start = System.nanoTime();
        AtomicInteger asked = new AtomicInteger();
        Outcome outcome = print(false, results, startNanos -> {
            assertTrue(startNanos - start >= 0 && System.nanoTime() - startNanos >= 0, "the start of the printing");
            return asked.incrementAndGet() > 2;
        });
        assertEquals("\n--- Results ---\nJob 3 (Number 1): Factorial = 1\n"
                + "Interrupted: 2 of 3 jobs processed, 1 failed, 2 results printed.\n", out.toString());
        assertEquals(2, outcome.printed());
    }

    @Test
    void shouldNotLoseWhatItHasPrintedBeforeAnError() {
        assertThrows(StackOverflowError.class, () -> print(false, results, startNanos -> {
            if (err.size() > 0) {
                throw new StackOverflowError("on purpose");
            }
            return false;
        }));
        assertEquals("\n--- Results ---\nJob 3 (Number 1): Factorial = 1\n", out.toString());
    }

    private Outcome print(boolean ordered, List<Result<Integer, String>> results, LongPredicate isTimeOver) {
        RunSettings settings = new RunSettings(3, 1, 1, null, Duration.ZERO, ordered, false, true);
        RunReport report = new RunReport(3, 1, 1_000_000, List.of(), new TimeHistogram());
        return new Transcript(settings, new PrintStream(new BufferedOutputStream(out)), new PrintStream(err, true),
                isTimeOver)
                .print(new FinishedRun(results, report, false, null));
    }
}
