package io.omskit.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Bundle.Component;
import io.omskit.catalog.Listing.Scope;
import io.omskit.catalog.Match.Cause;
import io.omskit.catalog.Match.Mapped;
import io.omskit.catalog.Match.Need;
import io.omskit.catalog.Match.Origin;
import io.omskit.catalog.Match.Unmapped;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryCatalogTest {
    private static final Sku CUP = new Sku("CUP");
    private static final Sku MUG = new Sku("MUG");
    private static final Sku TEA = new Sku("TEA");
    private static final Scope IN_SHOP = Scope.shop(Lines.SHOP);
    private static final Scope ON_PLATFORM = Scope.platform("taobao");

    private static InMemoryCatalog.Builder goods() {
        return InMemoryCatalog.builder()
                .item(Item.of("CUP", "White cup", 300))
                .item(Item.of("MUG", "Blue mug", 400))
                .item(Item.of(TEA, "Green tea", Measure.KILOGRAM));
    }

    private static Listing one(Scope scope, String code, Sku sku) {
        return Listing.of(scope, code, sku, Quantity.pieces(1));
    }

    private static Sku only(Match match) {
        Mapped mapped = assertInstanceOf(Mapped.class, match);
        assertEquals(1, mapped.needs().size());
        return mapped.needs().get(0).sku();
    }

    private static Cause cause(Match match) {
        return assertInstanceOf(Unmapped.class, match).cause();
    }

    @Test
    void theShopsOwnListingWinsOverThePlatformsAndTheGeneralOne() {
        InMemoryCatalog catalog = goods().listing(one(IN_SHOP, "a", CUP))
                .listing(one(ON_PLATFORM, "a", MUG))
                .listing(Listing.of(Scope.anywhere(), "a", TEA, Quantity.of(250, Measure.KILOGRAM)))
                .build();
        assertEquals(CUP, only(catalog.match(Lines.SHOP, Lines.coded("a"))));
        assertEquals(MUG, only(catalog.match(Lines.SISTER, Lines.coded("a"))));
        assertEquals(TEA, only(catalog.match(Lines.OTHER, Lines.coded("a"))));
    }

    @Test
    void theCodeWinsOverAlternateCodesOfANarrowerScope() {
        InMemoryCatalog catalog = goods().listing(one(Scope.anywhere(), "a", CUP))
                .listing(one(IN_SHOP, "alt", MUG))
                .build();
        assertEquals(CUP, only(catalog.match(Lines.SHOP, Lines.coded("a", "alt"))));
        assertEquals(MUG, only(catalog.match(Lines.SHOP, Lines.coded("b", "alt"))));
        assertEquals(MUG, only(catalog.match(Lines.SHOP, Lines.coded(null, "alt"))));
    }

    @Test
    void alternateCodesWinOverASkuThatEqualsTheCode() {
        InMemoryCatalog catalog = goods().listing(one(ON_PLATFORM, "alt", MUG)).build();
        assertEquals(MUG, only(catalog.match(Lines.SHOP, Lines.coded("CUP", "alt"))));
        assertEquals(CUP, only(catalog.match(Lines.OTHER, Lines.coded("CUP", "alt"))));
    }

    @Test
    void aSkuIsACodeOnlyWhereAllowedAndOnlyExactly() {
        InMemoryCatalog open = goods().build();
        assertEquals(CUP, only(open.match(Lines.SHOP, Lines.coded("CUP"))));
        assertEquals(Cause.UNKNOWN_CODE, cause(open.match(Lines.SHOP, Lines.coded("cup"))));
        assertEquals(Cause.UNKNOWN_CODE, cause(open.match(Lines.SHOP, Lines.coded("x", "CUP"))));
        InMemoryCatalog strict = goods().skuIsCode(false).build();
        assertEquals(Cause.UNKNOWN_CODE, cause(strict.match(Lines.SHOP, Lines.coded("CUP"))));
    }

    @Test
    void twoMeaningsOfOneCodeAreNoAnswerButBothAreCandidates() {
        InMemoryCatalog catalog = goods().listing(one(IN_SHOP, "a", CUP))
                .listing(one(IN_SHOP, "a", MUG))
                .listing(one(ON_PLATFORM, "a", CUP))
                .build();
        Unmapped unmapped = assertInstanceOf(Unmapped.class, catalog.match(Lines.SHOP, Lines.coded("a")));
        assertEquals(Cause.AMBIGUOUS, unmapped.cause());
        assertEquals(
                List.of("CUP x 1 PIECE", "MUG x 1 PIECE"),
                unmapped.nearest().stream().map(c -> c.target().toString()).toList());
    }

    @Test
    void alternateCodesThatDisagreeAtOneRankAreNoAnswer() {
        InMemoryCatalog catalog = goods().listing(one(IN_SHOP, "x", CUP))
                .listing(one(IN_SHOP, "y", MUG))
                .listing(one(IN_SHOP, "z", CUP))
                .build();
        assertEquals(Cause.AMBIGUOUS, cause(catalog.match(Lines.SHOP, Lines.coded("a", "x", "y"))));
        assertEquals(CUP, only(catalog.match(Lines.SHOP, Lines.coded("a", "x", "z"))));
    }

    @Test
    void aListingWithoutItsItemHoldsTheLineInsteadOfFallingThrough() {
        InMemoryCatalog catalog = goods().listing(one(IN_SHOP, "CUP", new Sku("GONE")))
                .listing(Listing.ofBundle(IN_SHOP, "set", "SET"))
                .listing(one(ON_PLATFORM, "CUP", CUP))
                .build();
        assertEquals(Cause.TARGET_MISSING, cause(catalog.match(Lines.SHOP, Lines.coded("CUP"))));
        assertEquals(Cause.TARGET_MISSING, cause(catalog.match(Lines.SHOP, Lines.coded("set"))));
    }

    @Test
    void aLineWithoutAnyCodeIsNamedSo() {
        InMemoryCatalog catalog = goods().build();
        Unmapped unmapped = assertInstanceOf(
                Unmapped.class, catalog.match(Lines.SHOP, Lines.line(null, "Blue mug", Quantity.pieces(1))));
        assertEquals(Cause.NO_CODE, unmapped.cause());
        assertEquals("MUG", unmapped.nearest().get(0).code());
    }

    @Test
    void aBundleNeedsItsComponents() {
        Bundle set = new Bundle("SET", List.of(Component.pieces(CUP, 2, 300), Component.pieces(MUG, 1, 100)), true);
        InMemoryCatalog catalog = goods().bundle(set)
                .listing(Listing.ofBundle(IN_SHOP, "set", "SET"))
                .build();
        Mapped mapped = assertInstanceOf(Mapped.class, catalog.match(Lines.SHOP, Lines.coded("set")));
        assertEquals(
                List.of(
                        new Need(CUP, Quantity.pieces(2), 300, "SET", true),
                        new Need(MUG, Quantity.pieces(1), 100, "SET", true)),
                mapped.needs());
        assertEquals(Origin.COMPONENT, mapped.needs().get(0).origin());
        assertEquals(Quantity.pieces(6), mapped.needs().get(0).needed(Quantity.pieces(3)));
    }

    @Test
    void weighedAndCountedLinesAreCountedExactlyOrNotAtAll() {
        InMemoryCatalog catalog = goods().listing(Listing.of(IN_SHOP, "bag", TEA, Quantity.of(250, Measure.KILOGRAM)))
                .listing(Listing.of(IN_SHOP, "loose", TEA, Quantity.of(1000, Measure.KILOGRAM)))
                .listing(one(IN_SHOP, "cup", CUP))
                .build();
        Quantity some = Quantity.of(2_350, Measure.KILOGRAM);
        Mapped bags =
                assertInstanceOf(Mapped.class, catalog.match(Lines.SHOP, Lines.line("bag", "", Quantity.pieces(3))));
        assertEquals(Quantity.of(750, Measure.KILOGRAM), bags.needs().get(0).needed(Quantity.pieces(3)));
        Mapped loose = assertInstanceOf(Mapped.class, catalog.match(Lines.SHOP, Lines.line("loose", "", some)));
        assertEquals(some, loose.needs().get(0).needed(some));
        assertEquals(Cause.MEASURE, cause(catalog.match(Lines.SHOP, Lines.line("cup", "", some))));
        assertEquals(Cause.MEASURE, cause(catalog.match(Lines.SHOP, Lines.line("TEA", "", Quantity.pieces(1)))));
        assertEquals(TEA, only(catalog.match(Lines.SHOP, Lines.line("TEA", "", some))));
    }

    @Test
    void quantitiesInAnotherMeasureThanTheItemsAreRefusedAtBuild() {
        InMemoryCatalog.Builder wrong = goods().listing(one(IN_SHOP, "tea", TEA));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, wrong::build);
        assertTrue(refused.getMessage().contains("TEA") && refused.getMessage().contains("KILOGRAM"));
        Bundle set = new Bundle("SET", List.of(Component.pieces(TEA, 1, 1)), false);
        assertThrows(IllegalArgumentException.class, goods().bundle(set)::build);
    }

    @Test
    void listingsOfASkuIncludeBundlesAndLeaveOutAmbiguousCodes() {
        Bundle set = new Bundle("SET", List.of(Component.pieces(CUP, 2, 300), Component.pieces(MUG, 1, 100)), true);
        Listing bundled = Listing.ofBundle(IN_SHOP, "set", "SET");
        Listing single = one(IN_SHOP, "cup", CUP);
        InMemoryCatalog catalog = goods().bundle(set)
                .listing(bundled)
                .listing(single)
                .listing(one(IN_SHOP, "two", CUP))
                .listing(one(IN_SHOP, "two", MUG))
                .build();
        assertEquals(List.of(single, bundled), catalog.listingsOf(CUP));
        assertEquals(List.of(bundled), catalog.listingsOf(MUG));
        assertEquals(List.of(), catalog.listingsOf(TEA));
        assertEquals(2, catalog.needs(bundled).size());
    }

    @Test
    void itemsAreFoundBySku() {
        InMemoryCatalog catalog = goods().build();
        assertEquals(300, catalog.item(CUP).weightGrams());
        assertNull(catalog.item(new Sku("NONE")));
    }
}
