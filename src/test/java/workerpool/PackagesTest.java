package workerpool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the pattern apart from the program that shows it. */
class PackagesTest {
    private static final Path PATTERN = Path.of("src", "main", "java", "workerpool");

    @Test
    void shouldKeepThePatternFreeOfTheProgram() throws IOException {
        try (Stream<Path> files = Files.list(PATTERN)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertTrue(sources.size() >= 8, sources.toString());
            for (Path source : sources) {
                String code = code(source);
                for (String name : List.of("workerpool.cli", "picocli", "logback", "jdk.jfr", "System.out", "System.err")) {
                    assertFalse(code.contains(name), source + " names " + name);
                }
            }
        }
    }

    @Test
    void shouldKeepThePageFreeOfItsInstruments() throws IOException {
        for (String file : List.of("WorkerPool.java", "Worker.java")) {
            for (String name : List.of("nanoTime", "Span", "FlightRecorder", "yield", "ThreadGroup", "System.err")) {
                assertFalse(code(PATTERN.resolve(file)).contains(name), file + " names " + name);
            }
        }
    }

    @Test
    void shouldKeepThePatternShort() throws IOException {
        assertTrue(linesOfCode("WorkerPool.java") <= 80);
        assertTrue(linesOfCode("Worker.java") <= 50);
        assertEquals(3, linesOfCode("Job.java"));
    }

    private static String code(Path source) throws IOException {
        return Files.readString(source).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
    }

    private static long linesOfCode(String file) throws IOException {
        return code(PATTERN.resolve(file)).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("import ") && !line.startsWith("package ")).count();
    }
}
