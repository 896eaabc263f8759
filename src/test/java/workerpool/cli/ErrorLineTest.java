package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ErrorLineTest {
    @Test
    void shouldReplaceEveryCharacterWithoutAShapeOfItsOwn() {
        assertEquals("pool: a?b?c?d?e?f?g", ErrorLine.of("a\nb\u0085c\u009bd\u2028e\u202ef\u0000g"));
        assertEquals("pool: 'é 日本 \u2026'", ErrorLine.of("'é 日本 \u2026'"));
    }

    @Test
    void shouldShortenALongWordInItsQuotes() {
        assertEquals("pool: '" + "9".repeat(60) + "...' is wrong", ErrorLine.of("'" + "9".repeat(61) + "' is wrong"));
        assertEquals("pool: '" + "9".repeat(60) + "' is right", ErrorLine.of("'" + "9".repeat(60) + "' is right"));
    }

    @Test
    void shouldCutAt200CharactersAndCloseTheQuote() {
        assertEquals(200, ErrorLine.of("x ".repeat(97)).length());
        assertEquals("pool: " + "x ".repeat(95) + "...", ErrorLine.of("x ".repeat(98)));
        assertEquals("pool: '" + "x ".repeat(94) + "x...'", ErrorLine.of("'" + "x ".repeat(1000) + "'"));
    }
}
