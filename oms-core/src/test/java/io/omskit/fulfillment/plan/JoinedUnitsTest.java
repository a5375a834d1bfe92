package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.plan.Packing.codes;
import static io.omskit.fulfillment.plan.Packing.giftOf;
import static io.omskit.fulfillment.plan.Packing.goods;
import static io.omskit.fulfillment.plan.Packing.group;
import static io.omskit.fulfillment.plan.Packing.part;
import static io.omskit.fulfillment.plan.Packing.reason;
import static io.omskit.fulfillment.plan.Packing.sealed;
import static io.omskit.fulfillment.plan.Packing.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Decision;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.fulfillment.parcel.Instruction;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy.Limits;
import io.omskit.fulfillment.plan.Grouping.Waiting;
import io.omskit.value.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Units that are one: sealed orders, sets, what was joined by hand, gifts with their company; and what is told of them. */
class JoinedUnitsTest {
    private static final ParcelPolicy PLAIN = ParcelPolicy.defaults();

    private static Packing threeSealed(Limits limits) {
        return new Packing()
                .want("X", 3, Goods.of(100, 50, List.of(), 600), sealed())
                .stock("W1", "X", 3)
                .under(PLAIN.withLimits(limits));
    }

    @Test
    void aSealedOrderMayFillItsParcelExactlyByEveryLimit() {
        for (Limits full : List.of(
                Limits.NONE.withPieces(3),
                Limits.NONE.withWeightGrams(300),
                Limits.NONE.withVolume(150),
                Limits.NONE.withWorth(600))) {
            assertEquals(
                    List.of(group("W1", part(0, 3))),
                    threeSealed(full).decide().plan().groups(),
                    full::toString);
        }
    }

    @Test
    void aSealedOrderOfSeveralPiecesOverAnyLimitWaits() {
        for (Limits less : List.of(
                Limits.NONE.withPieces(2),
                Limits.NONE.withWeightGrams(299),
                Limits.NONE.withVolume(149),
                Limits.NONE.withWorth(599))) {
            Decision<Grouping> decision = threeSealed(less).decide();
            assertEquals(List.of(), decision.plan().groups(), less::toString);
            assertEquals(1, decision.plan().waiting().size());
        }
    }

    @Test
    void aSealedSinglePieceMayBeOverTheLimit() {
        Packing packing = new Packing().want("X", 1, goods(30_000), sealed()).stock("W1", "X", 1);
        packing.under(PLAIN.withLimits(Limits.NONE.withWeightGrams(20_000)));
        assertEquals(List.of(group("W1", part(0, 1))), packing.decide().plan().groups());
    }

    @Test
    void aSetThatTravelsTogetherIsOneUnitWhateverItWeighs() {
        Packing packing = new Packing().want("A", 1, goods(9_000), set(1)).want("B", 2, goods(9_000), set(2));
        packing.stock("W1", "A", 1).stock("W1", "B", 2).under(PLAIN.withLimits(Limits.NONE.withWeightGrams(20_000)));
        assertEquals(
                List.of(group("W1", part(0, 1), part(1, 2))),
                packing.decide().plan().groups());
    }

    /** Two of the four B of two sets were canceled: one whole set, and the A of the other by itself. */
    @Test
    void whatIsLeftOfABrokenSetTravelsLikeAnyGoods() {
        Packing packing = new Packing().want("A", 2, goods(1), set(1)).want("B", 3, goods(1), set(2));
        packing.stock("W1", "A", 2).stock("W1", "B", 3);
        Decision<Grouping> decision = packing.decide();
        assertEquals(
                List.of(group("W1", part(0, 2), part(1, 3))), decision.plan().groups());
        assertEquals(List.of(), decision.plan().waiting());
        assertEquals(List.of(), decision.plan().shortfalls());
    }

    @Test
    void aGiftDoesNotTravelWithAnOrderThatDidNotEarnIt() {
        Packing packing = new Packing()
                .want(1, "X", Measure.PIECE, 1, goods(1), Bond.NONE)
                .want(1, "G", Measure.PIECE, 1, goods(1), giftOf(1L))
                .want(2, "Y", Measure.PIECE, 1, goods(1), Bond.NONE);
        packing.stock("W1", "Y", 1).stock("W1", "G", 1).stock("W2", "X", 1);
        assertEquals(
                List.of(new Waiting("GIFT_WAITS", part(1, 1))),
                packing.decide().plan().waiting());
        packing.stock("W2", "G", 1);
        assertEquals(
                List.of(group("W2", part(0, 1), part(1, 1)), group("W1", new Part(2, 0, 1))),
                packing.decide().plan().groups());
    }

    @Test
    void aGiftStaysWithItsGoodsWhateverIsSaidByHand() {
        Packing packing = new Packing().want("X", 1, goods(1), Bond.NONE).want("G", 2, Goods.UNKNOWN, giftOf(1L));
        packing.stock("W1", "X", 1).stock("W1", "G", 2).stock("W2", "G", 2);
        packing.byHand(new Instruction.At(part(1, 1), "W2"));
        Decision<Grouping> decision = packing.decide();
        assertEquals(
                List.of(group("W1", part(0, 1), part(1, 2))), decision.plan().groups());
        assertTrue(codes(decision).contains("INSTRUCTION_BROKEN"), codes(decision)::toString);
    }

    @Test
    void onlyACompletePlanIsToldToHaveOneSource() {
        Packing packing = new Packing().want("X", 5, goods(1), Bond.NONE).stock("W1", "X", 3);
        packing.under(PLAIN.withLimits(Limits.NONE.withPieces(9)));
        Decision<Grouping> part = packing.decide();
        assertFalse(codes(part).contains("SINGLE_SOURCE"), codes(part)::toString);
        Decision<Grouping> whole = packing.stock("W1", "X", 5).decide();
        assertEquals("W1", reason(whole, "SINGLE_SOURCE").figures().get("source"));
    }

    /** Five are wanted, four are there, parcels hold two and the source takes one: one is missing, two wait. */
    @Test
    void whatIsThereAndDoesNotFitWaitsAndOnlyTheRestIsMissing() {
        Packing packing = new Packing().want("X", 5, goods(1), Bond.NONE).stock("W1", "X", 4);
        packing.under(PLAIN.withLimits(Limits.NONE.withPieces(2))).capacity("W1", 1);
        Decision<Grouping> decision = packing.decide();
        assertEquals(List.of(group("W1", part(0, 2))), decision.plan().groups());
        assertEquals(
                List.of(new Waiting("NO_CAPACITY", part(0, 2))), decision.plan().waiting());
        assertEquals(
                List.of(new Grouping.Shortfall(part(0, 1))), decision.plan().shortfalls());
        assertEquals("2", reason(decision, "NO_CAPACITY").figures().get("waiting"));
    }
}
