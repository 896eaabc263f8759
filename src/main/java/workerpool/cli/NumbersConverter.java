package workerpool.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts whole numbers with commas between them, such as 20000,5,-1. */
final class NumbersConverter implements ITypeConverter<Numbers> {
    private static final String LEADING_ZERO = "[+-]?0.+";

    @Override
    public Numbers convert(String text) {
        List<Integer> list = Stream.of(text.split(",", -1)).map(number -> toInteger(number, text)).toList();
        return new Numbers(list);
    }

    private static Integer toInteger(String number, String text) {
        try {
            if (!number.matches(LEADING_ZERO)) { // else 20,000 would be 20 and 0
                return Integer.valueOf(number);
            }
        } catch (NumberFormatException e) {
            // The message is the same.
        }
        throw new TypeConversionException("'" + Numbers.shown(number) + "'"
                + (number.equals(text) ? "" : " in '" + Numbers.shown(text) + "'")
                + " is not an int without leading zeros: write numbers as in 20000,5,-1");
    }
}
