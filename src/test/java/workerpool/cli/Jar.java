package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the real target/pool.jar in a process of its own. */
final class Jar {
    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    static final String PATH = Path.of("target", "pool.jar").toString();
    private static final int LIMIT_SECONDS = 60;

    private Jar() {
    }

    /** Runs {@code java -jar pool.jar ARGUMENTS}. */
    static Ended run(String... arguments) throws IOException, InterruptedException {
        return finish(command(List.of(), arguments));
    }

    static List<String> command(List<String> jvmOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1")); // C2 slows a short run down
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", PATH));
        Collections.addAll(command, arguments);
        return command;
    }

    /** Runs a shell script that finds the command in "$@". */
    static Ended shell(String script, List<String> command) throws IOException, InterruptedException {
        List<String> shell = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        shell.addAll(command);
        return finish(shell);
    }

    static Ended finish(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("pool", ".out");
        Path err = Files.createTempFile("pool", ".err");
        try {
            Process process = builder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            try {
                assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), () -> "hangs: " + command);
            } finally {
                process.destroyForcibly();
            }
            return new Ended(process.exitValue(), read(out), read(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        // The JVM reports on stderr that it saw these.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder;
    }

    /** Sends SIGHUP, SIGINT or SIGTERM. */
    static void signal(String name, Process process) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -s " + name + " " + process.pid()).start().waitFor();
    }

    /** A process that ignores a signal hands that on to those that it starts, and a JVM then ignores it, too. */
    static boolean isIgnored(String signal) throws IOException {
        int bit = Map.of("HUP", 0, "INT", 1, "TERM", 14).get(signal);
        Path status = Path.of("/proc/self/status");
        return Files.exists(status) && Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) >> bit & 1) != 0);
    }

    static String rest(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    static BufferedReader reader(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }
}
