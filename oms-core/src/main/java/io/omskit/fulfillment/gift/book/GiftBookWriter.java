package io.omskit.fulfillment.gift.book;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.GiftLimits;
import io.omskit.fulfillment.gift.GiftReward;
import io.omskit.fulfillment.gift.GiftRule;
import io.omskit.fulfillment.gift.GiftTier;
import io.omskit.fulfillment.gift.GiftTrigger;
import io.omskit.rule.Condition;
import io.omskit.rule.Rule.Validity;
import io.omskit.rule.document.ConditionWriting;
import io.omskit.rule.document.DocumentWriter;
import io.omskit.rule.document.DocumentWriter.Line;
import io.omskit.rule.document.Keys;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a gift book as a document in a fixed form: equal books give equal texts, rules in the order in which they are tried,
 * parts that are as the reader would have them left out. {@link GiftBookReader} reads it back as the same book. Pure; no
 * state.
 */
public final class GiftBookWriter {
    private GiftBookWriter() {}

    /**
     * Writes a book as YAML.
     *
     * @throws IllegalArgumentException if its name has no written form
     */
    public static String yaml(GiftBook book) {
        return DocumentWriter.yaml(form(book));
    }

    /**
     * Writes a book as JSON.
     *
     * @throws IllegalArgumentException if its name has no written form
     */
    public static String json(GiftBook book) {
        return DocumentWriter.json(form(book));
    }

    private static Map<String, Object> form(GiftBook book) {
        String reference = book.reference();
        int at = reference.lastIndexOf('@');
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("gifts", name(reference.substring(0, at), reference));
        form.put("version", name(reference.substring(at + 1), reference));
        form.put("rules", book.rules().stream().map(GiftBookWriter::rule).toList());
        return form;
    }

    private static String name(String text, String whose) {
        if (!Keys.isName(text)) {
            throw new IllegalArgumentException("'" + whose + "' has no written form.\n"
                    + "Use letters, digits, dots, dashes and underscores for name and version of a gift book.");
        }
        return text;
    }

    private static Map<String, Object> rule(GiftRule rule) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", rule.id());
        form.put("version", rule.version());
        if (rule.priority() != 0) {
            form.put("priority", rule.priority());
        }
        if (!rule.validity().equals(Validity.always())) {
            form.put("valid", valid(rule.validity()));
        }
        if (!rule.scope().equals(Condition.always())) {
            form.put("scope", ConditionWriting.form(rule.scope()));
        }
        if (rule.timeBase() != GiftRule.TimeBase.PAYMENT) {
            form.put("timeBase", rule.timeBase().name());
        }
        if (!rule.trigger().equals(GiftTrigger.allGoods())) {
            form.put("trigger", trigger(rule.trigger()));
        }
        form.put("tiers", rule.tiers().stream().map(GiftBookWriter::tier).toList());
        if (rule.repeat() != 1) {
            form.put("repeat", repeat(rule.repeat()));
        }
        if (!rule.limits().equals(GiftLimits.none())) {
            form.put("limits", limits(rule.limits()));
        }
        if (rule.stockMode() != GiftRule.StockMode.SKIP) {
            form.put("stock", rule.stockMode().name());
        }
        put(form, "exclusion", rule.exclusion());
        return form;
    }

    private static Object repeat(long atMost) {
        return atMost == GiftRule.EVERY_MULTIPLE ? GiftRuleReading.EVERY : atMost;
    }

    private static Line valid(Validity validity) {
        Map<String, Object> form = new LinkedHashMap<>();
        Instant from = validity.from();
        Instant until = validity.until();
        put(form, "from", from == null ? null : from.toString());
        put(form, "until", until == null ? null : until.toString());
        return new Line(form);
    }

    private static Line trigger(GiftTrigger trigger) {
        Map<String, Object> form = new LinkedHashMap<>();
        if (!trigger.skus().isEmpty()) {
            form.put("skus", codes(List.copyOf(trigger.skus())));
        }
        if (!trigger.categories().isEmpty()) {
            form.put("categories", List.copyOf(trigger.categories()));
        }
        if (trigger.presence() != GiftTrigger.Presence.ANY) {
            form.put("presence", trigger.presence().name());
        }
        if (trigger.base() != GiftTrigger.Base.AFTER_DISCOUNTS) {
            form.put("base", trigger.base().name());
        }
        return new Line(form);
    }

    private static Map<String, Object> tier(GiftTier tier) {
        Map<String, Object> form = new LinkedHashMap<>();
        if (tier.minPieces() > 0) {
            form.put("pieces", tier.minPieces());
        }
        Money amount = tier.minAmount();
        put(form, "amount", amount == null ? null : DocumentWriter.text(amount));
        GiftReward reward = tier.reward();
        if (reward instanceof GiftReward.AllOf all) {
            form.put("allOf", items(all.items()));
        } else if (reward instanceof GiftReward.FirstFree first) {
            form.put("firstFree", items(first.items()));
        } else if (reward instanceof GiftReward.Cheapest cheapest) {
            form.put("cheapest", cheapest.pieces());
        } else {
            form.put("sameGoods", ((GiftReward.SameGoods) reward).pieces());
        }
        return form;
    }

    private static List<Line> items(List<GiftReward.Item> items) {
        return items.stream().map(GiftBookWriter::item).toList();
    }

    private static Line item(GiftReward.Item item) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("sku", item.sku().code());
        if (item.quantity().measure() != Measure.PIECE) {
            form.put("quantity", DocumentWriter.text(item.quantity()));
        } else if (item.quantity().steps() != 1) {
            form.put("pieces", item.quantity().steps());
        }
        if (!item.substitutes().isEmpty()) {
            form.put("orElse", codes(item.substitutes()));
        }
        return new Line(form);
    }

    private static Line limits(GiftLimits limits) {
        Map<String, Object> form = new LinkedHashMap<>();
        put(form, "perOrder", limits.perOrder());
        put(form, "perBuyer", limits.perBuyer());
        put(form, "total", limits.total());
        put(form, "perDay", limits.perDay());
        return new Line(form);
    }

    private static List<String> codes(List<Sku> skus) {
        return skus.stream().map(Sku::code).toList();
    }

    private static void put(Map<String, Object> form, String key, @Nullable Object value) {
        if (value != null) {
            form.put(key, value);
        }
    }
}
