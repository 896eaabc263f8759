package workerpool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ErrorLineTest {
    @Test
    void shouldReplaceEveryUnprintableCharacter() {
        assertEquals("pool: a?b?c?d?e?f?g", ErrorLine.of("a\nb\u0085c\u009bd\u2028e\u202ef\u0000g"));
        assertEquals("pool: 'é 日本 \u2026'", ErrorLine.of("'é 日本 \u2026'"));
    }

    @Test
    void shouldCutAt200Characters() {
        assertEquals("pool: " + "x".repeat(194), ErrorLine.of("x".repeat(194)));
        assertEquals("pool: " + "x".repeat(191) + "...", ErrorLine.of("x".repeat(195)));
    }
}
