package workerpool.cli;

import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.LoggerFactory;
import workerpool.cli.console.LoggingConfigurator;
import workerpool.cli.console.ShutdownHook;
import workerpool.cli.console.StandardOutput;

/** Runs the program in this JVM. */
final class Cli {
    private Cli() {
    }

    static Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return run(out, out, arguments);
    }

    /** Runs the program with its output to {@code target}; what {@code out} has caught of it is returned. */
    static Ended run(OutputStream target, ByteArrayOutputStream out, String... arguments) {
        return run(target, hook(), out, arguments);
    }

    /** Returns a hook that no signal reaches, with the limits that the program has. */
    static ShutdownHook hook() {
        return new ShutdownHook(Duration.ofSeconds(8), Duration.ofSeconds(1));
    }

    /** Runs the program with a hook of the test's. */
    static Ended run(OutputStream target, ShutdownHook hook, ByteArrayOutputStream out, String... arguments) {
        PrintStream systemOut = System.out;
        StandardOutput output = new StandardOutput(target);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output));
        configureLogging(); // the run before has stopped it
        try {
            int exitCode = Main.run(output, hook, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
            return new Ended(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(systemOut);
        }
    }

    private static void configureLogging() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.start();
        new LoggingConfigurator().configure(context);
    }
}
