package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workerpool.factorial.Factorial;

class HeapCheckTest {
    private static final int[] DIGITS = IntStream.range(0, 200).map(n -> Factorial.of(n).toString().length()).toArray();

    /** Runs that were seen to be whole. */
    @ParameterizedTest(name = "{0} jobs of {1}!, {2} workers, {3} MB")
    @CsvSource({"0, 2147483647, 1, 4", "1000000, 20, 2, 600", "4000, , 3, 64", "2000, , 2, 30", "10, 20000, 2, 16",
        "10, , 10000, 16", "1, 0, 1, 4", "1, 86181405, 1, 1000000", "24000, -1, 3, 64", "1, -2147483648, 1, 4",
        "48000, '-1,5', 3, 90"})
    void shouldAcceptWhatFits(int jobs, String numbers, int workers, int megabytes) {
        assertDoesNotThrow(() -> check(jobs, numbers, workers).requireFits((long) megabytes << 20));
    }

    /** Each part of the sum is what refuses one of these. */
    @ParameterizedTest(name = "{0} jobs of {1}!, {2} workers, {3} MB")
    @CsvSource({"1000000, 1000, 1, 400", "2147483647, 1, 1, 4096", "2000000000, 1, 3, 64", "1, 80000000, 3, 100",
        "1, 3000000, 1, 64", "100000, 20, 3, 46", "1677721, 20, 3, 700", "30000, , 3, 256", "3, 250000, 3, 25",
        "1, 1, 1, 1", "100000, -1, 3, 200", "100000, 1000, 1, 500", "30000, , 3, 3000", "10000, 1, 10000, 16",
        "10, , 10000, 12", "7, '400000,5,5', 1, 16", "2, '5,86181405', 1, 400", "48000, '-1,5', 3, 64"})
    void shouldRefuseWhatDoesNotFit(int jobs, String numbers, int workers, int megabytes) {
        assertRefused(check(jobs, numbers, workers), (long) megabytes << 20);
    }

    @Test
    void shouldSayWhyAndNameTheWayOut() {
        String wayOut = "the run needs [0-9]+,[0-9]{3} MB, the heap holds 256 MB; lower --jobs or --workers, set a "
                + "lower --number, or raise -Xmx";
        String refusal = assertRefused(check(1_000_000, "5,1000,-1", 1), 256 << 20);
        assertTrue(refusal.matches("--jobs 1000000 \\(up to 1000!\\): " + wayOut), refusal);
        refusal = assertRefused(check(100_000, null, 3), 256 << 20);
        assertTrue(refusal.matches("--jobs 100000 \\(up to 100000!\\): " + wayOut), refusal);
        refusal = assertRefused(check(1_000_000, "-1,-2", 1), 256 << 20);
        assertTrue(refusal.matches("--jobs 1000000: " + wayOut), refusal);
    }

    /** The digits are counted by a formula, so those of the results must not be more. */
    @Test
    void shouldNeverReckonTooLittleNorMoreThanTwice() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            List<Integer> list = random.ints(random.nextInt(20), 1, 200).boxed().toList();
            int jobs = list.size() + random.nextInt(100); // whose numbers are their IDs if the list is empty
            Numbers numbers = new Numbers(list);
            double digits = IntStream.rangeClosed(1, jobs).map(numbers::of).mapToDouble(n -> DIGITS[n]).sum();
            // Without what each run, each job and the worker need.
            double results = (new HeapCheck(jobs, numbers, 0).neededBytes() - 2e6) / 2 - 250.0 * jobs;
            assertTrue(results >= digits && results <= 2 * (digits + 6 * jobs), results + " for " + digits);
        }
    }

    @Test
    void shouldRoundWhatIsNeededUpAndWhatTheHeapHoldsDown() {
        HeapCheck check = check(100_000, "20", 3);
        long justTooSmall = (long) check.neededBytes() - 1;
        String refusal = assertRefused(check, justTooSmall);
        long held = justTooSmall >> 20;
        assertTrue(refusal.contains("needs " + (held + 1) + " MB, the heap holds " + held + " MB"), refusal);
    }

    private static HeapCheck check(int jobs, String numbers, int workers) {
        return new HeapCheck(jobs, numbers == null ? new Numbers(List.of()) : new NumbersConverter().convert(numbers),
                workers);
    }

    private static String assertRefused(HeapCheck check, long heapBytes) {
        return assertThrows(IllegalArgumentException.class, () -> check.requireFits(heapBytes)).getMessage();
    }
}
