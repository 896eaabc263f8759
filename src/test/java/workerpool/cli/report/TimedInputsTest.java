package workerpool.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimedInputsTest {
    private long now;
    private boolean full;
    private final TimedInputs<String> inputs = new TimedInputs<>(List.of("a", "b", "c").iterator(),
            () -> full, () -> now);

    @Test
    void shouldHandOutTheInputsAndRecordNothingWhileTheQueueHasRoom() {
        StringBuilder seen = new StringBuilder();
        while (inputs.hasNext()) {
            seen.append(inputs.next());
            now += 10;
        }
        assertEquals("abc", seen.toString());
        assertEquals(List.of(), inputs.blocked(now));
    }

    @Test
    void shouldRecordTheTimeFromAnInputForAFullQueueToTheNextQuestion() {
        full = true;
        takeAt(100);
        full = false; // a worker has taken a job
        takeAt(150);
        full = true;
        takeAt(300);
        now = 420;
        assertFalse(inputs.hasNext());
        now = 500;
        assertEquals(List.of(new Interval(100, 150), new Interval(300, 420)), inputs.blocked(600));
    }

    @Test
    void shouldRecordTheTimeToTheEndOfARunThatEndsWhileTheProducerIsBlocked() {
        full = true;
        takeAt(100);
        now = 800;
        assertEquals(List.of(new Interval(100, 700)), inputs.blocked(700));
    }

    private void takeAt(long nanos) {
        now = nanos;
        inputs.hasNext();
        inputs.next();
    }
}
