package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import workerpool.factorial.Factorial;

/** The JDK's worker pool, as README.md shows it, compared with ours. */
class ExecutorTest {
    // README: begin
    static List<BigInteger> factorials(List<Integer> numbers, int workers) throws Exception {
        ExecutorService pool = new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1024), new ThreadPoolExecutor.CallerRunsPolicy());
        List<Future<BigInteger>> futures =
                numbers.stream().map(number -> pool.submit(() -> Factorial.of(number))).toList();
        pool.shutdown();
        List<BigInteger> factorials = new ArrayList<>();
        for (Future<BigInteger> future : futures) {
            factorials.add(future.get()); // throws ExecutionException if the job has failed
        }
        return factorials;
    }
    // README: end

    @Test
    void shouldComputeWhatOurPoolComputes() throws Exception {
        List<Integer> numbers = IntStream.rangeClosed(1, 3000).mapToObj(id -> id % 200).toList();
        WorkerLog log = new WorkerLog();
        try {
            WorkerPool<Integer, BigInteger> pool = new WorkerPool<>(3, 1024, (job, worker) ->
                    Factorial.of(job.input()));
            pool.run(numbers);
            List<Result<Integer, BigInteger>> results = pool.drain();
            results.sort(Comparator.comparingInt(result -> result.job().id()));
            assertEquals(factorials(numbers, 3), results.stream().map(Result::value).toList());
        } finally {
            log.detach();
        }
    }

    @Test
    void shouldThrowAJobsFailureWhereSomebodyAsksForItsResult() {
        Exception thrown = assertThrows(ExecutionException.class, () -> factorials(List.of(1, -1), 2));
        assertInstanceOf(IllegalArgumentException.class, thrown.getCause());
    }
}
