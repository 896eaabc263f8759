package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workerpool.Jar.Outcome;

/** The program when things go wrong. */
@Timeout(120)
class FaultIT {
    private static final String RESULT_LINE = "Job \\d+ \\(Number \\d+\\): Factorial = \\d+";

    @Test
    void shouldMakeAnOutOfMemoryErrorTheJobsResultAndGoOn() throws Exception {
        Outcome outcome = Jar.finish(Jar.command(List.of("-Xmx8m"), "-j", "3", "-w", "1", "-n", "300000", "--delay", "0"));
        assertEquals(1, outcome.exitCode());
        assertEquals(3, outcome.count(".*Worker 1 failed job [123]"), outcome.out());
        assertEquals("0 of 3 jobs processed, 3 failed.", outcome.lastLine());
        assertEquals(List.of(1, 2, 3).stream()
                .map(id -> "Job " + id + " (Number 300000): failed: java.lang.OutOfMemoryError: Java heap space").toList(),
                outcome.err().lines().toList());
    }

    @ParameterizedTest(name = "SIG{0}: {2}")
    @CsvSource({
        "INT, 130, sleeping, 3, 200, -w 3 --delay 1m",
        "TERM, 143, sleeping, 3, 200, -w 3 --delay 1m",
        "INT, 130, filler blocked by a full queue, 2, 200, -j 1000 -w 2 -c 1 --delay 1m",
        "TERM, 143, filler blocked by a full queue, 2, 200, -j 1000 -w 2 -c 1 --delay 1m",
        "INT, 130, some workers idle, 2, 200, -j 2 -w 5 --delay 1m",
        "TERM, 143, some workers idle, 2, 200, -j 2 -w 5 --delay 1m",
        "INT, 130, deep in a huge computation, 2, 1500, -j 2 -w 2 -n 10000000 --delay 0",
        "TERM, 143, deep in a huge computation, 2, 1500, -j 2 -w 2 -n 10000000 --delay 0"})
    void shouldEndWithinTwoSecondsOfASignalWithATrueLastLine(String signal, int exitCode, String state, int starts,
            int settleMillis, String arguments) throws Exception {
        for (int repeat = 0; repeat < 2; repeat++) {
            Interrupted run = interrupt(signal, "starting", starts, settleMillis, arguments.split(" "));
            assertEquals(exitCode, run.exitCode);
            assertTrue(run.took.toMillis() < 2000, "took " + run.took);
            assertEquals("", run.err);
            assertEquals(starts, run.count(".*starting job \\d+"), "no job may start after the signal");
            assertEquals(List.of("", "--- Results ---"), run.lines.subList(starts, starts + 2));
            assertTrue(run.lines.get(starts + 2).matches("0 of [\\d,]+ jobs in .*"), run.lines.toString());
            assertTrue(run.lastLine().matches("Interrupted: 0 of \\d+ jobs processed\\."), run.lastLine());
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void shouldPrintTheResultsThatAreDoneWhenInterrupted(String signal, int exitCode) throws Exception {
        for (int repeat = 0; repeat < 5; repeat++) {
            Interrupted run = interrupt(signal, "finished", 7, 0, "-j", "1000", "-w", "4", "--delay", "20ms");
            assertEquals(exitCode, run.exitCode);
            assertTrue(run.took.toMillis() < 2000, "took " + run.took);
            assertEquals("", run.err);
            long results = run.count(RESULT_LINE);
            assertTrue(results >= 7);
            assertEquals(results, run.count(".*finished job \\d+"));
            assertEquals("Interrupted: " + results + " of 1000 jobs processed.", run.lastLine());
        }
    }

    private record Interrupted(int exitCode, Duration took, List<String> lines, String err) {
        long count(String regex) {
            return lines.stream().filter(line -> line.matches(regex)).count();
        }

        String lastLine() {
            return lines.get(lines.size() - 1);
        }
    }

    /** Runs the jar, sends it a signal after so many lines with a word in them, and waits for its end. */
    private static Interrupted interrupt(String signal, String word, int times, int settleMillis,
            String... arguments) throws Exception {
        Process process = Jar.builder(Jar.command(List.of(), arguments)).start();
        try (BufferedReader out = Jar.reader(process)) {
            List<String> lines = new ArrayList<>();
            for (int seen = 0; seen < times; ) {
                String line = out.readLine();
                lines.add(line);
                seen += line.contains(word) ? 1 : 0;
            }
            // After its first lines the filler, or a computation, needs a moment to get to where it is to be.
            process.waitFor(settleMillis, TimeUnit.MILLISECONDS);
            long start = System.nanoTime();
            Jar.signal(signal, process);
            out.lines().forEach(lines::add);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "hangs");
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Interrupted(process.exitValue(), took, lines, Jar.rest(process.getErrorStream()));
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--delay 0", "--delay 0 --quiet", "--delay 0 -j 100000 -n 20 -w 2 -q", "--help", "--version"})
    void shouldReportOutputThatCannotBeWritten(String arguments) throws Exception {
        Outcome outcome = Jar.shell("exec \"$@\" > /dev/full", Jar.command(List.of(), arguments.split(" ")));
        assertEquals(1, outcome.exitCode());
        assertEquals("pool: output lost: No space left on device\n", outcome.err());
    }

    @Test
    void shouldReportThatStandardOutputIsClosed() throws Exception {
        Outcome outcome = Jar.shell("exec \"$@\" >&-", Jar.command(List.of(), "--delay", "0"));
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().startsWith("pool: output lost: "), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }

    @Test
    void shouldStopEarlyAndQuietlyWhenTheReaderOfItsOutputIsGone() throws Exception {
        long start = System.nanoTime();
        Outcome outcome = Jar.shell("{ \"$@\"; echo $? >&2; } | head -n 1",
                Jar.command(List.of(), "-j", "1000", "-w", "2", "--delay", "100ms"));
        assertTrue(outcome.out().matches(".* starting job \\d+\n"), outcome.out());
        assertEquals("1\n", outcome.err());
        assertTrue(System.nanoTime() - start < 10_000_000_000L, "1,000 jobs would take 50 s");
    }

    @Test
    void shouldStopQuietlyWhenTheReaderOfItsResultsIsGone() throws Exception {
        Outcome outcome = Jar.shell("{ \"$@\"; echo $? >&2; } | head -n 3",
                Jar.command(List.of(), "-j", "20000", "-n", "100", "-w", "2", "--delay", "0", "-q"));
        assertEquals(List.of("", "--- Results ---"), outcome.lines().subList(0, 2));
        assertEquals("1\n", outcome.err());
    }

    @ParameterizedTest(name = "-Xmx{0} {1}")
    @CsvSource({"64m, -j 1000000 -n 20", "256m, -j 30000", "64m, -j 2000000000 -n 1", "100m, -j 1 -n 80000000"})
    void shouldRefuseARunWhoseResultsTheHeapCannotHold(String heap, String arguments) throws Exception {
        Outcome outcome = Jar.finish(Jar.command(List.of("-Xmx" + heap), arguments.split(" ")));
        assertEquals(2, outcome.exitCode());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().matches("pool: --jobs \\d+( --number \\d+)?: the results need [\\d,]+ MB, the heap holds "
                + "\\d+ MB; lower --jobs or --number, or raise -Xmx; try --help\n"), outcome.err());
    }

    @ParameterizedTest(name = "-Xmx{0} {1}")
    @CsvSource({"400m, -j 1000000 -n 20 -w 2 --delay 0 -q", "64m, -j 3000 -w 2 --delay 0 -q", "16m, -j 10 -n 20000 -w 2 --delay 0 -q"})
    void shouldRunWhatFitsTheHeapComfortably(String heap, String arguments) throws Exception {
        Outcome outcome = Jar.shell("exec \"$@\" | tail -n 1", Jar.command(List.of("-Xmx" + heap), arguments.split(" ")));
        assertEquals("All jobs processed.\n", outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void shouldSayHowManyWorkersTheSystemCouldStart() throws Exception {
        // Address space for some sixty stacks of a gigabyte: the same for every user, root too, unlike ulimit -u.
        Outcome outcome = Jar.shell("ulimit -v 70000000; exec \"$@\"",
                Jar.command(List.of("-Xss1g", "-Xmx64m", "-Xlog:disable"), "-w", "1000", "--delay", "0"));
        assertEquals(1, outcome.exitCode(), outcome.err());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().matches("(?s)(.*\n)?pool: only \\d+ of 1000 workers could be started: unable to create native thread.*\n"),
                outcome.err());
    }

    @Test
    void shouldRunWithThousandsOfWorkers() throws Exception {
        Outcome outcome = Jar.run("-j", "4000", "-w", "2000", "-n", "5", "--delay", "1ms");
        assertEquals(0, outcome.exitCode());
        assertEquals(4000, outcome.count(RESULT_LINE));
        assertEquals("All jobs processed.", outcome.lastLine());
    }
}
