package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JDK's worker pool, as README.md shows it, beside ours. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecutorTest {
    // README: begin
    static List<Future<BigInteger>> factorials(List<Integer> numbers, int workers) {
        ExecutorService pool = new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1024), new ThreadPoolExecutor.CallerRunsPolicy());
        List<Future<BigInteger>> futures =
                numbers.stream().map(number -> pool.submit(() -> Factorial.of(number))).toList();
        pool.shutdown();
        return futures;
    }
    // README: end

    @Test
    void shouldComputeWhatOurPoolComputes() throws Exception {
        List<Job> jobs = IntStream.rangeClosed(1, 3000).mapToObj(id -> new Job(id, id % 200)).toList();
        WorkerLog log = new WorkerLog();
        try {
            WorkerPool pool = new WorkerPool(3, 1024, (job, worker) -> Factorial.of(job.number()).toString());
            pool.run(jobs);
            List<Result> results = pool.drain();
            results.sort(Comparator.comparingInt(result -> result.job().id()));
            List<String> theirs = new ArrayList<>();
            for (Future<BigInteger> factorial : factorials(jobs.stream().map(Job::number).toList(), 3)) {
                theirs.add(factorial.get().toString());
            }
            assertEquals(theirs,
                    results.stream().map(Result::digits).toList());
        } finally {
            log.detach();
        }
    }
}
