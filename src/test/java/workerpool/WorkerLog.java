package workerpool;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Hands the workers' log lines to a test, on the worker's thread, instead of printing them, until it is detached. */
final class WorkerLog extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final Logger logger = (Logger) LoggerFactory.getLogger(WorkerPool.class);
    private volatile Consumer<String> onLine = line -> { };

    /** Drops the lines, until it is told what to do with them. */
    WorkerLog() {
        setContext(logger.getLoggerContext());
        start();
        logger.setAdditive(false);
        logger.addAppender(this);
        logger.setLevel(Level.INFO);
    }

    void onLine(Consumer<String> onLine) {
        this.onLine = onLine;
    }

    @Override
    protected void append(ILoggingEvent event) {
        onLine.accept(event.getLevel() + " " + event.getFormattedMessage());
    }

    void detach() {
        logger.detachAppender(this);
        logger.setAdditive(true);
        logger.setLevel(null);
    }
}
