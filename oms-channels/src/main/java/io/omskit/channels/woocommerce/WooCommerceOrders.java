package io.omskit.channels.woocommerce;

import io.omskit.channels.reading.ApiForm;
import io.omskit.channels.reading.OrderParts;
import io.omskit.channels.reading.PlatformOrders;
import io.omskit.channels.reading.Statuses;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.StatedAmounts;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Orders of the REST interface v3 and the refunds that are read apart. Only the {@code _gmt} times are used, because the others
 * are in the site's own zone. Source: channel reference, page woocommerce, "Sample", "Amounts" and "Status".
 */
final class WooCommerceOrders implements PlatformOrders {
    static final String PLATFORM = "woocommerce";
    static final String ORDERS = "/orders";
    static final String REFUNDS = "/orders/{id}/refunds";
    static final String ORDER_OF_REFUND = "parent_id";
    static final PayloadReader READER = PayloadReader.utc();

    private static final int VERSION = 1;
    private static final String ON_HOLD = "on-hold";
    /** A cart that was never ordered. */
    private static final String DRAFT = "checkout-draft";

    /** Those that have a minor unit, by code. */
    private static final Map<String, Currency> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, currency -> currency));

    private static final Map<String, PlatformStatus> STATUSES = Map.of(
            "pending",
            PlatformStatus.UNPAID,
            "failed",
            PlatformStatus.UNPAID,
            ON_HOLD,
            PlatformStatus.UNPAID,
            "processing",
            PlatformStatus.TO_SHIP,
            "completed",
            PlatformStatus.FINISHED,
            "refunded",
            PlatformStatus.CLOSED_REFUNDED,
            "cancelled",
            PlatformStatus.CANCELED,
            "trash",
            PlatformStatus.CANCELED);

    @Override
    public String platform() {
        return PLATFORM;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public PayloadReader reader() {
        return READER;
    }

    @Override
    public List<ApiForm> forms() {
        return List.of(
                ApiForm.orders(ORDERS).numberedBy("id"),
                ApiForm.parts(REFUNDS).numberedBy(ORDER_OF_REFUND, "order_id"));
    }

    @Override
    public List<Fact> read(OrderParts parts) {
        Payload order = parts.newest("date_modified_gmt").orElse(null);
        if (order == null) {
            return WooCommerceRefunds.withoutOrder(parts);
        }
        Currency currency = currency(order);
        if (currency == null || order.get("status").textOr("").equals(DRAFT)) {
            return List.of();
        }
        WooCommerceRefunds refunds = WooCommerceRefunds.of(parts, order, currency);
        List<Fact> facts = new ArrayList<>(1);
        facts.addAll(refunds.facts());
        facts.add(0, fact(parts, order, currency, refunds));
        return facts;
    }

    private static OrderFact fact(OrderParts parts, Payload order, Currency currency, WooCommerceRefunds refunds) {
        WooCommerceLines lines = WooCommerceLines.of(order, currency);
        StatedAmounts amounts = WooCommerceAmounts.of(order, lines, refunds.stated());
        PlatformStatus status = status(order, amounts);
        return new OrderFact(
                parts.ref(),
                parts.revision(order.require("date_modified_gmt").time()),
                parts.provenance(),
                OrderFact.Kind.SALE,
                status,
                order.get("status").textOr(""),
                terms(order.get("payment_method").text()),
                order.get("date_created_gmt").time(),
                order.get("date_paid_gmt").time(),
                null,
                order.get("date_completed_gmt").time(),
                false,
                amounts,
                lines.facts(status, refunds),
                List.of(),
                related(order),
                Set.of(),
                null,
                WooCommercePerson.of(order),
                order.problems());
    }

    private static PlatformStatus status(Payload order, StatedAmounts amounts) {
        Payload raw = order.require("status");
        PlatformStatus fromTable = raw.mapped(STATUSES, PlatformStatus.UNKNOWN);
        if (fromTable == PlatformStatus.CANCELED) {
            return Statuses.closed(false, amounts.paid(), amounts.refunded());
        }
        boolean held =
                raw.textOr("").equals(ON_HOLD) && order.get("date_paid_gmt").isPresent();
        return Statuses.of(fromTable, false, held);
    }

    private static OrderFact.Terms terms(@Nullable String method) {
        if (method == null) {
            return OrderFact.Terms.UNKNOWN;
        }
        return method.equals("cod") ? OrderFact.Terms.CASH_ON_DELIVERY : OrderFact.Terms.PAY_FIRST;
    }

    private static List<OrderFact.Related> related(Payload order) {
        String parent = order.get("parent_id").id();
        return parent == null || parent.equals("0")
                ? List.of()
                : List.of(new OrderFact.Related(OrderFact.Related.Role.PARENT, parent));
    }

    /** Without a currency no amount of the order can be stated, so there is no fact. */
    private static @Nullable Currency currency(Payload order) {
        Payload place = order.require("currency");
        String code = place.text();
        if (code == null) {
            return null;
        }
        Currency currency = CURRENCIES.get(code);
        if (currency == null) {
            place.problem("is no currency of ISO 4217, so the order cannot be read");
        }
        return currency;
    }
}
