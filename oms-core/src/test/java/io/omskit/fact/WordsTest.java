package io.omskit.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the neutral words mean, as tables: a new word must be put on one side of each of them. */
class WordsTest {
    private static <E extends Enum<E>> Set<E> where(Class<E> type, Predicate<E> question) {
        EnumSet<E> words = EnumSet.noneOf(type);
        Arrays.stream(type.getEnumConstants()).filter(question).forEach(words::add);
        return words;
    }

    @Test
    void noOneShipsWhatIsClosed() {
        assertEquals(
                EnumSet.of(PlatformStatus.CLOSED_UNPAID, PlatformStatus.CANCELED, PlatformStatus.CLOSED_REFUNDED),
                where(PlatformStatus.class, PlatformStatus::isClosed));
    }

    @Test
    void moneyIsThereFromTheHoldToTheEnd() {
        assertEquals(
                EnumSet.range(PlatformStatus.PAID_HOLD, PlatformStatus.FINISHED),
                where(PlatformStatus.class, PlatformStatus::isPaid));
    }

    @Test
    void goodsHaveLeftFromTheFirstParcelOn() {
        assertEquals(
                EnumSet.range(PlatformStatus.PART_SHIPPED, PlatformStatus.FINISHED),
                where(PlatformStatus.class, PlatformStatus::isShippedSomewhere));
    }

    @Test
    void ranksGrowWithTheConstants() {
        PlatformStatus[] all = PlatformStatus.values();
        for (int i = 1; i < all.length; i++) {
            assertTrue(all[i - 1].rank() < all[i].rank(), all[i].name());
        }
    }

    @Test
    void aCarrierHasTheParcelUnlessItIsOnlyAnnounced() {
        assertEquals(
                EnumSet.complementOf(EnumSet.of(
                        ShipmentStatus.UNKNOWN,
                        ShipmentStatus.LABEL_CREATED,
                        ShipmentStatus.AWAITING_PICKUP,
                        ShipmentStatus.CANCELED)),
                where(ShipmentStatus.class, ShipmentStatus::isHandedOver));
    }

    @Test
    void nothingFollowsDeliveryReturnLossOrCancel() {
        assertEquals(
                EnumSet.of(
                        ShipmentStatus.DELIVERED,
                        ShipmentStatus.RETURNED,
                        ShipmentStatus.LOST,
                        ShipmentStatus.CANCELED),
                where(ShipmentStatus.class, ShipmentStatus::isFinal));
    }

    @Test
    void aRefundStaysOpenUntilItIsClosedOrPaid() {
        assertEquals(
                EnumSet.of(RefundFact.Status.UNKNOWN, RefundFact.Status.REQUESTED),
                where(RefundFact.Status.class, RefundFact.Status::isOpen));
    }

    @Test
    void whatOthersTakeIsACharge() {
        assertEquals(
                EnumSet.of(
                        SettlementFact.Kind.FEE,
                        SettlementFact.Kind.FEE_REFUND,
                        SettlementFact.Kind.COMMISSION,
                        SettlementFact.Kind.INSURANCE,
                        SettlementFact.Kind.COMPENSATION,
                        SettlementFact.Kind.PENALTY),
                where(SettlementFact.Kind.class, SettlementFact.Kind::isCharge));
    }

    /** An unknown bearer never counts as money that somebody owes the shop. */
    @Test
    void theShopIsPaidByKnownOthersOnly() {
        assertEquals(
                EnumSet.of(Bearer.PLATFORM, Bearer.INFLUENCER, Bearer.BANK), where(Bearer.class, Bearer::paysTheShop));
    }
}
