package build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A copy of mvnw, with a Maven on the PATH and a release to fetch that both only say who they are. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Execution(ExecutionMode.CONCURRENT)
class MvnwIT {
    private static final int LIMIT_SECONDS = 30;
    private static final String RELEASE = "apache-maven-9.9.9";
    private static final String ARCHIVE = RELEASE + "-bin.tar.gz";
    private static final String DISTS = "home/.m2/wrapper/dists/" + RELEASE;
    /** Runs mvnw where it cannot install, so that it uses the Maven on the PATH. */
    private static final String RUN_WITHOUT_HOME = "unset HOME; exec sh p/mvnw \"$@\"";
    private static final String RUN_WITH_HOME = "export HOME=\"$PWD/home\"; exec sh p/mvnw \"$@\"";

    @TempDir
    private Path directory;

    @BeforeEach
    void copy() throws Exception {
        Files.createDirectories(directory.resolve("p/.mvn/wrapper"));
        Files.createDirectories(directory.resolve("bin"));
        Files.copy(Path.of("mvnw"), directory.resolve("p/mvnw"));
        writeProperties("file:///nowhere/" + ARCHIVE, "0");
        writeMaven("echo Apache Maven 3.9.1");
    }

    @Test
    void shouldRunTheMavenOnThePathWhereverItCannotInstall() throws Exception {
        for (String home : new String[] {"unset HOME;", "export HOME=/dev/null;", "export HOME=\"$PWD/home\";"}) {
            Ended ended = run(home + " exec sh p/mvnw");
            assertEquals("Apache Maven 3.9.1\n", ended.out(), ended.err());
            assertTrue(ended.err().endsWith("; running Maven 3.9.1 from the PATH\n"), ended.err());
        }
    }

    @Test
    void shouldReportWhatAMavenThatFailsSays() throws Exception {
        writeMaven("echo JAVA_HOME is wrong >&2; exit 1");
        Ended ended = run(RUN_WITHOUT_HOME);
        assertEquals(1, ended.exitCode());
        assertTrue(ended.err().endsWith(", and the Maven on the PATH fails: JAVA_HOME is wrong\n"), ended.err());
    }

    @Test
    void shouldRefuseAMavenThatIsTooOld() throws Exception {
        for (String version : List.of("2.2.1", "3.6.3", "3.7.0")) {
            writeMaven("echo Apache Maven " + version);
            Ended ended = run(RUN_WITHOUT_HOME);
            assertEquals(1, ended.exitCode(), version);
            assertEquals("", ended.out());
            assertTrue(ended.err().endsWith(", and there is no Maven 3.8 or newer on the PATH\n"), ended.err());
        }
    }

    @Test
    void shouldTakeAMavenThatIsNewEnough() throws Exception {
        for (String version : List.of("3.8.1", "3.10.0", "4.0.0")) {
            writeMaven("echo Apache Maven " + version);
            Ended ended = run(RUN_WITHOUT_HOME);
            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals("Apache Maven " + version + "\n", ended.out());
        }
    }

    @Test
    void shouldPassOnMavensExitCode() throws Exception {
        writeMaven("[ \"$1\" = verify ] && exit 42; echo Apache Maven 3.9.1");
        assertEquals(42, run(RUN_WITHOUT_HOME, "verify").exitCode());
    }

    @Test
    void shouldPassOnItsArgumentsUnchanged() throws Exception {
        writeMaven("[ \"$1\" = --version ] && echo Apache Maven 3.9.1 || printf '<%s>' \"$@\"");
        Ended ended = run(RUN_WITHOUT_HOME, "verify", "-Dname=two  words", "", "*");
        assertEquals("<verify><-Dname=two  words><><*>", ended.out(), ended.err());
    }

    @Test
    void shouldFindItsPropertiesThroughASymbolicLink() throws Exception {
        Ended ended = run("unset HOME; ln -s p/mvnw link; exec sh link");
        assertEquals("Apache Maven 3.9.1\n", ended.out(), ended.err());
    }

    @Test
    void shouldRepairAnInstallationFolderWithoutItsMvn() throws Exception {
        String sum = packRelease(directory);
        writeProperties("file://" + directory.resolve(ARCHIVE), sum);
        Files.createDirectories(directory.resolve(DISTS).resolve(sum).resolve("bin"));
        Ended ended = run(RUN_WITH_HOME);
        assertEquals("the release\n", ended.out(), ended.err());
    }

    @Test
    void shouldRefuseAReleaseWithAWrongChecksum() throws Exception {
        packRelease(directory);
        String url = "file://" + directory.resolve(ARCHIVE);
        writeProperties(url, "0123");
        Ended ended = run(RUN_WITH_HOME);
        assertEquals(1, ended.exitCode());
        assertEquals("", ended.out());
        assertEquals("mvnw: " + url + " does not have the SHA-256 0123; nothing was installed\n", ended.err());
        assertArrayEquals(new String[0], directory.resolve(DISTS).toFile().list());
    }

    @Test
    void shouldFetchTheReleaseFromTheRepositoryThatMvnwRepourlNames() throws Exception {
        String sum = packRelease(directory.resolve("repository/org/apache/maven/apache-maven/9.9.9"));
        writeProperties("file:///nowhere/" + ARCHIVE, sum);
        Ended ended = run("export MVNW_REPOURL=\"file://$PWD/repository\"; " + RUN_WITH_HOME);
        assertEquals("the release\n", ended.out(), ended.err());
    }

    private void writeProperties(String url, String sum) throws IOException {
        Files.writeString(directory.resolve("p/.mvn/wrapper/maven-wrapper.properties"),
                "distributionUrl=" + url + "\ndistributionSha256Sum=" + sum + "\n");
    }

    private void writeMaven(String script) throws IOException {
        writeScript(directory.resolve("bin/mvn"), script);
    }

    private static void writeScript(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    /** Puts the archive of a release into the folder, and returns its checksum. */
    private String packRelease(Path folder) throws Exception {
        Files.createDirectories(folder);
        Files.createDirectories(directory.resolve(RELEASE + "/bin"));
        writeScript(directory.resolve(RELEASE + "/bin/mvn"), "echo the release");
        Path archive = folder.resolve(ARCHIVE);
        assertEquals(0, run("tar -czf \"$1\" " + RELEASE, archive.toString()).exitCode());
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
    }

    /** What a script left behind. */
    private record Ended(int exitCode, String out, String err) {
    }

    /** Runs a shell script in the temporary folder. It finds the arguments in "$@". */
    private Ended run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().remove("MVNW_REPOURL");
        builder.environment().merge("PATH", directory.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        return finish(builder);
    }

    private Ended finish(ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "hangs");
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
