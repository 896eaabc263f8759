package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workerpool.Job;
import workerpool.Result;
import workerpool.cli.report.RunReport;

class TranscriptTest {
    private static final BooleanSupplier NEVER = () -> false;
    private static final String FAILURE = "Job 2 (Number 9): failed: workerpool.cli.TranscriptTest$Silent\n";

    private final StringBuffer terminal = new StringBuffer();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            terminal.append(new String(bytes, offset, length, StandardCharsets.US_ASCII));
        }
    };
    private int flushes;
    private final StringWriter out = new StringWriter() {
        @Override
        public void write(char[] text, int offset, int length) {
            super.write(text, offset, length);
            terminal.append(text, offset, length);
        }

        @Override
        public void flush() {
            flushes++;
        }
    };
    private final RunOptions options = new RunOptions();
    private final List<Result<Integer, String>> results = List.of(new Result<>(new Job<>(3, 1), "1", null),
            new Result<>(new Job<>(2, 9), null, new Silent()),
            new Result<>(new Job<>(1, 3), "6", null));

    /** On a terminal, both streams go to one place. */
    @ParameterizedTest(name = "ordered: {0}")
    @ValueSource(booleans = {false, true})
    void shouldPrintFailuresToStandardErrorInTheirPlaceUnderTheHeading(boolean ordered) {
        options.ordered = ordered;
        print(NEVER);
        String first = "Job 3 (Number 1): Factorial = 1\n";
        String last = "Job 1 (Number 3): Factorial = 6\n";
        assertEquals("\n--- Results ---\n" + (ordered ? last + FAILURE + first : first + FAILURE + last)
                + "0 of 3 jobs in 1.00 ms with 1 worker\n2 of 3 jobs processed, 1 failed.\n", terminal.toString());
        assertEquals(FAILURE, err.toString());
        assertEquals(2, flushes, "of standard output: before the failure, and at the end");
    }

    @Test
    void shouldPrintFailuresAndTheSummaryAloneIfQuiet() {
        options.quiet = true;
        print(NEVER);
        assertEquals("0 of 3 jobs in 1.00 ms with 1 worker\n2 of 3 jobs processed, 1 failed.\n", out.toString());
        assertEquals(FAILURE, err.toString());
    }

    @Test
    void shouldTellHowManyResultsAreLeftWhenItsTimeIsOver() {
        AtomicInteger asked = new AtomicInteger();
        print(() -> asked.incrementAndGet() > 1);
        assertEquals("""

                --- Results ---
                Job 3 (Number 1): Factorial = 1
                ... and 2 more results
                0 of 3 jobs in 1.00 ms with 1 worker
                2 of 3 jobs processed, 1 failed.
                """, out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void shouldCountTheFailuresAloneAsLeftIfQuiet() {
        options.quiet = true;
        print(() -> true);
        assertTrue(out.toString().startsWith("... and 1 more result\n"), out.toString());
    }

    @Test
    void shouldNotLoseWhatItHasPrintedBeforeAnError() {
        options.ordered = true;
        AtomicInteger asked = new AtomicInteger();
        assertThrows(StackOverflowError.class, () -> print(() -> {
            if (asked.incrementAndGet() > 1) {
                throw new StackOverflowError("on purpose");
            }
            return false;
        }));
        assertEquals("\n--- Results ---\nJob 1 (Number 3): Factorial = 6\n", out.toString());
    }

    /** An exception that cannot tell what it is. */
    private static final class Silent extends Exception {
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            throw new IllegalStateException("on purpose");
        }
    }

    private void print(BooleanSupplier isTimeOver) {
        RunReport report = new RunReport(3, 1, 1_000_000, List.of(), List.of());
        new Transcript(options, new PrintWriter(new BufferedWriter(out), true), new PrintStream(err, true), isTimeOver)
                .print(new Outcome(results, report, false, null));
    }
}
