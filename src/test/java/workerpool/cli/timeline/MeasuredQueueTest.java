package workerpool.cli.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import workerpool.Job;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MeasuredQueueTest {
    private final AtomicLong now = new AtomicLong();
    private final MeasuredQueue queue = new MeasuredQueue(1, now::get);

    @Test
    void shouldRecordNothingWhileThereIsRoom() throws InterruptedException {
        // Time passes between any two looks at the clock.
        MeasuredQueue roomy = new MeasuredQueue(1, now::incrementAndGet);
        roomy.put(new Job(1, 1));
        assertEquals(0, roomy.blocked().totalNanos());
        assertEquals(new Job(1, 1), roomy.take());
    }

    @Test
    void shouldRecordWhenItsProducerWasBlocked() throws InterruptedException {
        queue.put(new Job(1, 1));
        now.set(10);
        Thread worker = whenBlocked(() -> {
            now.set(1000);
            queue.poll();
        });
        queue.put(new Job(2, 2));
        worker.join();
        assertEquals(990, queue.blocked().totalNanos());
        assertEquals(new Job(2, 2), queue.take());
    }

    @Test
    void shouldThrowIfItsProducerIsInterruptedAndRecordTheTimeTillThen() throws InterruptedException {
        queue.put(new Job(1, 1));
        Thread producer = Thread.currentThread();
        whenBlocked(() -> {
            now.set(500);
            producer.interrupt();
        });
        assertThrows(InterruptedException.class, () -> queue.put(new Job(2, 2)));
        assertEquals(500, queue.blocked().totalNanos());
        assertEquals(1, queue.size());
    }

    /** Starts a thread that acts as soon as the calling thread, the producer, is blocked. */
    private static Thread whenBlocked(Runnable action) {
        Thread producer = Thread.currentThread();
        Thread thread = new Thread(() -> {
            while (producer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            action.run();
        });
        thread.start();
        return thread;
    }
}
