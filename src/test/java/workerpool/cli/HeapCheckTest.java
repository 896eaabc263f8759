package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workerpool.Factorial;
import workerpool.Job;
import workerpool.Result;

@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class HeapCheckTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldCountTheDigitsOfAFactorialExactly() {
        for (int n = 0; n <= 2000; n++) {
            assertEquals(Factorial.of(n).toString().length(), HeapCheck.digits(n), n + "!");
        }
        assertEquals(456_574, HeapCheck.digits(100_000));
    }

    @ParameterizedTest
    @CsvSource({"100000, 10", "100000, 20", "20000, 100", "5000, 1000", "300, 20000"})
    void shouldCountWhatTheResultsTakeIfReferencesAreNotCompressed(int jobs, int number) {
        char[] digits = Factorial.of(number).toString().toCharArray();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        List<Job> work = new ArrayList<>(jobs);
        List<Result> queue = new ArrayList<>(jobs);
        for (int id = 1; id <= jobs; id++) {
            Job job = new Job(id, number);
            work.add(job);
            queue.add(new Result(job, new String(digits), null));
        }
        List<Result> drained = new ArrayList<>(queue);
        double taken = THREADS.getCurrentThreadAllocatedBytes() - before;
        // Compressed references save 36 bytes a job, the reserve for a full heap takes 8, and arrays are rounded up to 8.
        double excess = (check(jobs, number).resultBytes() - taken) / drained.size();
        assertTrue(excess > 0 && excess <= 36 + 8 + 8, excess + " bytes for each job");
    }

    private static HeapCheck check(int jobs, Integer number) {
        return new HeapCheck(jobs, number, 1, 1, false);
    }

    @Test
    void shouldAddUpTheSizesOfJobsWhoseNumbersAreTheirIds() {
        for (int jobs : new int[] {0, 1, 2, 10, 9_999, 123_456}) {
            double sum = 0;
            for (int id = 1; id <= jobs; id++) {
                sum += check(1, id).resultBytes();
            }
            assertEquals(sum, check(jobs, null).resultBytes(), jobs, "within a byte for each of " + jobs + " jobs");
        }
    }

    @Test
    void shouldRefuseOnlyWhatDoesNotFit() {
        assertDoesNotThrow(() -> check(0, Integer.MAX_VALUE).requireFits(4 << 20));
        assertDoesNotThrow(() -> new HeapCheck(1_000_000, 20, 2, 1024, false).requireFits(400L << 20));
        assertDoesNotThrow(() -> new HeapCheck(4000, null, 3, 1024, true).requireFits(64 << 20));
        assertRefused(check(1_000_000, 1000), 400L << 20);
        assertRefused(check(Integer.MAX_VALUE, 1), 4L << 30);
        assertRefused(new HeapCheck(2_000_000_000, 1, 3, 1024, true), 64 << 20);
        assertRefused(new HeapCheck(1, 80_000_000, 3, 1024, true), 100 << 20);
        assertRefused(check(1, 3_000_000), 64 << 20);
        assertRefused(new HeapCheck(100_000, 20, 3, 1024, false), 16 << 20);
        assertRefused(new HeapCheck(200_000, 20, 3, 1024, false), 32 << 20);
        assertRefused(new HeapCheck(1_677_721, 20, 3, 1024, false), 256 << 20);
    }

    @Test
    void shouldAcceptARunThatFitsExactly() {
        HeapCheck check = check(1000, 1000);
        long exactly = (long) Math.ceil(check.neededBytes());
        assertDoesNotThrow(() -> check.requireFits(exactly));
        assertRefused(check, exactly - 1);
    }

    @Test
    void shouldCountAllThatGrowsWithTheJobsAndTheWorkers() {
        double base = check(1000, 1000).neededBytes();
        assertEquals(1.9 * 1000 * 84, new HeapCheck(1000, 1000, 1, 1, true).neededBytes() - base, 1, "recorded times");
        assertEquals(1.9 * 999 * 32, new HeapCheck(1000, 1000, 1, 1000, false).neededBytes() - base, 1, "waiting jobs");
        assertEquals(6 * 2568, new HeapCheck(1000, 1000, 2, 1, false).neededBytes() - base, 1, "work in progress");
        assertEquals(0, new HeapCheck(1, 1000, 9, 1, false).neededBytes() - check(1, 1000).neededBytes(), "idle workers");
    }

    @Test
    void shouldNameTheNeedTheHeapAndTheWayOut() {
        assertEquals("--jobs 1000000 --number 1000: the run needs 4,924 MB, the heap holds 400 MB; "
                + "lower --jobs or --number, or raise -Xmx", assertRefused(check(1_000_000, 1000), 400L << 20));
        assertTrue(assertRefused(new HeapCheck(30_000, null, 3, 1024, true), 256 << 20).matches("--jobs 30000: the run needs "
                + "[0-9],[0-9]{3} MB, the heap holds 256 MB; lower --jobs or --number, or raise -Xmx"));
    }

    @Test
    void shouldRefuseANumberWhoseFactorialBigIntegerCannotHold() {
        assertDoesNotThrow(() -> check(1, 86_181_405).requireFits(1L << 40));
        assertEquals("--number 86181406: a BigInteger holds factorials up to 86181405!",
                assertRefused(check(1, 86_181_406), 1L << 40));
        assertEquals("--jobs 90000000: job N computes N!, and a BigInteger holds factorials up to 86181405!",
                assertRefused(check(90_000_000, null), Long.MAX_VALUE));
    }

    private static String assertRefused(HeapCheck check, long heapBytes) {
        return assertThrows(IllegalArgumentException.class, () -> check.requireFits(heapBytes)).getMessage();
    }
}
