package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final int TICK_MILLIS = 20;
    private static final int NONE = -1;
    private static final Pattern LEFT = Pattern.compile("about ([0-9]+) s left");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicInteger completed = new AtomicInteger();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "4512|10000|3100000000|4000000000|[####------] 4,512 of 10,000 jobs, 3.1 s, about 4 s left",
        "0|10|600000000|9223372036854775807|[----------] 0 of 10 jobs, 0.6 s",
        "9|10|600000000|499999999|[#########-] 9 of 10 jobs, 0.6 s",
        "9|10|600000000|500000000|[#########-] 9 of 10 jobs, 0.6 s, about 1 s left",
        "10|10|600000000|0|[##########] 10 of 10 jobs, 0.6 s",
        "10|10|600000000|-3|[##########] 10 of 10 jobs, 0.6 s",
        "0|0|600000000|0|[----------] 0 of 0 jobs, 0.6 s",
        "45123|100000|13100000000|4000000000|[####------] 45,123 of 100,000 jobs, 13.1 s, about 4 s left",
        "451234|1000000|13100000000|4000000000|451,234 of 1,000,000 jobs, 13.1 s, about 4 s left",
        "2000000000|2147483647|9000000000000|664000000000|2,000,000,000 of 2,147,483,647 jobs, 9,000.0 s, about 664 s"})
    void shouldSayHowFarTheRunIsInSixtyColumnsWithABarIfThereIsRoom(int completed, int jobs, long elapsed, long left,
            String expected) {
        String line = Progress.line(completed, jobs, elapsed, left);
        assertEquals(expected, line.strip());
        assertTrue(line.length() <= 60, line);
    }

    @ParameterizedTest
    @CsvSource({"12, 3, 1000", "11, 3, 1000", "100, 4, 300", "100, 4, 307", "20, 1, 1000", "20, 1, 999", "7, 1, 90",
        "10000, 4, 1", "5000, 2, 7"})
    void shouldEstimateTheTimeThatEqualJobsTakeAndNotRaiseIt(int jobs, int workers, int jobMillis) {
        Progress progress = progress(jobs, workers);
        int runMillis = (jobs + workers - 1) / workers * jobMillis;
        int last = Integer.MAX_VALUE;
        for (int millis = TICK_MILLIS; millis < runMillis; millis += TICK_MILLIS) {
            completed.set(Math.min(jobs, workers * (millis / jobMillis)));
            int left = left(progress, millis);
            if (millis < jobMillis) {
                assertEquals(NONE, left);
            } else if (millis >= 500 && left != NONE) { // the line does not show before
                assertEquals((runMillis - millis) / 1e3, left, 1.1, () -> "after " + completed + " jobs");
                assertTrue(left <= last, left + " after " + last);
                last = left;
            }
        }
        assertTrue(runMillis < 1000 || last < 2, "last estimate: " + last);
    }

    @Test
    void shouldLeaveTheEstimateOutWhileNoJobOrOnlyTheLastRoundIsLeftToJudgeBy() {
        Progress progress = progress(6, 3);
        assertEquals(NONE, left(progress, 1000));
        completed.set(3);
        assertEquals(2, left(progress, 2000));
        assertEquals(NONE, left(progress, 10_000), "the last round takes longer than the first");
        completed.set(5);
        assertEquals(NONE, left(progress, 10_100), "the last job takes longer than the others");
    }

    @Test
    void shouldRaiseTheEstimateAsTheJobsGetLonger() {
        Progress progress = progress(10, 1);
        completed.set(5);
        assertEquals(NONE, left(progress, 100), "under half a second");
        assertEquals(8, left(progress, 12_000), "six jobs take at least 12 s, so four take 8 s");
    }

    @Test
    void shouldShowNothingIfStandardErrorIsNoTerminal() throws InterruptedException {
        assertFalse(Terminal.isStandardError(), "the test's own stderr is no terminal");
        Progress progress = new Progress(10, 3, () -> 3, new PrintStream(err, true));
        progress.start();
        Thread.sleep(1000);
        progress.stop();
        assertEquals("", err.toString());
    }

    @Test
    void shouldStopWithoutAStartAndLeaveAnInterruptSet() {
        Thread.currentThread().interrupt();
        progress(10, 3).stop();
        assertTrue(Thread.interrupted());
        assertEquals("", err.toString());
    }

    /** Returns the seconds that the line says are left, or {@link #NONE}. */
    private static int left(Progress progress, int millis) {
        progress.correctEstimate(millis * MILLI);
        Matcher left = LEFT.matcher(progress.line(millis * MILLI));
        return left.find() ? Integer.parseInt(left.group(1)) : NONE;
    }

    private Progress progress(int jobs, int workers) {
        return new Progress(jobs, workers, completed::get, new PrintStream(err, true));
    }
}
