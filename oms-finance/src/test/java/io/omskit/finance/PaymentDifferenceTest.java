package io.omskit.finance;

import static io.omskit.finance.Orders.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.omskit.finance.PaymentDifference.Reason;
import io.omskit.finance.PaymentDifference.Rules;
import io.omskit.value.Rate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentDifferenceTest {
    private static final Rules RULES = Rules.withSurcharges(List.of(Rate.percent("4.6"), Rate.percent("13")));

    private static Reason reason(long due, long paid, int instalments) {
        return PaymentDifference.of(cny(due), cny(paid), instalments, RULES).reason();
    }

    @Test
    void equalPaymentsNeedNoReason() {
        assertEquals(Reason.EQUAL, reason(10_000, 10_000, 3));
    }

    @Test
    void upToTwoCentsEitherWayAreRounding() {
        assertEquals(Reason.ROUNDING_CENTS, reason(10_000, 10_002, 1));
        assertEquals(Reason.ROUNDING_CENTS, reason(10_000, 9_998, 1));
        assertEquals(Reason.UNEXPLAINED, reason(10_000, 10_003, 1));
    }

    @Test
    void aSurchargeLiesWithinFiveHundredthsOfAPointOfAStep() {
        assertEquals(Reason.INSTALLMENT_SURCHARGE, reason(10_000, 10_460, 2));
        assertEquals(Reason.INSTALLMENT_SURCHARGE, reason(10_000, 10_465, 2));
        assertEquals(Reason.UNEXPLAINED, reason(10_000, 10_466, 2));
        assertEquals(Reason.INSTALLMENT_SURCHARGE, reason(10_000, 10_455, 12));
        assertEquals(Reason.UNEXPLAINED, reason(10_000, 10_454, 12));
        assertEquals(Reason.INSTALLMENT_SURCHARGE, reason(10_000, 11_300, 3));
    }

    @Test
    void withoutAPlanASurchargeIsUnexplained() {
        assertEquals(Reason.UNEXPLAINED, reason(10_000, 10_460, 1));
        assertEquals(Reason.UNEXPLAINED, reason(10_000, 9_540, 3));
        assertEquals(Reason.UNEXPLAINED, reason(0, 460, 3));
    }

    @Test
    void whatExplainsIsConfiguration() {
        assertEquals(
                Reason.UNEXPLAINED,
                PaymentDifference.of(cny(10_000), cny(10_460), 3, Rules.roundingOnly())
                        .reason());
        assertEquals(
                cny(460),
                PaymentDifference.of(cny(10_000), cny(10_460), 3, RULES).difference());
        assertThrows(IllegalArgumentException.class, () -> new Rules(-1, List.of(), Rate.parse("0")));
    }
}
