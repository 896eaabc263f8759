package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
class ProgressTest {
    private static final long MILLI = 1_000_000;
    private static final int NONE = -1;
    private static final Pattern LEFT = Pattern.compile("about ([0-9,]+) s left");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "4512|10000|3100|[####------] 4,512 of 10,000 jobs, 3.1 s, about 4 s left",
        "0|10|600|[----------] 0 of 10 jobs, 0.6 s",
        "2|10|600|[##--------] 2 of 10 jobs, 0.6 s",
        "3|10|600|[###-------] 3 of 10 jobs, 0.6 s, about 1 s left",
        "9|10|4491|[#########-] 9 of 10 jobs, 4.5 s",
        "9|10|4500|[#########-] 9 of 10 jobs, 4.5 s, about 1 s left",
        "10|10|600|[##########] 10 of 10 jobs, 0.6 s",
        "0|0|600|[----------] 0 of 0 jobs, 0.6 s",
        "2000000000|2147483647|9000000|[#########-] 2,000,000,000 of 2,147,483,647 jobs, 9,000.0 s, about 664 s left"})
    void shouldSayHowFarTheRunOfThreeWorkersIs(int completed, int jobs, long millis, String expected) {
        assertEquals(expected, progress(jobs, 3).line(completed, millis * MILLI));
    }

    @ParameterizedTest
    @CsvSource({"12, 3, 1000", "11, 3, 1000", "100, 4, 300", "20, 1, 999", "10000, 4, 1"})
    void shouldEstimateTheTimeThatEqualJobsTake(int jobs, int workers, int jobMillis) {
        Progress progress = progress(jobs, workers);
        int runMillis = (jobs + workers - 1) / workers * jobMillis;
        for (int millis = 100; millis < runMillis; millis += 100) {
            int left = left(progress, workers * (millis / jobMillis), millis);
            if (millis < jobMillis) {
                assertEquals(NONE, left);
            } else if (left != NONE && millis >= 500) { // the line does not show before
                assertEquals((runMillis - millis) / 1e3, left, 1.3, "after " + millis + " ms");
            }
        }
    }

    @Test
    void shouldCountDownUntilTheNextJobIsCompleted() {
        Progress progress = progress(10, 1);
        assertEquals(8, left(progress, 2, 2000));
        assertEquals(7, left(progress, 2, 3000));
        assertEquals(14, left(progress, 3, 6000), "the third job took four times as long");
        assertEquals(NONE, left(progress, 3, 19_600));
        assertEquals(NONE, left(progress, 3, 60_000));
    }

    @Test
    void shouldStopWithoutAStartAndLeaveAnInterruptSet() {
        Thread.currentThread().interrupt();
        progress(10, 3).stop();
        assertTrue(Thread.interrupted());
        assertEquals("", err.toString());
    }

    /** Returns the seconds that the line says are left, or {@link #NONE}. */
    private static int left(Progress progress, int completed, int millis) {
        Matcher left = LEFT.matcher(progress.line(completed, millis * MILLI));
        return left.find() ? Integer.parseInt(left.group(1)) : NONE;
    }

    private Progress progress(int jobs, int workers) {
        return new Progress(jobs, workers, () -> 0, new PrintStream(err, true));
    }
}
