package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
class ProgressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "4512|10000|3100000000|80|[#########-----------] 4,512 of 10,000 jobs, 3.1 s, about 4 s left",
        "0|10|600000000|80|[--------------------] 0 of 10 jobs, 0.6 s",
        "10|10|600000000|80|[####################] 10 of 10 jobs, 0.6 s, about 0 s left",
        "0|0|600000000|80|[--------------------] 0 of 0 jobs, 0.6 s",
        "2000000000|2147483647|9000000000000|132|[##################--] 2,000,000,000 of 2,147,483,647 jobs, 9,000.0 s, about 664 s left",
        "2000000000|2147483647|9000000000000|80|2,000,000,000 of 2,147,483,647 jobs, 9,000.0 s, about 664 s left",
        "4512|10000|3100000000|67|[#########-----------] 4,512 of 10,000 jobs, 3.1 s, about 4 s left",
        "4512|10000|3100000000|66|4,512 of 10,000 jobs, 3.1 s, about 4 s left",
        "4512|10000|3100000000|40|4,512 of 10,000 jobs, 3.1 s, about 4 s",
        "4512|10000|3100000000|20|4,512 of 10,000 job",
        "4512|10000|3100000000|1|''"})
    void shouldSayHowFarTheRunIsInOneRowOfTheTerminal(int completed, int jobs, long nanos, int width, String expected) {
        String line = Progress.line(completed, jobs, nanos, width);
        assertEquals(expected, line.strip());
        assertTrue(line.length() < width, line);
    }

    @Test
    void shouldRewriteItsLineAndEraseItAtTheEnd() throws InterruptedException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        AtomicInteger completed = new AtomicInteger(3);
        Progress progress = new Progress(10, completed::get, new PrintStream(err, true));
        progress.show(30);
        completed.set(7);
        progress.show(30);
        progress.stop();
        assertTrue(err.toString().matches("\r\u001b\\[K3 of 10 jobs, 0\\.\\d s.*\r\u001b\\[K7 of 10 jobs, 0\\.\\d s.*\r\u001b\\[K"), err.toString());
    }

    @Test
    void shouldShowNothingIfStandardErrorIsNoTerminal() throws InterruptedException {
        assertEquals(OptionalInt.empty(), Terminal.width(Terminal.STDERR), "the test's own standard error is no terminal");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        CountDownLatch asked = new CountDownLatch(1);
        Progress progress = new Progress(10, () -> {
            asked.countDown();
            return 3;
        }, new PrintStream(err, true));
        progress.start();
        assertFalse(asked.await(1, TimeUnit.SECONDS));
        progress.stop();
        assertEquals("", err.toString());
    }
}
