package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program when things go wrong. */
@Execution(ExecutionMode.CONCURRENT)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultIT {
    /** Ten times what a quiet machine needs, and less than the jobs would take. */
    private static final int LIMIT_SECONDS = 20;

    private final List<Process> processes = new ArrayList<>();

    /** With G1, what is as large as this result takes a region of a megabyte or more, so it finds no room. */
    @Test
    void shouldMakeAnOutOfMemoryErrorTheJobsResultAndGoOn() throws Exception {
        Ended ended = Jar.finish(Jar.command(List.of("-Xmx6m", "-XX:+UseG1GC", "-XX:ParallelGCThreads=1"),
                "-j", "3", "-w", "1", "-n", "5,113600,6", "--delay", "0"));
        assertEquals(1, ended.exitCode());
        String failure = "java\\.lang\\.OutOfMemoryError: Java heap space.*";
        assertEquals(1, ended.count(".*Worker 1 failed job 2: " + failure), ended.out());
        assertTrue(ended.err().matches("Job 2 \\(Number 113600\\): failed: " + failure + "\n"), ended.err());
        assertEquals(1, ended.count("Job 1 \\(Number 5\\): Factorial = 120"), ended.out());
        assertEquals(1, ended.count("Job 3 \\(Number 6\\): Factorial = 720"), ended.out());
        assertEquals("2 of 3 jobs processed, 1 failed.", ended.lastLine());
    }

    @ParameterizedTest(name = "SIG{0}: {2}")
    @CsvSource({
        "INT, 130, sleeping, 3, 0, -w 3 --delay 1m",
        "HUP, 129, producer blocked by a full queue, 2, 0, -j 1000 -w 2 -c 1 --delay 1m",
        "TERM, 143, some workers idle, 2, 0, -j 2 -w 5 --delay 1m",
        "TERM, 143, deep in a computation of seconds, 1, 900, -j 2 -w 1 -n 2000000 --delay 0"})
    void shouldEndLongBeforeItsJobsAfterASignalWithATrueLastLine(String signal, int exitCode, String state, int starts,
            int cpuMillis, String arguments) throws Exception {
        Ended run = interrupt(signal, "starting", starts, cpuMillis, arguments.split(" "));
        assertEquals(exitCode, run.exitCode());
        assertEquals("", run.err());
        assertEquals(starts, run.count(".*starting job \\d+"), "no job may start after the signal");
        assertEquals(List.of("", "--- Results ---"), run.lines().subList(starts, starts + 2));
        assertTrue(run.lines().get(starts + 2).matches("0 of [\\d,]+ jobs in .*"), run.out());
        assertTrue(run.lastLine().matches("Interrupted: 0 of [\\d,]+ jobs processed\\."), run.lastLine());
    }

    @RepeatedTest(5)
    void shouldPrintTheResultsThatAreDoneWhenInterrupted() throws Exception {
        Ended run = interrupt("TERM", "finished", 7, 0, "-j", "1000", "-w", "4", "--delay", "20ms");
        assertEquals(143, run.exitCode());
        assertEquals("", run.err());
        long results = run.count(Ended.RESULT_LINE);
        long finished = run.count(".*finished job \\d+");
        assertTrue(7 <= finished && finished <= results && results <= finished + 4, run.out()); // 4 as it stops
        assertEquals("Interrupted: " + results + " of 1,000 jobs processed.", run.lastLine());
    }

    /** The reader takes at most 80 KB a second: all results would take a minute, and a full pipe takes 0.8 s. */
    @Test
    void shouldPrintForAboutASecondAfterASignalAndSayHowManyResultsAreLeft(@TempDir Path directory) throws Exception {
        Path noWorkerLines = Files.writeString(directory.resolve("off.xml"),
                "<configuration><root level=\"OFF\"/></configuration>");
        Process process = start(Jar.command(List.of("-Dlogback.configurationFile=" + noWorkerLines),
                "-j", "100000", "-n", "20", "-w", "2", "--delay", "0", "--timeline"));
        InputStream out = process.getInputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        read.write(out.readNBytes(10_000));
        long start = System.nanoTime();
        Jar.signal("TERM", process);
        for (byte[] some = out.readNBytes(4_000); some.length > 0; some = out.readNBytes(4_000)) {
            read.write(some);
            Thread.sleep(50);
        }
        long nanos = System.nanoTime() - start;
        assertTrue(nanos >= 1_500_000_000 && read.size() < 320_000, nanos + " ns for " + read.size() + " bytes");
        Ended ended = end(process, read.toString(StandardCharsets.UTF_8));
        assertEquals(143, ended.exitCode());
        assertEquals("", ended.err());
        String left = String.format(Locale.ROOT, "%,d", 100_000 - ended.count(Ended.RESULT_LINE));
        assertEquals(1, ended.count("\\.\\.\\. and " + left + " more results"));
        assertEquals(1, ended.count("--- Timeline: .*"));
        assertEquals("All jobs processed.", ended.lastLine());
    }

    /** It waits for longer than the others, so it is the first to start. */
    @Test
    @Order(1)
    void shouldEndEightSecondsAfterASignalIfNobodyReadsItsOutput() throws Exception {
        Process process = start(Jar.command(List.of(), "-j", "100000", "-n", "20", "-w", "2", "--delay", "0"));
        InputStream out = process.getInputStream();
        await(process, () -> out.available() >= 60_000); // the pipe is full
        long start = System.nanoTime();
        Jar.signal("TERM", process);
        assertEquals(143, end(process, "").exitCode());
        long nanos = System.nanoTime() - start;
        assertTrue(nanos >= 8_000_000_000L && nanos < 12_000_000_000L, nanos + " ns");
    }

    /**
     * Runs the jar, waits for {@code times} lines with {@code word} in them and for as much processor time, sends a
     * signal, and waits for the end.
     */
    private Ended interrupt(String signal, String word, int times, int cpuMillis, String... arguments)
            throws Exception {
        assumeTrue(!Jar.isIgnored(signal), signal + " is ignored here, as SIGINT in a script's background job");
        Process process = start(Jar.command(List.of(), arguments));
        BufferedReader out = Jar.reader(process);
        List<String> lines = new ArrayList<>();
        for (int seen = 0; seen < times; ) {
            String line = out.readLine();
            lines.add(line);
            seen += line.contains(word) ? 1 : 0;
        }
        await(process, () -> process.info().totalCpuDuration().orElseThrow().toMillis() >= cpuMillis);
        Jar.signal(signal, process);
        out.lines().forEach(lines::add);
        return end(process, String.join("\n", lines));
    }

    private static void await(Process process, Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            assertTrue(process.isAlive(), "ended early");
            Thread.sleep(1);
        }
    }

    private Process start(List<String> command) throws IOException {
        Process process = Jar.builder(command).start();
        processes.add(process);
        return process;
    }

    private static Ended end(Process process, String out) throws Exception {
        assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "hangs");
        return new Ended(process.exitValue(), out, Jar.rest(process.getErrorStream()));
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    /** The system's messages are in English, and file names in any script. */
    @ParameterizedTest
    @CsvSource({"> /dev/full, No space left on device", ">&-, .+"})
    void shouldReportOutputThatCannotBeWritten(String target, String message) throws Exception {
        String script = "unset LC_ALL; export LC_MESSAGES=C LC_CTYPE=C.UTF-8; exec \"$@\" " + target;
        Ended ended = Jar.shell(script, Jar.command(List.of(), "--delay", "0"));
        assertEquals(1, ended.exitCode());
        assertTrue(ended.err().matches("pool: output lost: " + message + "\n"), ended.err());
    }

    @Test
    void shouldStopEarlyAndQuietlyWhenTheReaderOfItsOutputIsGone() throws Exception {
        long start = System.nanoTime();
        Ended ended = Jar.shell("{ \"$@\"; echo $? >&2; } | head -n 1",
                Jar.command(List.of(), "-j", "1000", "-w", "2", "--delay", "100ms"));
        assertTrue(ended.out().matches(".* starting job \\d+\n"), ended.out());
        assertEquals("1\n", ended.err());
        assertTrue(System.nanoTime() - start < 40_000_000_000L, "1,000 jobs would take 50 s");
    }

    /** The first heap begins smaller than the run needs, and grows. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"-Xms8m -Xmx34m, -j 50000 -n 20 -w 2 --delay 0 -q", "-Xmx11m, -j 1000 -w 2 --delay 0 -q",
        "-Xmx16m, -j 10 -n 20000 -w 2 --delay 0 -q"})
    void shouldRunWhatFitsTheHeapComfortably(String heap, String arguments) throws Exception {
        List<String> command = Jar.command(List.of(heap.split(" ")), arguments.split(" "));
        Ended ended = Jar.shell("exec \"$@\" | tail -n 1", command);
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
        assertTrue(ended.err().matches("(?s)(.*\n)?pool: only [3-6]\\d of 1000 workers could be started: "
                + "unable to create native thread.*\n"), ended.err());
    }

    /** As a build does during a run. Classes that the run has not loaded yet are gone then. */
    @Test
    void shouldEndAtOnceInOneLineIfItsJarIsOverwritten(@TempDir Path directory) throws Exception {
        Path jar = Files.copy(Path.of(Jar.PATH), directory.resolve("pool.jar"));
        Process process = start(List.of(Jar.JAVA, "-jar", jar.toString(), "-j", "2", "--delay", "3s"));
        assertTrue(Jar.reader(process).readLine().contains("starting"));
        Files.write(jar, new byte[100_000]);
        Ended ended = end(process, "");
        assertEquals(1, ended.exitCode());
        assertTrue(ended.err().matches("pool: java\\.lang\\.NoClassDefFoundError: .*\n"), ended.err());
    }

    @Test
    void shouldRunOnAJavaWithoutTheFlightRecorder() throws Exception {
        Ended ended = Jar.finish(Jar.command(List.of("--limit-modules", "java.xml"), "--delay", "0"));
        assertEquals("", ended.err());
        assertEquals(0, ended.exitCode());
        assertEquals("All jobs processed.", ended.lastLine());
    }

    @Test
    void shouldRunWithAnotherSlf4jProviderInItsOwnConfiguration(@TempDir Path directory) throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        // SLF4J's own, which writes no lines.
        Files.writeString(services.resolve("org.slf4j.spi.SLF4JServiceProvider"),
                "org.slf4j.helpers.NOP_FallbackServiceProvider");
        for (String option : List.of("--ordered", "--quiet")) {
            Ended ended = Jar.finish(List.of(Jar.JAVA, "-cp", directory + File.pathSeparator + Jar.PATH,
                    Main.class.getName(), "--delay=0", option));
            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals(0, ended.count(Ended.WORKER_LINE));
            assertEquals("All jobs processed.", ended.lastLine());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.xml", "broken.xml", "file:///missing.xml", "other.conf"})
    void shouldRefuseALogbackConfigurationThatCannotBeRead(String name, @TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("broken.xml"), "<configuration><oops");
        Files.writeString(directory.resolve("other.conf"), "<configuration/>");
        String file = name.contains(":") ? name : directory.resolve(name).toString();
        Ended ended = Jar.finish(Jar.command(List.of("-Dlogback.configurationFile=" + file), "--delay", "0"));
        assertEquals(2, ended.exitCode());
        assertEquals(0, ended.count(".*starting job.*"), ended.out()); // but Logback prints what it found
        String line = "pool: -Dlogback.configurationFile=" + file + ": Logback cannot read this file (try --help)\n";
        assertTrue(ended.err().endsWith(line), ended.err()); // the JDK's parser may print a line before
    }

    /** The first run's lines are held back in the appender's buffer. The file sets the level of the workers' logger. */
    @Test
    void shouldWriteOutWhatTheUsersOwnAppenderHoldsBackAndNothingIfQuiet(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("worker.log");
        Path file = Files.writeString(directory.resolve("mine.xml"), """
                <configuration>
                  <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <immediateFlush>false</immediateFlush>
                    <encoder><pattern>%%msg%%n</pattern></encoder>
                  </appender>
                  <logger name="workerpool.WorkerPool" level="DEBUG" additivity="false">
                    <appender-ref ref="FILE"/>
                  </logger>
                </configuration>
                """.formatted(log));
        List<String> option = List.of("-Dlogback.configurationFile=" + file);
        Ended ended = Jar.finish(Jar.command(option, "--delay", "0"));
        assertEquals(20, Files.readAllLines(log).size());
        assertEquals(0, ended.count(Ended.WORKER_LINE), "the user's own configuration wins");
        Jar.finish(Jar.command(option, "--delay", "0", "-q"));
        assertEquals(20, Files.readAllLines(log).size());
    }
}
