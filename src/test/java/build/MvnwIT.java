package build;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy of mvnw, with a Maven on the PATH and a release to fetch, from a server, that both only say who they are. */
@Execution(ExecutionMode.CONCURRENT)
class MvnwIT {
    private static final int LIMIT_SECONDS = 30;
    private static final String RELEASE = "apache-maven-9.9.9";
    private static final String ARCHIVE = RELEASE + "-bin.tar.gz";
    private static final String DISTS = "home/.m2/wrapper/dists/" + RELEASE;
    /** Runs mvnw where it cannot install, so that it uses the Maven on the PATH. */
    private static final String RUN_WITHOUT_HOME = "unset HOME; exec sh p/mvnw \"$@\"";
    private static final String RUN_WITH_HOME = "export HOME=\"$PWD/home\"; exec sh p/mvnw \"$@\"";
    private static final String TOOLS = "sh sed tr dirname readlink mkdir mktemp tar gzip mv rm cut";
    private static final String ARCHIVE_PATH = "/repository/org/apache/maven/apache-maven/9.9.9/" + ARCHIVE;
    private static final Ended INSTALLED = new Ended(0, "the release\n", "");

    @TempDir
    private Path directory;
    private HttpServer server;
    private String address;

    @BeforeEach
    void copy() throws Exception {
        Files.createDirectories(directory.resolve("p/.mvn/wrapper"));
        Files.createDirectories(directory.resolve("bin"));
        Files.copy(Path.of("mvnw"), directory.resolve("p/mvnw"));
        startServer();
        writeProperties(url(), "0");
        writeMaven("echo Apache Maven 3.9.1");
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"2.2.1, 1", "3.6.3, 1", "3.7.0, 1", "3.8.1, 0", "3.10.0, 0", "4.0.0, 0"})
    void shouldRunTheMavenOnThePathIfItIsNotTooOldWhereItCannotInstall(String version, int exitCode) throws Exception {
        writeMaven("echo Apache Maven " + version);
        Ended ended = run(RUN_WITHOUT_HOME);
        assertEquals(exitCode, ended.exitCode(), ended.err());
        assertEquals(exitCode == 0 ? "Apache Maven " + version + "\n" : "", ended.out());
        assertTrue(ended.err().endsWith(exitCode == 0 ? "; running Maven " + version + " from the PATH\n"
                : ", and there is no Maven 3.8 or newer on the PATH\n"), ended.err());
    }

    @Test
    void shouldPassOnItsArgumentsUnchangedAndMavensExitCode() throws Exception {
        writeMaven("[ \"$1\" = --version ] && echo Apache Maven 3.9.1 || { printf '<%s>' \"$@\"; exit 42; }");
        Ended ended = run(RUN_WITHOUT_HOME, "verify", "-Dname=two  words", "", "*");
        assertEquals("<verify><-Dname=two  words><><*>", ended.out(), ended.err());
        assertEquals(42, ended.exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "ln -sf ../p/mvnw bin/mvn"})
    void shouldEndWithOneLineIfTheMavenOnThePathRunsMvnw(String makeLink) throws Exception {
        writeMaven("exec sh p/mvnw \"$@\"");
        // Limits the starts, as otherwise a mvnw that starts the next one without end fills the memory.
        writeScript(directory.resolve("bin/dirname"), "echo >>n; [ $(wc -l <n) -lt 9 ] && PATH=${PATH#*:} dirname $1");
        String message = "mvnw: cannot write to /dev/null/.m2/wrapper/dists/" + RELEASE
                + ", and the Maven on the PATH fails: mvnw: the mvn on the PATH runs mvnw itself\n";
        assertEquals(new Ended(1, "", message), run(makeLink + "; " + RUN_WITHOUT_HOME));
    }

    @Test
    void shouldRunABuildThatRunsMvnw() throws Exception {
        writeMaven("[ \"$1\" = --version ] && echo Apache Maven 3.9.1 || exec sh p/mvnw --version");
        assertEquals("Apache Maven 3.9.1\n", run(RUN_WITHOUT_HOME, "verify").out());
    }

    @Test
    void shouldFindItsPropertiesThroughASymbolicLink() throws Exception {
        Ended ended = run("unset HOME; ln -s p/mvnw link; exec sh link");
        assertEquals("Apache Maven 3.9.1\n", ended.out(), ended.err());
    }

    @Test
    void shouldFetchNothingIfItsFolderIsBroken() throws Exception {
        String sum = packRelease();
        writeProperties(url(), sum);
        Path broken = Files.createDirectories(directory.resolve(DISTS).resolve(sum));
        Ended ended = run(RUN_WITH_HOME);
        assertEquals(1, ended.exitCode());
        assertEquals("", ended.out());
        String message = sum + " is broken, as it has no bin/mvn; delete it and try again\n";
        assertTrue(ended.err().endsWith(message), ended.err());
        Files.delete(broken); // it is empty
        assertEquals(INSTALLED, run(RUN_WITH_HOME));
        Files.delete(directory.resolve(ARCHIVE));
        assertEquals(INSTALLED, run(RUN_WITH_HOME), "fetched once");
    }

    @Test
    void shouldRunAndKeepWhatAnotherRunInstallsJustBeforeIt() throws Exception {
        String sum = packRelease();
        writeProperties(url(), sum);
        String bin = DISTS + "/" + sum + "/bin";
        writeScript(directory.resolve("bin/mv"), "mkdir installed 2>/dev/null && mkdir -p " + bin
                + " && cp bin/mvn " + bin + "\nPATH=${PATH#*:}; exec mv \"$@\"");
        assertEquals(new Ended(0, "Apache Maven 3.9.1\n", ""), run(RUN_WITH_HOME));
        assertArrayEquals(new String[] {sum}, directory.resolve(DISTS).toFile().list());
        assertArrayEquals(new String[] {"bin"}, directory.resolve(DISTS).resolve(sum).toFile().list());
    }

    @Test
    void shouldRefuseAReleaseWithAWrongChecksum() throws Exception {
        packRelease();
        writeProperties(url(), "0123");
        String message = address + ARCHIVE_PATH + " does not have the SHA-256 0123; nothing was installed";
        assertEquals(new Ended(1, "", "mvnw: " + message + "\n"), run(RUN_WITH_HOME));
        assertArrayEquals(new String[0], directory.resolve(DISTS).toFile().list());
    }

    @Test
    void shouldInstallNothingIfItCannotCheckTheArchive() throws Exception {
        writeProperties(url(), packRelease());
        String message = "there is no sha256sum or shasum to check the archive with; nothing was installed";
        assertEquals(new Ended(1, "", "mvnw: " + message + "\n"), runWith("curl", ""));
    }

    @Test
    void shouldInstallBelowAHomeWithABackslash() throws Exception {
        writeProperties(url(), packRelease());
        assertEquals(INSTALLED, run(RUN_WITH_HOME.replace("home", "a\\b")));
    }

    @Test
    void shouldFetchWithWgetIfCurlFails() throws Exception {
        writeProperties(url(), packRelease());
        writeScript(directory.resolve("bin/curl"), "exit 23");
        assertEquals(INSTALLED, runWith("wget sha256sum", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl sha256sum", "wget shasum"})
    void shouldFetchTheReleaseFromTheRepositoryThatMvnwRepourlNames(String tools) throws Exception {
        writeProperties("file:///nowhere/" + ARCHIVE, packRelease());
        assertEquals(INSTALLED, runWith(tools, "MVNW_REPOURL=http://user:secret@" + address + "/moved/"));
    }

    @Test
    void shouldLeaveNothingBehindIfItIsInterrupted() throws Exception {
        writeProperties(url(), packRelease());
        // From a folder elsewhere, the release may not move to its place in one step.
        writeScript(directory.resolve("bin/curl"), "[ -d " + DISTS + "/* ] || echo elsewhere; kill -s TERM $PPID");
        assertEquals(new Ended(130, "", ""), run(RUN_WITH_HOME));
        assertArrayEquals(new String[0], directory.resolve(DISTS).toFile().list());
    }

    @ParameterizedTest
    @CsvSource({"curl, true", "curl, false", "wget, true", "wget, false"})
    void shouldRunTheMavenOnThePathIfItCannotFetchAndShowNoPassword(String tool, boolean answers) throws Exception {
        if (!answers) {
            server.stop(0);
        } // else it answers that it has no archive
        String message = "mvnw: cannot fetch " + address + ARCHIVE_PATH + "; running Maven 3.9.1 from the PATH\n";
        assertEquals(new Ended(0, "Apache Maven 3.9.1\n", message), runWith(tool, ""));
    }

    private void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        address = "127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean found = path.equals(ARCHIVE_PATH) && Files.exists(directory.resolve(ARCHIVE));
        byte[] body = found ? Files.readAllBytes(directory.resolve(ARCHIVE)) : new byte[] {'?'};
        try (exchange) {
            exchange.getResponseHeaders().set("Location", path.replace("moved", "repository"));
            exchange.sendResponseHeaders(path.startsWith("/moved/") ? 302 : found ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String url() {
        return "http://user:secret@" + address + ARCHIVE_PATH;
    }

    private void writeProperties(String url, String sum) throws IOException {
        Files.writeString(directory.resolve("p/.mvn/wrapper/maven-wrapper.properties"),
                "distributionUrl=" + url + "\r\ndistributionSha256Sum=" + sum + "\n"); // as Windows and Unix end lines
    }

    private void writeMaven(String script) throws IOException {
        writeScript(directory.resolve("bin/mvn"), script);
    }

    private static void writeScript(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    /** Packs the release that the server then has, and returns its checksum. */
    private String packRelease() throws Exception {
        Files.createDirectories(directory.resolve(RELEASE + "/bin"));
        writeScript(directory.resolve(RELEASE + "/bin/mvn"), "echo the release");
        assertEquals(0, run("tar -czf " + ARCHIVE + " " + RELEASE).exitCode());
        byte[] archive = Files.readAllBytes(directory.resolve(ARCHIVE));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
    }

    /** What a script left behind. */
    private record Ended(int exitCode, String out, String err) {
    }

    /** Runs mvnw where the PATH leads to no tools but those that it always needs, and these. */
    private Ended runWith(String tools, String environment) throws Exception {
        for (String needed : (TOOLS + " " + tools).split(" ")) {
            Ended found = run("command -v " + needed);
            assumeTrue(found.exitCode() == 0, needed + " is missing");
            writeScript(directory.resolve("bin/" + needed), "exec " + found.out().strip() + " \"$@\"");
        }
        return run("PATH=\"$PWD/bin\"; export PATH " + environment + "; " + RUN_WITH_HOME);
    }

    /** Runs a shell script in the temporary folder. It finds the arguments in "$@". */
    private Ended run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().remove("MVNW_REPOURL");
        builder.environment().put("no_proxy", "127.0.0.1");
        builder.environment().merge("PATH", directory.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
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
