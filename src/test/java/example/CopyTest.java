package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private static final Path PATTERN = Path.of("src", "main", "java", "workerpool");
    private static final Path PROGRAM = Path.of("src", "test", "java", "example", "FileSizes.java");

    @TempDir
    private Path directory;

    @Test
    void shouldRunAnotherProgramsJobsWithTheSourcesOfOneFolderAndSlf4jAlone() throws Exception {
        String slf4j = Path.of(Logger.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        Path classes = directory.resolve("classes");
        compile(classes, slf4j);
        Path three = Files.writeString(directory.resolve("three"), "one\n");
        Path missing = directory.resolve("missing");
        List<String> lines;
        do { // on a busy machine, the stop may come before the first jobs have ended
            lines = run(classes + java.io.File.pathSeparator + slf4j, three, missing);
        } while (lines.size() < 5);
        assertEquals("stopped", lines.get(0));
        for (int id = 1; id < lines.size(); id++) {
            String job = id + " " + (id % 2 == 1 ? three : missing) + ": ";
            String end = id % 2 == 1 ? "4" : "java.nio.file.NoSuchFileException: " + missing;
            boolean atTheStop = id >= lines.size() - 2; // as there are two workers
            String interrupted = "java.lang.InterruptedException: sleep interrupted";
            assertTrue(lines.get(id).equals(job + end) || atTheStop && lines.get(id).equals(job + interrupted),
                    lines::toString);
        }
    }

    private static void compile(Path classes, String classPath) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-Xlint:all", "-Werror", "-d", classes.toString(),
                "-cp", classPath, PROGRAM.toString()));
        try (Stream<Path> files = Files.list(PATTERN)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
    }

    /** Runs the program. Returns the lines that it prints. */
    private static List<String> run(String classPath, Path... files) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-cp", classPath, "example.FileSizes"));
        Stream.of(files).map(Path::toString).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return out.lines().toList();
    }
}
