package io.omskit.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Match.Mapped;
import io.omskit.catalog.Match.Need;
import io.omskit.fact.OrderFact;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogInvariantsTest {
    private static final Sku CUP = new Sku("CUP");
    private static final Sku MUG = new Sku("MUG");
    private final Catalog catalog = InMemoryCatalog.builder()
            .item(Item.of("CUP", "White cup", 300))
            .item(Item.of("MUG", "Blue mug", 300))
            .build();
    private final OrderFact.Line line = Lines.coded("a");

    private void broken(String why, OrderFact.Line of, Need... needs) {
        String detail = CatalogInvariants.answer(catalog, of, new Mapped(List.of(needs)))
                .orElseThrow()
                .detail();
        assertTrue(detail.contains(why), detail);
    }

    @Test
    void goodAnswersPass() {
        Need first = new Need(CUP, Quantity.pieces(1), 1, "SET", true);
        Need second = new Need(MUG, Quantity.pieces(2), 0, "SET", true);
        assertEquals(Optional.empty(), CatalogInvariants.answer(catalog, line, new Mapped(List.of(first, second))));
        assertEquals(
                Optional.empty(),
                CatalogInvariants.answer(catalog, line, new Match.Unmapped(Match.Cause.NO_CODE, List.of())));
    }

    @Test
    void anItemThatTheCatalogDoesNotHaveIsFound() {
        broken("does not have", line, Need.sold(new Sku("GONE"), Quantity.pieces(1)));
    }

    @Test
    void aForeignMeasureIsFound() {
        broken("counted in PIECE", line, Need.sold(CUP, Quantity.of(5, Measure.LITER)));
    }

    @Test
    void aQuantityThatCannotBeCountedIsFound() {
        OrderFact.Line weighed = Lines.line("a", "", Quantity.of(350, Measure.KILOGRAM));
        broken("cannot be counted", weighed, Need.sold(CUP, Quantity.pieces(1)));
    }

    @Test
    void severalNeedsWithoutABundleAreFound() {
        broken("without a bundle", line, Need.sold(CUP, Quantity.pieces(1)), Need.sold(MUG, Quantity.pieces(1)));
    }

    @Test
    void partsOfTwoBundlesAreFound() {
        broken(
                "two bundles",
                line,
                new Need(CUP, Quantity.pieces(1), 1, "SET", true),
                new Need(MUG, Quantity.pieces(1), 1, "OTHER", true));
    }
}
