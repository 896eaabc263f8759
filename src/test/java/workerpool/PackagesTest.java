package workerpool;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the packages apart: dependencies run one way. */
class PackagesTest {
    private static final Path PATTERN = Path.of("src", "main", "java", "workerpool");
    private static final Path CLI = PATTERN.resolve("cli");

    @Test
    void shouldKeepThePatternAndTheFactorialFreeOfTheProgram() throws IOException {
        assertNamesNone(PATTERN, "workerpool.cli", "workerpool.factorial", "picocli", "logback", "jdk.jfr",
                "System.out", "System.err");
        assertNamesNone(PATTERN.resolve("factorial"), "workerpool.cli", "picocli", "logback");
    }

    @Test
    void shouldKeepTheTimelineFreeOfTheCommandAndTheConsole() throws IOException {
        assertNamesNone(CLI.resolve("timeline"), "workerpool.cli.console", "import workerpool.cli.", "picocli",
                "logback");
    }

    @Test
    void shouldKeepTheConsoleFreeOfTheCommandAndTheTimeline() throws IOException {
        assertNamesNone(CLI.resolve("console"), "workerpool.cli.timeline", "import workerpool.", "picocli");
    }

    private static void assertNamesNone(Path directory, String... names) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertFalse(sources.isEmpty(), directory.toString());
            for (Path source : sources) {
                String code = Files.readString(source).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^package .*$",
                        "");
                for (String name : names) {
                    assertFalse(code.contains(name), source + " names " + name);
                }
            }
        }
    }
}
