package io.omskit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldsTest {
    @Test
    void writesEveryTypeInCatalogOrderReadyForJson() {
        Sale sale = Sale.of(
                "sale.shop", "s1",
                "sale.age", 30L,
                "sale.discount", new BigDecimal("1E+1"),
                "sale.payable", Money.of(1234, "CNY"),
                "sale.goods", Quantity.of(1500, Measure.KILOGRAM),
                "sale.paidAt", Instant.parse("2026-03-01T12:00:00Z"),
                "sale.vip", true,
                "sale.tags", Set.of("b", "a"),
                "sale.parts", List.of(Sale.Part.of("part.sku", "x", "part.quantity", Quantity.pieces(2))));
        assertEquals(
                "{sale.shop=s1, sale.age=30, sale.discount=10, sale.payable={minor=1234, currency=CNY},"
                        + " sale.goods=1.500, sale.paidAt=2026-03-01T12:00:00Z, sale.vip=true, sale.tags=[a, b],"
                        + " sale.parts=[{part.sku=x, part.quantity=2}]}",
                Sale.FIELDS.toMap(sale, field -> true).toString());
    }

    @Test
    void leavesOutAbsentFactsAndFieldsThatAreNotKept() {
        Sale sale = Sale.of(
                "sale.shop", "s1",
                "sale.phone", "13800000000",
                "sale.parts", List.of(Sale.Part.of("part.sku", "x", "part.engraving", "For Li")));
        Map<String, Object> values =
                Sale.FIELDS.toMap(sale, field -> field.sensitivity().isPrintable());
        assertEquals("{sale.shop=s1, sale.parts=[{part.sku=x}]}", values.toString());
        assertThrows(UnsupportedOperationException.class, values::clear);
    }

    @Test
    void aDecimalOfAbsurdScaleIsNotExpanded() {
        Sale sale = Sale.of("sale.discount", new BigDecimal("1E+1000000000"));
        assertEquals("1E+1000000000", Sale.FIELDS.toMap(sale, field -> true).get("sale.discount"));
    }

    @Test
    void moneyMayBeHeldAsBareMinorUnits() {
        Fields<long[]> fields = Fields.builder(long[].class)
                .money(
                        "cell.value",
                        Sensitivity.COMMERCIAL,
                        "Value.",
                        cell -> cell.length == 0 ? null : Currency.getInstance("JPY"),
                        cell -> cell[0])
                .build();
        assertEquals(Money.of(5, "JPY"), fields.get("cell.value").read(new long[] {5}));
        assertEquals(null, fields.get("cell.value").read(new long[0]));
        Condition present = new Condition.IsPresent("cell.value");
        assertFalse(present.compile(fields).orThrow().test(new long[0]));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> Sale.FIELDS.get("sale.shpo"));
        assertEquals("Unknown field 'sale.shpo' of Sale.\nDid you mean 'sale.shop'?", error.getMessage());
        assertEquals(Optional.of("sale.paidAt"), Sale.FIELDS.nearest("sale.paidat"));
        assertEquals(Optional.empty(), Sale.FIELDS.nearest("warehouseTemperature"));
        assertTrue(Sale.FIELDS.find("sale.shpo").isEmpty());
    }

    @Test
    void aHostAddsFieldsWithoutChangingTheCatalog() {
        Fields<Sale> larger = Sale.FIELDS.extend(
                host -> host.text("host.grade", Sensitivity.PUBLIC, "Grade.", sale -> (String) sale.get("grade")));
        assertEquals("A", larger.get("host.grade").read(Sale.of("grade", "A")));
        assertTrue(Sale.FIELDS.find("host.grade").isEmpty());
        assertEquals(Sale.FIELDS.all().size() + 1, larger.all().size());
    }

    @Test
    void aHostAddsFieldsToLines() {
        Fields<Sale> larger = Sale.FIELDS.extendLines(
                "sale.parts",
                Sale.Part.class,
                host -> host.text("host.bin", Sensitivity.PUBLIC, "Bin.", part -> (String) part.get("bin")));
        Condition inBin = new Condition.AnyLine("sale.parts", new Condition.Contains("host.bin", "7"));
        assertTrue(inBin.compile(larger).orThrow().test(Sale.of("sale.parts", List.of(Sale.Part.of("bin", "B7")))));
        assertFalse(inBin.compile(Sale.FIELDS).isOk());
    }

    @Test
    void linesOfAnotherClassAreNotExtended() {
        assertThrows(
                IllegalArgumentException.class, () -> Sale.FIELDS.extendLines("sale.parts", String.class, host -> {}));
        assertThrows(
                IllegalArgumentException.class,
                () -> Sale.FIELDS.extendLines("sale.shop", Sale.Part.class, host -> {}));
    }

    @Test
    void aTakenOrMalformedNameAndAnEmptyDescriptionAreRefused() {
        Fields.Builder<Sale> builder =
                Fields.builder(Sale.class).text("a.b", Sensitivity.PUBLIC, "First.", sale -> "x");
        assertRefused("is there already", () -> builder.text("a.b", Sensitivity.PUBLIC, "Again.", sale -> "y"));
        assertRefused("not a dotted name", () -> builder.text("A b", Sensitivity.PUBLIC, "Odd.", sale -> "y"));
        assertRefused("no description", () -> builder.text("a.c", Sensitivity.PUBLIC, " ", sale -> "y"));
    }

    private static void assertRefused(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part) && message.contains("\n"), message);
    }
}
