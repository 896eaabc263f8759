package workerpool;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.TimeZone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up Logback, which finds this class as a service, and writes its lines to {@link System#out}.
 *
 * <p>With Logback's own XML reader, pattern layout and console appender the program takes 1.7 times as long to start, and
 * worker lines longer to write. {@code -Dlogback.configurationFile=…} brings all of them back.
 */
public final class Logging extends UnsynchronizedAppenderBase<ILoggingEvent> implements Configurator {
    private static final Thread PREPARATION = new Thread(LoggerFactory::getILoggerFactory, "logging");

    private final TimeZone zone = TimeZone.getDefault();

    /** Starts to set up logging on a thread of its own, as picocli needs the time until then too. */
    static void prepare() {
        PREPARATION.setDaemon(true);
        PREPARATION.start();
    }

    /** The workers' logger; blocks until logging is set up. Before that, SLF4J would hand out one that holds lines back. */
    static Logger logger() throws InterruptedException {
        PREPARATION.join();
        return LoggerFactory.getLogger(WorkerPool.class);
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        setContext(context);
        start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Formats outside any lock, and writes a line with one call, so that lines stay whole. */
    @Override
    protected void append(ILoggingEvent event) {
        byte[] line = line(event).getBytes(StandardCharsets.UTF_8);
        System.out.write(line, 0, line.length);
    }

    private String line(ILoggingEvent event) {
        long utc = event.getTimeStamp();
        int millis = (int) Math.floorMod(utc + zone.getOffset(utc), 86_400_000L);
        StringBuilder line = new StringBuilder(80);
        digits(line, millis / 3_600_000, 10).append(':');
        digits(line, millis / 60_000 % 60, 10).append(':');
        digits(line, millis / 1000 % 60, 10).append('.');
        digits(line, millis % 1000, 100).append(" [").append(event.getThreadName()).append("] ");
        return line.append(event.getFormattedMessage()).append('\n').toString();
    }

    private static StringBuilder digits(StringBuilder line, int value, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            line.append((char) ('0' + value / unit % 10));
        }
        return line;
    }
}
