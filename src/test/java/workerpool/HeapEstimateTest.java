package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.helpers.NOPLogger;

@Timeout(60)
class HeapEstimateTest {
    @Test
    void shouldCountTheDigitsOfAFactorialExactly() {
        for (int n = 0; n <= 2000; n++) {
            assertEquals(Factorial.of(n).toString().length(), HeapEstimate.digits(n), n + "!");
        }
        assertEquals(456_574, HeapEstimate.digits(100_000));
    }

    @ParameterizedTest
    @CsvSource({"100000, 10", "100000, 20", "20000, 100", "5000, 1000", "300, 20000"})
    void shouldErrByLessThanAQuarterOfWhatTheResultsTake(int jobs, int number) throws InterruptedException {
        List<Job> list = new ArrayList<>();
        for (int id = 1; id <= jobs; id++) {
            list.add(null);
        }
        long before = usedBytes();
        for (int id = 1; id <= jobs; id++) {
            list.set(id - 1, new Job(id, number));
        }
        WorkerPool pool = new WorkerPool(list, 2, 1024, Duration.ZERO, NOPLogger.NOP_LOGGER);
        pool.run();
        Run run = pool.drain();
        double taken = usedBytes() - before;
        double error = HeapEstimate.bytes(jobs, number) / taken - 1;
        System.out.printf("estimate for %,d results of %d!: %+.1f%% of %,.0f bytes%n",
                run.results().size(), number, 100 * error, taken);
        assertTrue(Math.abs(error) < 0.25, "error " + error + " of " + taken + " bytes");
    }

    private static long usedBytes() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void shouldAddUpTheSizesOfJobsWhoseNumbersAreTheirIds() {
        for (int jobs : new int[] {1, 10, 9_999, 10_000, 10_001, 123_456}) {
            double sum = 0;
            for (int id = 1; id <= jobs; id++) {
                sum += HeapEstimate.bytes(1, id);
            }
            assertEquals(1, HeapEstimate.bytes(jobs, null) / sum, 0.001, jobs + " jobs");
        }
    }

    @Test
    void shouldRefuseOnlyWhatDoesNotFit() {
        assertNull(HeapEstimate.refusal(0, Integer.MAX_VALUE, 1 << 20));
        assertNull(HeapEstimate.refusal(1_000_000, 20, 400L << 20));
        assertNull(HeapEstimate.refusal(4000, null, 64 << 20));
        assertNotNull(HeapEstimate.refusal(1_000_000, 1000, 400L << 20));
        assertNotNull(HeapEstimate.refusal(Integer.MAX_VALUE, 1, 4L << 30));
    }

    @Test
    void shouldNameTheNeedTheHeapAndTheWayOut() {
        assertEquals("--jobs 1000000 --number 1000: the results need 2,564 MB, the heap holds 400 MB; "
                + "lower --jobs or --number, or raise -Xmx", HeapEstimate.refusal(1_000_000, 1000, 400L << 20));
    }

    @Test
    void shouldRefuseANumberWhoseFactorialBigIntegerCannotHold() {
        assertNull(HeapEstimate.refusal(1, 86_181_405, 1L << 40));
        assertEquals("--number 86181406: a BigInteger holds factorials up to 86181405!",
                HeapEstimate.refusal(1, 86_181_406, 1L << 40));
        assertEquals("--jobs 90000000: a BigInteger holds factorials up to 86181405!",
                HeapEstimate.refusal(90_000_000, null, Long.MAX_VALUE));
    }
}
