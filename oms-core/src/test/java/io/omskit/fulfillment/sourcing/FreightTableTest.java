package io.omskit.fulfillment.sourcing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.address.Region;
import io.omskit.stock.Source;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rates by region, and by distance where nobody told one. */
class FreightTableTest {
    private static final Source HANGZHOU =
            Source.of("W1", Source.Kind.OWN, ZoneOffset.UTC).withRegion("330100");
    private static final FreightRate NEAR = new FreightRate(300, 50);
    private static final FreightRate FAR = new FreightRate(900, 400);

    @Test
    void theRateOfTheSmallestRegionAroundTheDestinationCounts() {
        FreightTable table = new FreightTable(Map.of("W1", Map.of("330000000000", NEAR, "CN", FAR)), 0);
        assertEquals(NEAR, table.rate(HANGZHOU, "330110"));
        assertEquals(FAR, table.rate(HANGZHOU, "650000"));
        assertNull(table.rate(HANGZHOU, null));
        assertNull(FreightTable.NONE.rate(HANGZHOU, "330110"));
    }

    @Test
    void ofTwoRatesTheOneOfTheSmallerRegionCounts() {
        FreightTable table =
                new FreightTable(Map.of("W1", Map.of("330000", FAR, "330100", NEAR), "W2", Map.of("CN", FAR)), 100);
        assertEquals(NEAR, table.rate(HANGZHOU, "330110"));
        assertEquals(FAR, table.rate(HANGZHOU, "330200"));
        FreightRate byDistance = table.rate(HANGZHOU, "650100");
        assertTrue(byDistance != null && byDistance.perKilogram() == 0, "a rate of another source is not its own");
    }

    @Test
    void withoutARateTheDistanceBetweenTheMiddlesCounts() {
        FreightTable table = new FreightTable(Map.of(), 100);
        FreightRate near = table.rate(HANGZHOU, "330110");
        FreightRate far = table.rate(HANGZHOU, "650100");
        assertEquals(0, near.perKilogram());
        assertTrue(near.perParcel() <= 100, near::toString);
        assertTrue(far.perParcel() > 3_000 && far.perParcel() < 3_800, far::toString);
        assertNull(table.rate(HANGZHOU.withRegion(null), "330110"));
        assertNull(table.rate(HANGZHOU, "no region"));
    }

    @Test
    void kilometersAreThoseOfASphere() {
        Region.Point greenwich = new Region.Point(0, 0);
        assertEquals(0, greenwich.kilometersTo(greenwich));
        assertEquals(10_008, greenwich.kilometersTo(new Region.Point(90_000_000, 0)));
        assertEquals(20_015, greenwich.kilometersTo(new Region.Point(180_000_000, 0)));
        assertEquals(111, new Region.Point(-179_500_000, 0).kilometersTo(new Region.Point(179_500_000, 0)));
    }

    @Test
    void aNegativeRateOfDistanceIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new FreightTable(Map.of(), -1));
    }
}
