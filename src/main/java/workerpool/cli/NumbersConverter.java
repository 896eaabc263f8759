package workerpool.cli;

import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts whole numbers with commas between them, such as 20000,5,-1. */
final class NumbersConverter implements ITypeConverter<Numbers> {
    private static final int MAX_SHOWN = 40;

    @Override
    public Numbers convert(String text) {
        return new Numbers(Stream.of(text.split(",", -1)).map(NumbersConverter::toInteger).toList());
    }

    private static Integer toInteger(String number) {
        try {
            if (!number.matches("[+-]?0.+")) { // no leading zero: else 20,000 would be 20 and 0
                return Integer.valueOf(number);
            }
        } catch (NumberFormatException e) {
            // The message is the same.
        }
        String shown = number.length() <= MAX_SHOWN ? number : number.substring(0, MAX_SHOWN) + "...";
        throw new TypeConversionException(
                "'" + shown + "' is not an int without leading zeros: write numbers as in 20000,5,-1");
    }
}
