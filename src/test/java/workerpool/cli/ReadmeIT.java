package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workerpool.cli.report.RunReport;
import workerpool.cli.report.Timeline;
import workerpool.factorial.Factorial;

/** Holds README.md to the truth. */
@Execution(ExecutionMode.CONCURRENT)
class ReadmeIT {
    private static final Path README = Path.of("README.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    /** The commands that fail on purpose. */
    private static final Set<String> FAILING = Set.of("java -jar target/pool.jar -n 5,-1 -j 6",
            "java -jar target/pool.jar -j 12 -n 20000,5,-1 -w 2 --delay 0 -q --timeline");

    private final String readme;

    ReadmeIT() throws IOException {
        readme = Files.readString(README);
    }

    @Test
    void shouldShowTheOptionsThatHelpPrints() throws Exception {
        Ended help = Jar.run("--help");
        assertTrue(readme.contains("```text\n" + help.out() + "```\n"), "the block with the options should be:\n"
                + help.out());
    }

    @Test
    void shouldLinkToFilesByTheirNameOrByCodeThatTheyContain() throws IOException {
        List<MatchResult> links = found("\\[`?([^`\\]]+)`?]\\(([^)]+)\\)");
        assertTrue(links.size() >= 6, links.size() + " links");
        for (MatchResult link : links) {
            String content = Files.readString(Path.of(link.group(2)));
            assertTrue(link.group(2).contains(link.group(1)) || content.contains(link.group(1)), link.group());
        }
    }

    @Test
    void shouldShowTheCodeThatTestsRun() throws IOException {
        for (String test : List.of("MiniPool.java", "example/FileSizes.java", "workerpool/ExecutorTest.java")) {
            String code = Files.readString(TESTS.resolve(test))
                    .replaceAll("(?s)^.*// README: begin\n|\\s*(// README: end.*)?$", "").stripIndent();
            assertTrue(readme.contains("\n```java\n" + code + "\n```\n"), "should be shown:\n" + code);
        }
    }

    /** What a run of it may not show. */
    @Test
    void shouldShowAMiniPoolThatKeepsTheRules() {
        for (String code : List.of("finally {\n                    done.countDown();", "job != PILL;", "long f = 1;",
                "catch (InterruptedException e) {\n                    Thread.currentThread().interrupt();")) {
            assertTrue(readme.contains(code), code);
        }
        int last = Integer.parseInt(readme.replaceAll("(?s)^.*// overflows after (\\d+)!.*$", "$1"));
        assertTrue(Factorial.of(last).bitLength() < Long.SIZE && Factorial.of(last + 1).bitLength() >= Long.SIZE);
    }

    /** The methods of the pool that "The rules" name by their parentheses. */
    @Test
    void shouldNameMethodsThatThePoolHas() throws IOException {
        String pool = Files.readString(Path.of("src/main/java/workerpool/WorkerPool.java"));
        String rules = readme.replaceAll("(?s)^.*\n## The rules|\n## .*$", "");
        List<MatchResult> methods = found(rules, "`(\\w+)\\(\\w*\\)`");
        assertTrue(methods.size() >= 3, methods.toString());
        methods.forEach(method ->
                assertTrue(pool.matches("(?s).*[>\\w] " + method.group(1) + "\\(.*"), method.group()));
    }

    @Test
    void shouldDrawTheDataFlowAsThePackageDoes() throws IOException {
        String drawing = Files.readString(Path.of("src/main/java/workerpool/package-info.java"))
                .replaceAll("(?s)^.*<pre>\n| \\* </pre>.*$", "").replaceAll("(?m)^ \\* ", "");
        assertTrue(readme.contains("```text\n" + drawing + "```\n"), drawing);
    }

    @Test
    void shouldNameWhatTheScriptAndPomXmlName() throws IOException {
        assertTrue(readme.contains("`MVNW_REPOURL`") && Files.readString(Path.of("mvnw")).contains("${MVNW_REPOURL"));
        String pom = Files.readString(Path.of("pom.xml"));
        String release = pom.replaceAll("(?s)^.*<maven.compiler.release>(.*?)<.*$", "$1");
        assertTrue(readme.contains("with JDK " + release + " or later"), release);
        String slf4j = pom.replaceAll("(?s)^.*<artifactId>slf4j-api</artifactId>\\s*<version>(.*?)<.*$", "$1");
        assertTrue(readme.contains("`org.slf4j:slf4j-api:" + slf4j + "`"), slf4j);
    }

    @Test
    void shouldShowAProgramThatRunsInAnEmptyFolder(@TempDir Path directory) throws Exception {
        String program = readme.replaceAll("(?s)^.*```java\n(import .*?)```.*$", "$1");
        MatchResult save = found("save it as `(\\S+)` in an empty folder and run `(java \\S+)`").get(0);
        Files.writeString(directory.resolve(save.group(1)), program);
        assertPrintsWhatTheGoProgramPrints("cd '" + directory + "' && " + save.group(2));
    }

    @Test
    void shouldShowAProgramThatRunsInTheClone() throws Exception {
        assertPrintsWhatTheGoProgramPrints(found("`(java \\S+/MiniPool.java)`").get(0).group(1));
    }

    private void assertPrintsWhatTheGoProgramPrints(String command) throws Exception {
        Ended ended = run(command);
        assertEquals("", ended.err());
        List<String> lines = ended.lines();
        for (int id = 1; id <= 10; id++) {
            assertEquals(1, ended.count("Worker [123] starting job " + id), ended.out());
            assertEquals(1, ended.count("Worker [123] finished job " + id), ended.out());
            assertTrue(lines.subList(22, 32).contains("Job " + id + " (Number " + id + "): Factorial = "
                    + Factorial.of(id)), ended.out());
        }
        assertEquals(List.of("", "--- Results ---"), lines.subList(20, 22));
        assertEquals(List.of("All jobs processed."), lines.subList(32, lines.size()));
    }

    /** Runs a shell command that finds the java and jfr of this Java. */
    private static Ended run(String command) throws Exception {
        return Jar.shell("PATH=\"$1:$PATH\"; eval \"$2\"", List.of(Path.of(Jar.JAVA).getParent().toString(), command));
    }

    @Test
    void shouldShowATranscriptThatTheProgramCouldPrint() {
        String transcript = readme.substring(readme.indexOf("```text\n") + 8,
                readme.indexOf("\nAll jobs processed.\n```"));
        List<String> lines = transcript.lines().toList();
        assertEquals(count(lines, ".*] Worker .*"), count(lines, Ended.WORKER_LINE), "worker lines");
        assertEquals(20, count(lines, Ended.WORKER_LINE) + leftOut(transcript, "worker lines"));
        for (MatchResult result : found(transcript, "Job (\\d+) \\(Number (\\d+)\\): Factorial = (\\d+)\n")) {
            assertEquals(result.group(1), result.group(2));
            assertEquals(Factorial.of(Integer.parseInt(result.group(2))).toString(), result.group(3));
        }
        assertEquals(10, count(lines, Ended.RESULT_LINE) + leftOut(transcript, "results"));
        assertEquals(1, count(lines,
                "10 jobs in \\d+ ms with 3 workers: on average \\d+ ms per job, \\d.\\d at a time"), "summary");
    }

    private static int leftOut(String transcript, String what) {
        return Integer.parseInt(transcript.replaceAll("(?s)^.*\\.\\.\\. \\((\\d+) more " + what + "\\).*$", "$1"));
    }

    /** A shell knows the signal behind an exit code. */
    @Test
    void shouldTellEachSignalBesideItsExitCode() throws Exception {
        String codes = found("(?m)^  ((?:\\d{3},? )+)  interrupted by").get(0).group(1).replace(",", "");
        Ended names = Jar.shell("for code in " + codes + "; do kill -l $code; done", List.of());
        assertEquals(names.lines(), found("SIG([A-Z]+)").stream().map(signal -> signal.group(1)).toList());
        String code = found("press Ctrl-C(?s:.*?)exits with code (\\d+)").get(0).group(1);
        assertEquals("INT\n", Jar.shell("kill -l " + code, List.of()).out());
    }

    @Test
    void shouldTellTheSignsOfAPictureAsTheyAre() throws IOException {
        Path report = Path.of("src/main/java/workerpool/cli/report");
        MatchResult marks = found("`(.)` marks a job that failed, `(.)` one that a stop interrupted").get(0);
        assertTrue(Files.readString(report.resolve("JobState.java")).matches("(?s).*FAILED\\('" + marks.group(1)
                + "'\\).*INTERRUPTED\\('" + marks.group(2) + "'\\).*"), marks.group());
        MatchResult busy = found("`(.)`, `(.)` and `(.)` mean ever busier columns").get(0);
        assertTrue(Files.readString(report.resolve("Timeline.java")).contains("busy: " + busy.group(1)
                + " < 1/3 of a column, " + busy.group(2) + " 1/3 to 2/3, " + busy.group(3) + " > 2/3"), busy.group());
    }

    @Test
    void shouldShowTheAxisThatBelongsToTheTime() {
        MatchResult first = found("--- Timeline: (\\d+) ms ---\n(?:[WP].*\n)+(.*\n.*\n)").get(0);
        long nanos = Long.parseLong(first.group(1)) * 1_000_000;
        String picture = Timeline.draw(new RunReport(10, 3, nanos, List.of(), List.of()), 80);
        assertTrue(picture.contains("\n" + first.group(2)), picture);
    }

    @Test
    void shouldDrawABarForEachJobOfARow() {
        List<MatchResult> rows = found("Worker \\d \\[(.*)] +(\\d+) done(?: \\((\\d+) failed\\))?, +\\d+% busy");
        assertEquals(5, rows.size());
        for (MatchResult row : rows) {
            assertEquals(row.group(2), String.valueOf(row.group(1).replaceAll("[^|]", "").length()), row.group());
            int failed = row.group(1).replaceAll("[^|x]", "").replaceAll("x+", "x").replace("|", "").length();
            assertEquals(row.group(3) == null ? 0 : Integer.parseInt(row.group(3)), failed, row.group());
        }
    }

    private static long count(List<String> lines, String regex) {
        return lines.stream().filter(line -> line.matches(regex)).count();
    }

    /** Runs what takes long with fewer jobs. The flight recorder's two commands are one: it reads the other's file. */
    @ParameterizedTest
    @MethodSource("commands")
    void shouldShowCommandsThatPrintWhatTheyAreFor(String command, @TempDir Path directory) throws Exception {
        Path own = Files.writeString(directory.resolve("my.xml"), "<configuration/>");
        String quick = command.replaceAll("-j \\d{3,}", "-j 10").replace("my.xml", own.toString())
                .replace("$(find src)", "pom.xml");
        Ended ended = run(quick);
        boolean fails = FAILING.contains(command);
        assertEquals(fails ? 1 : 0, ended.exitCode(), ended.err());
        assertEquals(fails, !ended.err().isEmpty(), ended.err());
        assertFalse(ended.out().isEmpty());
        assertTrue(!command.contains("my.xml") || ended.count(Ended.WORKER_LINE) == 0, "reads the user's file");
        assertEquals(command.contains("FileSizes"), ended.out().contains("1 missing: java.nio.file.NoSuchFile"));
        assertEquals(command.contains("jfr print") ? 10 : 0, ended.count("workerpool\\.Job \\{"), ended.out());
        assertTrue(!command.contains("grep Producer") || ended.out().matches(".* blocked [0-9.]+ m?s\n"), ended.out());
    }

    static List<String> commands() throws IOException {
        List<String> commands = found(Files.readString(README),
                "(?m)^(?:for .*; do )?java .*$|`(java [^`]+)`(?:, then `(jfr [^`]+)`)?").stream()
                .map(command -> command.group(1) == null ? command.group()
                        : command.group(1) + (command.group(2) == null ? "" : " && " + command.group(2)))
                .filter(command -> !command.endsWith("MiniPool.java")).toList();
        assertTrue(commands.size() >= 8 && commands.containsAll(FAILING), commands.toString());
        assertTrue(commands.stream().anyMatch(command -> command.contains("&& jfr")), commands.toString());
        return commands;
    }

    @Test
    void shouldTellHowManyFilesThereAreToCopy() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "main", "java", "workerpool"))) {
            String number = found("the (\\w+) files of the folder `workerpool`").get(0).group(1);
            assertEquals(List.of("four", "five").indexOf(number) + 4, files.filter(Files::isRegularFile).count());
        }
    }

    private List<MatchResult> found(String regex) {
        return found(readme, regex);
    }

    private static List<MatchResult> found(String text, String regex) {
        return Pattern.compile(regex).matcher(text).results().toList();
    }
}
