package workerpool.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a time like 250ms, 1.5s or 2m. Zero needs no unit. */
final class DelayConverter implements ITypeConverter<Duration> {
    private static final Pattern DELAY =
            Pattern.compile("0{1,6}(?:\\.0{1,6})?|([0-9]{1,6}(?:\\.[0-9]{1,6})?)(ms|s|m)");
    private static final Map<String, Long> UNIT_NANOS = Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L);

    @Override
    public Duration convert(String text) {
        Matcher delay = DELAY.matcher(text);
        if (!delay.matches()) {
            throw new TypeConversionException("'" + text + "' is neither 0 nor up to six digits with ms, s or m"
                    + " (milliseconds, seconds or minutes), like 250ms, 1.5s or 2m");
        }
        String unit = delay.group(2);
        return unit == null ? Duration.ZERO : Duration.ofNanos(
                new BigDecimal(delay.group(1)).multiply(BigDecimal.valueOf(UNIT_NANOS.get(unit))).longValue());
    }
}
