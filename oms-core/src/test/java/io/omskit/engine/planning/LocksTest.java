package io.omskit.engine.planning;

import static io.omskit.fulfillment.Draft.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.policy.StockPolicy;
import io.omskit.engine.policy.StockPolicy.Lock;
import io.omskit.fact.PlatformStatus;
import io.omskit.fulfillment.Draft;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Sale;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From when on an order is planned: every lock moment against every state of the money. */
class LocksTest {
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final Instant END = NOW.plus(KEPT);
    private static final Hold UNPAID = new Hold(
            Lock.UNPAID,
            Hold.FLOW,
            Lock.UNPAID,
            null,
            "unpaid",
            NOW,
            null,
            EnumSet.of(Hold.Step.PLAN, Hold.Step.RELEASE));
    private static final Hold REVIEW =
            new Hold("REVIEW", Hold.FLOW, "REVIEW", null, "look", NOW, null, Set.of(Hold.Step.RELEASE));

    private static Locks locks(Lock lock, Instant now) {
        StockPolicy policy = lock == Lock.ON_ORDER
                ? StockPolicy.defaults().withLockOnOrder(KEPT)
                : StockPolicy.defaults().withLock(lock);
        return new Locks(policy, now);
    }

    /** Placed at the moment of the tests; waits for its money where there is money to wait for. */
    private static Order order(PlatformStatus status) {
        Order order = Draft.of(1)
                .status(status)
                .paidAt(status == PlatformStatus.UNPAID ? null : NOW)
                .pieces("X", 1, 100)
                .build();
        return status == PlatformStatus.TO_SHIP ? order : order.withHold(UNPAID);
    }

    @ParameterizedTest
    @EnumSource(Lock.class)
    void whatIsPaidAndApprovedIsPlannedUnderEveryLock(Lock lock) {
        assertTrue(locks(lock, END).isPlannable(order(PlatformStatus.TO_SHIP)));
        assertSame(
                order(PlatformStatus.TO_SHIP).holds(),
                locks(lock, END).forPlan(order(PlatformStatus.TO_SHIP)).holds());
    }

    @ParameterizedTest
    @EnumSource(Lock.class)
    void anUnpaidOrderIsPlannedOnOrderAloneAndForItsTimeOnly(Lock lock) {
        boolean onOrder = lock == Lock.ON_ORDER;
        assertEquals(onOrder, locks(lock, END.minusNanos(1)).isPlannable(order(PlatformStatus.UNPAID)));
        assertFalse(locks(lock, END).isPlannable(order(PlatformStatus.UNPAID)));
        assertEquals(!onOrder, locks(lock, END.minusNanos(1)).isOver(order(PlatformStatus.UNPAID)));
        assertTrue(locks(lock, END).isOver(order(PlatformStatus.UNPAID)));
    }

    @ParameterizedTest
    @EnumSource(Lock.class)
    void aDepositLocksOnOrderAndOnDepositWhateverTheTime(Lock lock) {
        boolean covered = lock == Lock.ON_ORDER || lock == Lock.ON_DEPOSIT;
        Locks late = locks(lock, END.plusSeconds(99_999));
        assertEquals(covered, late.isPlannable(order(PlatformStatus.DEPOSIT_PAID)));
        assertFalse(late.isOver(order(PlatformStatus.DEPOSIT_PAID)), "its time never ends");
    }

    @ParameterizedTest
    @EnumSource(Lock.class)
    void whatIsNotApprovedIsNotPlannedWhereApprovalIsTheLock(Lock lock) {
        Order waits = order(PlatformStatus.TO_SHIP).withHold(REVIEW);
        assertEquals(lock != Lock.ON_APPROVAL, locks(lock, NOW).isPlannable(waits));
        assertEquals(List.of(REVIEW), waits.holds(), "the order itself is as it was");
    }

    @Test
    void everyOtherHoldThatForbidsPlanningCountsUnderEveryLock() {
        Hold stop = new Hold("FRAUD", "host", "f", null, "look", NOW, null, Set.of(Hold.Step.PLAN));
        for (Lock lock : Lock.values()) {
            assertFalse(
                    locks(lock, NOW).isPlannable(order(PlatformStatus.UNPAID).withHold(stop)), lock::name);
        }
    }

    @Test
    void theStockOfAnUnpaidOrderIsGivenBackOnceAtTheEndOfItsTime() {
        assertEquals(Optional.of(END), locks(Lock.ON_ORDER, NOW).until(order(PlatformStatus.UNPAID)));
        assertEquals(Optional.of(END), locks(Lock.ON_ORDER, END.minusNanos(1)).until(order(PlatformStatus.UNPAID)));
        assertEquals(Optional.empty(), locks(Lock.ON_ORDER, END).until(order(PlatformStatus.UNPAID)), "it has come");
        assertEquals(Optional.empty(), locks(Lock.ON_ORDER, NOW).until(order(PlatformStatus.TO_SHIP)));
        assertEquals(Optional.empty(), locks(Lock.ON_DEPOSIT, NOW).until(order(PlatformStatus.UNPAID)));
    }

    @Test
    void anOrderThatWasPaidOnceIsNotTakenBackByAReadingThatSaysUnpaid() {
        Order paid = order(PlatformStatus.TO_SHIP);
        Order odd = paid.withSale(new Sale(
                paid.sale().basis(),
                order(PlatformStatus.UNPAID).sale().latest(),
                paid.sale().payments(),
                paid.sale().refunds()));
        assertEquals(PlatformStatus.UNPAID, odd.sale().status());
        assertFalse(locks(Lock.ON_PAYMENT, NOW).isOver(odd));
    }

    @Test
    void theTimeCountsFromWhenTheBuyerOrderedNotFromWhenWeSawIt() {
        Order late = Order.expected(1, order(PlatformStatus.UNPAID).ref(), NOW.plusSeconds(600))
                .withSale(order(PlatformStatus.UNPAID).sale());
        assertEquals(Optional.of(END), locks(Lock.ON_ORDER, NOW).until(late));
    }
}
