package workerpool;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the packages apart: dependencies run one way. Whoever copies the pattern compiles it alone: see CopyTest. */
class PackagesTest {
    @ParameterizedTest(name = "workerpool{0}")
    @CsvSource({"'', jdk.jfr; System.out; System.err", "/factorial, workerpool.cli; picocli; logback",
        "/cli/report, import workerpool.cli.; workerpool.cli.console; picocli; logback",
        "/cli/console, import workerpool.; workerpool.cli.report; picocli"})
    void shouldKeepEachPackageFreeOfWhatItMustNotKnow(String folder, String names) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/workerpool" + folder))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertFalse(sources.isEmpty(), folder);
            for (Path source : sources) {
                String code = Files.readString(source).replaceAll("(?s)/\\*.*?\\*/|package [^;]*", "");
                for (String name : names.split("; ")) {
                    assertFalse(code.contains(name), source + " names " + name);
                }
            }
        }
    }
}
