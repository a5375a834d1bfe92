package io.omskit.finance;

import static io.omskit.finance.Orders.SHOP;
import static io.omskit.finance.Orders.cny;
import static io.omskit.finance.Orders.hour;
import static io.omskit.finance.Orders.order;
import static io.omskit.finance.Orders.refunded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.PlatformStatus;
import io.omskit.fact.ShopRef;
import io.omskit.finance.FeeSchedule.RefundRule;
import io.omskit.finance.LedgerTransaction.Posting;
import io.omskit.finance.matching.Reconciliation.Options;
import io.omskit.finance.matching.Verdict;
import io.omskit.finance.statement.Statement;
import io.omskit.finance.statement.StatementFormat;
import io.omskit.order.Order;
import io.omskit.order.Refunds.FreightPolicy;
import io.omskit.store.IdSource;
import io.omskit.store.MemoryStore;
import io.omskit.store.Store;
import io.omskit.value.Rate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FinanceTest {
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final String HEADER = "kind,orderRefs,gross,fee,net,currency,occurredAt\n";

    /** An engine that tells its orders one change at a time. */
    private static final class Engine implements OrderSource {
        private final Store store = new MemoryStore();
        private final List<Order> changes = new ArrayList<>();
        private Instant now = hour(300);
        private final IdSource ids = IdSource.of(() -> now, 1);

        @Override
        public Changes after(long position, int limit) {
            boolean complete = position >= changes.size();
            return complete
                    ? new Changes(List.of(), position, true)
                    : new Changes(List.of(changes.get((int) position)), position + 1, false);
        }

        @Override
        public Store store() {
            return store;
        }

        @Override
        public InstantSource time() {
            return () -> now;
        }

        @Override
        public IdSource ids() {
            return ids;
        }
    }

    private final Engine engine = new Engine();
    private Finance finance;

    @BeforeEach
    void attach() {
        FeeSchedule contract = FeeSchedule.of(Rate.parse("0.05"), RefundRule.GIVEN_BACK);
        finance = Finance.on(engine, Map.of("taobao", contract), FreightPolicy.NEVER);
    }

    private static Statement statement(String... rows) {
        byte[] file = (HEADER + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8);
        return StatementFormat.of("csv").read(file, ZONE, Instant.EPOCH);
    }

    private static Options asOf(long hour) {
        return Options.asOf(hour(hour), ZONE);
    }

    private static List<String> categories(List<SettlementBreak> breaks) {
        return breaks.stream()
                .map(one -> one.category() + " " + one.difference())
                .toList();
    }

    private static List<String> postings(LedgerTransaction booking) {
        List<String> texts = new ArrayList<>();
        for (Posting posting : booking.postings()) {
            texts.add(posting.account() + " " + posting.amount().minor());
        }
        return texts;
    }

    @Test
    void aPaidOrderIsSettledOnceAndBooked() {
        engine.changes.add(order(1, "A", 10_000, 0, 0, 1));
        Statement file = statement("SALE,A,100.00,-5.00,95.00,CNY,2026-03-02 01:00:05");
        Settlement done = finance.settle(SHOP, file, asOf(5));
        assertEquals(List.of("A/SALE/BUYER/sale"), done.matched());
        assertEquals(List.of(), done.breaks());
        assertEquals(
                List.of("CHANNEL_BALANCE 9500", "CHANNEL_FEES 500", "RECEIVABLE -10000"),
                postings(done.bookings().get(0)));

        Settlement again = finance.settle(SHOP, file, asOf(6));
        assertTrue(again.repeated());
        assertEquals(List.of(), again.bookings());
        assertEquals(1, finance.expectations(SHOP, "A").size());
    }

    @Test
    void whatIsYoungWaitsBecomesABreakAndIsClearedByALaterFile() {
        Settlement first =
                finance.settle(SHOP, statement("SALE,A,100.00,-5.00,95.00,CNY,2026-03-02 01:00:05"), asOf(5));
        assertEquals(List.of(), first.breaks());
        assertEquals(
                List.of("CHANNEL_BALANCE 9500", "CHANNEL_FEES 500", "SUSPENSE -10000"),
                postings(first.bookings().get(0)));

        Settlement late = finance.review(SHOP, asOf(100));
        assertEquals(List.of("MISSING_IN_OMS 10000"), categories(late.breaks()));
        Instant found = late.breaks().get(0).openedAt();
        engine.now = hour(400);
        assertEquals(found, finance.review(SHOP, asOf(110)).breaks().get(0).openedAt());

        engine.changes.add(order(1, "A", 10_000, 0, 0, 1));
        Settlement cleared = finance.review(SHOP, asOf(120));
        assertEquals(List.of("A/SALE/BUYER/sale"), cleared.matched());
        assertEquals(List.of(), cleared.breaks());
        assertEquals(
                List.of("RECEIVABLE -10000", "SUSPENSE 10000"),
                postings(cleared.bookings().get(0)));
    }

    @Test
    void aMissingPaymentIsABreakUntilItComes() {
        engine.changes.add(order(1, "A", 10_000, 0, 0, 1));
        assertEquals(List.of(), finance.review(SHOP, asOf(20)).breaks());
        assertEquals(
                List.of("MISSING_IN_CHANNEL -10000"),
                categories(finance.review(SHOP, asOf(60)).breaks()));
        Settlement done =
                finance.settle(SHOP, statement("SALE,A,100.00,-5.00,95.00,CNY,2026-03-02 01:00:05"), asOf(70));
        assertEquals(List.of(), done.breaks());
    }

    @Test
    void whoSettlesAnotherShopInTheSameMomentTakesOtherIds() {
        String[] unknown = new String[40];
        for (int i = 0; i < unknown.length; i++) {
            unknown[i] = "SALE,X" + i + ",1.00,0.00,1.00,CNY,2026-03-02 01:00:05";
        }
        assertEquals(
                40, finance.settle(SHOP, statement(unknown), asOf(200)).breaks().size());
        Finance other = Finance.on(engine, Map.of(), FreightPolicy.NEVER);
        ShopRef corner = new ShopRef("taobao", "corner");
        assertEquals(
                1,
                other.settle(corner, statement(unknown[0]), asOf(200)).breaks().size());
    }

    @Test
    void aSecondPaymentInALaterFileIsADuplicate() {
        engine.changes.add(order(1, "A", 10_000, 0, 0, 1));
        finance.settle(SHOP, statement("SALE,A,100.00,-5.00,95.00,CNY,2026-03-02 01:00:05"), asOf(5));
        Settlement second =
                finance.settle(SHOP, statement("SALE,A,100.00,-5.00,95.00,CNY,2026-03-09 01:00:05"), asOf(200));
        assertEquals(List.of("DUPLICATE_IN_CHANNEL 10000"), categories(second.breaks()));
        assertEquals(List.of(), second.matched());
        assertEquals(
                List.of("DUPLICATE_IN_CHANNEL 10000"),
                categories(finance.review(SHOP, asOf(210)).breaks()));
    }

    @Test
    void refundsInLaterFilesThatExceedTheSaleAreFound() {
        Order sold = order(1, "A", 10_000, 0, 0, 1);
        engine.changes.add(sold);
        engine.changes.add(refunded(sold, "r1", 6_000, 50));
        finance.settle(SHOP, statement("SALE,A,100.00,-5.00,95.00,CNY,2026-03-02 01:00:05"), asOf(5));
        Settlement refund =
                finance.settle(SHOP, statement("REFUND,A,-60.00,3.00,-57.00,CNY,2026-03-04 02:00:05"), asOf(60));
        assertEquals(List.of("A/REFUND/BUYER/r1"), refund.matched());
        Settlement again =
                finance.settle(SHOP, statement("REFUND,A,-60.00,3.00,-57.00,CNY,2026-03-09 02:00:05"), asOf(200));
        assertEquals(List.of("OVER_REFUND -2000"), categories(again.breaks()));
    }

    @Test
    void aWrongFeeIsMatchedAndReported() {
        engine.changes.add(order(1, "A", 10_000, 0, 0, 1));
        Settlement done = finance.settle(SHOP, statement("SALE,A,100.00,-6.00,94.00,CNY,2026-03-02 01:00:05"), asOf(5));
        assertEquals(List.of("A/SALE/BUYER/sale"), done.matched());
        assertEquals(List.of("FEE_MISMATCH -100"), categories(done.breaks()));
        assertEquals(1, finance.review(SHOP, asOf(50)).breaks().size());
    }

    @Test
    void theTrueBearerOfACouponIsAPostingAndNoChangeOfTheOrder() {
        Order sold = order(1, "A", 10_000, 2_000, 0, 1);
        engine.changes.add(sold);
        Settlement done = finance.settle(
                SHOP,
                statement(
                        "SALE,A,80.00,-4.00,76.00,CNY,2026-03-02 01:00:05",
                        "SUBSIDY,A,12.00,,,CNY,2026-03-02 01:00:05"),
                asOf(5));
        assertEquals(List.of("A/SALE/BUYER/sale", "A/SALE/PLATFORM/sale"), done.matched());
        assertEquals(List.of(), done.breaks());
        assertEquals("COUPON_BEARER", done.bookings().get(0).cause());
        assertEquals(
                List.of("OWN_DISCOUNTS 800", "RECEIVABLE -800"),
                postings(done.bookings().get(0)));
        // 76.00 + 12.00 came in, 4.00 were fees; 80.00 of the buyer and 12.00 of the platform are no longer receivable
        assertEquals(
                List.of("CHANNEL_BALANCE 8800", "CHANNEL_FEES 400", "RECEIVABLE -9200"),
                postings(done.bookings().get(1)));
        assertEquals(cny(2_000), finance.expectations(SHOP, "A").get(1).amount());
    }

    @Test
    void aFileThatContradictsItselfIsABreak() {
        Statement file = statement(
                "SALE,A,100.00,-5.00,95.00,CNY,2026-03-02 01:00:05", "SALE,B,1.005,,,CNY,2026-03-02 01:00:05");
        Statement wrong = new Statement(
                file.format(),
                file.fileHash(),
                file.charset(),
                file.zone(),
                file.rows(),
                List.of(new Statement.Check("rows", 3, 2)),
                file.problems(),
                List.of());
        Settlement done = finance.settle(SHOP, wrong, asOf(5));
        assertEquals(List.of("UNREADABLE 0", "CONTROL_TOTAL -1"), categories(done.breaks()));
        assertEquals(2, finance.review(SHOP, asOf(6)).breaks().size());
    }

    @Test
    void anAmountThatChangesAfterSettlementIsReported() {
        engine.changes.add(order(1, "A", 10_000, 0, 0, 1));
        finance.settle(SHOP, statement("SALE,A,100.00,-5.00,95.00,CNY,2026-03-02 01:00:05"), asOf(5));
        engine.changes.add(order(1, "A", 9_000, 0, 0, 1));
        assertEquals(1, finance.follow());
        assertEquals(List.of("CHANGED_AFTER_SETTLEMENT 1000"), categories(finance.openBreaks(SHOP)));
        assertEquals(0, finance.follow());
    }

    @Test
    void anOrderThatTurnsOutUnpaidIsNoLongerExpected() {
        engine.changes.add(order(1, "A", 10_000, 0, 0, 1));
        finance.follow();
        engine.changes.add(order(1, "A", 10_000, 0, 0, 1, PlatformStatus.UNPAID));
        finance.follow();
        assertEquals(List.of(), finance.expectations(SHOP, "A"));
    }

    @Test
    void otherMovementsAreReportedAsTheyAre() {
        Settlement done = finance.settle(SHOP, statement("WITHDRAWAL,,-50.00,,,CNY,2026-03-02 01:00:05"), asOf(5));
        assertEquals(List.of("UNKNOWN_KIND -5000"), categories(done.breaks()));
        assertEquals(Verdict.UNKNOWN_KIND, done.outcomes().get(0).verdict());
        assertFalse(done.repeated());
    }
}
