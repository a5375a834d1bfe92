package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.plan.Packing.giftOf;
import static io.omskit.fulfillment.plan.Packing.goods;
import static io.omskit.fulfillment.plan.Packing.group;
import static io.omskit.fulfillment.plan.Packing.part;
import static io.omskit.fulfillment.plan.Packing.sealed;
import static io.omskit.fulfillment.plan.Packing.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy.Limits;
import io.omskit.fulfillment.parcel.ParcelPolicy.Presale;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Waiting;
import io.omskit.value.Measure;
import io.omskit.value.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The guard of: every rule catches a plan that breaks it, and lets the plan beside it pass. */
class ParcelRulesTest {
    private static final ParcelPolicy PLAIN = ParcelPolicy.defaults();

    private static void broken(Optional<Violation> found, String part) {
        assertTrue(found.isPresent(), "nothing was found");
        assertTrue(found.orElseThrow().toString().contains(part), found::toString);
    }

    private static void kept(Optional<Violation> found) {
        assertEquals(Optional.empty(), found);
    }

    private static Grouping plan(Group... groups) {
        return new Grouping(List.of(groups), List.of(), List.of());
    }

    @Test
    void everyLimitIsCheckedAndMayBeReachedExactly() {
        Packing packing = new Packing()
                .want("X", 4, Goods.of(100, 50, List.of(), 4_000), Bond.NONE)
                .stock("W1", "X", 9);
        for (Limits limits : List.of(
                Limits.NONE.withPieces(2),
                Limits.NONE.withWeightGrams(200),
                Limits.NONE.withVolume(100),
                Limits.NONE.withWorth(2_000))) {
            RegroupInput input = packing.under(PLAIN.withLimits(limits)).input();
            kept(ParcelRules.limits(input, group("W1", part(0, 2))));
            broken(ParcelRules.limits(input, group("W1", part(0, 3))), "is over the limit");
        }
    }

    @Test
    void aSinglePieceOrSetOverTheLimitIsOneUnitAndTwoAreNot() {
        ParcelPolicy light = PLAIN.withLimits(Limits.NONE.withWeightGrams(10));
        RegroupInput pieces =
                new Packing().want("X", 2, goods(100), Bond.NONE).under(light).input();
        kept(ParcelRules.limits(pieces, group("W1", part(0, 1))));
        broken(ParcelRules.limits(pieces, group("W1", part(0, 2))), "load 200000 is over the limit 10000");
        RegroupInput sets = new Packing()
                .want("A", 2, goods(100), set(1))
                .want("B", 4, goods(100), set(2))
                .want("C", 1, goods(100), Bond.NONE)
                .under(light)
                .input();
        kept(ParcelRules.limits(sets, group("W1", part(0, 1), part(1, 2))));
        broken(ParcelRules.limits(sets, group("W1", part(0, 2), part(1, 4))), "over the limit");
        broken(ParcelRules.limits(sets, group("W1", part(0, 1), part(1, 2), part(2, 1))), "over the limit");
    }

    @Test
    void aLumpOfWeighedGoodsThatTravelsAloneIsOneUnitAndPiecesAreNot() {
        ParcelPolicy light = PLAIN.withLimits(Limits.NONE.withWeightGrams(10)).withAlone("large");
        RegroupInput input = new Packing()
                .want(1, "ROLL", Measure.METER, 5_000, goods(100, "large"), Bond.NONE)
                .want("SOFA", 2, goods(100, "large"), Bond.NONE)
                .under(light)
                .input();
        kept(ParcelRules.limits(input, group("W1", part(0, 5_000))));
        kept(ParcelRules.alone(input, group("W1", part(0, 5_000))));
        broken(ParcelRules.limits(input, group("W1", part(1, 2))), "over the limit");
        broken(ParcelRules.alone(input, group("W1", part(1, 2))), "SOFA does not travel alone");
        kept(ParcelRules.alone(input, group("W1", part(1, 1))));
    }

    @Test
    void weighedGoodsThatAreNotLargeAreNoSingleUnit() {
        RegroupInput input = new Packing()
                .want(1, "TEA", Measure.KILOGRAM, 5_000, goods(1_000), Bond.NONE)
                .under(PLAIN.withLimits(Limits.NONE.withWeightGrams(4_999)))
                .input();
        broken(ParcelRules.limits(input, group("W1", part(0, 5_000))), "over the limit");
        kept(ParcelRules.limits(input, group("W1", part(0, 1))));
    }

    @Test
    void classesThatExcludeEachOtherAreFound() {
        RegroupInput input = new Packing()
                .want("X", 1, goods(1, "cold"), Bond.NONE)
                .want("Y", 1, goods(1, "battery"), Bond.NONE)
                .want("Z", 1, goods(1), Bond.NONE)
                .under(PLAIN.withApart("cold", "battery"))
                .input();
        kept(ParcelRules.classes(input, group("W1", part(0, 1), part(2, 1))));
        broken(ParcelRules.classes(input, group("W1", part(1, 1), part(2, 1), part(0, 1))), "shares a parcel with");
    }

    @Test
    void aGiftNeedsGoodsOfAnOrderThatEarnedItInItsParcel() {
        RegroupInput input = new Packing()
                .want("X", 1, goods(1), Bond.NONE)
                .want("G", 1, goods(1), giftOf(1L))
                .want("H", 1, goods(1), giftOf(1L))
                .want(2, "Y", Measure.PIECE, 1, goods(1), Bond.NONE)
                .input();
        kept(ParcelRules.gifts(input, group("W1", part(0, 1), part(1, 1))));
        broken(ParcelRules.gifts(input, group("W1", part(1, 1))), "the gift G is without the goods");
        broken(ParcelRules.gifts(input, group("W1", part(1, 1), part(2, 1))), "without the goods");
        broken(ParcelRules.gifts(input, group("W1", part(1, 1), new Part(2, 0, 1))), "without the goods");
    }

    @Test
    void aSetIsApartOnlyAsFarAsItIsNotWhole() {
        RegroupInput input = new Packing()
                .want("A", 2, goods(1), set(1))
                .want("B", 5, goods(1), set(2))
                .input();
        kept(ParcelRules.sets(input, plan(group("W1", part(0, 1), part(1, 2)), group("W2", part(0, 1), part(1, 3)))));
        kept(ParcelRules.sets(input, plan(group("W1", part(1, 1)))));
        broken(ParcelRules.sets(input, plan(group("W1", part(1, 2)))), "2 units are apart from their bundle");
        broken(ParcelRules.sets(input, plan(group("W1", part(0, 1)))), "1 units are apart");
    }

    @Test
    void aSealedOrderIsInOneParcelAsAWholeOrInNone() {
        RegroupInput input = new Packing()
                .want("X", 2, goods(1), sealed())
                .want("Y", 1, goods(1), sealed())
                .input();
        kept(ParcelRules.sealed(input, plan()));
        kept(ParcelRules.sealed(input, plan(group("W1", part(0, 2), part(1, 1)))));
        broken(
                ParcelRules.sealed(input, plan(group("W1", part(0, 2)), group("W2", part(1, 1)))),
                "2 of 3 units of sealed order 1");
    }

    @Test
    void noOrderIsInMorePartsThanAreAllowedAndNoSourceGetsMoreThanItTakes() {
        Packing packing = new Packing().want("X", 3, goods(1), Bond.NONE).under(PLAIN.withMaxParts(2));
        Group one = group("W1", part(0, 1));
        kept(ParcelRules.parts(packing.input(), plan(one, one)));
        broken(ParcelRules.parts(packing.input(), plan(one, one, one)), "3 parts are over 2");
        RegroupInput full = packing.capacity("W1", 1).input();
        kept(ParcelRules.capacity(full, plan(one)));
        broken(ParcelRules.capacity(full, plan(one, one)), "it is over its capacity");
    }

    @Test
    void nothingWaitsWhereOnlyStockLimits() {
        Grouping waits = new Grouping(
                List.of(), List.of(), List.of(), List.of(), List.of(new Waiting("NOT_PACKED", part(0, 1))));
        Packing packing = new Packing().want("X", 1, goods(1), Bond.NONE);
        broken(ParcelRules.waits(packing.input(), waits), "waits with NOT_PACKED");
        kept(ParcelRules.waits(packing.under(PLAIN.withMaxParts(2)).input(), waits));
    }

    @Test
    void presaleAndSpotGoodsShareAParcelOnlyWhereSomebodyWaitsForAllOrTheOrderIsSealed() {
        Group group = group("W1", part(0, 1));
        Packing open = new Packing().want("X", 1, goods(1), Bond.NONE);
        assertFalse(ParcelRules.mayMixPresale(open.input(), group));
        assertFalse(
                ParcelRules.mayMixPresale(open.input(), group("W1", part(7, 1))), "a part of nothing that is wanted");
        assertTrue(ParcelRules.mayMixPresale(
                open.under(PLAIN.withPresale(Presale.WAIT_ALL)).input(), group));
        assertFalse(ParcelRules.mayMixPresale(
                open.under(PLAIN.withPresale(Presale.ASK)).input(), group));
        Packing shut = new Packing().want("X", 1, goods(1), sealed());
        assertTrue(ParcelRules.mayMixPresale(shut.input(), group));
    }
}
