package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.plan.Packing.goods;
import static io.omskit.fulfillment.plan.Packing.group;
import static io.omskit.fulfillment.plan.Packing.part;
import static io.omskit.fulfillment.plan.Packing.reason;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.decision.Decision;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy.Criterion;
import io.omskit.fulfillment.parcel.ParcelPolicy.Limits;
import io.omskit.fulfillment.sourcing.FreightRate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What makes one plan better than another, and what is told where nobody counts. */
class PlanMeasuresTest {
    private static final ParcelPolicy PLAIN = ParcelPolicy.defaults();

    private static Packing both(Goods goods, Bond bond) {
        return new Packing().want("X", 1, goods, bond).stock("W1", "X", 1).stock("W2", "X", 5);
    }

    private static String source(Packing packing) {
        return packing.decide().plan().groups().get(0).source();
    }

    @Test
    void aSourceWhoseFreightNobodyToldCountsAsTheDearestThatIsTold() {
        Packing packing = both(goods(1_000), Bond.NONE)
                .under(PLAIN.withObjective(Criterion.FREIGHT, Criterion.BALANCE))
                .rates(Map.of("W2", new FreightRate(900, 50)));
        assertEquals("W2", source(packing), "as dear, and it has more");
        assertEquals(
                "W1", source(packing.rates(Map.of("W1", new FreightRate(900, 49), "W2", new FreightRate(900, 50)))));
        assertEquals(
                "W1", source(packing.rates(Map.of("W1", new FreightRate(899, 50), "W2", new FreightRate(900, 50)))));
    }

    @Test
    void ofTwoMeasuresTheFirstDecidesAndTheSecondAmongEquals() {
        Packing packing = both(goods(1), Bond.NONE);
        assertEquals("W1", source(packing.under(PLAIN.withObjective(Criterion.PRIORITY, Criterion.BALANCE))));
        assertEquals("W2", source(packing.under(PLAIN.withObjective(Criterion.BALANCE, Criterion.PRIORITY))));
    }

    @Test
    void weighedMeasuresAreAddedUp() {
        Packing packing = both(goods(1), Bond.NONE);
        Map<Criterion, Long> more = Map.of(Criterion.PRIORITY, 3L, Criterion.BALANCE, 2L);
        Map<Criterion, Long> less = Map.of(Criterion.PRIORITY, 1L, Criterion.BALANCE, 2L);
        assertEquals("W1", source(packing.under(PLAIN.withWeights(more))));
        assertEquals("W2", source(packing.under(PLAIN.withWeights(less))));
        Map<Criterion, Long> none = Map.of(Criterion.PRIORITY, 0L, Criterion.BALANCE, 1L);
        assertEquals("W2", source(packing.under(PLAIN.withWeights(none))), "what weighs nothing does not count");
    }

    private static String promised(Instant shipBy, LocalTime cutOff) {
        return source(
                both(goods(1), new Bond(null, 1, List.of(), false, shipBy)).cutOff("W1", cutOff));
    }

    /** The first source leaves tomorrow, the second today at ten. */
    @Test
    void aPromiseIsKeptByLeavingOnItsDay() {
        LocalTime past = LocalTime.of(9, 0);
        assertEquals("W2", promised(NOW, past));
        assertEquals("W2", promised(NOW.minus(Duration.ofHours(10)), past), "it was promised for today");
        assertEquals("W1", promised(NOW.minus(Duration.ofHours(11)), past), "yesterday is over for both");
        assertEquals("W1", promised(NOW.plus(Duration.ofHours(14)), past), "tomorrow at midnight is tomorrow");
        assertEquals("W2", promised(NOW.plus(Duration.ofHours(13)), past));
        assertEquals("W1", promised(NOW, LocalTime.of(10, 0)), "at the cut-off it still leaves today");
    }

    /** Nobody counts what a supplier has: it sends all that is asked of it, and no stock is told. */
    @Test
    void whatASupplierSendsIsSplitByItsLimitsWithoutAWordOfStock() {
        Packing packing = new Packing().uncounted("W2").at("W2").want("X", 3, goods(1), Bond.NONE);
        packing.under(PLAIN.withLimits(Limits.NONE.withPieces(2)));
        Decision<Grouping> decision = packing.decide();
        assertEquals(
                List.of(group("W2", part(0, 2)), group("W2", part(0, 1))),
                decision.plan().groups());
        assertEquals("-", reason(decision, "SPLIT_BY_PIECES").figures().get("stock"));
    }

    @Test
    void theLimitThatWasBrokenIsNamed() {
        Packing packing = new Packing()
                .want("X", 2, Goods.of(100, 50, List.of(), 2_000), Bond.NONE)
                .stock("W1", "X", 2);
        for (Map.Entry<Limits, String> one : Map.of(
                        Limits.NONE.withPieces(1), "SPLIT_BY_PIECES",
                        Limits.NONE.withWeightGrams(199), "SPLIT_BY_WEIGHT",
                        Limits.NONE.withVolume(99), "SPLIT_BY_VOLUME",
                        Limits.NONE.withWorth(1_999), "SPLIT_BY_WORTH")
                .entrySet()) {
            Decision<Grouping> decision =
                    packing.under(PLAIN.withLimits(one.getKey())).decide();
            assertEquals(2, decision.plan().groups().size());
            assertEquals("X", reason(decision, one.getValue()).figures().get("sku"));
        }
    }
}
