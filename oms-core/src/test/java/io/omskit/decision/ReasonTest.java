package io.omskit.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTest {
    @Test
    void figuresKeepTheirOrderAndAreText() {
        Reason reason = Reason.of("SHORTFALL", "order 42", "sku", "X", "missing", 3, "needed", 5L);
        assertEquals(
                List.of("sku", "missing", "needed"),
                List.copyOf(reason.figures().keySet()));
        assertEquals("3", reason.figures().get("missing"));
    }

    @Test
    void figuresAreCopiedInAndUnmodifiableOut() {
        Map<String, String> figures = new LinkedHashMap<>(Map.of("sku", "X"));
        Reason reason = new Reason("SHORTFALL", "order 42", figures);
        figures.put("late", "1");
        assertEquals(Map.of("sku", "X"), reason.figures());
        assertThrows(UnsupportedOperationException.class, () -> reason.figures().put("late", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Shortfall", "SHORT-FALL", "_SHORT", "SHORT__FALL", "SHORT_", "1SHORT", "短缺"})
    void codesAreUpperCaseWords(String code) {
        assertThrows(IllegalArgumentException.class, () -> Reason.of(code, "order 42"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sku", "sku code", "1sku", "sku_code"})
    void figureNamesAreCamelCase(String name) {
        assertThrows(IllegalArgumentException.class, () -> Reason.of("SHORTFALL", "order 42", name, "X"));
    }

    @Test
    void incompleteFiguresAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Reason.of("SHORTFALL", "order 42", "sku"));
        assertThrows(IllegalArgumentException.class, () -> Reason.of("SHORTFALL", "order 42", "sku", null));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Reason.of("SHORTFALL", "order 42", "sku", "X", "sku", "Y"))
                .getMessage();
        assertTrue(message.startsWith("Figure sku of reason SHORTFALL is given twice.\n"), message);
    }

    @Test
    void blankSubjectsAndSummariesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Reason.of("KEPT", " "));
        Reason reason = Reason.of("KEPT", "order 42");
        assertThrows(IllegalArgumentException.class, () -> new Alternative("", reason));
    }
}
