package io.omskit.examples.cli.marketplace;

import io.omskit.address.Address;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fact.ShopRef;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one order, at one stage of its life, into facts. Times have no zone: they are read at -03:00. */
final class MarketplaceMapper implements FactMapper {
    static final String ID = "marketplace";
    static final ShopRef SHOP = new ShopRef(ID, "orders");
    static final ZoneOffset ZONE = ZoneOffset.ofHours(-3);

    private static final Currency REAL = Currency.getInstance("BRL");
    private static final Money ZERO = Money.zero(REAL);
    private static final Map<String, PlatformStatus> STATUSES = Map.of(
            "created", PlatformStatus.UNPAID,
            "approved", PlatformStatus.TO_SHIP,
            "processing", PlatformStatus.TO_SHIP,
            "invoiced", PlatformStatus.TO_SHIP,
            "shipped", PlatformStatus.SHIPPED,
            "delivered", PlatformStatus.SIGNED,
            "unavailable", PlatformStatus.CANCELED,
            "canceled", PlatformStatus.CANCELED);

    private final PayloadReader reader = PayloadReader.inZone(ZONE);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Mapped map(String api, ShopRef shop, byte[] payload, Instant receivedAt) {
        Payload root = reader.read(payload);
        List<Fact> facts = new ArrayList<>();
        Provenance provenance = new Provenance(ID + "/" + api, receivedAt);
        if (api.equals(Stage.CARRIER.api()) || api.equals(Stage.DELIVERED.api())) {
            parcels(root, shop, provenance, facts);
        } else {
            facts.add(order(api, root, shop, provenance));
            payments(root, shop, provenance, facts);
        }
        return new Mapped(facts, facts.isEmpty() ? root.problems() : List.of());
    }

    private static OrderFact order(String api, Payload root, ShopRef shop, Provenance provenance) {
        Payload row = root.require("order");
        String number = Objects.requireNonNullElse(row.require("order_id").id(), "?");
        boolean last = api.equals(Stage.LAST.api());
        PlatformStatus status =
                switch (api) {
                    case "placed" -> PlatformStatus.PAID_HOLD;
                    case "approved" -> PlatformStatus.TO_SHIP;
                    default -> row.require("order_status").mapped(STATUSES, PlatformStatus.UNKNOWN);
                };
        List<OrderFact.Line> lines = new ArrayList<>();
        Money goods = ZERO;
        Money freight = ZERO;
        for (Payload item : root.get("items").items()) {
            OrderFact.Line line = line(item, status);
            lines.add(line);
            goods = goods.plus(line.amount());
            freight = freight.plus(item.get("freight_value").moneyOr(ZERO, Payload.Unit.MAJOR));
        }
        Instant placed = row.require("order_purchase_timestamp").time();
        Instant approved = api.equals(Stage.PLACED.api())
                ? null
                : row.get("order_approved_at").time();
        StatedAmounts amounts = StatedAmounts.builder(REAL)
                .goods(goods)
                .freight(freight)
                .payable(goods.plus(freight))
                .build();
        Instant at = root.get("at").epochMillis();
        return new OrderFact(
                shop.order(number),
                // stages that share a moment are told apart by their order
                new Revision(at, Stage.of(api).sequence(), 1, 0),
                provenance,
                OrderFact.Kind.SALE,
                status,
                last ? row.get("order_status").textOr("") : api,
                OrderFact.Terms.PAY_FIRST,
                placed,
                approved,
                row.get("order_estimated_delivery_date").time(),
                null,
                false,
                amounts,
                lines,
                List.of(),
                List.of(),
                Set.of(),
                region(root.get("customer").get("customer_state")),
                person(root.get("customer")),
                root.problems());
    }

    private static OrderFact.Line line(Payload item, PlatformStatus status) {
        return new OrderFact.Line(
                Objects.requireNonNullElse(item.require("order_item_id").id(), "?"),
                item.require("product_id").id(),
                List.of(),
                "",
                Quantity.pieces(1),
                null,
                item.require("price").moneyOr(ZERO, Payload.Unit.MAJOR),
                List.of(),
                null,
                ZERO,
                status,
                RefundState.NONE,
                null,
                null,
                item.require("seller_id").id(),
                item.get("shipping_limit_date").time(),
                false,
                false);
    }

    private static @Nullable String region(Payload state) {
        String text = state.text();
        return text == null ? null : "BR-" + text;
    }

    private static PersonalData person(Payload customer) {
        String person = customer.get("customer_unique_id").id();
        Address address = Address.international(
                "BR",
                customer.get("customer_state").textOr(""),
                customer.get("customer_city").textOr(""),
                "",
                customer.get("customer_zip_code_prefix").textOr(""));
        return new PersonalData(person, person, null, null, address, null, null, null, null);
    }

    private static void payments(Payload root, ShopRef shop, Provenance provenance, List<Fact> facts) {
        String number =
                Objects.requireNonNullElse(root.get("order").get("order_id").id(), "?");
        Instant placed = root.get("order").get("order_purchase_timestamp").time();
        for (Payload payment : root.get("payments").items()) {
            Money amount = payment.require("payment_value").moneyOr(ZERO, Payload.Unit.MAJOR);
            facts.add(new PaymentFact(
                    shop,
                    number + "-" + payment.get("payment_sequential").textOr("1"),
                    Revision.at(placed, 1),
                    provenance,
                    List.of(new PaymentFact.Cover(number, amount)),
                    payment.get("payment_type").textOr(""),
                    (int) Math.max(
                            1,
                            Math.min(1_000, payment.get("payment_installments").wholeOr(1))),
                    PaymentFact.Status.PAID,
                    placed));
        }
    }

    private static void parcels(Payload root, ShopRef shop, Provenance provenance, List<Fact> facts) {
        ChannelRef ref =
                shop.order(Objects.requireNonNullElse(root.require("order_id").id(), "?"));
        Instant shipped = root.get("order_delivered_carrier_date").time();
        Instant delivered = root.get("order_delivered_customer_date").time();
        int index = 0;
        for (Payload parcel : root.get("parcels").items()) {
            List<ShipmentFact.Content> contents = new ArrayList<>();
            for (Payload line : parcel.items()) {
                contents.add(new ShipmentFact.Content(ref, line.textOr(""), null));
            }
            facts.add(new ShipmentFact(
                    ID,
                    parcelNumber(ref.number(), index++),
                    "",
                    Revision.numbered((delivered == null ? Stage.CARRIER : Stage.DELIVERED).sequence(), 1),
                    provenance,
                    contents,
                    delivered == null ? ShipmentStatus.PICKED_UP : ShipmentStatus.DELIVERED,
                    shipped,
                    delivered,
                    root.get("order_estimated_delivery_date").time(),
                    null));
        }
    }

    /** The number of an order's parcel; parcels count in the order of their sellers' ids. */
    static String parcelNumber(String order, int index) {
        return order + "-" + index;
    }
}
