package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LoggingConfiguratorTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void shouldWriteLinesOfLevelInfoToStandardOutput() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream systemOut = System.out;
        System.setOut(new PrintStream(out));
        try {
            context.setMDCAdapter(new LogbackMDCAdapter());
            assertEquals(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY, new LoggingConfigurator().configure(context));
            context.getLogger("any").info("hello {}", 7);
            context.getLogger("any").debug("hidden");
            context.getLogger(Logger.ROOT_LOGGER_NAME).callAppenders(eventAtFiveInTheAfternoon());
        } finally {
            System.setOut(systemOut);
        }
        assertTrue(out.toString().matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\[.+] hello 7\\R"
                + "17:06:07\\.089 \\[.+] at five\\R"), out.toString());
        assertEquals(0, context.getStatusManager().getCopyOfStatusList().stream().filter(status ->
                status.getLevel() > 0).count());
        context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders()
                .forEachRemaining(appender -> assertEquals(context, appender.getContext()));
    }

    private LoggingEvent eventAtFiveInTheAfternoon() {
        LoggingEvent event = new LoggingEvent("any", context.getLogger("any"), Level.INFO, "at five", null, null);
        LocalDateTime five = LocalDateTime.of(2026, 11, 27, 17, 6, 7, 89_000_000);
        event.setInstant(five.atZone(ZoneId.systemDefault()).toInstant());
        return event;
    }
}
