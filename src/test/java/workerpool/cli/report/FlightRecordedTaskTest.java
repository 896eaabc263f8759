package workerpool.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workerpool.Job;
import workerpool.Task;

class FlightRecordedTaskTest {
    @Test
    void shouldRecordEachJobWhileARecordingRuns(@TempDir Path directory) throws Exception {
        Task<Integer, String> task = new FlightRecordedTask((job, worker) -> {
            if (job.id() == 2) {
                throw new ArithmeticException("on purpose");
            }
            Thread.sleep(20);
            return "digits";
        });
        Path file = directory.resolve("run.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            assertEquals("digits", task.run(new Job<>(1, 70), 5));
            assertThrows(ArithmeticException.class, () -> task.run(new Job<>(2, 80), 6));
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("workerpool.Job")).toList();
        assertEquals(List.of("1 70 5 true", "2 80 6 false"), events.stream().map(event -> event.getInt("jobId") + " "
                + event.getInt("number") + " " + event.getInt("worker") + " "
                        + event.getBoolean("succeeded")).sorted().toList());
        assertTrue(events.stream().allMatch(event ->
                event.getThread().getJavaName().equals(Thread.currentThread().getName())), events.toString());
        assertTrue(events.stream().anyMatch(event -> event.getDuration().toMillis() >= 20), events.toString());
    }
}
