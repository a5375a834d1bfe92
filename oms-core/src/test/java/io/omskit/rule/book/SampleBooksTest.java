package io.omskit.rule.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.Sale;
import io.omskit.order.flow.OrderAction;
import io.omskit.order.flow.OrderActions;
import io.omskit.order.flow.Verdict;
import io.omskit.rule.RuleBook;
import io.omskit.rule.action.ActionCatalog;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The books that ship as examples: written in YAML alone, and what they decide. */
class SampleBooksTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ActionCatalog<OrderAction> ACTIONS = OrderActions.ofReview();

    private static RuleBook<OrderView, OrderAction> book(String name) throws IOException {
        try (InputStream in = SampleBooksTest.class.getResourceAsStream(name + ".yaml")) {
            return RuleBookReader.of(OrderFields.orders(), ACTIONS)
                    .read(name, in.readAllBytes())
                    .orThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "farm-produce-spot-trade",
                "deposit-presale",
                "bespoke-two-approvals",
                "cross-border-customs-limit"
            })
    void eachLoadsAndFollowsTheSchema(String name) throws IOException {
        String json = RuleBookWriter.of(ACTIONS).json(book(name));
        assertEquals(List.of(), SchemaCheck.published().problems(json), json);
    }

    @Test
    void farmProduceIsWeighed() throws IOException {
        var book = book("farm-produce-spot-trade");
        assertEquals("APPROVE weighed-and-paid", said(book, new Sold().line("A", kilograms(12_500), 90_00)));
        assertEquals("HOLD -", said(book, new Sold().line("A", kilograms(30_001), 90_00)));
        assertEquals(
                "HOLD heavy-load",
                said(book, new Sold().line("A", kilograms(60_000), 90_00).line("B", kilograms(60_000), 90_00)));
        assertEquals(
                "HOLD cut-off-is-near",
                said(book, new Sold().line("A", kilograms(1_000), 90_00).shipBy(NOON.plusSeconds(7_199))));
        assertEquals(
                "APPROVE weighed-and-paid",
                said(book, new Sold().line("A", kilograms(1_000), 90_00).shipBy(NOON.plusSeconds(7_200))));
    }

    @Test
    void aDepositWaitsForItsBalance() throws IOException {
        var book = book("deposit-presale");
        Sold sold = new Sold().presale().line("A", Quantity.pieces(1), 100_00);
        assertEquals("APPROVE balance-paid", said(book, sold));
        assertEquals("HOLD balance-open", said(book, sold.status(PlatformStatus.DEPOSIT_PAID)));
        assertEquals("HOLD -", said(book, new Sold().line("A", Quantity.pieces(1), 100_00)), "no presale, no rule");
    }

    @Test
    void bespokeGoodsNeedBothApprovals() throws IOException {
        var book = book("bespoke-two-approvals");
        Sold ring = new Sold().line("BESPOKE-RING", Quantity.pieces(1), 900_00);
        assertEquals("HOLD -", said(book, ring));
        assertEquals("HOLD -", said(book, ring.flag("approved-by-shop")));
        assertEquals("APPROVE both-approved", said(book, ring.flag("approved-by-workshop")));
        assertEquals("APPROVE off-the-peg", said(book, new Sold().line("CUP", Quantity.pieces(1), 900_00)));
        assertEquals("HOLD dear-piece", said(book, new Sold().line("CUP", Quantity.pieces(1), 20_000_00)));
    }

    @Test
    void aboveTheCustomsLimitAPersonDecides() throws IOException {
        var book = book("cross-border-customs-limit");
        assertEquals("APPROVE within-the-limit", said(book, new Sold().line("A", Quantity.pieces(1), 5_000_00)));
        assertEquals("HOLD -", said(book, new Sold().line("A", Quantity.pieces(1), 5_000_01)));
        assertEquals(
                "HOLD above-the-limit",
                said(book, new Sold().line("A", Quantity.pieces(1), 5_000_00).line("B", Quantity.pieces(1), 1)));
        assertEquals("HOLD another-currency", said(book, new Sold().in("USD").line("A", Quantity.pieces(1), 1)));
    }

    /** Decision and the rule that made it, as the engine takes it: a hold outweighs, and what no rule names waits. */
    private static String said(RuleBook<OrderView, OrderAction> book, Sold sold) {
        var view = sold.view();
        Verdict verdict = Verdict.of(
                view.order(), BackTest.DryRun.of(book, view, NOON).decision().plan());
        String by = verdict.by();
        return verdict.headline() + " " + (by == null ? "-" : by.substring(0, by.indexOf('@')));
    }

    private static Quantity kilograms(long grams) {
        return Quantity.of(grams, Measure.KILOGRAM);
    }

    /** An order as far as these books look at it. */
    private static final class Sold {
        private final List<OrderFact.Line> lines = new ArrayList<>();
        private final List<String> flags = new ArrayList<>();
        private PlatformStatus status = PlatformStatus.TO_SHIP;
        private String currency = "CNY";
        private boolean presale;
        private Instant shipBy;

        Sold line(String code, Quantity quantity, long cents) {
            Money amount = Money.of(cents, currency);
            lines.add(new OrderFact.Line(
                    code,
                    code,
                    List.of(),
                    code,
                    quantity,
                    null,
                    amount,
                    List.of(),
                    null,
                    Money.zero(amount.currency()),
                    status,
                    RefundState.NONE,
                    null,
                    null,
                    null,
                    null,
                    presale,
                    false));
            return this;
        }

        Sold flag(String... more) {
            flags.addAll(Arrays.asList(more));
            return this;
        }

        Sold status(PlatformStatus now) {
            status = now;
            return this;
        }

        Sold presale() {
            presale = true;
            return this;
        }

        Sold in(String code) {
            currency = code;
            return this;
        }

        Sold shipBy(Instant moment) {
            shipBy = moment;
            return this;
        }

        OrderView view() {
            Money goods = lines.stream().map(OrderFact.Line::amount).reduce(Money.of(0, currency), Money::plus);
            OrderFact fact = new OrderFact(
                    new ChannelRef("file", "cross-border-1", "1"),
                    Revision.numbered(1, 1),
                    new Provenance("test", NOON),
                    OrderFact.Kind.SALE,
                    status,
                    "raw",
                    OrderFact.Terms.PAY_FIRST,
                    NOON,
                    NOON,
                    shipBy,
                    null,
                    presale,
                    StatedAmounts.builder(goods.currency())
                            .goods(goods)
                            .payable(goods)
                            .paid(goods)
                            .build(),
                    lines,
                    List.of(),
                    List.of(),
                    Set.copyOf(flags),
                    null,
                    null,
                    List.of());
            Order order = Order.expected(1, fact.ref(), NOON).withSale(Sale.EXPECTED.with(fact));
            return new OrderView(order, NOON);
        }
    }
}
