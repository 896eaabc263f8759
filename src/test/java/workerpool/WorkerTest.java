package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The worker alone, run by the test's own thread. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
        worker(equalToThePill, Job.POISON_PILL, new Job(2, 2)).run();
        assertEquals(List.of(new Result(equalToThePill, "1", null)), List.copyOf(results));
        assertEquals(0, done.getCount());
    }

    @Test
    void shouldCountDownHoweverItEnds() {
        log.onLine(line -> {
            throw new AssertionError("a fault outside any job, on purpose");
        });
        // The shutdown fails, too, as it knows no thread of its only worker.
        assertThrows(NullPointerException.class, worker(new Job(1, 1))::run);
        assertEquals(0, done.getCount());
    }

    private Worker worker(Job... waiting) {
        BlockingQueue<Job> jobs = new LinkedBlockingQueue<>(List.of(waiting));
        return new Worker(1, jobs, results, done, (job, worker) -> "1",
                new Shutdown(new Thread[1], jobs, new CountDownLatch(1)));
    }
}
