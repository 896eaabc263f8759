package example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import workerpool.WorkerPool;

/** Asks for the sizes of files. Ctrl-C leaves those that are known so far. */
class FileSizes {
    public static void main(String[] files) throws InterruptedException {
        WorkerPool<Path, Long> pool = new WorkerPool<>(2, 100, (job, worker) -> {
            Thread.sleep(100);
            return Files.size(job.input()); // or throws: then the job fails
        });
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> { // Ctrl-C starts it, and the JVM waits for its end
            pool.stop();
            try {
                main.join(5000); // until main has printed, for five seconds at most
            } catch (InterruptedException e) {
                // The JVM exits at once.
            }
        }));
        try {
            pool.run(Stream.of(files).map(Path::of)::iterator); // lazily
        } catch (CancellationException e) {
            System.out.println("stopped");
        }
        pool.drain().stream().sorted(Comparator.comparingInt(result -> result.job().id()))
                .forEach(result -> System.out.println(result.job().id() + " " + result.job().input() + ": "
                        + (result.succeeded() ? result.value() : result.failure())));
    }
}
