package io.omskit.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Bundle.Component;
import io.omskit.catalog.Listing.Scope;
import io.omskit.catalog.Match.Mapped;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogChangeTest {
    private static final Sku CUP = new Sku("CUP");
    private static final Scope IN_SHOP = Scope.shop(Lines.SHOP);

    private final InMemoryCatalog catalog =
            InMemoryCatalog.builder().item(Item.of("CUP", "White cup", 300)).build();
    private final List<CatalogChange> heard = new ArrayList<>();

    private CatalogChange last() {
        return heard.get(heard.size() - 1);
    }

    private static Listing cup(Scope scope, String code) {
        return Listing.of(scope, code, CUP, Quantity.pieces(1));
    }

    @Test
    void aNewListingConcernsTheLinesOfItsScopeOnly() {
        catalog.onChange(heard::add);
        catalog.change(c -> c.listing(cup(IN_SHOP, "a")));
        assertEquals(2, catalog.version());
        assertEquals(2, last().version());
        assertTrue(last().concerns(Lines.SHOP, Lines.coded("a")));
        assertTrue(last().concerns(Lines.SHOP, Lines.coded(null, "x", "a")));
        assertFalse(last().concerns(Lines.SISTER, Lines.coded("a")));
        assertFalse(last().concerns(Lines.SHOP, Lines.coded("b")));
        catalog.change(c -> c.listing(cup(Scope.platform("taobao"), "b")));
        assertTrue(last().concerns(Lines.SISTER, Lines.coded("b")));
        assertFalse(last().concerns(Lines.OTHER, Lines.coded("b")));
        catalog.change(c -> c.listing(cup(Scope.anywhere(), "c")));
        assertTrue(last().concerns(Lines.OTHER, Lines.coded("c")));
    }

    @Test
    void anItemOrBundleThatArrivesConcernsTheListingsThatWaitForIt() {
        catalog.change(c -> c.listing(Listing.ofBundle(IN_SHOP, "set", "SET")));
        catalog.onChange(heard::add);
        Bundle set =
                new Bundle("SET", List.of(Component.pieces(CUP, 1, 1), Component.pieces(new Sku("MUG"), 1, 1)), false);
        catalog.change(c -> c.bundle(set));
        assertFalse(last().concerns(Lines.SHOP, Lines.coded("set")), "MUG is still missing");
        catalog.change(c -> c.item(Item.of("MUG", "Blue mug", 400)));
        assertTrue(last().concerns(Lines.SHOP, Lines.coded("set")));
        assertTrue(last().concerns(Lines.OTHER, Lines.coded("MUG")), "the SKU is a code now");
    }

    @Test
    void choosingOneOfTwoMeaningsConcernsTheCode() {
        catalog.change(c -> c.item(Item.of("MUG", "Blue mug", 400))
                .listing(cup(IN_SHOP, "a"))
                .listing(Listing.of(IN_SHOP, "a", new Sku("MUG"), Quantity.pieces(1))));
        catalog.onChange(heard::add);
        catalog.change(c -> c.relist(cup(IN_SHOP, "a")));
        assertTrue(last().concerns(Lines.SHOP, Lines.coded("a")));
        assertInstanceOf(Mapped.class, catalog.match(Lines.SHOP, Lines.coded("a")));
    }

    @Test
    void removingANarrowListingConcernsTheCodeThatTheWiderOneAnswersNow() {
        catalog.change(c -> c.listing(Listing.ofBundle(IN_SHOP, "a", "GONE")).listing(cup(Scope.anywhere(), "a")));
        catalog.onChange(heard::add);
        catalog.change(c -> c.removeListing(new Listing.Key(IN_SHOP, "a")));
        assertInstanceOf(Mapped.class, catalog.match(Lines.SHOP, Lines.coded("a")));
        assertTrue(heard.isEmpty() || last().concerns(Lines.SHOP, Lines.coded("a")));
        assertEquals(1, heard.size());
    }

    @Test
    void aChangeThatChangesNothingIsNotTold() {
        catalog.onChange(heard::add);
        catalog.change(c -> c.item(Item.of("CUP", "White cup", 300)));
        assertEquals(1, catalog.version());
        assertEquals(List.of(), heard);
    }

    @Test
    void aContradictionLeavesTheCatalogAsItWas() {
        catalog.change(c -> c.listing(cup(IN_SHOP, "a")));
        catalog.onChange(heard::add);
        Item weighed = Item.of(CUP, "Cup, by weight", Measure.KILOGRAM);
        assertThrows(IllegalArgumentException.class, () -> catalog.change(c -> c.item(weighed)));
        assertEquals(2, catalog.version());
        assertEquals(List.of(), heard);
        assertInstanceOf(Mapped.class, catalog.match(Lines.SHOP, Lines.coded("a")));
    }

    @Test
    void aClosedSubscriptionHearsNothingMoreAndTheOthersDo() {
        List<CatalogChange> other = new ArrayList<>();
        Catalog.Subscription first = catalog.onChange(heard::add);
        catalog.onChange(other::add);
        first.close();
        first.close();
        catalog.change(c -> c.listing(cup(IN_SHOP, "a")));
        assertEquals(List.of(), heard);
        assertEquals(1, other.size());
    }

    @Test
    void listenersSeeTheNewAnswers() {
        List<Match> seen = new ArrayList<>();
        catalog.onChange(change -> seen.add(catalog.match(Lines.SHOP, Lines.coded("a"))));
        catalog.change(c -> c.listing(cup(IN_SHOP, "a")));
        assertInstanceOf(Mapped.class, seen.get(0));
    }
}
