package workerpool.factorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import workerpool.Job;

class FactorialTaskTest {
    @Test
    void shouldGiveEveryDigit() throws InterruptedException {
        FactorialTask task = new FactorialTask(Duration.ZERO);
        for (int n = 0; n <= 60; n++) {
            assertEquals(Factorial.of(n).toString(), task.run(new Job<>(1, n), 1), n + "!");
        }
    }

    @Test
    void shouldTakeAtLeastItsDelay() throws InterruptedException {
        long start = System.nanoTime();
        new FactorialTask(Duration.ofMillis(30)).run(new Job<>(1, 5), 1);
        assertTrue(System.nanoTime() - start >= 30_000_000);
    }

    @Test
    void shouldNoticeAnInterruptBeforeItConvertsToDigits() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> new FactorialTask(Duration.ZERO).run(new Job<>(1, 20), 1));
        assertFalse(Thread.interrupted());
    }

    @Test
    void shouldRefuseANegativeDelay() {
        Exception refusal = assertThrows(IllegalArgumentException.class, () ->
                new FactorialTask(Duration.ofMillis(-1)));
        assertEquals("delay (PT-0.001S) must be 0 or more", refusal.getMessage());
    }
}
