package workerpool.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a time such as 250ms, 1.5s or 2m to a whole number of milliseconds. Zero needs no unit. */
final class DelayConverter implements ITypeConverter<Duration> {
    private static final Pattern DELAY = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?)(ms|s|m|)");
    private static final Map<String, BigDecimal> UNIT_MILLIS = Map.of("ms", BigDecimal.ONE,
            "s", BigDecimal.valueOf(1_000), "m", BigDecimal.valueOf(60_000), "", BigDecimal.ZERO);

    @Override
    public Duration convert(String text) {
        Matcher delay = DELAY.matcher(text);
        if (!delay.matches()) {
            throw refused(text, "is not a time: write up to six digits and ms, s or m, such as 250ms, 1.5s or 2m");
        }
        BigDecimal count = new BigDecimal(delay.group(1));
        if (delay.group(2).isEmpty() && count.signum() != 0) {
            throw refused(text, "has no unit: write milliseconds, seconds or minutes as 100ms, 1.5s or 2m");
        }
        try {
            return Duration.ofMillis(count.multiply(UNIT_MILLIS.get(delay.group(2))).longValueExact());
        } catch (ArithmeticException e) {
            throw refused(text, "is not a whole number of milliseconds");
        }
    }

    private static TypeConversionException refused(String text, String rule) {
        return new TypeConversionException("'" + text + "' " + rule);
    }
}
