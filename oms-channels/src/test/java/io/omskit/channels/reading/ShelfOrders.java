package io.omskit.channels.reading;

import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small invented platform with a list, a detail and a refund interface; amounts in yuan. */
final class ShelfOrders implements PlatformOrders {
    static final Currency CNY = Currency.getInstance("CNY");
    private static final Map<String, PlatformStatus> STATES =
            Map.of("PAID", PlatformStatus.TO_SHIP, "SENT", PlatformStatus.SHIPPED);

    @Override
    public String platform() {
        return "shelf";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public PayloadReader reader() {
        return PayloadReader.utc();
    }

    @Override
    public List<ApiForm> forms() {
        return List.of(
                ApiForm.orders("shelf.list").under("list_response", "orders").numberedBy("no", "ids.no"),
                ApiForm.orders("shelf.detail").under("detail_response").numberedBy("no"),
                ApiForm.parts("shelf.refunds")
                        .under("refunds_response", "refunds")
                        .numberedBy("order_no"));
    }

    @Override
    public List<Fact> read(OrderParts parts) {
        List<Fact> facts = new ArrayList<>();
        parts.newest("modified").ifPresent(order -> facts.add(order(parts, order)));
        for (Payload refund : parts.parts()) {
            facts.add(new RefundFact(
                    parts.ref(),
                    refund.require("id").textOr("?"),
                    parts.revision(null),
                    parts.provenance(),
                    refund.get("line").text(),
                    null,
                    refund.get("amount").money(CNY, Payload.Unit.MAJOR),
                    RefundFact.Status.SUCCEEDED,
                    "DONE",
                    RefundFact.Phase.UNKNOWN,
                    false,
                    null));
        }
        return facts;
    }

    private static OrderFact order(OrderParts parts, Payload order) {
        List<OrderFact.Line> lines = new ArrayList<>();
        for (Payload line : order.get("lines").items()) {
            Money amount = line.require("amount").moneyOr(Money.zero(CNY), Payload.Unit.MAJOR);
            lines.add(line(line.get("id").textOr("?"), amount, RefundState.NONE));
        }
        Money goods = Money.zero(CNY);
        for (OrderFact.Line line : lines) {
            goods = goods.plus(line.amount());
        }
        return order(
                parts,
                order.require("state").mapped(STATES, PlatformStatus.UNKNOWN),
                StatedAmounts.builder(CNY)
                        .goods(goods)
                        .payable(order.require("payable").money(CNY, Payload.Unit.MAJOR))
                        .build(),
                lines,
                order);
    }

    static OrderFact.Line line(String id, Money amount, RefundState refund) {
        return new OrderFact.Line(
                id,
                "SKU-" + id,
                List.of(),
                "Goods",
                Quantity.pieces(1),
                new UnitPrice(amount.toMajor(), CNY),
                amount,
                List.of(),
                null,
                Money.zero(CNY),
                PlatformStatus.TO_SHIP,
                refund,
                null,
                null,
                null,
                null,
                false,
                false);
    }

    private static OrderFact order(
            OrderParts parts, PlatformStatus status, StatedAmounts amounts, List<OrderFact.Line> lines, Payload order) {
        return new OrderFact(
                parts.ref(),
                parts.revision(order.get("modified").time()),
                parts.provenance(),
                OrderFact.Kind.SALE,
                status,
                order.get("state").textOr(""),
                OrderFact.Terms.PAY_FIRST,
                null,
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
                null,
                order.problems());
    }
}
