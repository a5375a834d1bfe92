package io.omskit.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ApportionmentTest {
    private static final long[] NONE = {};

    private static long[] of(long... values) {
        return values;
    }

    @Test
    void shopDiscountOverTwoLinesFollowsTheirAmounts() {
        // 10.00 over 100.00 and 100.00
        assertArrayEquals(of(500, 500), Apportionment.share(1000, of(10_000, 10_000)));
        // 10.00 over 100.00, 100.00, 100.00: 333.33 each, one cent left, equal remainders and weights: first line
        assertArrayEquals(of(334, 333, 333), Apportionment.share(1000, of(10_000, 10_000, 10_000)));
    }

    @Test
    void leftOverUnitsGoToTheLargestRemainders() {
        // 10 over 1 : 2 : 4 of 7: exact 1.43, 2.86, 5.71; floors 1, 2, 5; two left for .86 and .71
        assertArrayEquals(of(1, 3, 6), Apportionment.share(10, of(1, 2, 4)));
    }

    @Test
    void equalRemaindersGoToTheLargerWeightThenToTheSmallerIndex() {
        // 1 over 1 : 3 : ... of 4 would be .25 and .75; equal remainders need 2 over 1 : 3 = .5 and 1.5
        assertArrayEquals(of(0, 2), Apportionment.share(2, of(1, 3)));
        assertArrayEquals(of(2, 0), Apportionment.share(2, of(3, 1)));
        assertArrayEquals(of(1, 0), Apportionment.share(1, of(5, 5)));
        // 4 over 1 : 3 : 3 : 1 of 8 = .5 1.5 1.5 .5: the two heavy lines win
        assertArrayEquals(of(0, 2, 2, 0), Apportionment.share(4, of(1, 3, 3, 1)));
    }

    @Test
    void negativeTotalIsTheMirrorImage() {
        assertArrayEquals(of(-1, -3, -6), Apportionment.share(-10, of(1, 2, 4)));
    }

    @Test
    void linesOfWeightZeroGetNothingWhileOthersHaveWeight() {
        assertArrayEquals(of(0, 7, 0), Apportionment.share(7, of(0, 1, 0)));
    }

    @Test
    void zeroWeightsFallBackToQuantitiesThenToEqualParts() {
        assertArrayEquals(of(2, 5), Apportionment.share(7, of(0, 0), of(1, 3)));
        assertArrayEquals(of(4, 3), Apportionment.share(7, of(0, 0), of(0, 0)));
        assertArrayEquals(of(-3, -2, -2), Apportionment.share(-7, of(0, 0, 0)));
        assertArrayEquals(of(7, 0), Apportionment.share(7, of(1, 0), of(0, 9)));
    }

    @Test
    void zeroOverNoLinesIsNothing() {
        assertArrayEquals(NONE, Apportionment.share(0, NONE));
        assertArrayEquals(NONE, Apportionment.shareCapped(0, NONE, NONE));
        assertThrows(IllegalArgumentException.class, () -> Apportionment.share(1, NONE));
        assertThrows(IllegalArgumentException.class, () -> Apportionment.shareCapped(1, NONE, NONE));
    }

    @Test
    void weightsBeyond64BitsStayExact() {
        long max = Long.MAX_VALUE;
        assertArrayEquals(of(max / 2 + 1, max / 2), Apportionment.share(max, of(max, max)));
        assertArrayEquals(of(-max), Apportionment.share(-max, of(max)));
        assertArrayEquals(of(2, 1), Apportionment.share(3, of(max, max)));
        // .5 and 1.5 again, the heavier line wins the tie on this side as well
        assertArrayEquals(of(0, 2), Apportionment.share(2, of(1L << 60, 3L << 60)));
    }

    @Test
    void overflowOfAFullLineIsSharedAgainOverTheLinesWithRoom() {
        // 30 over 1 : 1 : 1 is 10 each; the first holds 4, its 6 go 3 and 3 to the others
        assertArrayEquals(of(4, 13, 13), Apportionment.shareCapped(30, of(1, 1, 1), of(4, 100, 100)));
        // 30 over 4 : 1 : 1 is 20, 5, 5; 16 left fill the second (2 more) and then the third
        assertArrayEquals(of(4, 7, 19), Apportionment.shareCapped(30, of(4, 1, 1), of(4, 7, 100)));
        assertArrayEquals(of(-4, -7, -19), Apportionment.shareCapped(-30, of(4, 1, 1), of(4, 7, 100)));
    }

    @Test
    void linesOfWeightZeroTakeWhatOnlyTheyHaveRoomFor() {
        assertArrayEquals(of(5, 2, 2), Apportionment.shareCapped(9, of(1, 0, 0), of(5, 10, 10)));
    }

    @Test
    void capsThatHoldLessThanTheTotalAreRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Apportionment.shareCapped(-10, of(1, 1), of(4, 5)));
        assertTrue(refused.getMessage().startsWith("Caps hold 9 of 10 minor units.\n"), refused.getMessage());
        assertArrayEquals(of(4, 6), Apportionment.shareCapped(10, of(1, 1), of(4, 6)));
    }

    @Test
    void capsWhoseSumExceeds64BitsAreEnoughRoom() {
        long max = Long.MAX_VALUE;
        assertArrayEquals(of(1, 1), Apportionment.shareCapped(2, of(1, 1), of(max, max)));
        assertArrayEquals(of(3, max - 3), Apportionment.shareCapped(max, of(max, max), of(3, max)));
    }

    @Test
    void inputsStayAsTheyWere() {
        long[] weights = {3, 0, 2};
        long[] caps = {1, 5, 9};
        Apportionment.share(11, weights, caps);
        Apportionment.shareCapped(11, weights, caps);
        assertArrayEquals(of(3, 0, 2), weights);
        assertArrayEquals(of(1, 5, 9), caps);
    }

    @Test
    void badInputIsRefusedWithIndexAndValue() {
        String message = assertThrows(IllegalArgumentException.class, () -> Apportionment.share(1, of(2, -3)))
                .getMessage();
        assertTrue(message.startsWith("Negative weight -3 at index 1.\n"), message);
        assertThrows(IllegalArgumentException.class, () -> Apportionment.share(1, of(0, 0), of(-1, 1)));
        assertThrows(IllegalArgumentException.class, () -> Apportionment.share(1, of(1, 1), of(1)));
        assertThrows(IllegalArgumentException.class, () -> Apportionment.shareCapped(1, of(1, 1), of(1)));
        assertThrows(IllegalArgumentException.class, () -> Apportionment.shareCapped(1, of(1, 1), of(1, -1)));
        assertThrows(ArithmeticException.class, () -> Apportionment.share(Long.MIN_VALUE, of(1)));
        assertThrows(ArithmeticException.class, () -> Apportionment.share(Long.MIN_VALUE, of(0)));
        assertThrows(ArithmeticException.class, () -> Apportionment.shareCapped(Long.MIN_VALUE, of(1), of(1)));
    }

    @Test
    void fourCentsOverThreeUnitsAreOneOneTwo() {
        assertArrayEquals(of(1, 1, 2), perUnit(4, 3));
        assertArrayEquals(of(-1, -1, -2), perUnit(-4, 3));
        assertArrayEquals(of(0, 0, 0, 1), perUnit(1, 4));
    }

    @Test
    void cumulativeShareOfWeighedGoodsDoesNotOverflow() {
        // 9e18 minor units over 9e18 steps: one each
        long huge = 9_000_000_000_000_000_000L;
        assertEquals(8_000_000_000_000_000_000L, Apportionment.cumulative(huge, 8_000_000_000_000_000_000L, huge));
        assertEquals(huge - 2, Apportionment.cumulative(huge - 1, huge - 1, huge));
        assertEquals(Long.MIN_VALUE, Apportionment.cumulative(Long.MIN_VALUE, 7, 7));
        assertEquals(Long.MIN_VALUE / 2, Apportionment.cumulative(Long.MIN_VALUE, 2, 4));
    }

    @Test
    void unitsOutsideTheLineAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Apportionment.cumulative(5, 4, 3));
        assertThrows(IllegalArgumentException.class, () -> Apportionment.cumulative(5, -1, 3));
        assertThrows(IllegalArgumentException.class, () -> Apportionment.cumulative(5, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Apportionment.between(5, 2, 1, 3));
        assertEquals(0, Apportionment.between(5, 2, 2, 3));
    }

    private static long[] perUnit(long amount, int units) {
        long[] parts = new long[units];
        for (int i = 0; i < units; i++) {
            parts[i] = Apportionment.between(amount, i, i + 1, units);
        }
        return parts;
    }
}
