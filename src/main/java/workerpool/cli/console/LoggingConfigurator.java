package workerpool.cli.console;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.StatusUtil;
import org.slf4j.LoggerFactory;

/**
 * Configures Logback to write worker lines to standard output. Logback finds this class as a service. A user's own
 * configuration, named by {@code -Dlogback.configurationFile}, takes its place.
 */
public final class LoggingConfigurator extends ContextAwareBase implements Configurator {
    /** What Logback's status says if it has read a configuration file. If it cannot read one, it does not throw. */
    private static final String READ = "End of configuration";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} [%thread] %msg%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * Sets up logging now rather than with the first worker line, and turns worker lines off if the program is to be
     * quiet. Leaves another SLF4J provider to its own configuration.
     *
     * @throws IllegalArgumentException if Logback cannot read the user's file; the message is one line
     */
    public static void start(boolean quiet) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        String file = System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
        if (file != null && !new StatusUtil(context).containsMatch(READ)) {
            throw new IllegalArgumentException("-D" + ClassicConstants.CONFIG_FILE_PROPERTY + "=" + file
                    + ": Logback cannot read this file");
        }
        if (quiet) {
            context.getLogger("workerpool.WorkerPool").setLevel(Level.OFF); // the user's file may set this level, too
        }
    }

    /** Flushes and closes the appenders. */
    public static void stop() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
