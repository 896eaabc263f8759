package example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import workerpool.Result;
import workerpool.WorkerPool;

/** Asks for files' sizes, again and again, until another thread stops it. */
class FileSizes {
    public static void main(String[] files) throws InterruptedException {
        WorkerPool<Path, Long> pool = new WorkerPool<>(2, 100, (job, worker) -> {
            Thread.sleep(100);
            return Files.size(job.input()); // or throws: then the job fails
        });
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(pool::stop);
        Stream<Path> inputs = Stream.iterate(0, i -> i + 1).map(i -> Path.of(files[i % files.length]));
        try {
            pool.run(inputs::iterator); // lazily, as these inputs never end
        } catch (CancellationException e) {
            System.out.println("stopped");
        }
        List<Result<Path, Long>> results = pool.drain();
        results.sort(Comparator.comparingInt(result -> result.job().id()));
        for (Result<Path, Long> result : results) {
            System.out.println(result.job().id() + " " + result.job().input() + ": "
                    + (result.succeeded() ? result.value() : result.failure()));
        }
    }
}
