package workerpool.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts a time such as 250ms, 2s or 1m. Zero needs no unit. */
final class DelayConverter implements ITypeConverter<Duration> {
    private static final Pattern DELAY = Pattern.compile("([0-9]{1,6})(ms|s|m)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES);

    @Override
    public Duration convert(String text) {
        Matcher delay = DELAY.matcher(text.equals("0") ? "0s" : text);
        if (!delay.matches()) {
            throw new TypeConversionException("'" + text + "' is not a time: write a whole number of up to six digits "
                    + "and ms, s or m, such as 250ms, 1500ms or 2m");
        }
        return Duration.of(Long.parseLong(delay.group(1)), UNITS.get(delay.group(2)));
    }
}
