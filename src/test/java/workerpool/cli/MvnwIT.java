package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A copy of mvnw, with a Maven on the PATH and a release to fetch that both only say who they are. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class MvnwIT {
    @TempDir
    private Path directory;

    @BeforeEach
    void copy() throws Exception {
        Files.createDirectories(directory.resolve("p/.mvn/wrapper"));
        Files.createDirectories(directory.resolve("bin"));
        Files.copy(Path.of("mvnw"), directory.resolve("p/mvnw"));
        writeProperties("file:///nowhere/apache-maven-9.9.9-bin.tar.gz", "0");
        writeMaven("echo Apache Maven 3.9.1");
    }

    @Test
    void shouldRunTheMavenOnThePathWhereverItCannotInstall() throws Exception {
        for (String home : new String[] {"unset HOME;", "export HOME=/dev/null;", "export HOME=\"$1/home\";"}) {
            Ended ended = run(home + " exec sh \"$1/p/mvnw\"");
            assertEquals("Apache Maven 3.9.1\n", ended.out(), ended.err());
            assertTrue(ended.err().endsWith("; running Maven 3.9.1 from the PATH\n"), ended.err());
        }
    }

    @Test
    void shouldReportWhatAMavenThatFailsSays() throws Exception {
        writeMaven("echo JAVA_HOME is wrong >&2; exit 1");
        Ended ended = run("unset HOME; exec sh \"$1/p/mvnw\"");
        assertEquals(1, ended.exitCode());
        assertTrue(ended.err().endsWith(", and the Maven on the PATH fails: JAVA_HOME is wrong\n"), ended.err());
    }

    @Test
    void shouldFindItsPropertiesThroughASymbolicLink() throws Exception {
        Ended ended = run("unset HOME; ln -s \"$1/p/mvnw\" \"$1/link\"; exec sh \"$1/link\"");
        assertEquals("Apache Maven 3.9.1\n", ended.out(), ended.err());
    }

    @Test
    void shouldRepairAnInstallationFolderWithoutItsMvn() throws Exception {
        Ended packed = run("mkdir -p \"$1/apache-maven-9.9.9/bin\"; cd \"$1\"; echo 'echo the release' > apache-maven-9.9.9/bin/mvn;"
                + " chmod +x apache-maven-9.9.9/bin/mvn; tar -czf apache-maven-9.9.9-bin.tar.gz apache-maven-9.9.9;"
                + " sha256sum apache-maven-9.9.9-bin.tar.gz");
        String sum = packed.out().split(" ")[0];
        writeProperties("file://" + directory + "/apache-maven-9.9.9-bin.tar.gz", sum);
        Files.createDirectories(directory.resolve("home/.m2/wrapper/dists/apache-maven-9.9.9/" + sum + "/bin"));
        Ended ended = run("export HOME=\"$1/home\"; exec sh \"$1/p/mvnw\"");
        assertEquals("the release\n", ended.out(), ended.err());
    }

    private void writeProperties(String url, String sum) throws IOException {
        Files.writeString(directory.resolve("p/.mvn/wrapper/maven-wrapper.properties"),
                "distributionUrl=" + url + "\ndistributionSha256Sum=" + sum + "\n");
    }

    private void writeMaven(String script) throws IOException {
        Path maven = Files.writeString(directory.resolve("bin/mvn"), "#!/bin/sh\n" + script + "\n");
        assertTrue(maven.toFile().setExecutable(true));
    }

    private Ended run(String script) throws Exception {
        return Jar.shell("unset MVNW_REPOURL; PATH=\"$1/bin:$PATH\"; " + script, List.of(directory.toString()));
    }
}
