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
    private static final Pattern ZERO = Pattern.compile("0{1,6}(\\.0{1,6})?");
    private static final Pattern DELAY = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)(ms|s|m)");
    private static final Map<String, Duration> UNITS =
            Map.of("ms", Duration.ofMillis(1), "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1));

    @Override
    public Duration convert(String text) {
        if (ZERO.matcher(text).matches()) {
            return Duration.ZERO;
        }
        Matcher delay = DELAY.matcher(text);
        if (!delay.matches()) {
            throw new TypeConversionException("'" + text + "' is neither 0 nor up to six digits with ms, s or m"
                    + " (milliseconds, seconds or minutes), like 250ms, 1.5s or 2m");
        }
        BigDecimal unitNanos = BigDecimal.valueOf(UNITS.get(delay.group(2)).toNanos());
        return Duration.ofNanos(new BigDecimal(delay.group(1)).multiply(unitNanos).longValue());
    }
}
