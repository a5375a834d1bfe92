package io.omskit.fulfillment.sourcing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fulfillment.sourcing.ParcelInput.Draw;
import io.omskit.fulfillment.sourcing.ParcelInput.Line;
import io.omskit.fulfillment.sourcing.ParcelInput.Load;
import io.omskit.fulfillment.sourcing.ParcelInput.Place;
import io.omskit.fulfillment.sourcing.ParcelPlan.Parcel;
import io.omskit.value.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Two places, three lines: two of A (weight 3, cost 1 and 2), one large B, which only the first place sends and which takes two
 * of its SKU, and a gift that goes with A. A parcel holds weight 6; the first place sends two parcels.
 */
class ParcelInvariantsTest {
    private static final List<Place> PLACES =
            List.of(new Place(List.of(2L, 3L, 1L), 2, List.of(10L)), new Place(List.of(1L, 0L, 1L), 9, List.of(20L)));
    private static final Line A = line(2, 0, 1, 3, false, List.of(), List.of(), List.of(1L), List.of(2L));
    private static final Line B = line(1, 1, 2, 9, true, List.of(0), List.of(), List.of(5L), null);
    private static final Line GIFT = line(1, 2, 1, 0, false, List.of(), List.of(0), List.of(0L), List.of(0L));
    private static final ParcelInput INPUT = question(0);

    private static Line line(
            long quantity,
            int sku,
            long steps,
            long load,
            boolean alone,
            List<Integer> apart,
            List<Integer> company,
            @Nullable List<Long> first,
            @Nullable List<Long> second) {
        List<@Nullable List<Long>> costs = new ArrayList<>();
        costs.add(first);
        costs.add(second);
        return line(quantity, sku, steps, load, alone, apart, company, costs);
    }

    private static Line line(
            long quantity,
            int sku,
            long steps,
            long load,
            boolean alone,
            List<Integer> apart,
            List<Integer> company,
            List<@Nullable List<Long>> costs) {
        return new Line(
                quantity, List.of(new Draw(sku, steps)), new Load(load, 0, 1, 100), alone, apart, company, costs);
    }

    private static ParcelInput question(long leastPart) {
        return new ParcelInput(PLACES, List.of(A, B, GIFT), new Load(6, 1, 9, 9_999), leastPart);
    }

    private static Parcel parcel(int place, long a, long b, long gift) {
        return new Parcel(place, List.of(a, b, gift));
    }

    private static void kept(Parcel... parcels) {
        assertEquals(Optional.empty(), ParcelInvariants.holds(INPUT, List.of(parcels)));
    }

    private static void broken(String id, String detail, Parcel... parcels) {
        broken(INPUT, id, detail, parcels);
    }

    private static void broken(ParcelInput input, String id, String detail, Parcel... parcels) {
        Optional<Violation> found = ParcelInvariants.holds(input, List.of(parcels));
        assertEquals(Optional.of(id), found.map(Violation::invariant), found::toString);
        assertTrue(found.orElseThrow().toString().contains(detail), found::toString);
    }

    @Test
    void aPlanThatUsesEverythingUpBreaksNothing() {
        kept(parcel(0, 2, 0, 1), parcel(0, 0, 1, 0));
        kept();
        kept(parcel(1, 1, 0, 1), parcel(0, 1, 0, 0));
    }

    @Test
    void moreThanIsWantedOrFreeIsFound() {
        broken("Q1", "more is in parcels than is wanted", parcel(0, 2, 0, 0), parcel(1, 1, 0, 0));
        broken("Q2", "2 of SKU 0 are not free", parcel(1, 2, 0, 0));
        broken("Q1", "is empty", parcel(0, 0, 0, 0));
    }

    @Test
    void aPlaceSendsNoMoreParcelsThanItCanAndNothingThatItMayNot() {
        broken(
                "R-10.2",
                "3 parcels are more than it can send",
                parcel(0, 1, 0, 0),
                parcel(0, 1, 0, 0),
                parcel(0, 0, 1, 0));
        ParcelInput rich = new ParcelInput(
                List.of(PLACES.get(0), new Place(List.of(9L, 9L, 9L), 9, List.of(20L))),
                INPUT.lines(),
                INPUT.limit(),
                0);
        broken(rich, "R-10.2", "may not start at place 1", parcel(1, 0, 1, 0));
    }

    @Test
    void whatTravelsAloneApartOrWithCompanyIsFoundWhereItDoesNot() {
        broken("R-6.1", "does not travel alone", parcel(0, 1, 1, 0));
        broken("R-6.1", "without its company", parcel(1, 0, 0, 1));
        Line tame = line(1, 1, 2, 0, false, List.of(0), List.of(), List.of(5L), null);
        ParcelInput apart = new ParcelInput(PLACES, List.of(A, tame, GIFT), INPUT.limit(), 0);
        broken(apart, "R-6.1", "shares a parcel with line 0", parcel(0, 1, 1, 0));
    }

    @Test
    void aParcelOverItsLimitIsFoundUnlessItHoldsOneUnit() {
        kept(parcel(0, 0, 1, 0));
        ParcelInput light = new ParcelInput(PLACES, INPUT.lines(), new Load(5, 1, 9, 9_999), 0);
        broken(light, "R-6.1", "6 is over 5", parcel(0, 2, 0, 0));
        ParcelInput few = new ParcelInput(PLACES, INPUT.lines(), new Load(6, 1, 1, 9_999), 0);
        broken(few, "R-6.1", "2 is over 1", parcel(0, 2, 0, 0));
    }

    /** Everything is worth four hundred: the parts at both places and what is left over. */
    @Test
    void noPartIsWorthLessThanItMustBe() {
        Parcel most = parcel(0, 2, 0, 1);
        assertEquals(Optional.empty(), ParcelInvariants.holds(question(100), List.of(most)));
        broken(question(101), "R-6.3", "one is worth less than 101", most);
        assertEquals(
                Optional.empty(),
                ParcelInvariants.holds(question(400), List.of(most, parcel(0, 0, 1, 0))),
                "both parcels are of one part");
        assertEquals(Optional.empty(), ParcelInvariants.holds(question(9_999), List.of()), "one part, which is all");
    }

    @Test
    void theCostIsWhatIsUnmetThenFeesAndUnits() {
        assertEquals(List.of(0L, 10L + 2 + 10 + 5), cost(parcel(0, 2, 0, 1), parcel(0, 0, 1, 0)));
        assertEquals(List.of(1L + 2 + 0, 20L + 2), cost(parcel(1, 1, 0, 1)), "one A and B, which takes two of its SKU");
        assertEquals(List.of(2L + 2 + 1, 0L), cost());
    }

    private static List<Long> cost(Parcel... parcels) {
        return ParcelInvariants.cost(INPUT, List.of(parcels));
    }

    @Test
    void costsAreComparedLevelByLevel() {
        assertTrue(ParcelInvariants.compare(List.of(1L, 9L), List.of(2L, 0L)) < 0);
        assertTrue(ParcelInvariants.compare(List.of(1L, 9L), List.of(1L, 8L)) > 0);
        assertEquals(0, ParcelInvariants.compare(List.of(1L, 9L), List.of(1L, 9L)));
    }

    private static void refused(String problem, Executable made) {
        String message = assertThrows(IllegalArgumentException.class, made).getMessage();
        int line = message.indexOf('\n');
        assertTrue(line > 0 && message.substring(0, line).contains(problem), message);
    }

    private static ParcelInput with(Line... lines) {
        return new ParcelInput(PLACES, List.of(lines), Load.ANY, 0);
    }

    @Test
    void aQuestionWhosePartsDoNotFitEachOtherIsRefused() {
        refused(
                "the place of Place",
                () -> new ParcelInput(
                        List.of(PLACES.get(0), new Place(List.of(1L), 1, List.of(1L))), List.of(), Load.ANY, 0));
        refused(
                "the place of Place",
                () -> new ParcelInput(
                        List.of(PLACES.get(0), new Place(List.of(1L, 1L, 1L), 1, List.of())), List.of(), Load.ANY, 0));
        refused("the company of line 2", () -> with(A, GIFT, A));
        refused("the company of line 0", () -> with(GIFT));
        refused(
                "the company of line 1",
                () -> with(A, line(1, 2, 1, 0, false, List.of(), List.of(-1), List.of(0L), null)));
        refused(
                "the company of line 2",
                () -> with(A, GIFT, line(1, 2, 1, 0, false, List.of(), List.of(1), List.of(0L), null)));
        refused("the costs of line 0", () -> with(line(1, 0, 1, 0, false, List.of(), List.of(), List.of(List.of(0L)))));
        refused("the draw of line 0", () -> with(line(1, 3, 1, 0, false, List.of(), List.of(), List.of(0L), null)));
        refused("the cost of line 0", () -> with(line(1, 0, 1, 0, false, List.of(), List.of(), List.of(0L, 1L), null)));
        assertEquals(2, with(A, GIFT).lines().size());
    }

    @Test
    void negativeFiguresAreRefusedByName() {
        refused("free units of -1 is negative", () -> new Place(List.of(-1L), 1, List.of()));
        refused("parcels of -1 is negative", () -> new Place(List.of(), -1, List.of()));
        refused("fee of -1 is negative", () -> new Place(List.of(), 1, List.of(-1L)));
        refused("quantity of -1 is negative", () -> line(-1, 0, 1, 0, false, List.of(), List.of(), List.of()));
        refused("a unit takes 0 of SKU 0", () -> new Draw(0, 0));
        refused("a unit takes 1 of SKU -1", () -> new Draw(-1, 1));
        refused("weight of -1 is negative", () -> new Load(-1, 0, 0, 0));
        refused("volume of -1 is negative", () -> new Load(0, -1, 0, 0));
        refused("pieces of -1 is negative", () -> new Load(0, 0, -1, 0));
        refused("worth of -1 is negative", () -> new Load(0, 0, 0, -1));
    }

    @Test
    void aSearchOfNothingIsRefused() {
        refused("a search of 0 nodes for 1 parcels", () -> ParcelPlanner.plan(INPUT, 1, 0));
        refused("a search of 1 nodes for 0 parcels", () -> ParcelPlanner.plan(INPUT, 0, 1));
        ParcelPlan plan = ParcelPlanner.plan(INPUT, 9, 100_000);
        assertTrue(plan.optimal());
        assertEquals(0, plan.unmet());
        assertFalse(new ParcelPlan(List.of(), List.of(2L), List.of(1L), 1).optimal());
    }
}
