package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import workerpool.Job;
import workerpool.Result;

class ResultPrinterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ResultPrinter printer = new ResultPrinter(new PrintStream(out, true), new PrintStream(err, true));
    private final List<Result> results = List.of(new Result(new Job(2, 3), "6", null),
            new Result(new Job(1, 9), null, new ArithmeticException("too large")), new Result(new Job(3, 1), "1", null));

    @Test
    void shouldPrintSuccessesToStandardOutputAndFailuresToStandardError() {
        assertTrue(printer.print(results, () -> false));
        assertEquals("\n--- Results ---\nJob 2 (Number 3): Factorial = 6\nJob 3 (Number 1): Factorial = 1\n", out.toString());
        assertEquals("Job 1 (Number 9): failed: java.lang.ArithmeticException: too large\n", err.toString());
        assertEquals(3, printer.printed());
    }

    @Test
    void shouldStopWhenItsTimeIsOverAndTellHowManyItPrinted() {
        AtomicInteger asked = new AtomicInteger();
        assertFalse(printer.print(results, () -> asked.incrementAndGet() > 2));
        assertEquals("\n--- Results ---\nJob 2 (Number 3): Factorial = 6\n", out.toString());
        assertEquals(2, printer.printed());
    }
}
