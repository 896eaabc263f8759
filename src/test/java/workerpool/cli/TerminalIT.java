package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody at a terminal sees. */
@Execution(ExecutionMode.CONCURRENT)
class TerminalIT {
    /** Thousands of failures take a while to print, in which the line must not come back. */
    @ParameterizedTest(name = "run by: {0}")
    @CsvSource(delimiter = '|', value = {"'' | 4ms | 4,000 of 12,000 jobs processed, 8,000 failed.",
        "stop() { \"$@\" & sleep 5; kill $!; wait $!; }; stop | 40ms | Interrupted: .* jobs processed, .* failed."})
    void shouldShowProgressOnATerminalAndEraseItBeforeTheFirstFailure(String runner, String delay, String lastLine)
            throws Exception {
        Ended ended = onTerminal(runner + " ", "-j", "12000", "-n", "5,-1,-1", "-w", "10", "-q", "--delay", delay);
        String shown = ended.out();
        int summary = shown.indexOf("Job ");
        assertTrue(shown.contains("\u001b[?7l\r\u001b[K["), shown);
        String line = "\\[#+-+] [\\d,]+ of 12,000 jobs, \\d+\\.\\d s, about \\d+ s left";
        assertTrue(shown.matches("(?s).*" + line + "\u001b\\[\\?7h.*"), shown);
        assertEquals(-1, shown.indexOf("\u001b", summary), "an escape code after the first line that is printed");
        assertTrue(shown.substring(0, summary).matches("(?s).*\u001b\\[\\?7h\r\u001b\\[K\\s*"), shown);
        assertTrue(shown.matches("(?s).*\n" + lastLine + "\r\n"), shown);
    }

    /** For a short run, among worker lines, and on a terminal that may not understand escape codes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | -j 1 -q --delay 0", "'' | -j 10 -w 1", "TERM=dumb; | -j 10 -w 1 -q",
        "TERM=; | -j 10 -w 1 -q", "unset TERM; | -j 10 -w 1 -q"})
    void shouldShowNoProgress(String setUp, String arguments) throws Exception {
        assertFalse(onTerminal(setUp + " ", arguments.split(" ")).out().contains("\u001b"));
    }

    @Test
    void shouldShowNoProgressOnAMachineWithoutAShell() throws Exception {
        Ended ended = onTerminal("PATH=/nowhere; export PATH; ", "-j", "24", "-w", "2", "-q", "--timeline");
        assertFalse(ended.out().contains("\u001b"), ended.out());
        List<String> rows = ended.lines().stream().filter(line -> line.startsWith("Worker ")).toList();
        assertEquals(List.of(80, 80), rows.stream().map(row -> row.replace("\r", "").length()).toList());
    }

    /** The shell that looks for a terminal comes half a second after the start, and takes six. */
    @Test
    void shouldNotCountTheWaitForAShellAsTimeOfTheRun(@TempDir Path directory) throws Exception {
        Path sh = Files.writeString(directory.resolve("sh"), "#!/bin/sh\nsleep 6\n");
        assertTrue(sh.toFile().setExecutable(true));
        Ended ended = Jar.shell("TERM=xterm PATH='" + directory + "':\"$PATH\"; export TERM PATH; exec \"$@\"",
                Jar.command(List.of(), "-q", "-j", "6", "-w", "1"));
        assertTrue(ended.out().matches("6 jobs in (\\d+ ms|[1-5]\\.\\d+ s) with (?s:.*)"), ended.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"< /dev/null", "2> /dev/null"})
    void shouldDrawTheTimelineAsWideAsStandardOutputsTerminal(String otherStream) throws Exception {
        Ended ended = onTerminal("stty cols 132; exec " + otherStream + "; ", "-q", "--delay", "5ms", "--timeline");
        List<String> rows = ended.lines().stream().filter(line -> line.startsWith("Worker ")).toList();
        assertEquals(List.of(132, 132, 132), rows.stream().map(row -> row.replace("\r", "").length()).toList());
    }

    @Test
    void shouldSendNoEscapeCodesToAFile(@TempDir Path directory) throws Exception {
        Path err = directory.resolve("err.log");
        onTerminal("exec 2> '" + err + "'; ", "-j", "10", "-w", "1", "-q");
        assertEquals("", Files.readString(err));
    }

    /** As on some systems, stty writes the terminal's settings back, which a program in the background may not. */
    @Test
    void shouldNotBeSuspendedInTheBackgroundByAnSttyThatWritesSettings(@TempDir Path directory) throws Exception {
        Path stty = Files.writeString(directory.resolve("stty"),
                "#!/bin/sh\n/bin/stty \"$(/bin/stty -g)\"; exec /bin/stty \"$@\"\n");
        assertTrue(stty.toFile().setExecutable(true));
        String background = "PATH='" + directory + "':\"$PATH\"; set -m; background() { \"$@\" & wait; }; background ";
        Ended ended = onTerminal(background, "-q", "--timeline");
        assertTrue(ended.out().contains("\nAll jobs processed.\r\n"), ended.out());
    }

    /** Runs the jar on a terminal of its own, which util-linux's script makes. It takes a command as one string. */
    private static Ended onTerminal(String setUp, String... arguments) throws Exception {
        String command = Jar.command(List.of(), arguments).stream().map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        String script = "TERM=xterm; export TERM; " + setUp + command;
        return Jar.finish(List.of("script", "--quiet", "--return", "--command", script, "/dev/null"));
    }
}
