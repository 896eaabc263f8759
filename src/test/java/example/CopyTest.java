package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** What README.md promises to whoever copies the pattern's folder. */
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
        List<String> lines = run(classes + java.io.File.pathSeparator + slf4j, three, missing);
        assertEquals(Set.of(three + ": 4", missing + ": java.nio.file.NoSuchFileException: " + missing),
                Set.copyOf(lines.subList(0, 2)));
        assertEquals(List.of("Line[file=" + three + ", length=3]", "1 deleted"), lines.subList(2, lines.size()));
        assertFalse(Files.exists(three));
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
    private List<String> run(String classPath, Path... files) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-cp", classPath, "example.FileSizes"));
        Stream.of(files).map(Path::toString).forEach(command::add);
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "hangs");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue());
        return Files.readAllLines(out);
    }
}
