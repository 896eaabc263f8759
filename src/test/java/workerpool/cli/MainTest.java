package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import workerpool.cli.console.ShutdownHook;
import workerpool.cli.console.StandardOutput;

/** The program's transcripts, run in this JVM. */
class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"--jobs 4 --workers 2 --queue-capacity 1 --number 30 --delay 1ms --ordered",
        "-j 4 -w 2 -c 2147483647 -n 30 --delay 0 --ordered", "-j4 -w2 -c1 -n30 --delay=0 --ordered"})
    void shouldTakeEveryOptionByItsLongAndShortName(String arguments) {
        Ended ended = Cli.run(arguments.split(" "));
        String digits = "265252859812191058636308480000000";
        assertEquals(0, ended.exitCode());
        assertEquals("", ended.err());
        assertEquals(8, ended.count(Ended.WORKER_LINE));
        assertEquals(List.of("", "--- Results ---", "Job 1 (Number 30): Factorial = " + digits,
                "Job 2 (Number 30): Factorial = " + digits, "Job 3 (Number 30): Factorial = " + digits,
                "Job 4 (Number 30): Factorial = " + digits), ended.lines().subList(8, 14));
        assertTrue(ended.lines().get(14).startsWith("4 jobs in "), ended.out());
        assertEquals(List.of("All jobs processed."), ended.lines().subList(15, ended.lines().size()));
    }

    @ParameterizedTest
    @CsvSource({"-j 4 -q, 4", "-j 4 --quiet, 4", "-j 0 -q, 0"})
    void shouldPrintTheSummaryAndTheLastLineAloneIfQuiet(String arguments, int jobs) {
        Ended ended = Cli.run((arguments + " --delay 0").split(" "));
        assertEquals(0, ended.exitCode());
        assertEquals("", ended.err());
        assertTrue(ended.out().matches(jobs + " jobs in .*\\RAll jobs processed\\.\\R"), ended.out());
    }

    @Test
    void shouldTellTheTimeThatTheRunTook() {
        long start = System.nanoTime();
        Ended ended = Cli.run("-j", "4", "-w", "2", "--delay", "150ms", "-q");
        long limit = System.nanoTime() - start;
        Matcher summary = Pattern.compile("4 jobs in ([0-9.]+) (m?s) with 2 workers: .*\n.*\n").matcher(ended.out());
        assertTrue(summary.matches(), ended.out());
        double nanos = Double.parseDouble(summary.group(1)) * (summary.group(2).equals("s") ? 1e9 : 1e6);
        assertTrue(nanos >= 300e6 && nanos <= 1.01 * limit, ended.out());
    }

    @Test
    void shouldShowJobsThatFailIfTheNumberIsNegative() {
        Ended ended = Cli.run("-n", "-1", "-j", "3", "--delay", "0");
        assertEquals(1, ended.exitCode());
        String failure = ": java\\.lang\\.IllegalArgumentException: n \\(-1\\) must be 0 or more";
        assertEquals(3, ended.count(".* Worker \\d failed job [123]" + failure), ended.out());
        assertTrue(ended.err().matches("(Job [123] \\(Number -1\\): failed" + failure + "\n){3}"), ended.err());
        assertEquals("0 of 3 jobs processed, 3 failed.", ended.lastLine());
    }

    @Test
    void shouldDrawATimelineIfAsked() {
        Ended ended = Cli.run("-w", "2", "-c", "1", "--delay", "50ms", "--timeline", "-q");
        assertTrue(ended.out().startsWith("\n--- Timeline: "), ended.out());
        assertEquals(2, ended.count("Worker [12] \\[.*\\|[0-9]+=+.*] +\\d+ done, +\\d+% busy"), ended.out());
        assertEquals(1, ended.count("Producer \\[.*#+.*] +blocked [0-9.]+ m?s"), ended.out());
        assertEquals(1, ended.count("10 jobs in [0-9.]+ m?s with 2 workers: .*"), ended.out());
        assertEquals("All jobs processed.", ended.lastLine());
        assertEquals(0, ended.count(".{81,}"), "lines longer than 80 columns");
        ended = Cli.run("--delay", "0", "--timeline", "-q");
        assertEquals(1, ended.count("Producer .* never blocked"), "a queue with room is not full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-j 2 -w 1 --delay 40s", "--delay 0 --quiet", "-j 0 --delay 5m", "--help", "--version"})
    void shouldReportOutputThatIsLostAndStopTheRun(String arguments) {
        long start = System.nanoTime();
        Ended ended = Cli.run(failing("No space left on device"), new ByteArrayOutputStream(), arguments.split(" "));
        assertEquals(1, ended.exitCode());
        assertEquals("pool: output lost: No space left on device" + System.lineSeparator(), ended.err());
        assertTrue(System.nanoTime() - start < 60_000_000_000L, "the first lost line stops the run");
    }

    @Test
    void shouldEndInSilenceAndCode1IfTheReaderOfItsOutputIsGone() {
        assertEquals(new Ended(1, "", ""), Cli.run(failing("Broken pipe"), new ByteArrayOutputStream(), "--version"));
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    /** In the second run, the other worker is asleep in job 1, which the death interrupts. */
    @ParameterizedTest
    @CsvSource({"finished job 1, -w 1 --delay 0, 1", "starting job 2, -w 2 --delay 30s, 0"})
    void shouldReportAWorkersDeathInOneLineAndStillPrintWhatIsDone(String trigger, String arguments, int results) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Ended ended = Cli.run(failingOnce(out, trigger), out, ("-j 3 " + arguments).split(" "));
        assertEquals(1, ended.exitCode());
        assertTrue(ended.err().matches("pool: a worker died: java.lang.OutOfMemoryError: on purpose\\R"),
                ended.err());
        assertEquals(results, ended.count(Ended.RESULT_LINE), ended.out());
        assertEquals(results + " of 3 jobs processed.", ended.lastLine());
    }

    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, IllegalStateException.class})
    void shouldEndInOneLineAndCode1IfTheHeapIsFullOrTheProgramHasAFault(Class<?> fault) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Ended ended = Cli.run(once(out, "--- Results ---", () -> {
            if (fault == OutOfMemoryError.class) {
                throw new OutOfMemoryError("on purpose");
            }
            throw new IllegalStateException("on purpose");
        }), out, "-j", "5", "--delay", "0");
        assertEquals(1, ended.exitCode());
        assertEquals("pool: " + fault.getName() + ": on purpose" + System.lineSeparator(), ended.err());
        assertFalse(ended.out().contains("processed"), "no last line rather than a false one");
        LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
        assertFalse(logback.isStarted(), "an appender's buffer would be lost");
    }

    @Test
    void shouldPrintWhatIsDoneIfItsThreadIsInterrupted() {
        Thread main = Thread.currentThread();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Runnable interrupt = () -> {
            long start = System.nanoTime();
            while (main.getState() != Thread.State.WAITING || System.nanoTime() - start < 200_000_000) {
                Thread.onSpinWait();
            }
            main.interrupt();
        };
        Ended ended = Cli.run(once(out, " starting job", interrupt), out, "-j", "3", "-w", "1", "-c", "1", "--delay",
                "20s", "--timeline");
        assertEquals(1, ended.count("Producer .* blocked (\\d{3} ms|[0-9.]+ s)"), "by job 3, until the end of the run");
        assertEquals(1, ended.exitCode());
        assertEquals("", ended.err());
        assertEquals(0, ended.count("Worker \\d \\[[^~]*].*"), ended.out());
        assertTrue(ended.out().contains("\n0 of 3 jobs in "), ended.out());
        assertEquals("Interrupted: 0 of 3 jobs processed.", ended.lastLine());
    }

    @Test
    void shouldStopAtOnceAndLeaveTheExitCodeToTheJvmIfASignalHasCome() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ShutdownHook hook = Cli.hook();
        hook.release();
        hook.run();
        Ended ended = Cli.run(out, hook, out, "--delay", "1m");
        assertEquals(0, ended.exitCode(),
                "the code with which System.exit waits for the JVM to exit with the signal's");
        assertEquals("", ended.err());
        assertEquals("Interrupted: 0 of 10 jobs processed.", ended.lastLine());
    }

    @Test
    void shouldReleaseTheHookHoweverItEnds() {
        for (OutputStream target : List.of(OutputStream.nullOutputStream(),
                failingOnce(OutputStream.nullOutputStream(), "pool"))) {
            ShutdownHook hook = Cli.hook();
            Cli.run(target, hook, new ByteArrayOutputStream(), "--version");
            assertReleased(hook);
        }
        ShutdownHook hook = Cli.hook();
        StandardOutput output = new StandardOutput(OutputStream.nullOutputStream());
        PrintStream err = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                throw new OutOfMemoryError("on purpose, when it reports an error, too");
            }
        };
        assertThrows(OutOfMemoryError.class, () -> Main.run(output, hook, err, "--nonsense"));
        assertReleased(hook);
    }

    private static void assertReleased(ShutdownHook hook) {
        long start = System.nanoTime();
        hook.run();
        assertTrue(System.nanoTime() - start < 6_000_000_000L, "it holds the JVM for eight seconds");
    }

    /** A null among the numbers makes the pool throw. The progress has a thread of the JDK's executors. */
    @Test
    void shouldStopTheProgressEvenIfThePoolThrows() {
        RunOptions options = CommandLine.populateCommand(new RunOptions(), "--quiet");
        options.numbers = new Numbers(Collections.singletonList(null));
        assertThrows(NullPointerException.class, () -> new PoolRun(options, System.err).run());
        long start = System.nanoTime();
        while (Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().startsWith("pool-"))) {
            assertTrue(System.nanoTime() - start < 20_000_000_000L, "the progress goes on");
        }
    }

    private static OutputStream failingOnce(OutputStream out, String trigger) {
        return once(out, trigger, () -> {
            throw new OutOfMemoryError("on purpose");
        });
    }

    /**
     * Passes everything on to {@code out}, but calls {@code action} before the first write that holds {@code trigger}.
     */
    private static OutputStream once(OutputStream out, String trigger, Runnable action) {
        AtomicBoolean called = new AtomicBoolean();
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (new String(bytes, offset, length, StandardCharsets.US_ASCII).contains(trigger)
                        && !called.getAndSet(true)) {
                    action.run();
                }
                out.write(bytes, offset, length);
            }
        };
    }
}
