package io.omskit.channels.reading;

import static io.omskit.fact.PlatformStatus.CANCELED;
import static io.omskit.fact.PlatformStatus.CLOSED_REFUNDED;
import static io.omskit.fact.PlatformStatus.CLOSED_UNPAID;
import static io.omskit.fact.PlatformStatus.DEPOSIT_PAID;
import static io.omskit.fact.PlatformStatus.FINISHED;
import static io.omskit.fact.PlatformStatus.PAID_HOLD;
import static io.omskit.fact.PlatformStatus.PART_SHIPPED;
import static io.omskit.fact.PlatformStatus.SHIPPED;
import static io.omskit.fact.PlatformStatus.SIGNED;
import static io.omskit.fact.PlatformStatus.TO_SHIP;
import static io.omskit.fact.PlatformStatus.UNKNOWN;
import static io.omskit.fact.PlatformStatus.UNPAID;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.value.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the channel reference, section 4, one by one. */
class StatusesTest {
    private static final Money NOTHING = Money.of(0, "CNY");
    private static final Money TEN = Money.of(1000, "CNY");

    @Test
    void aClosedOrderThatWasNeverPaidIsClosedUnpaid() {
        assertEquals(CLOSED_UNPAID, Statuses.closed(false, NOTHING, NOTHING));
    }

    @Test
    void aClosedOrderWhoseMoneyWentBackIsClosedRefunded() {
        assertEquals(CLOSED_REFUNDED, Statuses.closed(false, TEN, TEN));
        assertEquals(CLOSED_REFUNDED, Statuses.closed(true, TEN, NOTHING));
        assertEquals(CLOSED_REFUNDED, Statuses.closed(true, null, null));
    }

    @Test
    void aClosedOrderOfWhichNobodyTellsTheMoneyIsCanceled() {
        assertEquals(CANCELED, Statuses.closed(false, TEN, NOTHING));
        assertEquals(CANCELED, Statuses.closed(false, TEN, null));
        assertEquals(CANCELED, Statuses.closed(false, null, TEN));
    }

    @Test
    void anOpenBalanceBeatsEveryRawStatusButAClosedOne() {
        assertEquals(DEPOSIT_PAID, Statuses.of(UNPAID, true, false));
        assertEquals(DEPOSIT_PAID, Statuses.of(TO_SHIP, true, true));
        assertEquals(CLOSED_UNPAID, Statuses.of(CLOSED_UNPAID, true, true));
    }

    @Test
    void aHoldBeatsToShip() {
        assertEquals(PAID_HOLD, Statuses.of(TO_SHIP, false, true));
        assertEquals(TO_SHIP, Statuses.of(TO_SHIP, false, false));
    }

    @Test
    void canceledLinesDoNotCountUnlessAllAre() {
        assertEquals(TO_SHIP, Statuses.ofLines(List.of(CANCELED, TO_SHIP)));
        assertEquals(CANCELED, Statuses.ofLines(List.of(CANCELED, CLOSED_REFUNDED)));
        assertEquals(UNKNOWN, Statuses.ofLines(List.of()));
    }

    @Test
    void linesToShipBesideShippedOnesMakeAPartlyShippedOrder() {
        assertEquals(PART_SHIPPED, Statuses.ofLines(List.of(TO_SHIP, SHIPPED)));
        assertEquals(PART_SHIPPED, Statuses.ofLines(List.of(SIGNED, TO_SHIP, CANCELED)));
        assertEquals(SHIPPED, Statuses.ofLines(List.of(SHIPPED, SIGNED, FINISHED)));
    }

    @Test
    void anUnknownLineMakesAnUnknownOrder() {
        assertEquals(UNKNOWN, Statuses.ofLines(List.of(SHIPPED, UNKNOWN)));
    }
}
