package workerpool.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class WorkerLineLayoutTest {
    @ParameterizedTest
    @CsvSource({"Asia/Kolkata, 14:43:41.007", "UTC, 09:13:41.007", "America/St_Johns, 05:43:41.007"})
    void shouldTellTheLocalTime(String zone, String time) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            assertEquals(time + " [worker-2] Worker 2 starting job 7\n", layOut(
                    LocalDateTime.of(2026, 11, 24, 9, 13, 41,
                            7_000_000).atZone(ZoneId.of("UTC")).toInstant().toEpochMilli()));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void shouldGiveTimesOfTheirOwnToTwoLines() {
        long now = System.currentTimeMillis();
        assertEquals(false, layOut(now).equals(layOut(now + 1)));
    }

    private static String layOut(long millis) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LoggingEvent event = new LoggingEvent("", context.getLogger("any"), Level.INFO, "Worker {} starting job {}",
                null,
                new Object[] {2, 7});
        event.setTimeStamp(millis);
        event.setThreadName("worker-2");
        WorkerLineLayout layout = new WorkerLineLayout();
        layout.setContext(context);
        layout.start();
        return layout.doLayout(event);
    }
}
