package workerpool.cli.timeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TimeHistogramTest {
    private final TimeHistogram blocked = new TimeHistogram();

    @Test
    void shouldTellWhenSomebodyWasBlocked() {
        blocked.add(100, 300);
        blocked.add(500, 600);
        assertEquals(300, blocked.totalNanos());
        assertArrayEquals(new long[] {0, 100, 100, 0, 0, 100, 0, 0, 0, 0}, blocked.split(10, 1000));
    }

    @Test
    void shouldLoseNothingHoweverOftenAndLongSomebodyIsBlocked() {
        long sum = 0;
        for (long start = 0; start < 600_000_000_000L; start += 1_000_003) {
            blocked.add(start, start + 500_000);
            sum += 500_000;
        }
        assertEquals(sum, blocked.totalNanos());
        long[] split = blocked.split(50, 600_000_000_000L);
        assertEquals(sum, Arrays.stream(split).sum());
        for (long column : split) {
            assertEquals(6e9, column, 0.05 * 6e9, "half of a column's 12 s");
        }
    }

    @Test
    void shouldPlaceALongTimeWithinABucketOfItsBounds() {
        blocked.add(0, 1);
        blocked.add(1_000_000_000, 2_000_000_000);
        long[] split = blocked.split(4, 2_000_000_000);
        assertEquals(1, split[0]);
        assertEquals(0, split[1], 1_000_000);
        assertEquals(500_000_000, split[2], 1_000_000);
        assertTrue(split[3] > 499_000_000);
    }
}
