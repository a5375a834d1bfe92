package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.rule.Condition;
import io.omskit.rule.Condition.Compare;
import io.omskit.rule.Condition.Operator;
import io.omskit.rule.Field;
import io.omskit.rule.Fields;
import io.omskit.rule.Literal;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The words in which rules and gates speak of orders. */
class OrderFieldsTest {

    @Test
    void textsAndNumbersOfAnOrderCanBeCompared() {
        OrderView view = new OrderView(Facts.order(Facts.orderA(1, PlatformStatus.TO_SHIP)), Facts.minute(31));
        assertTrue(holds(view, equal("order.platform", "taobao")));
        assertTrue(holds(view, equal("order.shop", "flagship")));
        assertTrue(holds(view, equal("order.number", Orders.REF.number())));
        assertTrue(holds(view, equal("order.status", "TO_SHIP")));
        assertTrue(holds(view, equal("order.terms", "PAY_FIRST")));
        assertTrue(holds(view, number("order.unmappedLines", 2)));
        assertTrue(holds(view, number("order.problems", 0)));
        assertTrue(holds(view, number("order.minutesSincePaid", 30)));
        assertTrue(holds(view, number("order.minutesToShipBy", 2880 - 31)));
        assertFalse(holds(view, new Compare("order.expected", Operator.EQUAL, Literal.of(true))));
        assertFalse(holds(view, new Compare("order.refundOpen", Operator.EQUAL, Literal.of(true))));
    }

    @Test
    void whatIsNotKnownIsAbsent() {
        OrderView expected = new OrderView(Order.expected(1, Orders.REF, Orders.START), Orders.START);
        for (String field : List.of(
                "order.terms",
                "order.presale",
                "order.goods",
                "order.payable",
                "order.paid",
                "order.placedAt",
                "order.paidAt",
                "order.shipBy",
                "order.minutesSincePaid",
                "order.minutesToShipBy",
                "order.region",
                "order.province",
                "order.city",
                "order.county",
                "order.town",
                "order.unpaidSiblings",
                "order.weightGrams",
                "buyer.previousOrders",
                "buyer.returnedOrders",
                "buyer.othersOnNetwork",
                "goods",
                "order.blocks")) {
            assertFalse(holds(expected, new Condition.IsPresent(field)), field);
        }
        assertTrue(holds(expected, new Compare("order.expected", Operator.EQUAL, Literal.of(true))));
    }

    @Test
    void moneyIsToldInAllItsParts() {
        OrderView view = new OrderView(Facts.order(Facts.orderA(1, PlatformStatus.TO_SHIP)), Facts.minute(31));
        long goods = Objects.requireNonNull(view.order().sale().basis())
                .amounts()
                .goods()
                .minor();
        Object discount = OrderFields.orders().get("order.discount").read(view);
        BigDecimal percent =
                (BigDecimal) OrderFields.orders().get("order.discountPercent").read(view);
        assertTrue(goods > 0 && percent.signum() > 0);
        assertEquals(
                BigDecimal.valueOf(((Money) discount).minor() * 100)
                        .divide(BigDecimal.valueOf(goods), 2, RoundingMode.HALF_UP),
                percent);
        assertTrue(holds(view, equal("order.currency", "CNY")));
        assertTrue(holds(view, equal("order.kind", "SALE")));
        assertTrue(holds(view, number("order.pieces", 3)));
        assertTrue(holds(view, new Condition.IsPresent("order.freight")));
        assertFalse(holds(view, new Compare("order.addressKnown", Operator.EQUAL, Literal.of(true))));
    }

    @Test
    void whatRulesLeftBehindCanBeAskedFor() {
        Order order = Facts.order(Facts.orderA(1, PlatformStatus.TO_SHIP));
        Hold own = new Hold("WEIGHT", "packing", "1", null, "x", Orders.START, null, Set.of(Hold.Step.HAND_OVER));
        Hold flows = new Hold("REVIEW", Hold.FLOW, "REVIEW", null, "x", Orders.START, null, Set.of(Hold.Step.RELEASE));
        Handling handling =
                Handling.NONE.withTags(List.of("vip")).withSealed(true).withReviewer("desk");
        OrderView view =
                new OrderView(order.withHandling(handling).withHold(own).withHold(flows), Facts.minute(1));
        assertTrue(holds(view, new Condition.Contains("order.tags", "vip")));
        assertTrue(holds(view, new Compare("order.sealed", Operator.EQUAL, Literal.of(true))));
        assertTrue(holds(view, equal("order.reviewer", "desk")));
        assertTrue(holds(view, new Condition.Contains("order.holds", "WEIGHT")));
        assertFalse(holds(view, new Condition.Contains("order.holds", "REVIEW")), "a flow does not wait for itself");
        assertFalse(holds(new OrderView(order, Orders.START), new Condition.IsPresent("order.reviewer")));
    }

    @Test
    void theTimeOfDayIsThatOfTheZone() {
        // paid one minute after midnight UTC, which is a minute past eight in Shanghai
        Order order = Facts.order(Facts.orderA(1, PlatformStatus.TO_SHIP));
        Fields<OrderView> fields = OrderFields.orders(ZoneId.of("Asia/Shanghai"));
        OrderView evening = new OrderView(order, Orders.START.plusSeconds(16 * 3600 - 60));
        OrderView midnight = new OrderView(order, Orders.START.plusSeconds(16 * 3600));
        assertTrue(
                number("order.paidMinuteOfDay", 481).compile(fields).orThrow().test(evening));
        assertTrue(number("order.minuteOfDay", 1439).compile(fields).orThrow().test(evening));
        assertTrue(number("order.daysSincePaid", 0).compile(fields).orThrow().test(evening));
        assertTrue(number("order.minuteOfDay", 0).compile(fields).orThrow().test(midnight));
        assertTrue(number("order.daysSincePaid", 1).compile(fields).orThrow().test(midnight));
        assertTrue(equal("order.weekday", "THURSDAY").compile(fields).orThrow().test(midnight));
    }

    /** The fields compute without dates; these are the dates, in zones with and without summer time, before 1970 as well. */
    @Property
    void theWallClockIsTheOneOfTheZone(
            @ForAll @LongRange(min = -40_000_000_000L, max = 40_000_000_000L) long second,
            @ForAll @LongRange(max = 400L * 86_400) long later,
            @ForAll("zones") ZoneId zone) {
        Instant paid = Instant.ofEpochSecond(second);
        List<OrderFact.Line> lines = List.of(Facts.line("X", 1, 100));
        OrderFact told = Facts.reading(
                new Revision(Facts.minute(1), 0, 1, 0),
                PlatformStatus.TO_SHIP,
                paid,
                Facts.amounts(lines),
                lines,
                List.of());
        OrderView view = new OrderView(Facts.order(told), paid.plusSeconds(later));
        ZonedDateTime then = paid.atZone(zone);
        ZonedDateTime now = view.now().atZone(zone);
        Fields<OrderView> fields = OrderFields.orders(zone);
        assertEquals(
                (long) now.get(ChronoField.MINUTE_OF_DAY),
                fields.get("order.minuteOfDay").read(view));
        assertEquals(
                (long) then.get(ChronoField.MINUTE_OF_DAY),
                fields.get("order.paidMinuteOfDay").read(view));
        assertEquals(now.getDayOfWeek().name(), fields.get("order.weekday").read(view));
        assertEquals(
                ChronoUnit.DAYS.between(then.toLocalDate(), now.toLocalDate()),
                fields.get("order.daysSincePaid").read(view));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu")
                .map(ZoneId::of);
    }

    @Test
    void aRefundThatIsAskedForIsOpen() {
        Order order = Facts.order(
                Facts.orderA(1, PlatformStatus.TO_SHIP),
                Facts.refund(
                        "R",
                        2,
                        "X",
                        Quantity.pieces(1),
                        null,
                        RefundFact.Status.REQUESTED,
                        RefundFact.Phase.BEFORE_SHIPPING));
        OrderView view = new OrderView(order, Facts.minute(3));
        assertTrue(holds(view, new Compare("order.refundOpen", Operator.EQUAL, Literal.of(true))));
        assertEquals(RefundState.REQUESTED, view.lines().get(0).refundState());
        assertSame(view.lines(), view.lines(), "made once, however many rules read it");
    }

    @Test
    void linesHaveFieldsOfTheirOwn() {
        OrderFact.Line line = Facts.line("X", 2, 5000);
        Condition code = new Compare("line.code", Operator.EQUAL, Literal.of("code-X"));
        assertTrue(code.compile(OrderFields.lines()).orThrow().test(line));
        Condition source = new Condition.IsPresent("line.source");
        assertFalse(source.compile(OrderFields.lines()).orThrow().test(line));
    }

    @Property
    void everyFieldCanBeReadFromEveryOrder(@ForAll long seed) {
        Orders random = new Orders(seed);
        Sale sale = Sale.EXPECTED;
        for (Object fact : random.story()) {
            sale = Facts.fold(sale, fact);
        }
        OrderView view = new OrderView(random.anyOrder().withSale(sale), Facts.minute(9));
        for (Field<OrderView, ?> field :
                OrderFields.orders(ZoneId.of("Asia/Shanghai")).all()) {
            field.read(view);
        }
    }

    private static boolean holds(OrderView view, Condition condition) {
        return condition.compile(OrderFields.orders()).orThrow().test(view);
    }

    private static Condition equal(String field, String word) {
        return new Compare(field, Operator.EQUAL, Literal.of(word));
    }

    private static Condition number(String field, long value) {
        return new Compare(field, Operator.EQUAL, Literal.of(value));
    }
}
