package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program when things go wrong. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class FaultIT {
    /** A result of half a megabyte takes a region of a megabyte with G1, so the last of them find no room. */
    @Test
    void shouldMakeAnOutOfMemoryErrorTheJobsResultAndGoOn() throws Exception {
        List<String> command = Jar.command(List.of("-Xmx10m", "-XX:+UseG1GC", "-XX:ParallelGCThreads=1"),
                "-j", "5", "-w", "1", "-n", "113600", "--delay", "0");
        Ended ended = Jar.finish(command);
        assertEquals(1, ended.exitCode());
        long failed = ended.count(".*Worker 1 failed job [1-5]: java.lang.OutOfMemoryError: Java heap space");
        assertTrue(failed == 1 || failed == 2, ended.out());
        assertEquals(5 - failed, ended.count(Ended.RESULT_LINE));
        assertEquals(5 - failed + " of 5 jobs processed, " + failed + " failed.", ended.lastLine());
        assertEquals(failed, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().lines().allMatch(line ->
                line.matches("Job [1-5] \\(Number 113600\\): failed: java.lang.OutOfMemoryError: Java heap space")), ended.err());
    }

    @ParameterizedTest(name = "SIG{0}: {2}")
    @CsvSource({
        "INT, 130, sleeping, 3, 200, -w 3 --delay 1m",
        "TERM, 143, sleeping, 3, 200, -w 3 --delay 1m",
        "INT, 130, producer blocked by a full queue, 2, 200, -j 1000 -w 2 -c 1 --delay 1m",
        "TERM, 143, producer blocked by a full queue, 2, 200, -j 1000 -w 2 -c 1 --delay 1m",
        "INT, 130, some workers idle, 2, 200, -j 2 -w 5 --delay 1m",
        "TERM, 143, some workers idle, 2, 200, -j 2 -w 5 --delay 1m",
        "INT, 130, deep in a huge computation, 2, 700, -j 2 -w 2 -n 10000000 --delay 0",
        "TERM, 143, deep in a huge computation, 2, 700, -j 2 -w 2 -n 10000000 --delay 0"})
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
            long results = run.count(Ended.RESULT_LINE);
            assertTrue(results >= 7);
            assertEquals(results, run.count(".*finished job \\d+"));
            assertEquals("Interrupted: " + results + " of 1000 jobs processed.", run.lastLine());
        }
    }

    @Test
    void shouldPrintForAboutASecondAfterASignalAndSayHowManyResultsItPrinted() throws Exception {
        Process process = Jar.builder(Jar.command(List.of(), "-j", "300000", "-n", "20", "-w", "2", "--delay", "0", "-q", "--timeline")).start();
        try (InputStream out = process.getInputStream()) {
            out.readNBytes(10_000);
            Jar.signal("TERM", process);
            // Reads so slowly that all results would take many seconds.
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            for (byte[] some = out.readNBytes(50_000); some.length > 0; some = out.readNBytes(50_000)) {
                rest.write(some);
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "hangs");
            assertEquals(143, process.exitValue());
            assertEquals("", Jar.rest(process.getErrorStream()));
            List<String> lines = rest.toString(StandardCharsets.UTF_8).lines().toList();
            Matcher last = Pattern.compile("Interrupted: 300000 of 300000 jobs processed, (\\d+) results printed\\.")
                    .matcher(lines.get(lines.size() - 1));
            assertTrue(last.matches(), lines.get(lines.size() - 1));
            assertTrue(lines.get(lines.size() - 2).matches(Ended.RESULT_LINE), "no picture of a run whose results are left out");
            // Of the 10,000 characters before, 16 are the heading, and each line has from 45 on.
            long printed = Long.parseLong(last.group(1));
            long read = lines.stream().filter(line -> line.matches(Ended.RESULT_LINE)).count();
            assertTrue(printed - read >= 150 && printed - read <= 225, read + " read, " + printed + " said to be printed");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldEndSoonAfterASignalIfNobodyReadsItsOutput() throws Exception {
        Process process = Jar.builder(Jar.command(List.of(), "-j", "100000", "-n", "20", "-w", "2", "--delay", "0")).start();
        try {
            // The pipe is full long before this many jobs are logged.
            process.waitFor(2, TimeUnit.SECONDS);
            long start = System.nanoTime();
            Jar.signal("TERM", process);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "hangs");
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertEquals(143, process.exitValue());
            assertTrue(millis < 2000, "took " + millis + " ms");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldLeaveTheExitCodeToTheSignalIfOutputIsLostToo() throws Exception {
        Process process = Jar.builder(Jar.command(List.of(), "-q", "--delay", "1m"))
                .redirectOutput(new File("/dev/full")).start();
        try {
            process.waitFor(2, TimeUnit.SECONDS);
            Jar.signal("TERM", process);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "hangs");
            assertEquals(143, process.exitValue());
        } finally {
            process.destroyForcibly();
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
            // After its first lines the producer, or a computation, needs a moment to get to where it is to be.
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
    @ValueSource(strings = {"--delay 0", "--delay 0 -j 100000 -n 20 -w 2 -q"})
    void shouldReportOutputThatCannotBeWritten(String arguments) throws Exception {
        // The system's message in English, and file names in any script.
        String script = "unset LC_ALL; export LC_MESSAGES=C LC_CTYPE=C.UTF-8; exec \"$@\" > /dev/full";
        Ended ended = Jar.shell(script, Jar.command(List.of(), arguments.split(" ")));
        assertEquals(1, ended.exitCode());
        assertEquals("pool: output lost: No space left on device\n", ended.err());
    }

    @Test
    void shouldReportThatStandardOutputIsClosed() throws Exception {
        Ended ended = Jar.shell("exec \"$@\" >&-", Jar.command(List.of(), "--delay", "0"));
        assertEquals(1, ended.exitCode());
        assertTrue(ended.err().startsWith("pool: output lost: "), ended.err());
        assertEquals(1, ended.err().lines().count(), ended.err());
    }

    @Test
    void shouldStopEarlyAndQuietlyWhenTheReaderOfItsOutputIsGone() throws Exception {
        long start = System.nanoTime();
        Ended ended = Jar.shell("{ \"$@\"; echo $? >&2; } | head -n 1",
                Jar.command(List.of(), "-j", "1000", "-w", "2", "--delay", "100ms"));
        assertTrue(ended.out().matches(".* starting job \\d+\n"), ended.out());
        assertEquals("1\n", ended.err());
        assertTrue(System.nanoTime() - start < 10_000_000_000L, "1,000 jobs would take 50 s");
    }

    @Test
    void shouldStopQuietlyWhenTheReaderOfItsResultsIsGone() throws Exception {
        Ended ended = Jar.shell("{ \"$@\"; echo $? >&2; } | head -n 3",
                Jar.command(List.of(), "-j", "20000", "-n", "100", "-w", "2", "--delay", "0", "-q"));
        assertEquals(List.of("", "--- Results ---"), ended.lines().subList(0, 2));
        assertEquals("1\n", ended.err());
    }

    @Test
    void shouldRefuseARunWhoseResultsTheHeapCannotHold() throws Exception {
        Ended ended = Jar.finish(Jar.command(List.of("-Xmx64m"), "-j", "1000000", "-n", "20"));
        assertEquals(2, ended.exitCode());
        assertEquals("", ended.out());
        assertTrue(ended.err().matches("pool: --jobs 1000000 --number 20: the run needs \\d+ MB, the heap holds "
                + "\\d+ MB; lower --jobs or --number, or raise -Xmx; try --help\n"), ended.err());
    }

    @ParameterizedTest(name = "-Xmx{0} {1}")
    @CsvSource({"400m, -j 1000000 -n 20 -w 2 --delay 0 -q", "30m, -j 2000 -w 2 --delay 0 -q", "16m, -j 10 -n 20000 -w 2 --delay 0 -q"})
    void shouldRunWhatFitsTheHeapComfortably(String heap, String arguments) throws Exception {
        Ended ended = Jar.shell("exec \"$@\" | tail -n 1", Jar.command(List.of("-Xmx" + heap), arguments.split(" ")));
        assertEquals("All jobs processed.\n", ended.out());
        assertEquals("", ended.err());
    }

    @Test
    void shouldSayHowManyWorkersTheSystemCouldStart() throws Exception {
        // Address space for some sixty stacks of a gigabyte: the same for every user, root too, unlike ulimit -u.
        Ended ended = Jar.shell("ulimit -v 70000000; exec \"$@\"",
                Jar.command(List.of("-Xss1g", "-Xmx64m", "-Xlog:disable"), "-w", "1000", "--delay", "0"));
        assertEquals(1, ended.exitCode(), ended.err());
        assertEquals(0, ended.count(".* starting job .*"), ended.out());
        assertEquals("0 of 10 jobs processed.", ended.lastLine());
        assertTrue(ended.err().matches("(?s)(.*\n)?pool: only \\d+ of 1000 workers could be started: unable to create native thread.*\n"),
                ended.err());
    }

    @Test
    void shouldRunWithThousandsOfWorkers() throws Exception {
        Ended ended = Jar.run("-j", "4000", "-w", "2000", "-n", "5", "--delay", "1ms");
        assertEquals(0, ended.exitCode());
        assertEquals(4000, ended.count(Ended.RESULT_LINE));
        assertEquals("All jobs processed.", ended.lastLine());
    }
}
