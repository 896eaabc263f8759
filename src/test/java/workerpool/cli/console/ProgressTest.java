package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.OptionalInt;
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
        "4512|10000|3100000000|4000000000|80|[#########-----------] 4,512 of 10,000 jobs, 3.1 s, about 4 s left",
        "0|10|600000000|9223372036854775807|80|[--------------------] 0 of 10 jobs, 0.6 s",
        "9|10|600000000|66000000|80|[##################--] 9 of 10 jobs, 0.6 s, about 0 s left",
        "10|10|600000000|0|80|[####################] 10 of 10 jobs, 0.6 s",
        "10|10|600000000|-3|80|[####################] 10 of 10 jobs, 0.6 s",
        "0|0|600000000|0|80|[--------------------] 0 of 0 jobs, 0.6 s",
        "2000000000|2147483647|9000000000000|664000000000|132|"
                + "[##################--] 2,000,000,000 of 2,147,483,647 jobs, 9,000.0 s, about 664 s left",
        "2000000000|2147483647|9000000000000|664000000000|80|"
                + "2,000,000,000 of 2,147,483,647 jobs, 9,000.0 s, about 664 s left",
        "4512|10000|3100000000|4000000000|67|[#########-----------] 4,512 of 10,000 jobs, 3.1 s, about 4 s left",
        "4512|10000|3100000000|4000000000|66|4,512 of 10,000 jobs, 3.1 s, about 4 s left",
        "4512|10000|3100000000|4000000000|40|4,512 of 10,000 jobs, 3.1 s, about 4 s",
        "4512|10000|3100000000|4000000000|20|4,512 of 10,000 job",
        "4512|10000|3100000000|4000000000|1|''"})
    void shouldSayHowFarTheRunIsInOneRowOfTheTerminal(int completed, int jobs, long elapsed, long left, int width,
            String expected) {
        String line = Progress.line(completed, jobs, elapsed, left, width);
        assertEquals(expected, line.strip());
        assertTrue(line.length() < width, line);
    }

    @ParameterizedTest
    @CsvSource({"12, 3, 1000, 0", "11, 3, 1000, 0", "100, 4, 300, 0", "100, 4, 307, 0", "20, 1, 1000, 0",
        "20, 1, 999, 0", "7, 1, 90, 0", "10000, 4, 1, 0", "5000, 2, 7, 0",
        "12, 3, 1000, 60000", "20, 1, 999, 60000", "10000, 4, 1, 60000"})
    void shouldEstimateTheTimeThatEqualJobsTakeAndNotRaiseIt(int jobs, int workers, int jobMillis, int pauseMillis) {
        Progress progress = progress(jobs, workers);
        long start = progress.lastTickNanos;
        int runMillis = (jobs + workers - 1) / workers * jobMillis;
        int last = Integer.MAX_VALUE;
        for (int millis = TICK_MILLIS; millis < runMillis; millis += TICK_MILLIS) {
            completed.set(Math.min(jobs, workers * (millis / jobMillis)));
            progress.width = millis >= 500 ? 80 : 0;
            progress.tick(start + (millis + (millis > runMillis * 2 / 3 ? pauseMillis : 0)) * MILLI);
            int left = estimate();
            if (millis < Math.max(500, jobMillis)) {
                assertEquals(NONE, left);
            } else if (left != NONE) {
                assertEquals((runMillis - millis) / 1e3, left, 1.1, () -> "after " + completed + " jobs");
                assertTrue(left <= last, left + " after " + last);
                last = left;
            }
        }
        assertTrue(runMillis < 1000 || last < 2, "last estimate: " + last);
    }

    @Test
    void shouldLeaveTheEstimateOutWhileNoJobOrOnlyTheLastRoundIsLeftToJudgeBy() {
        Progress progress = shown(6, 3);
        progress.tick(progress.lastTickNanos + 100 * MILLI);
        assertEquals(NONE, estimate());
        completed.set(3);
        progress.tick(progress.lastTickNanos + 100 * MILLI);
        assertEquals(0, estimate());
        for (int i = 0; i < 100; i++) {
            progress.tick(progress.lastTickNanos + 100 * MILLI);
        }
        assertEquals(NONE, estimate(), "the last round takes longer than the first");
        completed.set(5);
        progress.tick(progress.lastTickNanos + 100 * MILLI);
        assertEquals(NONE, estimate(), "the last job takes longer than the others");
    }

    @Test
    void shouldRaiseTheEstimateAsTheJobsGetLonger() {
        Progress progress = shown(10, 1);
        completed.set(5);
        progress.tick(progress.lastTickNanos + 100 * MILLI);
        assertEquals(0, estimate());
        for (int i = 0; i < 119; i++) {
            progress.tick(progress.lastTickNanos + 100 * MILLI);
        }
        assertEquals(8, estimate(), "six jobs take at least 12 s, so four take 8 s");
    }

    @Test
    void shouldRewriteItsLineWithoutWrappingAndEraseItOnceAtTheEnd() {
        Progress progress = progress(10, 3);
        progress.width = 30;
        completed.set(3);
        progress.tick(progress.lastTickNanos + 100 * MILLI);
        completed.set(7);
        progress.tick(progress.lastTickNanos + 100 * MILLI);
        progress.stop();
        progress.stop();
        progress.tick(progress.lastTickNanos + 100 * MILLI);
        assertEquals("\u001b[?7l\r\u001b[K3 of 10 jobs, 0.1 s, about 0 \u001b[?7h"
                + "\u001b[?7l\r\u001b[K7 of 10 jobs, 0.2 s, about 0 \u001b[?7h\r\u001b[K", err.toString());
    }

    @Test
    void shouldShowNothingIfStandardErrorIsNoTerminal() throws InterruptedException {
        assertEquals(OptionalInt.empty(), Terminal.width(Terminal.STDERR), "the test's own stderr is no terminal");
        Progress progress = new Progress(10, 3, () -> 3, new PrintStream(err, true));
        progress.start();
        Thread.sleep(1000);
        progress.stop();
        assertEquals("", err.toString());
    }

    @Test
    void shouldStopAnInterruptedThreadsLineAndLeaveTheThreadInterrupted() {
        Progress progress = progress(10, 3);
        progress.start();
        Thread.currentThread().interrupt();
        progress.stop();
        assertTrue(Thread.interrupted());
    }

    @Test
    void shouldStopWithoutAStart() {
        progress(10, 3).stop();
        assertEquals("", err.toString());
    }

    /** Returns the seconds that the last line says are left, or {@link #NONE}. */
    private int estimate() {
        String line = err.toString().substring(err.toString().lastIndexOf('\r') + 1);
        err.reset();
        Matcher left = LEFT.matcher(line);
        return left.find() ? Integer.parseInt(left.group(1)) : NONE;
    }

    private Progress shown(int jobs, int workers) {
        Progress progress = progress(jobs, workers);
        progress.width = 80;
        return progress;
    }

    private Progress progress(int jobs, int workers) {
        return new Progress(jobs, workers, completed::get, new PrintStream(err, true));
    }
}
