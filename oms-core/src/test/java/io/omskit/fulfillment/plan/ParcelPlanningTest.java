package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.Draft.cell;
import static io.omskit.fulfillment.Draft.warehouse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeTraits;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.fulfillment.parcel.Conditions;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.fulfillment.parcel.Instruction;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy.Criterion;
import io.omskit.fulfillment.parcel.ParcelPolicy.Limits;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Waiting;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.value.Measure;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Constraints by example: each with the parcels that come of it and the reason that is told. */
class ParcelPlanningTest {
    private static final ParcelPolicy PLAIN = ParcelPolicy.defaults();
    private static final Goods LIGHT = goods(500);

    private final List<Want> wants = new ArrayList<>();
    private final TreeMap<StockCell, Long> free = new TreeMap<>();
    private final List<Source> sources = new ArrayList<>(List.of(warehouse("W1", 10), warehouse("W2", 20)));
    private Conditions conditions = Conditions.of(PLAIN);

    private static Goods goods(long grams, String... classes) {
        return Goods.of(grams, 0, Arrays.asList(classes), 1000);
    }

    private ParcelPlanningTest want(String sku, long quantity, Goods goods, Bond bond) {
        return want(sku, quantity, goods, bond, false);
    }

    private ParcelPlanningTest want(String sku, long quantity, Goods goods, Bond bond, boolean presale) {
        wants.add(
                new Want(wants.size(), new Sku(sku), Measure.PIECE, quantity, quantity, 0, null, presale, goods, bond));
        return this;
    }

    private ParcelPlanningTest stock(String source, String sku, long quantity) {
        free.put(cell(source, sku), quantity);
        return this;
    }

    private ParcelPlanningTest under(ParcelPolicy policy) {
        conditions = Conditions.of(policy);
        return this;
    }

    private RegroupInput input() {
        Member member = new Member(1, new ChannelRef("taobao", "flagship", "T1"), NOW, false, MergeTraits.NONE, wants);
        return new RegroupInput(
                List.of(member), List.of(), sources, free, MergePolicy.defaults(), NOW, null, conditions);
    }

    private Decision<Grouping> decide() {
        RegroupInput input = input();
        Decision<Grouping> decision = Regroup.decide(input);
        assertEquals(Optional.empty(), ParcelRules.all(input, decision.plan()));
        assertEquals(Optional.empty(), PlanInvariants.q4(input, decision.plan()));
        return decision;
    }

    private static Set<String> codes(Decision<Grouping> decision) {
        Set<String> codes = new TreeSet<>();
        decision.explanation().reasons().forEach(reason -> codes.add(reason.code()));
        return codes;
    }

    private static Group group(String source, Part... parts) {
        return new Group(null, source, List.of(parts));
    }

    private static Part part(int demand, long quantity) {
        return new Part(1, demand, quantity);
    }

    private static Bond gift() {
        return new Bond(null, 1, List.of(1L), false, null);
    }

    private static Bond set(long perSet) {
        return new Bond("L0", perSet, List.of(), false, null);
    }

    private static Bond sealed() {
        return new Bond(null, 1, List.of(), true, null);
    }

    private static Bond by(@Nullable Instant shipBy) {
        return new Bond(null, 1, List.of(), false, shipBy);
    }

    @Test
    void fivePiecesAtTwoForAParcelAreTwoTwoAndOne() {
        want("X", 5, LIGHT, Bond.NONE).stock("W1", "X", 9).under(PLAIN.withLimits(Limits.NONE.withPieces(2)));
        Decision<Grouping> decision = decide();
        assertEquals(
                List.of(group("W1", part(0, 2)), group("W1", part(0, 2)), group("W1", part(0, 1))),
                decision.plan().groups());
        Reason reason = decision.explanation().reasons().stream()
                .filter(one -> one.code().equals("SPLIT_BY_PIECES"))
                .findFirst()
                .orElseThrow();
        assertEquals(Map.of("sku", "X", "rule", "R-6.1", "stock", "W1:9"), reason.figures());
    }

    @Test
    void aSingleUnitOverTheWeightTravelsAlone() {
        want("X", 1, goods(30_000), Bond.NONE).want("Y", 1, LIGHT, Bond.NONE);
        stock("W1", "X", 1).stock("W1", "Y", 1).under(PLAIN.withLimits(Limits.NONE.withWeightGrams(20_000)));
        Decision<Grouping> decision = decide();
        assertEquals(2, decision.plan().groups().size());
        assertTrue(codes(decision).contains("SPLIT_BY_WEIGHT"));
    }

    @Test
    void classesThatExcludeEachOtherShareNoParcel() {
        want("X", 1, goods(1, "cold"), Bond.NONE).want("Y", 1, goods(1, "battery"), Bond.NONE);
        stock("W1", "X", 1).stock("W1", "Y", 1).under(PLAIN.withApart("cold", "battery"));
        Decision<Grouping> decision = decide();
        assertEquals(2, decision.plan().groups().size());
        assertTrue(codes(decision).contains("SPLIT_BY_CLASS"));
    }

    @Test
    void eachLargeThingHasAParcelOfItsOwn() {
        want("X", 2, goods(1, "large"), Bond.NONE).want("Y", 3, LIGHT, Bond.NONE);
        stock("W1", "X", 2).stock("W1", "Y", 3).under(PLAIN.withAlone("large"));
        Decision<Grouping> decision = decide();
        assertEquals(3, decision.plan().groups().size());
        assertTrue(codes(decision).contains("SPLIT_ALONE"));
    }

    @Test
    void aBundleThatTravelsTogetherIsSplitByUnitsOnlyAndShortAsAWhole() {
        want("A", 2, LIGHT, set(1)).want("B", 4, LIGHT, set(2));
        stock("W1", "A", 1).stock("W1", "B", 2).stock("W2", "A", 1).stock("W2", "B", 1);
        Decision<Grouping> decision = decide();
        assertEquals(
                List.of(group("W1", part(0, 1), part(1, 2))), decision.plan().groups());
        assertEquals(
                List.of(new Waiting("SET_SHORT", part(0, 1)), new Waiting("SET_SHORT", part(1, 1))),
                decision.plan().waiting());
        assertEquals(1, decision.plan().shortfalls().size(), "one B is in stock nowhere");
    }

    @Test
    void aGiftGoesWithTheLargestParcelOfItsOrder() {
        want("X", 5, LIGHT, Bond.NONE).want("G", 1, Goods.UNKNOWN, gift());
        stock("W1", "X", 2).stock("W2", "X", 3).stock("W1", "G", 1).stock("W2", "G", 1);
        assertEquals(
                List.of(group("W1", part(0, 2)), group("W2", part(0, 3), part(1, 1))),
                decide().plan().groups());
    }

    @Test
    void aGiftIsNeverAloneBeforeWhatEarnedIt() {
        want("X", 1, LIGHT, Bond.NONE).want("G", 1, Goods.UNKNOWN, gift());
        stock("W1", "X", 1).stock("W2", "G", 1);
        Decision<Grouping> decision = decide();
        assertEquals(List.of(group("W1", part(0, 1))), decision.plan().groups());
        assertEquals(
                List.of(new Waiting("GIFT_WAITS", part(1, 1))), decision.plan().waiting());
        assertTrue(codes(decision).contains("GIFT_WAITS"));
    }

    @Test
    void aSourceThatHasTheGiftTooIsBetterThanTheFirstByPriority() {
        want("X", 1, LIGHT, Bond.NONE).want("G", 1, Goods.UNKNOWN, gift());
        stock("W1", "X", 1).stock("W2", "X", 1).stock("W2", "G", 1);
        assertEquals(
                List.of(group("W2", part(0, 1), part(1, 1))), decide().plan().groups());
    }

    @Test
    void aSealedOrderComesFromOneSourceInOneParcelOrNotAtAll() {
        want("X", 2, LIGHT, sealed()).want("Y", 1, LIGHT, sealed());
        stock("W1", "X", 2).stock("W2", "Y", 1);
        Decision<Grouping> decision = decide();
        assertEquals(List.of(), decision.plan().groups());
        assertTrue(codes(decision).contains("SEALED_SHORT"));
        stock("W2", "X", 2);
        assertEquals(
                List.of(group("W2", part(0, 2), part(1, 1))), decide().plan().groups());
    }

    @Test
    void moreThanTheAllowedPartsWaitAltogether() {
        want("X", 7, LIGHT, Bond.NONE).stock("W1", "X", 9);
        under(PLAIN.withLimits(Limits.NONE.withPieces(2)).withMaxParts(3));
        Decision<Grouping> decision = decide();
        assertEquals(List.of(), decision.plan().groups());
        assertEquals(
                List.of(new Waiting("TOO_MANY_PARTS", part(0, 7))),
                decision.plan().waiting());
    }

    @Test
    void nothingIsSplitOffThatIsWorthTooLittle() {
        want("X", 10, goods(1), Bond.NONE).stock("W1", "X", 9).stock("W2", "X", 1);
        under(PLAIN.withLeastPart(200));
        Decision<Grouping> decision = decide();
        assertEquals(
                List.of(group("W1", part(0, 8))),
                decision.plan().groups(),
                "one hundred sent apart or left over is below two hundred");
        assertEquals(
                List.of(new Waiting("PART_TOO_SMALL", part(0, 2))),
                decision.plan().waiting());
        under(PLAIN.withLeastPart(600));
        assertEquals(List.of(), decide().plan().groups(), "ten hundred are no two parts of six");
        under(PLAIN.withLeastPart(200)).stock("W2", "X", 2);
        assertEquals(2, decide().plan().groups().size());
    }

    @Test
    void presaleAndSpotGoodsLeaveApartTogetherOrAfterAQuestion() {
        want("X", 1, LIGHT, Bond.NONE).want("P", 1, LIGHT, Bond.NONE, true).stock("W1", "X", 1);
        assertEquals(1, decide().plan().groups().size());
        Decision<Grouping> patient =
                under(PLAIN.withPresale(ParcelPolicy.Presale.WAIT_ALL)).decide();
        assertEquals(List.of(), patient.plan().groups());
        assertTrue(codes(patient).contains("PRESALE_WAITS"));
        stock("W1", "P", 1);
        assertEquals(
                List.of(group("W1", part(0, 1), part(1, 1))), decide().plan().groups());
        Decision<Grouping> asking =
                under(PLAIN.withPresale(ParcelPolicy.Presale.ASK)).decide();
        assertEquals(Set.of("PRESALE_ASK"), codes(asking));
        conditions = conditions.withInstructions(List.of(new Instruction.Answer(1, ParcelPolicy.Presale.SPLIT)));
        assertEquals(2, decide().plan().groups().size(), "the answer counts");
    }

    @Test
    void aSourceThatMeetsThePromiseGoesBeforeTheFirstByPriority() {
        sources.set(0, sources.get(0).withCutOff(LocalTime.of(9, 0)));
        want("X", 1, LIGHT, by(NOW.plus(Duration.ofHours(2))))
                .stock("W1", "X", 1)
                .stock("W2", "X", 1);
        assertEquals("W2", decide().plan().groups().get(0).source());
        sources.set(0, sources.get(0).withCutOff(LocalTime.of(11, 0)));
        assertEquals("W1", decide().plan().groups().get(0).source(), "before the cut-off it leaves the same day");
    }

    @Test
    void aSourceThatIsClosedForGoodSendsNothing() {
        Source.Duty never = Source.Duty.ANY.withClosed(Set.of(DayOfWeek.values()), Set.of());
        sources.set(0, sources.get(0).withDuty(never));
        want("X", 1, LIGHT, Bond.NONE).stock("W1", "X", 1);
        Decision<Grouping> decision = decide();
        assertEquals(
                List.of(new Waiting("SOURCE_CLOSED", part(0, 1))),
                decision.plan().waiting());
    }

    @Test
    void capacityLicenceReachAndRejectionKeepGoodsWaitingEachWithItsCode() {
        want("X", 1, goods(1, "cold"), Bond.NONE).stock("W1", "X", 1);
        conditions = conditions.withCapacity(Map.of("W1", 0L));
        assertEquals("NO_CAPACITY", decide().plan().waiting().get(0).code());
        conditions = Conditions.of(PLAIN).withRejections(Map.of(1L, Map.of("W1", NOW.plusSeconds(60))), NOW);
        assertEquals("SOURCE_REJECTED", decide().plan().waiting().get(0).code());
        conditions = Conditions.of(PLAIN).withRejections(Map.of(1L, Map.of("W1", NOW)), NOW);
        assertEquals(1, decide().plan().groups().size(), "the time is over");
        sources.set(0, sources.get(0).withDuty(Source.Duty.ANY.withClasses(Set.of("liquid"))));
        assertEquals("NOT_LICENSED", decide().plan().waiting().get(0).code());
    }

    @Test
    void amongEquallyManyParcelsTheCheaperFreightCounts() {
        want("X", 1, goods(2000), Bond.NONE).stock("W1", "X", 1).stock("W2", "X", 1);
        TreeMap<String, FreightRate> rates =
                new TreeMap<>(Map.of("W1", new FreightRate(500, 400), "W2", new FreightRate(900, 100)));
        conditions =
                new Conditions(PLAIN, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(Map.of(1L, rates)), List.of());
        assertEquals("W2", decide().plan().groups().get(0).source(), "1,100 is less than 1,300");
        conditions = new Conditions(
                PLAIN.withWeights(Map.of(Criterion.PRIORITY, 1L)),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(Map.of(1L, rates)),
                List.of());
        assertEquals("W1", decide().plan().groups().get(0).source());
    }

    @Test
    void balanceTakesFromWhereMoreIs() {
        want("X", 1, LIGHT, Bond.NONE).stock("W1", "X", 3).stock("W2", "X", 8);
        under(PLAIN.withObjective(Criterion.PARCELS, Criterion.BALANCE));
        assertEquals("W2", decide().plan().groups().get(0).source());
    }

    @Test
    void unitsAreMovedPartedAndJoinedByHand() {
        want("X", 3, LIGHT, Bond.NONE).want("Y", 1, LIGHT, Bond.NONE);
        stock("W1", "X", 5).stock("W1", "Y", 1).stock("W2", "X", 1);
        conditions = conditions.withInstructions(List.of(new Instruction.At(part(0, 2), "W2")));
        Decision<Grouping> moved = decide();
        assertEquals(
                List.of(group("W1", part(0, 2), part(1, 1)), group("W2", part(0, 1))),
                moved.plan().groups(),
                "one unit is kept where it was wanted, the other cannot be");
        assertTrue(codes(moved).contains("INSTRUCTION_BROKEN"));
        conditions = conditions.withInstructions(List.of(new Instruction.Apart(List.of(part(0, 1)))));
        Decision<Grouping> parted = decide();
        assertEquals(2, parted.plan().groups().size());
        assertTrue(codes(parted).contains("SPLIT_BY_HAND"));
        stock("W1", "X", 2).stock("W2", "X", 3);
        conditions = conditions.withInstructions(List.of(new Instruction.Together(List.of(part(0, 3)))));
        Decision<Grouping> joined = decide();
        assertEquals(
                List.of(group("W1", part(1, 1)), group("W2", part(0, 3))),
                joined.plan().groups());
        assertFalse(codes(joined).contains("INSTRUCTION_BROKEN"));
    }

    @Test
    void whatIsNotInTheCatalogIsToldWhereALimitApplies() {
        want("X", 1, Goods.UNKNOWN, Bond.NONE).stock("W1", "X", 1);
        assertFalse(codes(decide()).contains("ITEM_UNKNOWN"));
        under(PLAIN.withLimits(Limits.NONE.withWeightGrams(1)));
        assertTrue(codes(decide()).contains("ITEM_UNKNOWN"));
    }

    @Test
    void whereNothingLimitsTheGoodsAreNotEvenKept() {
        want("X", 1, LIGHT, by(NOW)).stock("W1", "X", 1);
        RegroupInput input = input();
        assertEquals(Goods.UNKNOWN, input.members().get(0).wants().get(0).goods());
        assertEquals(Bond.NONE, input.members().get(0).wants().get(0).bond());
    }
}
