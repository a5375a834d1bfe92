package io.omskit.finance;

import static io.omskit.finance.Orders.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.omskit.finance.FeeSchedule.RefundRule;
import io.omskit.value.Rate;
import org.junit.jupiter.api.Test;

class FeeScheduleTest {
    private static final FeeSchedule PLAIN = FeeSchedule.of(Rate.parse("0.006"), RefundRule.GIVEN_BACK);

    @Test
    void theRateIsRoundedHalfUp() {
        assertEquals(cny(60), PLAIN.charged(cny(10_000)));
        assertEquals(cny(1), PLAIN.charged(cny(84)));
        assertEquals(cny(0), PLAIN.charged(cny(83)));
        assertEquals(cny(0), PLAIN.charged(cny(-500)));
    }

    @Test
    void minimumAndCapBoundTheFee() {
        FeeSchedule bounded = PLAIN.within(cny(10), cny(100));
        assertEquals(cny(10), bounded.charged(cny(100)));
        assertEquals(cny(60), bounded.charged(cny(10_000)));
        assertEquals(cny(100), bounded.charged(cny(1_000_000)));
        assertThrows(IllegalArgumentException.class, () -> PLAIN.within(cny(10), cny(9)));
        assertThrows(IllegalArgumentException.class, () -> PLAIN.within(cny(-1), null));
    }

    @Test
    void aKeptFeeNeverComesBack() {
        FeeSchedule kept = FeeSchedule.of(Rate.parse("0.006"), RefundRule.KEPT);
        assertEquals(cny(0), kept.givenBack(cny(10_000), cny(10_000)));
    }

    @Test
    void theFeeComesBackCumulatively() {
        // fee 60 of a sale of 100.00: floor(60 x 33.33 / 100), then the rest
        assertEquals(cny(19), PLAIN.givenBack(cny(10_000), cny(3_333)));
        assertEquals(cny(39), PLAIN.givenBack(cny(10_000), cny(6_666)));
        assertEquals(cny(60), PLAIN.givenBack(cny(10_000), cny(10_000)));
        assertEquals(cny(60), PLAIN.givenBack(cny(10_000), cny(12_000)));
    }

    @Test
    void aPartOfTheFeeMayBeKept() {
        assertEquals(cny(50), PLAIN.keeping(cny(10)).givenBack(cny(10_000), cny(10_000)));
        assertEquals(cny(25), PLAIN.keeping(cny(10)).givenBack(cny(10_000), cny(5_000)));
        assertEquals(cny(45), PLAIN.keeping(Rate.parse("0.25")).givenBack(cny(10_000), cny(10_000)));
        assertEquals(cny(0), PLAIN.keeping(cny(70)).givenBack(cny(10_000), cny(10_000)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FeeSchedule(Rate.parse("0.1"), null, null, RefundRule.KEPT, cny(1), null));
        assertThrows(
                IllegalArgumentException.class,
                () -> new FeeSchedule(Rate.parse("0.1"), null, null, RefundRule.GIVEN_BACK_LESS, null, null));
    }
}
