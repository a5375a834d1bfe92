package io.omskit.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every statement of M1 must be able to fail: each test breaks one of them by hand. */
class ValueInvariantsTest {
    private static final long[] NONE = {};

    private static long[] of(long... values) {
        return values;
    }

    private static void assertHolds(Optional<Violation> found) {
        assertEquals(Optional.empty(), found);
    }

    private static void assertBroken(String detail, Optional<Violation> found) {
        assertEquals(Optional.of(new Violation("M1", "line 7", detail)), found);
    }

    @Test
    void aLostCentIsFound() {
        Money whole = Money.of(100, "CNY");
        assertHolds(ValueInvariants.partsAddUp("line 7", whole, List.of(Money.of(130, "CNY"), Money.of(-30, "CNY"))));
        assertBroken(
                "parts add up to 99 minor units, whole is CNY 1.00",
                ValueInvariants.partsAddUp("line 7", whole, List.of(Money.of(33, "CNY"), Money.of(66, "CNY"))));
        assertBroken(
                "parts add up to 0 minor units, whole is CNY 1.00",
                ValueInvariants.partsAddUp("line 7", whole, List.of()));
    }

    @Test
    void aPartOfAnotherCurrencyIsFound() {
        assertBroken(
                "part USD 1.00 of a whole CNY 1.00",
                ValueInvariants.partsAddUp("line 7", Money.of(100, "CNY"), List.of(Money.of(100, "USD"))));
    }

    @Test
    void aSumThatOnlyFitsByWrappingIsFound() {
        Money huge = Money.of(Long.MAX_VALUE, "CNY");
        assertTrue(ValueInvariants.partsAddUp("line 7", Money.of(-2, "CNY"), List.of(huge, huge))
                .isPresent());
    }

    @Test
    void aPartOneUnitFromItsExactShareIsFound() {
        assertHolds(ValueInvariants.apportioned("line 7", 3, of(1, 1), NONE, of(1, 2)));
        assertBroken(
                "part 0 is 1, exact share is 4 * 1 / 2",
                ValueInvariants.apportioned("line 7", 4, of(1, 1), NONE, of(1, 3)));
        assertBroken(
                "parts add up to 5, total is 4", ValueInvariants.apportioned("line 7", 4, of(1, 1), NONE, of(2, 3)));
        assertBroken("1 parts for 2 weights", ValueInvariants.apportioned("line 7", 4, of(1, 1), NONE, of(4)));
    }

    @Test
    void quantitiesAndEqualPartsAreTheExactShareWhereWeightsAreZero() {
        assertHolds(ValueInvariants.apportioned("line 7", 8, of(0, 0), of(1, 3), of(2, 6)));
        assertBroken(
                "part 0 is 4, exact share is 8 * 1 / 4",
                ValueInvariants.apportioned("line 7", 8, of(0, 0), of(1, 3), of(4, 4)));
        assertHolds(ValueInvariants.apportioned("line 7", 8, of(0, 0), of(0, 0), of(4, 4)));
        assertBroken(
                "part 0 is 2, exact share is 8 * 1 / 2",
                ValueInvariants.apportioned("line 7", 8, of(0, 0), NONE, of(2, 6)));
    }

    @Test
    void aPartAboveItsCapOrOfTheOtherSignIsFound() {
        assertHolds(ValueInvariants.apportionedWithin("line 7", -8, of(3, 5), of(-3, -5)));
        assertBroken(
                "part 1 is -5, cap is 4, total is -8",
                ValueInvariants.apportionedWithin("line 7", -8, of(3, 4), of(-3, -5)));
        assertBroken(
                "part 0 is -1, cap is 3, total is 8",
                ValueInvariants.apportionedWithin("line 7", 8, of(3, 9), of(-1, 9)));
        assertBroken(
                "parts add up to 7, total is 8", ValueInvariants.apportionedWithin("line 7", 8, of(3, 5), of(3, 4)));
        assertBroken("2 parts for 1 caps", ValueInvariants.apportionedWithin("line 7", 8, of(8), of(8, 0)));
    }

    @Test
    void aCumulativeShareRoundedToNearestIsFound() {
        assertHolds(ValueInvariants.cumulative("line 7", 5, 2, 3, 3));
        assertBroken("units 1..2 of 3 carry 4 of an amount of 5", ValueInvariants.cumulative("line 7", 5, 2, 3, 4));
        assertBroken("units 1..2 of 3 carry 2 of an amount of 5", ValueInvariants.cumulative("line 7", 5, 2, 3, 2));
        assertHolds(ValueInvariants.cumulative("line 7", -5, 2, 3, -3));
        assertBroken("units 1..2 of 3 carry -4 of an amount of -5", ValueInvariants.cumulative("line 7", -5, 2, 3, -4));
        assertBroken("units 1..1 of 3 carry 1 of an amount of 0", ValueInvariants.cumulative("line 7", 0, 1, 3, 1));
    }

    @Test
    void aSmallShareOfTheWrongSignIsFound() {
        // exact 0.33: -1 is further than one unit away, 0 is the floor
        assertHolds(ValueInvariants.cumulative("line 7", 1, 1, 3, 0));
        assertTrue(ValueInvariants.cumulative("line 7", 1, 1, 3, -1).isPresent());
        assertTrue(ValueInvariants.cumulative("line 7", -1, 1, 3, 1).isPresent());
    }
}
