package io.omskit.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Listing.Scope;
import io.omskit.catalog.Match.Candidate;
import io.omskit.catalog.Match.Unmapped;
import io.omskit.fact.OrderFact;
import io.omskit.value.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestCodesTest {
    private static final InMemoryCatalog CATALOG = InMemoryCatalog.builder()
            .item(Item.of("TEE-RED-L", "Red cotton tee large", 200))
            .item(Item.of("TEE-RED-M", "Red cotton tee medium", 200))
            .item(Item.of("KETTLE", "保温电热水壶", 900))
            .item(Item.of("ZZ-1", "Something else", 10))
            .listing(Listing.of(Scope.shop(Lines.OTHER), "W-77", new Sku("ZZ-1"), Quantity.pieces(1)))
            .build();

    private static List<Candidate> nearest(OrderFact.Line line) {
        return assertInstanceOf(Unmapped.class, CATALOG.match(Lines.SHOP, line)).nearest();
    }

    @Test
    void aSlipOfTheFingerFindsTheCode() {
        Candidate first = nearest(Lines.coded("TEE-RED-XL")).get(0);
        assertEquals("TEE-RED-L", first.code());
        assertEquals(10, first.distance(), "one edit of ten characters");
    }

    @Test
    void fullWidthFormsCaseAndSpacesAreNearButNotTheSame() {
        Candidate first = nearest(Lines.coded("ｔｅｅ－ｒｅｄ－ｌ ")).get(0);
        assertEquals("TEE-RED-L", first.code());
        assertEquals(1, first.distance());
    }

    @Test
    void theCodeOfAnotherShopIsTheFirstCandidate() {
        Candidate first = nearest(Lines.coded("W-77")).get(0);
        assertEquals(0, first.distance());
        assertEquals("ZZ-1 x 1 PIECE", first.target().toString());
    }

    @Test
    void titlesHelpWhereCodesDoNotInChineseToo() {
        assertEquals(
                "TEE-RED-M",
                nearest(Lines.titled("88231", "Cotton tee, red, medium")).get(0).code());
        assertEquals("KETTLE", nearest(Lines.titled("88231", "家用保温电热水壶")).get(0).code());
    }

    @Test
    void whatHasNothingInCommonIsNotOffered() {
        assertEquals(List.of(), nearest(Lines.titled("88231", "Garden hose")));
    }

    @Test
    void candidatesAreFewAndOrderedAndEachTargetAppearsOnce() {
        InMemoryCatalog.Builder builder = InMemoryCatalog.builder();
        for (int i = 0; i < 50; i++) {
            builder.item(Item.of("CODE-" + i, "thing", 1));
        }
        builder.listing(Listing.of(Scope.anywhere(), "CODE-1x", new Sku("CODE-1"), Quantity.pieces(1)));
        Unmapped unmapped = assertInstanceOf(Unmapped.class, builder.build().match(Lines.SHOP, Lines.coded("CODE-1y")));
        List<Candidate> nearest = unmapped.nearest();
        assertEquals(Match.MAX_CANDIDATES, nearest.size());
        assertEquals(5, nearest.stream().map(Candidate::target).distinct().count());
        for (int i = 1; i < nearest.size(); i++) {
            assertTrue(nearest.get(i - 1).distance() <= nearest.get(i).distance());
        }
    }
}
