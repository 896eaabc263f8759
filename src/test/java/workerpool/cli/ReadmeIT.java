package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workerpool.Factorial;

/** Holds README.md to the truth. */
@Timeout(60)
class ReadmeIT {
    private final String readme;

    ReadmeIT() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void shouldShowTheOptionsThatHelpPrints() throws Exception {
        Ended help = Jar.run("--help");
        assertTrue(readme.contains("```text\n" + help.out() + "```\n"), "the block with the options should be:\n" + help.out());
    }

    @Test
    void shouldLinkEachStepOfTheGoTutorialToTheLineThatDoesIt() throws IOException {
        Matcher link = Pattern.compile("\\[`([^`]+)`]\\((src/[^#)]+)#L(\\d+)\\)").matcher(readme);
        int links = 0;
        for (; link.find(); links++) {
            List<String> lines = Files.readAllLines(Path.of(link.group(2)));
            String line = lines.get(Integer.parseInt(link.group(3)) - 1);
            String code = link.group(1);
            long right = 1 + lines.indexOf(lines.stream().filter(any -> any.contains(code)).findFirst().orElse(""));
            assertTrue(line.contains(code), link.group() + " should be line " + right);
        }
        assertTrue(links >= 8, links + " links");
    }

    @Test
    void shouldShowTranscriptsThatTheProgramCouldPrint() {
        assertEquals(10, count(" starting job "), "starts");
        assertEquals(10, count(" finished job "), "finishes");
        assertTrue(readme.contains("--- Results ---\nJob "));
        for (int id = 1; id <= 10; id++) {
            assertTrue(readme.contains("Job " + id + " (Number " + id + "): Factorial = " + Factorial.of(id) + "\n"), "job " + id);
        }
        assertTrue(readme.contains("\nAll jobs processed.\n"));
    }

    private long count(String words) {
        return readme.lines().filter(line -> line.contains(words)).count();
    }

    @Test
    void shouldNameOnlyFilesThatExist() {
        Matcher file = Pattern.compile("`((?:\\.ci|\\.mvn|src)/[^`*]+|mvnw|pom\\.xml)`").matcher(readme);
        List<String> names = Stream.iterate(file, Matcher::find, m -> m).map(m -> m.group(1)).toList();
        for (String name : names) {
            assertTrue(Files.exists(Path.of(name)), name);
        }
    }

    @Test
    void shouldStartFromAnArchiveOfItsClasses(@TempDir Path directory) throws Exception {
        Path archive = directory.resolve("pool.jsa");
        assertEquals(0, Jar.finish(Jar.command(List.of("-XX:ArchiveClassesAtExit=" + archive), "--delay", "0")).exitCode());
        Ended ended = Jar.finish(Jar.command(
                List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:on", "-Xlog:class+load"), "--delay", "0"));
        assertEquals(0, ended.exitCode());
        assertTrue(ended.lines().contains("All jobs processed."), ended.out());
        assertEquals(1, ended.count(".* workerpool\\.WorkerPool source: shared objects file \\(top\\)"), ended.out());
    }
}
