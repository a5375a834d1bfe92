package io.omskit.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Match.Need;
import io.omskit.catalog.Sku;
import io.omskit.stock.AvailableToPromise.UsedQuota;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AvailableToPromiseTest {
    private static final Instant NOW = Instant.parse("2024-11-11T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3_600);
    private static final Sku X = new Sku("X");
    private static final Sku TEA = new Sku("TEA");
    private static final AvailableToPromise STOCK = AvailableToPromise.of(StockSnapshot.of(
            List.of(
                    Source.of("W1", Source.Kind.OWN, ZoneOffset.UTC),
                    Source.of("W2", Source.Kind.OWN, ZoneOffset.UTC),
                    Source.of("S1", Source.Kind.SUPPLIER, ZoneOffset.UTC)),
            Map.of(
                    new StockCell("W1", X), 10L,
                    new StockCell("W2", X), -3L,
                    new StockCell("W1", TEA), 2_350L)));

    private static long units(AvailableToPromise atp, Need... needs) {
        return atp.units(List.of(needs), null, List.of());
    }

    private static Need pieces(long perUnit) {
        return Need.sold(X, Quantity.pieces(perUnit));
    }

    @Test
    void tooMuchPromisedAtOneSourceIsTakenOffTheOthers() {
        assertEquals(7, STOCK.now(X));
        assertEquals(10, STOCK.from(List.of("W1", "NONE")).now(X));
        assertEquals(0, STOCK.from(List.of("W2")).now(X), "never negative");
        assertEquals(0, STOCK.from(List.of("S1")).now(X), "what nobody counts is not promised");
    }

    @Test
    void supplyCountsFromItsTimeOn() {
        AvailableToPromise atp = STOCK.with(List.of(
                new InboundSupply("W2", X, 5, LATER),
                new InboundSupply("W1", TEA, 5, NOW),
                new InboundSupply("S1", X, 99, NOW)));
        assertEquals(7, atp.now(X));
        assertEquals(7, atp.by(X, LATER.minusNanos(1)));
        assertEquals(12, atp.by(X, LATER));
        assertEquals(Optional.of(NOW), atp.when(X, 7, NOW));
        assertEquals(Optional.of(LATER), atp.when(X, 8, NOW));
        assertEquals(Optional.empty(), atp.when(X, 13, NOW));
        assertEquals(12, atp.units(List.of(pieces(1)), LATER, List.of()));
    }

    @Test
    void supplyFirstCoversWhatIsPromisedAlready() {
        AvailableToPromise w2 = STOCK.from(List.of("W2")).with(List.of(new InboundSupply("W2", X, 5, NOW)));
        assertEquals(2, w2.by(X, NOW));
    }

    @Test
    void unitsAreRoundedDown() {
        assertEquals(2, units(STOCK, pieces(3)));
        assertEquals(4, units(STOCK, Need.sold(TEA, Quantity.of(500, Measure.KILOGRAM))), "2.350 kg at 0.5 kg");
        assertEquals(0, units(STOCK, pieces(8)));
        assertEquals(0, units(STOCK), "nothing is known of a listing without needs");
    }

    @Test
    void theScarcestComponentDecidesForABundle() {
        Need cups = new Need(X, Quantity.pieces(2), 1, "SET", false);
        Need tea = new Need(TEA, Quantity.of(1_000, Measure.KILOGRAM), 1, "SET", false);
        assertEquals(2, units(STOCK, cups, tea));
        assertEquals(0, units(STOCK, cups, new Need(new Sku("NONE"), Quantity.pieces(1), 1, "SET", false)));
    }

    @Test
    void aQuotaCapsAndItsAbsenceSharesThePool() {
        Quota quota = Quota.ofChannel("taobao/a", X, 5);
        assertEquals(3, STOCK.units(List.of(pieces(1)), null, List.of(new UsedQuota(quota, 2))));
        assertEquals(0, STOCK.units(List.of(pieces(1)), null, List.of(new UsedQuota(quota, 9))));
        Quota large = Quota.ofChannel("taobao/a", X, 500);
        assertEquals(7, STOCK.units(List.of(pieces(1)), null, List.of(new UsedQuota(large, 2))), "a quota is no stock");
        Quota other = Quota.ofChannel("taobao/a", TEA, 0);
        assertEquals(7, STOCK.units(List.of(pieces(1)), null, List.of(new UsedQuota(other, 0))));
    }

    @Test
    void aPresaleIsCappedByAllItsQuotasAndNotByStock() {
        UsedQuota all = new UsedQuota(Quota.presale(X, 100), 60);
        UsedQuota channel = new UsedQuota(Quota.presale("taobao/a", X, 50), 20);
        assertEquals(30, AvailableToPromise.presale(List.of(all, channel)));
        assertEquals(40, AvailableToPromise.presale(List.of(all)));
        assertEquals(0, AvailableToPromise.presale(List.of()));
    }

    @Test
    void quotasAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> Quota.ofChannel("a", X, -1));
        assertThrows(IllegalArgumentException.class, () -> new Quota(Quota.Kind.CHANNEL, null, X, 1));
        assertThrows(IllegalArgumentException.class, () -> new InboundSupply("W1", X, 0, NOW));
        assertEquals(10, Quota.presale(X, 10).left(-5), "what was given back twice adds nothing");
        assertTrue(Quota.presale(X, 10).key().startsWith("presale/"));
    }
}
