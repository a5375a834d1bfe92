package io.omskit.channels.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.sandbox.FaultPlan.Fault;
import io.omskit.channels.sandbox.SandboxOrder.State;
import io.omskit.channels.sandbox.SandboxShop.Shipping;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SandboxShopTest {
    private static final SandboxStyle STYLE =
            new SandboxStyle(Currency.getInstance("CNY"), 3_900_000_000_000_000_000L, true, true, true, false, "CN");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00.700Z"));
    private final SandboxShop shop = SandboxShop.of(11, now::get, STYLE);

    @Test
    void timeCountsInWholeSeconds() {
        String number = shop.invent(1).get(0);
        assertEquals(Instant.parse("2026-03-02T01:00:00Z"), order(number).modifiedAt());
    }

    @Test
    void numbersLieWhereThePlatformsDo() {
        assertEquals("3900000000000000000", shop.invent(1).get(0));
    }

    @Test
    void anOrderIsPaidShippedOnceAndFinished() {
        String number = paid();
        assertEquals(Shipping.TAKEN, shop.ship(number, "SF", "T1", List.of()));
        assertEquals(Shipping.KNOWN, shop.ship(number, "SF", "T1", List.of()));
        assertEquals(Shipping.REFUSED, shop.ship(number, "SF", "T2", List.of()));
        assertEquals(State.SHIPPED, order(number).state());
        assertEquals(1, shop.shipmentsTaken());
        shop.close(number);
        assertEquals(State.FINISHED, order(number).state());
    }

    @Test
    void aPresaleWithoutItsBalanceIsForfeitedAndKeepsItsDeposit() {
        String number = shop.invent(200).stream()
                .filter(one -> order(one).deposit() != null)
                .findFirst()
                .orElseThrow();
        shop.pay(number);
        assertEquals(State.DEPOSIT_PAID, order(number).state());
        shop.close(number);
        assertEquals(State.FORFEITED, order(number).state());
        assertEquals(order(number).deposit(), order(number).paid());
        shop.pay(number);
        assertEquals(State.FORFEITED, order(number).state(), "it is too late to pay");
    }

    @Test
    void anOrderIsSentSomewhereElse() {
        String number = paid();
        String other = shop.invent(1).get(0);
        shop.redirect(number, order(other).receiver());
        assertEquals(order(other).receiver(), order(number).receiver());
        assertEquals(State.PAID, order(number).state());
    }

    @Test
    void linesAreShippedOneByOne() {
        String number = paidWithLines(2);
        List<SandboxOrder.Line> lines = order(number).lines();
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(i == 0 ? State.PAID : State.PART_SHIPPED, order(number).state());
            assertEquals(
                    Shipping.TAKEN,
                    shop.ship(number, "SF", "T" + i, List.of(lines.get(i).id())));
        }
        assertEquals(State.SHIPPED, order(number).state());
    }

    @Test
    void anUnpaidOrAbsentOrderIsNotShipped() {
        String number = shop.invent(1).get(0);
        assertEquals(Shipping.REFUSED, shop.ship(number, "SF", "T1", List.of()));
        assertEquals(Shipping.UNKNOWN, shop.ship("0", "SF", "T1", List.of()));
        assertEquals(Shipping.UNKNOWN, shop.ship(paid(), "SF", "T1", List.of("no-line")));
    }

    @Test
    void aHeldOrderIsShippedOnlyAfterItIsFreed() {
        String number = paid();
        shop.hold(number, true);
        assertEquals(Shipping.REFUSED, shop.ship(number, "SF", "T1", List.of()));
        shop.hold(number, false);
        assertEquals(Shipping.TAKEN, shop.ship(number, "SF", "T1", List.of()));
    }

    @Test
    void anOrderClosesWhenAllMoneyWentBack() {
        String number = paid();
        Money all = order(number).paid();
        String first = shop.requestRefund(number, null, all.minus(Money.of(1, "CNY")), false);
        shop.settleRefund(number, first, true);
        assertEquals(State.PAID, order(number).state());
        String second = shop.requestRefund(number, null, Money.of(1, "CNY"), false);
        shop.settleRefund(number, second, true);
        assertEquals(State.CLOSED_REFUNDED, order(number).state());
        assertEquals(all, order(number).refunded());
        assertNotEquals(first, second);
    }

    @Test
    void aRefusedRefundGivesNothingBack() {
        String number = paid();
        shop.settleRefund(number, shop.requestRefund(number, null, order(number).paid(), true), false);
        assertTrue(order(number).refunded().isZero());
    }

    @Test
    void everyChangeMovesTheModifiedTimeAndIsHeard() {
        List<String> heard = new ArrayList<>();
        shop.watch(heard::add);
        String number = shop.invent(1).get(0);
        now.set(now.get().plusSeconds(90));
        shop.touch(number, "memo");
        assertEquals(Instant.parse("2026-03-02T01:01:30Z"), order(number).modifiedAt());
        assertEquals(List.of(number, number), heard);
    }

    @Test
    void aWindowHoldsWhatChangedInItLatestFirst() {
        String early = shop.invent(1).get(0);
        now.set(now.get().plusSeconds(60));
        String late = shop.invent(1).get(0);
        Instant from = Instant.parse("2026-03-02T01:00:00Z");
        assertEquals(List.of(late, early), numbers(shop.modified(from, from.plusSeconds(61))));
        assertEquals(List.of(early), numbers(shop.modified(from, from.plusSeconds(60))));
    }

    @Test
    void pagingMayTouchAnOrder() {
        shop.invent(3);
        now.set(now.get().plusSeconds(60));
        shop.beforePage(FaultPlan.of(1).with(Fault.TOUCHED_WHILE_PAGING, 100));
        assertEquals(1, shop.modified(shop.now(), Instant.MAX).size());
        shop.beforePage(FaultPlan.none());
        assertEquals(1, shop.modified(shop.now(), Instant.MAX).size());
    }

    @Test
    void stockIsWhatWasUploadedLast() {
        shop.setStock("X", Quantity.pieces(5));
        shop.setStock("X", Quantity.pieces(3));
        assertEquals(Quantity.pieces(3), shop.stock().get("X"));
    }

    @Test
    void anOrderIsPlacedOnce() {
        SandboxOrder order = order(shop.invent(1).get(0));
        assertThrows(IllegalArgumentException.class, () -> shop.place(order));
        assertThrows(IllegalArgumentException.class, () -> shop.pay("none"));
    }

    @Test
    void nothingOfAReceiverIsPrinted() {
        SandboxOrder order = order(shop.invent(1).get(0));
        assertTrue(!order.toString().contains(order.receiver().phone()));
        assertTrue(!order.receiver().toString().contains(order.receiver().name()));
    }

    @Property
    void aSeedRepeatsTheWholeLife(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int changes) {
        assertEquals(life(seed, changes), life(seed, changes));
    }

    @Property
    void everyOrderIsInOneGroupAndOnlyOpenOrdersOfOneReceiverShareIt(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int changes, @ForAll long who) {
        AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
        SandboxShop other = SandboxShop.of(seed, time::get, STYLE);
        List<String> numbers = other.invent(12);
        SplittableRandom random = new SplittableRandom(who);
        for (String number : numbers) {
            String model = numbers.get(random.nextInt(numbers.size()));
            other.redirect(number, other.order(model).orElseThrow().receiver());
        }
        other.live(changes);

        List<List<String>> groups = other.sameReceiver(numbers);

        Map<String, List<String>> groupOf = new HashMap<>();
        groups.forEach(group -> group.forEach(number -> assertNull(groupOf.put(number, group), "twice " + number)));
        for (SandboxOrder one : other.orders()) {
            for (SandboxOrder two : other.orders()) {
                boolean together = groupOf.get(one.number()) == groupOf.get(two.number());
                boolean same = one.receiver().equals(two.receiver()) && one.isToShip() && two.isToShip();
                assertEquals(same || one == two, together, () -> one + " and " + two);
            }
        }
    }

    @Property
    void inventedMoneyIsNeverNegativeAndRefundsNeverExceedThePayment(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int changes) {
        for (SandboxOrder order : life(seed, changes)) {
            assertTrue(order.payable().isPositive(), order::toString);
            assertTrue(order.refunded().compareTo(order.paid()) <= 0, order::toString);
            assertTrue(order.paid().compareTo(order.payable()) <= 0, order::toString);
        }
    }

    private static List<SandboxOrder> life(long seed, int changes) {
        AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
        SandboxShop shop = SandboxShop.of(seed, time::get, STYLE);
        for (int i = 0; i < changes; i++) {
            time.set(time.get().plus(Duration.ofSeconds(30)));
            shop.invent(i % 7 == 0 ? 2 : 0);
            shop.live(3);
        }
        return shop.orders();
    }

    private String paid() {
        return paidWithLines(1);
    }

    private String paidWithLines(int atLeast) {
        while (true) {
            String number = shop.invent(1).get(0);
            if (order(number).lines().size() >= atLeast) {
                shop.pay(number);
                shop.pay(number);
                return number;
            }
        }
    }

    private SandboxOrder order(String number) {
        return shop.order(number).orElseThrow();
    }

    private static List<String> numbers(List<SandboxOrder> orders) {
        return orders.stream().map(SandboxOrder::number).toList();
    }
}
