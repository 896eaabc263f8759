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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import workerpool.factorial.Factorial;

/** Holds README.md to the truth. */
@Execution(ExecutionMode.CONCURRENT)
class ReadmeIT {
    private final String readme;

    ReadmeIT() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void shouldShowTheOptionsThatHelpPrints() throws Exception {
        Ended help = Jar.run("--help");
        assertTrue(readme.contains("```text\n" + help.out() + "```\n"), "the block with the options should be:\n"
                + help.out());
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
    void shouldShowThePatternAsItStandsInTheSource() throws IOException {
        String pool = Files.readString(Path.of("src", "main", "java", "workerpool", "WorkerPool.java"));
        assertShown(pool, "    public void run(Iterable", "\n    }\n");
        assertShown(pool, "        public void run()", "\n        }\n");
        assertShown(pool, "        private Result<T, R> attempt(", "\n        }\n");
    }

    @Test
    void shouldShowTheCodeThatTestsRun() throws IOException {
        for (String test : List.of("workerpool/ExecutorTest.java", "example/FileSizes.java")) {
            String source = Files.readString(Path.of("src", "test", "java").resolve(test));
            assertShown(source.replaceAll("(?s)^.*// README: begin\n|\\s*// README: end.*$", ""), "", "$");
        }
    }

    /** Asserts that README.md shows the source from {@code begin} through {@code end}, less the indentation. */
    private void assertShown(String source, String begin, String end) {
        int from = source.indexOf(begin);
        assertTrue(from >= 0, begin);
        int to = end.equals("$") ? source.length() : source.indexOf(end, from) + end.length();
        String code = source.substring(from, to).stripTrailing().stripIndent();
        assertTrue(readme.contains("\n" + code + "\n"), "should be shown:\n" + code);
    }

    @Test
    void shouldShowATranscriptThatTheProgramCouldPrint() {
        String transcript = readme.substring(readme.indexOf("```text\n") + 8,
                readme.indexOf("\nAll jobs processed.\n```"));
        List<String> lines = transcript.lines().toList();
        assertTrue(count(lines, Ended.WORKER_LINE) >= 8, transcript);
        assertEquals(count(lines, ".*] Worker .*"), count(lines, Ended.WORKER_LINE), "worker lines");
        Matcher result = Pattern.compile("Job (\\d+) \\(Number (\\d+)\\): Factorial = (\\d+)\n").matcher(transcript);
        int results = 0;
        for (; result.find(); results++) {
            assertEquals(result.group(1), result.group(2));
            assertEquals(Factorial.of(Integer.parseInt(result.group(2))).toString(), result.group(3));
        }
        assertTrue(results >= 3, results + " results");
        assertEquals(3, count(lines, "Worker [123] \\[.*] +\\d done, +\\d+% busy"), "rows of the timeline");
        assertEquals(1, count(lines, "10 jobs in \\d+ ms with 3 workers: on average \\d+ ms per job, \\d.\\d at a time"),
                "summary");
    }

    private static long count(List<String> lines, String regex) {
        return lines.stream().filter(line -> line.matches(regex)).count();
    }

    @Test
    void shouldNameOnlyFilesThatExist() {
        Matcher file = Pattern.compile("`((?:\\.ci|\\.mvn|src)/[^`*]+|mvnw|pom\\.xml)`").matcher(readme);
        List<String> names = Stream.iterate(file, Matcher::find, m -> m).map(m -> m.group(1)).toList();
        for (String name : names) {
            assertTrue(Files.exists(Path.of(name)), name);
        }
    }
}
