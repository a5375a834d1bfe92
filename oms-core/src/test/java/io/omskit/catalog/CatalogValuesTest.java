package io.omskit.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Bundle.Component;
import io.omskit.catalog.Listing.Scope;
import io.omskit.catalog.Match.Mapped;
import io.omskit.catalog.Match.Need;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogValuesTest {
    private static void refused(Runnable construction) {
        String message =
                assertThrows(IllegalArgumentException.class, construction::run).getMessage();
        assertTrue(message.contains("\n"), "a remedy on a line of its own: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a ", " a", "a\tb", "a\u0000", "\uD800"})
    void codesThatCannotBeStoredAreRefused(String code) {
        refused(() -> new Sku(code));
        refused(() -> Listing.of(Scope.anywhere(), code, new Sku("X"), Quantity.pieces(1)));
    }

    @Test
    void longCodesAreRefusedAndCutInTheMessage() {
        refused(() -> new Sku("x".repeat(101)));
        assertEquals(100, new Sku("x".repeat(100)).code().length());
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new Sku("x".repeat(9_999)));
        assertTrue(refused.getMessage().length() < 250);
    }

    @Test
    void skusAreOrderedAndPrintedByCode() {
        assertTrue(new Sku("A").compareTo(new Sku("a")) < 0);
        assertEquals("A/1", new Sku("A/1").toString());
    }

    @Test
    void weightsAreRoundedUp() {
        Item tea = new Item(new Sku("TEA"), "Tea", Measure.KILOGRAM, 1_050, null, Set.of(), "");
        assertEquals(0, tea.weightGrams(Quantity.zero(Measure.KILOGRAM)));
        assertEquals(2, tea.weightGrams(Quantity.of(1, Measure.KILOGRAM)), "1.05 g");
        assertEquals(1_050, tea.weightGrams(tea.oneUnit()));
        assertEquals(900, Item.of("CUP", "Cup", 300).weightGrams(Quantity.pieces(3)));
        refused(() -> tea.weightGrams(Quantity.pieces(1)));
        refused(() -> tea.weightGrams(Quantity.of(-1, Measure.KILOGRAM)));
    }

    @Test
    void itemsAreChecked() {
        refused(() -> Item.of("CUP", "Cup", -1));
        refused(() -> new Item.Dimensions(10, 0, 10));
        refused(() -> new Item.Dimensions(10, 10, 1_000_001));
        assertEquals(6_000, new Item.Dimensions(10, 20, 30).volume());
        refused(() -> new Item(new Sku("X"), "", Measure.PIECE, 0, null, Set.of(" "), ""));
    }

    @Test
    void bundlesAreChecked() {
        Component cup = Component.pieces(new Sku("CUP"), 1, 0);
        refused(() -> new Bundle("B", List.of(), false));
        refused(() -> new Bundle("B", List.of(cup, cup), false));
        refused(() -> Component.pieces(new Sku("CUP"), 0, 1));
        refused(() -> Component.pieces(new Sku("CUP"), 1, -1));
    }

    @Test
    void scopesCoverTheirShops() {
        assertTrue(Scope.anywhere().covers(Lines.OTHER));
        assertTrue(Scope.platform("taobao").covers(Lines.SISTER));
        assertFalse(Scope.platform("taobao").covers(Lines.OTHER));
        assertFalse(Scope.shop(Lines.SHOP).covers(Lines.SISTER));
        assertEquals(
                List.of("anywhere", "taobao", "taobao/flagship"),
                List.of(
                        Scope.anywhere().toString(),
                        Scope.platform("taobao").toString(),
                        Scope.shop(Lines.SHOP).toString()));
        refused(() -> new Scope(null, "flagship"));
        refused(() -> new Scope(" ", null));
        refused(() -> Listing.of(Scope.anywhere(), "a", new Sku("X"), Quantity.pieces(0)));
    }

    @Test
    void matchesAreChecked() {
        Need need = Need.sold(new Sku("CUP"), Quantity.pieces(1));
        refused(() -> new Mapped(List.of()));
        refused(() -> new Mapped(List.of(need, need)));
        refused(() -> Need.sold(new Sku("CUP"), Quantity.pieces(0)));
        refused(() -> need.needed(Quantity.of(350, Measure.KILOGRAM)));
        refused(() -> new Match.Candidate("a", new Listing.Target.OfBundle("B"), 101));
        assertThrows(ArithmeticException.class, () -> Need.sold(new Sku("CUP"), Quantity.pieces(3))
                .needed(Quantity.pieces(Long.MAX_VALUE)));
    }
}
