package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workerpool.Job;
import workerpool.Task;
import workerpool.WorkerPool;

/** The pool with jobs of another kind, as README.md shows it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LineCountTest {
    // README: begin
    static List<String> lineCounts(List<Path> files) throws InterruptedException {
        Task task = (job, worker) -> Files.readAllLines(files.get(job.number())).size() + " lines";
        WorkerPool pool = new WorkerPool(4, 100, task); // 4 workers, and room for 100 waiting jobs
        pool.run(IntStream.range(0, files.size()).mapToObj(index -> new Job(index + 1, index)).toList());
        return pool.drain().stream().map(result -> files.get(result.job().number()) + ": "
                + (result.succeeded() ? result.digits() : result.failure())).toList();
    }
    // README: end

    @Test
    void shouldCountTheLinesOfEachFileAndTellWhichFailed(@TempDir Path directory) throws Exception {
        List<Path> files = new ArrayList<>();
        for (int lines = 0; lines < 10; lines++) {
            files.add(Files.writeString(directory.resolve("f" + lines), "line\n".repeat(lines)));
        }
        files.add(directory.resolve("missing"));
        List<String> counts = lineCounts(files);
        assertEquals(11, counts.size());
        for (int lines = 0; lines < 10; lines++) {
            assertTrue(counts.contains(files.get(lines) + ": " + lines + " lines"), counts.toString());
        }
        assertTrue(counts.contains(files.get(10) + ": java.nio.file.NoSuchFileException: " + files.get(10)));
    }
}
