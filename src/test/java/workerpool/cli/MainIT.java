package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The finished jar: its manifest, its services, its one main job. */
@Execution(ExecutionMode.CONCURRENT)
class MainIT {
    @Test
    void shouldRunTheMainJobAsTheGoTutorialDoes() throws Exception {
        // In German, a decimal comma would stand in figures that follow the default locale.
        Ended ended = Jar.finish(Jar.command(List.of("-Duser.language=de"), "--jobs", "10", "--workers", "3"));
        assertEquals(0, ended.exitCode());
        assertEquals("", ended.err());
        List<String> lines = ended.lines();
        assertTrue(lines.subList(0, 20).stream().allMatch(line -> line.matches(Ended.WORKER_LINE)), ended.out());
        assertEquals(List.of("", "--- Results ---"), lines.subList(20, 22));
        assertTrue(lines.subList(22, 32).stream().allMatch(line -> line.matches(Ended.RESULT_LINE)), ended.out());
        assertTrue(lines.get(32).matches(
                "10 jobs in .* with 3 workers: on average [0-9.]+ m?s per job, \\d\\.\\d at a time"), lines.get(32));
        assertEquals(List.of("All jobs processed."), lines.subList(33, lines.size()));
        for (int id = 1; id <= 10; id++) {
            assertEquals(1, ended.count(".*\\] Worker [123] starting job " + id), "starts of job " + id);
            assertEquals(1, ended.count(".*\\] Worker [123] finished job " + id), "finishes of job " + id);
        }
        assertTrue(lines.contains("Job 10 (Number 10): Factorial = 3628800"), ended.out());
    }

    @Test
    void shouldTellTheVersionInItsManifest() throws Exception {
        assertTrue(Jar.run("--version").out().matches("pool \\d+\\.\\d+\\.\\d+ \\(Java .*\\)\n"));
    }

    /** Each of them slows the start. A user's own Logback file may also make Logback empty a log. */
    @Test
    void shouldLoadNoClassThatItDoesNotNeed() throws Exception {
        Ended run = Jar.finish(Jar.command(List.of("-verbose:class"), "--delay", "0"));
        assertEquals(0, run.count(
                ".*(picocli.*ISO8601TimeConverter|workerpool.cli.report.JobEvent|java.lang.runtime.ObjectMethods) .*"));
        for (String arguments : List.of("--help", "--jobs -1")) {
            Ended ended = Jar.finish(Jar.command(List.of("-verbose:class"), arguments.split(" ")));
            assertTrue(ended.count(".* workerpool.cli.PoolCommand .*") > 0, ended.out());
            assertEquals(0, ended.count(".* ch.qos.logback.*"), arguments);
        }
    }
}
