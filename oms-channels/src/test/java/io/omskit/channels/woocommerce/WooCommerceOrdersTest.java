package io.omskit.channels.woocommerce;

import static io.omskit.channels.woocommerce.WooOrderFixture.line;
import static io.omskit.channels.woocommerce.WooOrderFixture.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.reading.CanonicalOrder;
import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WooCommerceOrdersTest {
    @Test
    void theAmountsAreTheOnesBeforeTax() {
        StatedAmounts amounts = order().fact().amounts();

        assertEquals(usd(2000), amounts.goods());
        assertEquals(usd(200), amounts.discount(Bearer.SELLER));
        assertEquals(usd(500), amounts.freight());
        assertEquals(usd(184), amounts.tax());
        assertEquals(usd(2484), amounts.payable());
        assertEquals(usd(2484), amounts.paid());
        assertEquals(usd(0), amounts.refunded());
        assertEquals(usd(0), amounts.unexplained());
        assertEquals(List.of(), order().problems());
    }

    @Test
    void theLineCarriesSkuIdsAndThePriceBeforeItsDiscount() {
        OrderFact.Line line = order().fact().lines().get(0);

        assertEquals("1", line.id());
        assertEquals("SKU-1", line.code());
        assertEquals(List.of("71"), line.alternateCodes());
        assertEquals(Quantity.pieces(2), line.quantity());
        assertEquals("USD 10", String.valueOf(line.unitPrice()).replaceFirst("\\.0+$", ""));
        assertEquals(usd(2000), line.amount());
        assertEquals(usd(200), line.discounts().get(0).amount());
    }

    @Test
    void aLineWithoutSkuIsNamedByItsVariationThenByItsProduct() {
        String bare = line(1, 2, "20.00", "18.00", "1.44").replace("\"sku\":\"SKU-1\"", "\"sku\":\"\"");
        String variation = bare.replace("\"variation_id\":0", "\"variation_id\":88");

        assertEquals(
                "71",
                order().with("line_items", "[" + bare + "]")
                        .fact()
                        .lines()
                        .get(0)
                        .code());
        assertEquals(
                "88",
                order().with("line_items", "[" + variation + "]")
                        .fact()
                        .lines()
                        .get(0)
                        .code());
    }

    @Test
    void aUnitPriceThatDoesNotEndIsRoundedToFourDigits() {
        OrderFact fact = order().with("line_items", "[" + line(1, 3, "10.00", "8.00", "1.44") + "]")
                .fact();

        assertEquals("3.3333", String.valueOf(fact.lines().get(0).unitPrice()).substring(4));
    }

    @Test
    void aNegativeFeeIsADiscountWhoseBearerNobodyTells() {
        OrderFact fact = order().with("fee_lines", "[{\"id\":3,\"total\":\"2.50\"},{\"id\":4,\"total\":\"-4.00\"}]")
                .with("total", "\"23.34\"")
                .fact();

        assertEquals(usd(250), fact.amounts().surcharges());
        assertEquals(usd(400), fact.amounts().discount(Bearer.UNKNOWN));
        assertEquals(usd(200), fact.amounts().discount(Bearer.SELLER));
        assertEquals(usd(2334), fact.amounts().receivable(), "an unknown bearer owes the shop nothing");
        assertEquals(usd(0), fact.amounts().unexplained());
    }

    @Test
    void aLineRaisedByHandIsAPriceChangeAndNoNegativeDiscount() {
        OrderFact fact = order().with("line_items", "[" + line(1, 2, "20.00", "21.00", "1.44") + "]")
                .with("total", "\"27.84\"")
                .fact();

        assertEquals(usd(100), fact.amounts().priceChange());
        assertEquals(usd(0), fact.amounts().discountTotal());
        assertEquals(usd(100), fact.lines().get(0).priceChange());
        assertEquals(List.of(), fact.problems());
    }

    @Test
    void finerFractionsAreRoundedOnceAndTheLinesStillAddUp() {
        String lines = line(1, 1, "3.3350", "3.3350", "0.00") + "," + line(2, 1, "3.3350", "3.3350", "0.00") + ","
                + line(3, 1, "3.3350", "3.3350", "0.00");
        OrderFact fact = order().with("line_items", "[" + lines + "]")
                .with("total", "\"16.85\"")
                .fact();

        assertEquals(usd(1001), fact.amounts().goods());
        assertEquals(
                1001,
                fact.lines().stream().mapToLong(line -> line.amount().minor()).sum());
        assertEquals(List.of(), fact.problems());
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1200, 1200", "JPY, 1200.00, 1200", "BHD, 1.235, 1235", "BHD, 1.2350, 1235"})
    void minorUnitsAreThoseOfTheCurrency(String currency, String amount, long minor) {
        OrderFact fact = order().with("currency", '"' + currency + '"')
                .with("line_items", "[" + line(1, 1, amount, amount, "0") + "]")
                .with("shipping_total", "\"0\"")
                .with("total_tax", "\"0\"")
                .with("total", '"' + amount + '"')
                .fact();

        assertEquals(Money.of(minor, currency), fact.amounts().payable());
        assertEquals(Money.of(minor, currency), fact.lines().get(0).amount());
        assertEquals(List.of(), fact.problems());
    }

    @Test
    void sumsThatDoNotHoldAreFlaggedAndNotRefused() {
        OrderFact fact = order().with("total", "\"25.00\"").fact();

        assertEquals(usd(16), fact.amounts().unexplained());
        assertFalse(fact.problems().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "pending, UNPAID, UNPAID",
        "failed, UNPAID, UNPAID",
        "on-hold, PAID_HOLD, UNPAID",
        "processing, TO_SHIP, TO_SHIP",
        "completed, FINISHED, FINISHED",
        "cancelled, CANCELED, CLOSED_UNPAID",
        "trash, CANCELED, CLOSED_UNPAID",
        "wc-packing, UNKNOWN, UNKNOWN"
    })
    void theStatusIsReadWithAndWithoutPayment(String raw, PlatformStatus paid, PlatformStatus unpaid) {
        WooOrderFixture order = order().with("status", '"' + raw + '"');

        assertEquals(paid, order.fact().status());
        assertEquals(unpaid, order.with("date_paid_gmt", "null").fact().status());
        assertEquals(raw, order.fact().rawStatus());
        assertEquals(paid == PlatformStatus.UNKNOWN, !order.problems().isEmpty());
    }

    @Test
    void aCanceledOrderWhosePaymentWentBackIsRefunded() {
        OrderFact fact = order().with("status", "\"cancelled\"")
                .with("refunds", "[{\"id\":510,\"reason\":\"\",\"total\":\"-24.84\"}]")
                .fact();

        assertEquals(PlatformStatus.CLOSED_REFUNDED, fact.status());
    }

    @Test
    void aCartThatWasNeverOrderedIsNoOrder() {
        assertEquals(List.of(), order().with("status", "\"checkout-draft\"").facts());
    }

    @Test
    void cashOnDeliveryIsToBeShippedUnpaid() {
        OrderFact fact = order().with("payment_method", "\"cod\"")
                .with("date_paid_gmt", "null")
                .fact();

        assertEquals(OrderFact.Terms.CASH_ON_DELIVERY, fact.terms());
        assertEquals(PlatformStatus.TO_SHIP, fact.status());
        assertEquals(usd(0), fact.amounts().paid());
    }

    @Test
    void aPaymentDateThatCannotBeReadTellsNoPayment() {
        WooOrderFixture order = order().with("date_paid_gmt", "\"yesterday\"");

        assertNull(order.fact().amounts().paid());
        assertNull(order.fact().paidAt());
        assertEquals(1, order.problems().size());
    }

    @Test
    void timesAreTheGmtOnes() {
        OrderFact fact = order().with("date_created", "\"2026-03-01T03:00:00\"")
                .with("date_completed_gmt", "\"2026-03-04T12:00:00\"")
                .fact();

        assertEquals(Instant.parse("2026-03-01T08:00:00Z"), fact.placedAt());
        assertEquals(Instant.parse("2026-03-01T08:05:00Z"), fact.paidAt());
        assertEquals(Instant.parse("2026-03-01T09:00:00Z"), fact.revision().modifiedAt());
        assertEquals(Instant.parse("2026-03-04T12:00:00Z"), fact.closedAt());
    }

    @Test
    void theReceiverIsTheShippingBlockAndElseTheBillingBlock() {
        String billing =
                "{\"first_name\":\"Bo\",\"last_name\":\"Payer\",\"address_1\":\"1 Bill Way\",\"city\":\"Billtown\","
                        + "\"state\":\"CA\",\"postcode\":\"90001\",\"country\":\"US\",\"email\":\"bo@example.test\",\"phone\":\"555-0101\"}";
        String shipping =
                "{\"first_name\":\"Al\",\"last_name\":\"Getter\",\"company\":\"Acme\",\"address_1\":\"2 Ship Way\","
                        + "\"address_2\":\"Flat 3\",\"city\":\"Shipton\",\"country\":\"US\"}";

        PersonalData both = person(order().with("billing", billing).with("shipping", shipping));
        PersonalData alone =
                person(order().with("billing", billing).with("shipping", "{\"first_name\":\"\",\"address_1\":\"\"}"));

        assertEquals("Al Getter (Acme)", both.name());
        assertEquals("2 Ship Way Flat 3", both.address().detail());
        assertEquals("555-0101", both.phone());
        assertEquals("bo@example.test", both.mail());
        assertEquals("Bo Payer", alone.name());
        assertEquals("Billtown", alone.address().city());
    }

    @Test
    void aCountryThatIsNoCodeCostsTheCountryOnly() {
        WooOrderFixture order = order().with("shipping", "{\"address_1\":\"9 Way\",\"country\":\"Atlantis\"}");

        assertEquals("", person(order).address().country());
        assertEquals(1, order.problems().size());
        assertFalse(order.problems().toString().contains("9 Way"));
    }

    @Test
    void aFractionOfAUnitIsKeptAndFlagged() {
        String weighed = line(1, 2, "20.00", "18.00", "1.44").replace("\"quantity\":2", "\"quantity\":2.5");
        WooOrderFixture order = order().with("line_items", "[" + weighed + "]");

        assertEquals(2500, order.fact().lines().get(0).quantity().steps());
        assertEquals(1, order.problems().size());
    }

    @Test
    void anUnknownCurrencyCostsThisOrderAndNoOther() {
        String broken = order().with("id", "502").with("currency", "\"GOLD\"").json();

        FactMapper.Mapped mapped = WooOrderFixture.map("[" + broken + "," + order().json() + "]");

        assertEquals(1, mapped.facts().size());
        assertTrue(
                mapped.problems().toString().contains("currency"),
                mapped.problems().toString());
    }

    @ParameterizedTest
    @CsvSource({"total", "total_tax", "shipping_total", "line_items", "status", "date_modified_gmt"})
    void aMissingMemberIsAProblemAndNoZero(String member) {
        OrderFact fact = order().without(member).fact();

        assertTrue(fact.problems().stream().anyMatch(problem -> problem.path().endsWith(member)), fact.problems() + "");
    }

    @Test
    void theParentOrderIsRelated() {
        assertEquals(
                List.of(new OrderFact.Related(OrderFact.Related.Role.PARENT, "400")),
                order().with("parent_id", "400").fact().related());
        assertEquals(List.of(), order().with("parent_id", "0").fact().related());
    }

    @Test
    void theCanonicalOrderLeavesOutWhatIsNotTold() {
        var members = CanonicalOrder.members(order().without("total").fact(), List.of());

        assertFalse(members.containsKey("payable"));
        assertFalse(members.containsKey("paid"));
        assertEquals(2000L, members.get("goods"));
    }

    private static PersonalData person(WooOrderFixture order) {
        PersonalData personal = order.fact().personal();
        return personal == null ? PersonalData.NONE : personal;
    }

    private static Money usd(long cents) {
        return Money.of(cents, "USD");
    }
}
