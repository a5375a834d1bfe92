package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.engine.policy.StockPolicy.Lock;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.StatedAmounts;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.flow.OrderAction;
import io.omskit.rule.Condition;
import io.omskit.rule.Literal;
import io.omskit.rule.Rule;
import io.omskit.rule.RuleBook;
import io.omskit.rule.RuleGroup;
import io.omskit.stock.Balances;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** from which moment on stock is taken for an order, and when it is given back. */
class LockMomentTest {
    private static final StockCell X = new StockCell("W1", new Sku("X"));
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final Shelf time = new Shelf();
    private final Outbox outbox = new Outbox();

    private Oms engine(StockPolicy stock) {
        return engine(Policy.defaults().withStock(stock));
    }

    private Oms engine(Policy policy) {
        Oms oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(time)
                .policy(policy)
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .build();
        oms.stock().book(StockMovement.receive(X, 10, "d1"));
        return oms;
    }

    private static OrderFact told(PlatformStatus status, Instant at) {
        StatedAmounts amounts = StatedAmounts.builder(Shelf.yuan(0).currency())
                .goods(Shelf.yuan(2_000))
                .discount(Bearer.SELLER, Shelf.yuan(0), false)
                .payable(Shelf.yuan(2_000))
                .paid(Shelf.yuan(status == PlatformStatus.TO_SHIP ? 2_000 : 0))
                .build();
        return Shelf.order("N1", "buyer", at, status, amounts, Shelf.line("1", "X", 4, 500));
    }

    private void tell(Oms oms, PlatformStatus status) {
        oms.accept(told(status, time.instant()));
        oms.drain();
    }

    private static long reserved(Oms oms) {
        Balances balances = oms.stock().balances(List.of(X)).get(X);
        return balances.reserved();
    }

    private static Order order(Oms oms) {
        return oms.orders().find(Shelf.SHOP.order("N1")).orElseThrow();
    }

    @Test
    void byDefaultStockIsTakenWhenTheOrderIsPaid() {
        try (Oms oms = engine(StockPolicy.defaults())) {
            tell(oms, PlatformStatus.UNPAID);
            assertEquals(0, reserved(oms));
            time.forward(Duration.ofMinutes(1));
            tell(oms, PlatformStatus.TO_SHIP);
            assertEquals(4, reserved(oms));
        }
    }

    @Test
    void onOrderTheStockIsTakenAtOnceAndNothingIsReleasedBeforeThePayment() {
        try (Oms oms = engine(StockPolicy.defaults().withLockOnOrder(KEPT))) {
            tell(oms, PlatformStatus.UNPAID);
            assertEquals(4, reserved(oms));
            assertTrue(outbox.releases().isEmpty());
            time.forward(Duration.ofMinutes(10));
            tell(oms, PlatformStatus.TO_SHIP);
            assertEquals(4, reserved(oms));
            assertEquals(1, outbox.releases().size());
            time.forward(KEPT);
            oms.drain();
            assertEquals(4, reserved(oms), "paid in time, so nothing is over");
        }
    }

    @Test
    void whatIsNotPaidInTimeGivesItsStockBackByItself() {
        try (Oms oms = engine(StockPolicy.defaults().withLockOnOrder(KEPT))) {
            tell(oms, PlatformStatus.UNPAID);
            time.forward(KEPT.minusSeconds(1));
            oms.drain();
            assertEquals(4, reserved(oms));
            time.forward(Duration.ofSeconds(1));
            oms.drain();
            assertEquals(0, reserved(oms));
            assertTrue(order(oms).fulfillmentOrders().isEmpty());
            assertTrue(oms.stock().check().isClean());
            assertTrue(oms.journal().history(order(oms).id()).stream()
                    .anyMatch(entry -> entry.events().contains("LOCK_OVER")));

            time.forward(Duration.ofMinutes(1));
            tell(oms, PlatformStatus.TO_SHIP);
            assertEquals(4, reserved(oms), "a late payment is planned like any other");
        }
    }

    @Test
    void stockThatIsGivenBackServesWhoWaitsForIt() {
        try (Oms oms = engine(StockPolicy.defaults().withLockOnOrder(KEPT))) {
            oms.stock().book(StockMovement.adjust(X, -6, "count", "gone"));
            tell(oms, PlatformStatus.UNPAID);
            oms.accept(Shelf.paid("N2", "other", time.instant(), Shelf.line("1", "X", 3, 500)));
            oms.drain();
            assertEquals(4, reserved(oms));
            time.forward(KEPT);
            oms.drain();
            assertEquals(3, reserved(oms));
            assertEquals(1, outbox.releases().size());
        }
    }

    @Test
    void anOrderThatIsHeardOfTooLateTakesNothing() {
        try (Oms oms = engine(StockPolicy.defaults().withLockOnOrder(KEPT))) {
            OrderFact fact = told(PlatformStatus.UNPAID, time.instant());
            time.forward(KEPT);
            oms.accept(fact);
            oms.drain();
            assertEquals(0, reserved(oms));
        }
    }

    @Test
    void onDepositThePresaleTakesItsStockWithTheDeposit() {
        try (Oms oms = engine(StockPolicy.defaults().withLock(Lock.ON_DEPOSIT))) {
            tell(oms, PlatformStatus.UNPAID);
            assertEquals(0, reserved(oms));
            time.forward(Duration.ofMinutes(1));
            tell(oms, PlatformStatus.DEPOSIT_PAID);
            assertEquals(4, reserved(oms));
            time.forward(Duration.ofDays(3));
            oms.drain();
            assertEquals(4, reserved(oms), "a deposit does not run out by itself");
            tell(oms, PlatformStatus.CLOSED_UNPAID);
            assertEquals(0, reserved(oms), "a forfeited deposit gives the stock back");
        }
    }

    @Test
    void onApprovalTheStockIsTakenInTheMomentOfTheApproval() {
        Policy person = Policy.defaults()
                .withReview(approveNobody())
                .withStock(StockPolicy.defaults().withLock(Lock.ON_APPROVAL));
        try (Oms oms = engine(person)) {
            tell(oms, PlatformStatus.TO_SHIP);
            assertEquals(0, reserved(oms));
            assertTrue(oms.submit(new Command.OpenGate(order(oms).id(), "REVIEW", "zhang"))
                    .done());
            assertEquals(4, reserved(oms));
            oms.drain();
            assertEquals(1, outbox.releases().size());
        }
        try (Oms oms = engine(StockPolicy.defaults().withLock(Lock.ON_APPROVAL))) {
            tell(oms, PlatformStatus.TO_SHIP);
            assertEquals(4, reserved(oms), "a rule approves, and the same batch plans");
        }
    }

    private static RuleBook<io.omskit.order.OrderView, OrderAction> approveNobody() {
        Condition never = new Condition.Compare("order.problems", Condition.Operator.GREATER, Literal.of(1_000));
        return RuleBook.compile(
                        "nobody",
                        "1",
                        OrderFields.orders(),
                        List.of(Rule.<OrderAction>builder("never", 1, RuleGroup.DATA_QUALITY, never)
                                .then(new OrderAction.Approve())
                                .build()))
                .orThrow();
    }

    @Test
    void anAbsurdExpiryIsRefused() {
        StockPolicy policy = StockPolicy.defaults();
        String message = assertThrows(IllegalArgumentException.class, () -> policy.withLockOnOrder(Duration.ZERO))
                .getMessage();
        assertTrue(message.contains("PT0S") && message.contains("\n"), message);
    }
}
