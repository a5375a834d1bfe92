package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.order.Order;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the reasons of gift decisions. Subjects are orders and rules; figures are ids and numbers. */
final class GiftReasons {
    private GiftReasons() {}

    static Reason onlyGifts(Order order) {
        return Reason.of("GIFT_ONLY_GIFTS", order(order.id()));
    }

    static Reason outOfScope(GiftRule rule) {
        return Reason.of("GIFT_OUT_OF_SCOPE", rule.reference());
    }

    static Reason incomplete(Matching match) {
        return Reason.of(
                "GIFT_TRIGGER_INCOMPLETE", match.rule().reference(), "absent", String.join(", ", match.absent()));
    }

    /** How much is missing to the next tier; the lowest where none is reached. */
    static Reason missed(Matching match) {
        int next = match.tier() + 1;
        GiftTier tier = match.rule().tiers().get(next);
        long pieces = Math.max(0, tier.minPieces() - match.pieces());
        List<String> lacks = new ArrayList<>();
        if (pieces > 0) {
            lacks.add(pieces + " PIECE");
        }
        Money least = tier.minAmount();
        String amount = "0";
        if (least != null && least.minor() > match.minor()) {
            amount = Money.of(least.minor() - match.minor(), least.currency()).toString();
            lacks.add(amount);
        }
        return Reason.of(
                match.isReached() ? "GIFT_NEXT_TIER" : "GIFT_NOT_REACHED",
                match.rule().reference(),
                "tier",
                next + 1,
                "pieces",
                pieces,
                "amount",
                amount,
                "lack",
                String.join(", ", lacks));
    }

    static Reason excluded(GiftRule rule, GiftRule winner) {
        return Reason.of(
                "GIFT_EXCLUDED",
                rule.reference(),
                "group",
                rule.exclusion() == null ? "" : rule.exclusion(),
                "by",
                winner.reference());
    }

    static Reason refused(GiftRule rule, GiftCounters.@Nullable Bound bound, long grants) {
        return bound == null
                ? Reason.of("GIFT_TOO_LATE", rule.reference(), "grants", grants)
                : Reason.of(
                        "GIFT_LIMIT_USED_UP",
                        rule.reference(),
                        "kind",
                        bound.kind(),
                        "limit",
                        bound.limit(),
                        "grants",
                        grants);
    }

    static Reason outOfStock(GiftRule rule, List<Filling.Slot.Option> lacking, long grants) {
        String skus =
                lacking.stream().map(option -> option.sku().code()).distinct().collect(Collectors.joining(", "));
        return Reason.of("GIFT_OUT_OF_STOCK", rule.reference(), "sku", skus, "grants", grants);
    }

    static Reason nothingToGive(GiftRule rule) {
        return Reason.of("GIFT_WEIGHED_GOODS", rule.reference());
    }

    static Reason substituted(long orderId, GiftRule rule, Sku sku, Sku by) {
        return Reason.of("GIFT_SUBSTITUTED", order(orderId), "rule", rule.reference(), "sku", sku, "by", by);
    }

    /** A fact about some quantity of one SKU of an order. */
    static Reason about(String code, long orderId, String rule, Sku sku, Quantity quantity) {
        return Reason.of(code, order(orderId), "rule", rule, "sku", sku, "quantity", quantity);
    }

    /**
     * The same reasons with orders under their numbers on the channel, as every other decision names them, and with the book
     * wherever a rule has changed what an order gets.
     */
    static List<Reason> named(List<Reason> reasons, Collection<Order> members, GiftBook book) {
        Map<String, String> names = new HashMap<>();
        members.forEach(member -> names.put(order(member.id()), "order " + member.ref()));
        return reasons.stream()
                .map(reason -> new Reason(
                        reason.code(),
                        names.getOrDefault(reason.subject(), reason.subject()),
                        figures(reason.figures(), book)))
                .toList();
    }

    private static Map<String, String> figures(Map<String, String> figures, GiftBook book) {
        if (!figures.containsKey("rule")) {
            return figures;
        }
        Map<String, String> with = new LinkedHashMap<>(figures);
        with.put("book", book.reference());
        return with;
    }

    private static String order(long id) {
        return "order " + id;
    }
}
