package io.omskit.channels.woocommerce;

import io.omskit.channels.reading.OrderParts;
import io.omskit.connect.payload.Payload;
import io.omskit.fact.Fact;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.value.Apportionment;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The refunds of one order. The order lists each with its total alone, negative; the refund's own resource tells the positive
 * amount, and the lines with negative quantities and totals. A refund exists only once it is made, so it has always succeeded.
 *
 * <p>A refund over several lines, or over a line and more, becomes one fact for each line, {@code id:line}, and one under the
 * plain id for what belongs to no line (shipping, fees). The refund's amount wins over the totals of its lines.
 */
final class WooCommerceRefunds {
    /** What went back for one line by one refund. */
    private record Part(
            @Nullable String lineId,
            @Nullable Quantity quantity,
            @Nullable Money amount) {}

    /**
     * What went back for one line altogether.
     *
     * @param state by the amounts, tax included
     * @param refundId the last refund that touched the line
     * @param amount the sum
     */
    record LineBack(
            RefundState state,
            @Nullable String refundId,
            @Nullable Money amount) {
        private static final LineBack NOTHING = new LineBack(RefundState.NONE, null, null);
    }

    private record Refund(
            String id, @Nullable Instant at, @Nullable Money amount, List<Part> parts) {}

    private final OrderParts of;
    private final Payload order;
    private final Currency currency;
    private final List<Refund> refunds = new ArrayList<>(0);
    private @Nullable Money stated;

    private WooCommerceRefunds(OrderParts of, Payload order, Currency currency) {
        this.of = of;
        this.order = order;
        this.currency = currency;
        this.stated = Money.zero(currency);
    }

    static WooCommerceRefunds of(OrderParts parts, Payload order, Currency currency) {
        WooCommerceRefunds refunds = new WooCommerceRefunds(parts, order, currency);
        Map<String, Payload> details = details(parts);
        for (Payload listed : order.get("refunds").items()) {
            refunds.addListed(listed, details);
        }
        details.forEach((id, detail) -> refunds.add(id, detail, null));
        boolean toldNowhere = order.get("status").textOr("").equals("refunded") && refunds.refunds.isEmpty();
        if (toldNowhere) {
            order.get("refunds").problem("is empty although the status says refunded; the amount is not told");
            refunds.stated = null;
        }
        return refunds;
    }

    /** Refunds alone: their resource names no currency, so their amounts cannot be stated. */
    static List<Fact> withoutOrder(OrderParts parts) {
        List<Fact> facts = new ArrayList<>();
        details(parts).forEach((id, detail) -> {
            detail.get("amount").problem("has no currency; read the refund together with its order");
            Instant at = detail.get("date_created_gmt").time();
            facts.add(new RefundFact(
                    parts.ref(),
                    id,
                    parts.revision(at),
                    parts.provenance(),
                    null,
                    null,
                    null,
                    RefundFact.Status.SUCCEEDED,
                    "",
                    RefundFact.Phase.UNKNOWN,
                    false,
                    at));
        });
        return facts;
    }

    private static Map<String, Payload> details(OrderParts parts) {
        Map<String, Payload> details = new LinkedHashMap<>();
        for (Payload detail : parts.objects(WooCommerceOrders.REFUNDS)) {
            String id = detail.require("id").id();
            if (id != null) {
                details.put(id, detail);
            }
        }
        return details;
    }

    private void addListed(Payload listed, Map<String, Payload> details) {
        String id = listed.require("id").id();
        Payload detail = id == null ? null : details.remove(id);
        Money total = listed.require("total").roundedMoney(currency);
        Money sum = stated;
        stated = sum == null || total == null ? null : sum.plus(total.abs());
        if (id != null) {
            add(id, detail, total == null ? null : total.abs());
        }
    }

    private void add(String id, @Nullable Payload detail, @Nullable Money listed) {
        Money own = detail == null ? null : detail.require("amount").roundedMoney(currency);
        Money amount = own == null ? listed : own.abs();
        Instant at = detail == null ? null : detail.get("date_created_gmt").time();
        List<Part> parts = detail == null || amount == null ? List.of() : parts(detail, amount);
        refunds.add(new Refund(id, at, amount, parts.isEmpty() ? List.of(new Part(null, null, amount)) : parts));
    }

    /** The refund's amount over its lines; what the lines do not claim is a part without a line. */
    private List<Part> parts(Payload detail, Money amount) {
        List<Part> claims = claims(detail.get("line_items").items());
        if (claims.isEmpty()) {
            return List.of();
        }
        long[] weights = new long[claims.size()];
        long[] steps = new long[weights.length];
        Money claimed = Money.zero(currency);
        for (int i = 0; i < weights.length; i++) {
            Money claim = claims.get(i).amount();
            Quantity quantity = claims.get(i).quantity();
            claimed = claim == null ? claimed : claimed.plus(claim);
            weights[i] = claim == null ? 0 : claim.minor();
            steps[i] = quantity == null ? 0 : quantity.steps();
        }
        boolean allOfIt = claimed.isZero() || claimed.compareTo(amount) >= 0;
        long[] shares = Apportionment.share((allOfIt ? amount : claimed).minor(), weights, steps);
        List<Part> parts = new ArrayList<>(shares.length + 1);
        for (int i = 0; i < shares.length; i++) {
            Part claim = claims.get(i);
            parts.add(new Part(claim.lineId(), claim.quantity(), Money.of(shares[i], currency)));
        }
        if (!allOfIt) {
            parts.add(new Part(null, null, amount.minus(claimed)));
        }
        return parts;
    }

    /** What the refund's items say, once for each line. */
    private List<Part> claims(List<Payload> items) {
        Map<String, Part> claims = new LinkedHashMap<>();
        for (Payload item : items) {
            String line = lineOf(item);
            if (line == null) {
                item.problem("names no line of the order");
            } else {
                Quantity quantity = WooCommerceLines.quantity(item.get("quantity"));
                Money claim = back(item, "total").plus(back(item, "total_tax"));
                claims.merge(
                        line, new Part(line, quantity.isZero() ? null : quantity, claim), WooCommerceRefunds::both);
            }
        }
        return List.copyOf(claims.values());
    }

    private static Part both(Part a, Part b) {
        Quantity quantity = a.quantity() == null || b.quantity() == null
                ? null
                : a.quantity().plus(b.quantity());
        Money amount =
                a.amount() == null || b.amount() == null ? null : a.amount().plus(b.amount());
        return new Part(a.lineId(), quantity, amount);
    }

    private Money back(Payload item, String member) {
        Money money = item.get(member).roundedMoney(currency);
        return money == null ? Money.zero(currency) : money.abs();
    }

    /** The line that a refund's item takes back: named in its metadata, else the only line with the same product. */
    private @Nullable String lineOf(Payload item) {
        for (Payload meta : item.get("meta_data").items()) {
            if (meta.isObject() && meta.get("key").textOr("").equals("_refunded_item_id")) {
                return meta.get("value").id();
            }
        }
        String found = null;
        for (Payload line : order.get("line_items").items()) {
            if (isSame(line, item, "product_id") && isSame(line, item, "variation_id")) {
                if (found != null) {
                    return null;
                }
                found = line.get("id").id();
            }
        }
        return found;
    }

    private static boolean isSame(Payload line, Payload item, String member) {
        return item.get(member).textOr("").equals(line.get(member).textOr(""));
    }

    /** What the order itself says went back; absent where it does not tell. */
    @Nullable
    Money stated() {
        return stated;
    }

    /**
     * What went back for a line.
     *
     * @param paid what was paid for the line, tax included
     */
    LineBack ofLine(String lineId, Money paid) {
        Money sum = Money.zero(currency);
        String last = null;
        for (Refund refund : refunds) {
            for (Part part : refund.parts()) {
                Money amount = part.amount();
                if (lineId.equals(part.lineId()) && amount != null) {
                    sum = sum.plus(amount);
                    last = idOf(refund, part);
                }
            }
        }
        if (last == null || !sum.isPositive()) {
            return LineBack.NOTHING;
        }
        return new LineBack(sum.compareTo(paid) >= 0 ? RefundState.REFUNDED : RefundState.PARTLY, last, sum);
    }

    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(refunds.size());
        Instant modified = order.get("date_modified_gmt").time();
        for (Refund refund : refunds) {
            for (Part part : refund.parts()) {
                facts.add(new RefundFact(
                        of.ref(),
                        idOf(refund, part),
                        of.revision(modified),
                        of.provenance(),
                        part.lineId(),
                        part.quantity(),
                        part.amount(),
                        RefundFact.Status.SUCCEEDED,
                        "",
                        phase(refund.at()),
                        false,
                        refund.at()));
            }
        }
        return facts;
    }

    private static String idOf(Refund refund, Part part) {
        return refund.parts().size() == 1 || part.lineId() == null ? refund.id() : refund.id() + ":" + part.lineId();
    }

    /** The shop marks goods as gone only by completing the order. */
    private RefundFact.Phase phase(@Nullable Instant at) {
        Instant completed = order.get("date_completed_gmt").time();
        if (completed == null) {
            boolean left = order.get("status").textOr("").equals("completed");
            return left ? RefundFact.Phase.UNKNOWN : RefundFact.Phase.BEFORE_SHIPPING;
        }
        if (at == null) {
            return RefundFact.Phase.UNKNOWN;
        }
        return at.isBefore(completed) ? RefundFact.Phase.BEFORE_SHIPPING : RefundFact.Phase.AFTER_SHIPPING;
    }
}
