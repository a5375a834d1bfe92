package io.omskit.finance;

import static io.omskit.finance.Orders.cny;
import static io.omskit.finance.Orders.hour;
import static io.omskit.finance.Orders.order;
import static io.omskit.finance.Orders.refunded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.omskit.fact.PlatformStatus;
import io.omskit.fact.SettlementFact.Kind;
import io.omskit.finance.FeeSchedule.RefundRule;
import io.omskit.order.Order;
import io.omskit.order.Refunds.FreightPolicy;
import io.omskit.value.Money;
import io.omskit.value.Rate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExpectationsTest {
    private static final FeeSchedule FIVE_PERCENT = FeeSchedule.of(Rate.parse("0.05"), RefundRule.GIVEN_BACK);

    private static List<String> texts(Order order) {
        List<String> texts = new ArrayList<>();
        for (Expectation expectation : Expectations.of(order, FIVE_PERCENT, FreightPolicy.NEVER)) {
            for (Expectation.Item item : expectation.items()) {
                Money fee = item.fee();
                texts.add(expectation.kind() + " " + expectation.payer() + " " + item.reference() + " "
                        + item.amount().minor() + " fee " + (fee == null ? "-" : fee.minor()));
            }
        }
        return texts;
    }

    @Test
    void buyerAndPlatformAreExpectedToPayTheirParts() {
        // goods 200.00, coupon of the platform 12.00, freight 6.00: buyer 194.00, fee 5 % of it
        assertEquals(
                List.of("SALE BUYER sale 19400 fee 970", "SALE PLATFORM sale 1200 fee -"),
                texts(order(1, "A", 20_000, 1_200, 600, 5)));
    }

    @Test
    void aRefundTakesBackFromEachBearer() {
        // 94.00 of 188.00 for goods: half of the goods, so half of the coupon; fee back floor(970 x 9400 / 19400) = 470
        assertEquals(
                List.of(
                        "SALE BUYER sale 19400 fee 970",
                        "REFUND BUYER r1 -9400 fee -470",
                        "SALE PLATFORM sale 1200 fee -",
                        "REFUND PLATFORM r1 -600 fee -"),
                texts(refunded(order(1, "A", 20_000, 1_200, 600, 5), "r1", 9_400, 9)));
    }

    @Test
    void anUnpaidOrderLetsUsExpectNothing() {
        assertEquals(List.of(), texts(order(1, "A", 20_000, 0, 0, 5, PlatformStatus.UNPAID)));
        assertEquals(List.of(), texts(Order.expected(1, Orders.SHOP.order("A"), hour(0))));
    }

    @Test
    void anExpectationIsOfASaleOrARefund() {
        var item = new Expectation.Item("sale", cny(1), null, hour(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Expectation(Orders.SHOP.order("A"), Kind.FEE, Expectation.Payer.BUYER, List.of(item)));
    }

    @Property
    void salesAddUpToTheReceivableAndFullRefundsToNothing(
            @ForAll @IntRange(min = 100, max = 100_000) int goods,
            @ForAll @IntRange(max = 99) int coupon,
            @ForAll @IntRange(max = 900) int freight,
            @ForAll @IntRange(min = 1, max = 99) int part) {
        Order order = order(1, "A", goods, coupon, freight, 5);
        long payable = (long) goods - coupon;
        Order returned = refunded(
                refunded(order, "r1", payable * part / 100 + 1, 6), "r2", payable - payable * part / 100 - 1, 7);
        long sales = 0;
        long all = 0;
        for (Expectation expectation : Expectations.of(returned, null, FreightPolicy.NEVER)) {
            sales += expectation.kind() == Kind.SALE ? expectation.amount().minor() : 0;
            all += expectation.amount().minor();
        }
        assertEquals(order.sale().amounts().total().receivable().minor(), sales);
        assertEquals(freight, all);
    }
}
