package io.omskit.channels.contract;

import io.omskit.channels.reading.ApiForm;
import io.omskit.channels.reading.OrderParts;
import io.omskit.channels.reading.PlatformOrders;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.Payload.Unit;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.fact.Bearer;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundState;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mapping of a platform that exists in tests only: amounts in cents, states by name, times as ISO text. */
final class ToyOrders implements PlatformOrders {
    static final String PLATFORM = "toy";
    private static final Currency USD = Currency.getInstance("USD");
    private static final Map<String, PlatformStatus> STATES = states();

    private final Defect defect;

    ToyOrders(Defect defect) {
        this.defect = defect;
    }

    @Override
    public String platform() {
        return PLATFORM;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public PayloadReader reader() {
        return PayloadReader.utc();
    }

    @Override
    public List<ApiForm> forms() {
        return List.of(ApiForm.orders("orders").under("orders").numberedBy("number"));
    }

    @Override
    public List<Fact> read(OrderParts parts) {
        return parts.newest("modified").map(order -> fact(parts, order)).stream()
                .map(Fact.class::cast)
                .toList();
    }

    private OrderFact fact(OrderParts parts, Payload order) {
        if (defect == Defect.THROWS_ON_STRANGE_INPUT && order.get("paid").text() == null) {
            throw new IllegalStateException("paid is null");
        }
        List<OrderFact.Line> lines = new ArrayList<>();
        for (Payload line : order.get("lines").items()) {
            lines.add(line(line));
        }
        StatedAmounts amounts = StatedAmounts.builder(USD)
                .goods(money(order, "goods"))
                .discount(Bearer.SELLER, money(order, "seller"), false)
                .discount(Bearer.PLATFORM, money(order, "platform"), false)
                .freight(money(order, "freight"))
                .tax(money(order, "tax"))
                .payable(money(order, "payable"))
                .paid(money(order, "paid"))
                .refunded(money(order, "refunded"))
                .build();
        PlatformStatus unknown =
                defect == Defect.FRIENDLY_DEFAULT_STATUS ? PlatformStatus.TO_SHIP : PlatformStatus.UNKNOWN;
        PlatformStatus status = order.require("state").mapped(STATES, unknown);
        return new OrderFact(
                parts.ref(),
                parts.revision(order.require("modified").time()),
                parts.provenance(),
                OrderFact.Kind.SALE,
                status,
                order.get("state").textOr(""),
                OrderFact.Terms.PAY_FIRST,
                order.get("placed").time(),
                null,
                null,
                null,
                false,
                amounts,
                lines,
                List.of(),
                List.of(),
                Set.of(),
                null,
                new PersonalData(
                        null,
                        order.get("name").text(),
                        order.get("phone").text(),
                        null,
                        null,
                        order.get("receiver").text(),
                        null,
                        null,
                        null),
                order.problems());
    }

    private static OrderFact.Line line(Payload line) {
        long quantity = line.require("quantity").wholeOr(0);
        Money amount = line.require("amount").moneyOr(Money.zero(USD), Unit.MINOR);
        return new OrderFact.Line(
                line.get("id").textOr("?"),
                line.get("code").text(),
                List.of(),
                line.get("title").textOr(""),
                Quantity.pieces(quantity),
                quantity == 0 ? null : new UnitPrice(amount.toMajor(), USD),
                amount,
                List.of(),
                null,
                Money.zero(USD),
                PlatformStatus.UNKNOWN,
                RefundState.NONE,
                null,
                null,
                null,
                null,
                false,
                false);
    }

    private Money money(Payload order, String name) {
        boolean shrunk = defect == Defect.HALVES_FREIGHT && name.equals("freight");
        Money money = order.get(name).moneyOr(Money.zero(USD), Unit.MINOR);
        return shrunk ? Money.of(money.minor() / 2, USD) : money;
    }

    private static Map<String, PlatformStatus> states() {
        Map<String, PlatformStatus> states = new HashMap<>();
        states.put("PLACED", PlatformStatus.UNPAID);
        states.put("HELD", PlatformStatus.PAID_HOLD);
        states.put("PAID", PlatformStatus.TO_SHIP);
        states.put("PART_SHIPPED", PlatformStatus.PART_SHIPPED);
        states.put("SHIPPED", PlatformStatus.SHIPPED);
        states.put("FINISHED", PlatformStatus.FINISHED);
        states.put("CLOSED_UNPAID", PlatformStatus.CLOSED_UNPAID);
        states.put("CLOSED_REFUNDED", PlatformStatus.CLOSED_REFUNDED);
        return states;
    }
}
