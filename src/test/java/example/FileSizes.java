package example;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import workerpool.Result;
import workerpool.WorkerPool;

/** Another program with a copy of the pool: it prints the size of each file that it is given, and then deletes them. */
final class FileSizes {
    private FileSizes() {
    }

    /** A type of this program's own. */
    record Line(Path file, int length) {
    }

    public static void main(String[] args) throws InterruptedException {
        List<Path> files = Stream.of(args).map(Path::of).toList();
        printSizes(files);
        printFirstLines(files);
        delete(files);
    }

    private static void printSizes(List<Path> files) throws InterruptedException {
        // README: begin
        WorkerPool<Path, Long> pool = new WorkerPool<>(4, 100, (job, worker) -> Files.size(job.input()));
        pool.run(files);
        for (Result<Path, Long> result : pool.drain()) {
            System.out.println(result.job().input() + ": " + (result.succeeded() ? result.value() : result.failure()));
        }
        // README: end
    }

    private static void printFirstLines(List<Path> files) throws InterruptedException {
        WorkerPool<Path, Line> pool = new WorkerPool<>(2, 1, (job, worker) ->
                new Line(job.input(), Files.readAllLines(job.input()).get(0).length()));
        pool.run(files);
        pool.drain().stream().filter(Result::succeeded).map(Result::value).forEach(System.out::println);
    }

    private static void delete(List<Path> files) throws InterruptedException {
        WorkerPool<Path, Void> pool = new WorkerPool<>(2, 10, (job, worker) -> {
            Files.delete(job.input());
            return null;
        });
        pool.run(files);
        System.out.println(pool.drain().stream().filter(Result::succeeded).count() + " deleted");
    }
}
