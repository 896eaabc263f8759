package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The worker alone, run by the test's own thread. */
@Timeout(60)
class WorkerTest {
    private final WorkerLog log = new WorkerLog();
    private final CountDownLatch done = new CountDownLatch(1);
    private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();

    @AfterEach
    void detachLog() {
        log.detach();
    }

    @Test
    void shouldEndAtThePoisonPillAndKnowItByIdentity() {
        Job equalToThePill = new Job(0, 0);
        worker(reason -> { }, equalToThePill, Job.POISON_PILL, new Job(2, 2)).run();
        assertEquals(List.of(new Result(equalToThePill, "1", null)), List.copyOf(results));
        assertEquals(0, done.getCount());
    }

    @Test
    void shouldCountDownHoweverItEnds() {
        log.onLine(line -> {
            throw new AssertionError("a fault outside any job, on purpose");
        });
        Worker worker = worker(reason -> {
            assertEquals(1, done.getCount(), "what the worker dies of is known before its count");
            throw new IllegalStateException(reason);
        }, new Job(1, 1));
        assertThrows(IllegalStateException.class, worker::run);
        assertEquals(0, done.getCount());
    }

    private Worker worker(Consumer<Throwable> onDeath, Job... jobs) {
        return new Worker(1, new LinkedBlockingQueue<>(List.of(jobs)), results, done, (job, worker) -> "1", onDeath);
    }
}
