package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.Logger;

/** What README.md promises to whoever copies the pattern's folder. */
@Execution(ExecutionMode.CONCURRENT)
class CopyTest {
    @TempDir
    private Path directory;

    @Test
    void shouldGiveTheResultsOnCtrlCToAProgramOfTheSourcesOfOneFolderAndSlf4jAlone() throws Exception {
        String slf4j = Path.of(Logger.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        compile(slf4j);
        String size = Files.writeString(directory.resolve("size"), "one\n").toString();
        String missing = directory.resolve("missing").toString();
        List<String> command = new ArrayList<>(List.of(Jar.JAVA, "-cp", directory + File.pathSeparator + slf4j,
                "example.FileSizes", missing));
        command.addAll(Collections.nCopies(2_000, size)); // which would take 100 s
        List<String> lines = List.of();
        for (int seconds = 1; lines.size() < 5; seconds *= 2) { // on a busy machine, its start takes longer
            lines = interruptAfter(seconds, command);
        }
        assertEquals("stopped", lines.get(0));
        assertEquals("1 " + missing + ": java.nio.file.NoSuchFileException: " + missing, lines.get(1));
        for (int id = 2; id < lines.size(); id++) {
            String value = id < lines.size() - 2 ? "4" : "(4|java.lang.InterruptedException: .*)"; // of two workers
            assertTrue(lines.get(id).matches(id + " \\Q" + size + "\\E: " + value), lines::toString);
        }
    }

    private void compile(String classPath) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-Xlint:all", "-Werror", "-d", directory.toString(),
                "-cp", classPath, "src/test/java/example/FileSizes.java"));
        try (Stream<Path> files = Files.list(Path.of("src/main/java/workerpool"))) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
    }

    /** Runs the program and sends SIGINT, or SIGTERM where that is ignored. Returns the lines that it prints. */
    private static List<String> interruptAfter(int seconds, List<String> command) throws Exception {
        Process process = Jar.builder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.waitFor(seconds, TimeUnit.SECONDS);
        boolean isIgnored = Jar.isIgnored("INT"); // as in a script's background job
        Jar.signal(isIgnored ? "TERM" : "INT", process);
        List<String> lines = Jar.rest(process.getInputStream()).lines().toList();
        assertEquals(isIgnored ? 143 : 130, process.waitFor());
        return lines;
    }
}
