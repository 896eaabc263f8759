package workerpool.cli;

/** The form of an error message: one line, whatever the user typed. */
final class ErrorLine {
    private static final int MAX_WORD = 60;
    private static final int MAX_LENGTH = 200;
    private static final String ELLIPSIS = "...";

    private ErrorLine() {
    }

    /**
     * Returns {@code message} as one line of at most 200 characters, with no line break. Characters that have no shape
     * of their own, such as controls and changes of direction, become question marks.
     */
    static String of(String message) {
        String line = "pool: " + message.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?")
                .replaceAll("([^\\s']{" + MAX_WORD + "})[^\\s']+", "$1" + ELLIPSIS);
        return line.length() <= MAX_LENGTH ? line : cut(line);
    }

    private static String cut(String line) {
        String start = line.substring(0, MAX_LENGTH - ELLIPSIS.length() - 1);
        boolean quoteIsOpen = start.chars().filter(c -> c == '\'').count() % 2 == 1;
        return start + ELLIPSIS + (quoteIsOpen ? "'" : "");
    }
}
