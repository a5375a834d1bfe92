package io.omskit.fulfillment.gift.book;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.GiftLimits;
import io.omskit.fulfillment.gift.GiftReward;
import io.omskit.fulfillment.gift.GiftRule;
import io.omskit.fulfillment.gift.GiftTier;
import io.omskit.fulfillment.gift.GiftTrigger;
import io.omskit.order.OrderView;
import io.omskit.rule.Condition;
import io.omskit.rule.Fields;
import io.omskit.rule.RuleProblem.Place;
import io.omskit.rule.document.ConditionReading;
import io.omskit.rule.document.Findings;
import io.omskit.rule.document.Keys;
import io.omskit.rule.document.LiteralReading;
import io.omskit.rule.document.Node;
import io.omskit.rule.document.Node.Items;
import io.omskit.rule.document.Node.Mapping;
import io.omskit.rule.document.Node.Member;
import io.omskit.rule.document.Node.Scalar;
import io.omskit.rule.document.Places;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the rules of one gift book. A part that cannot be read becomes a problem; the other parts are still read. */
final class GiftRuleReading {
    static final List<String> KEYS = List.of(
            "id",
            "version",
            "priority",
            "valid",
            "scope",
            "timeBase",
            "trigger",
            "tiers",
            "repeat",
            "limits",
            "stock",
            "exclusion");
    static final List<String> REWARDS = List.of("allOf", "firstFree", "cheapest", "sameGoods");
    static final List<String> LIMITS = List.of("perOrder", "perBuyer", "total", "perDay");
    static final String EVERY = "EVERY_MULTIPLE";

    static final List<String> VALID = List.of("from", "until");
    static final List<String> TRIGGER = List.of("skus", "categories", "presence", "base");
    static final List<String> ITEM = List.of("sku", "pieces", "quantity", "orElse");

    private final Fields<OrderView> fields;
    private final Findings findings;
    private final LiteralReading literals;
    private final Places places = new Places();
    private final ConditionReading conditions;
    private final Map<String, Integer> lines = new HashMap<>();

    /** Reads one part; where it cannot, it adds a problem and gives null. */
    private interface Reading<V> {
        @Nullable
        V read(Node node);
    }

    GiftRuleReading(Fields<OrderView> fields, Findings findings, boolean meaning) {
        this.fields = fields;
        this.findings = findings;
        this.literals = new LiteralReading(findings);
        this.conditions = new ConditionReading(findings, places, meaning);
    }

    @Nullable
    GiftRule read(Node node, String path) {
        Keys keys = keys(node, path, "gift rule", KEYS);
        if (keys == null) {
            return null;
        }
        int before = findings.count();
        GiftRule.Builder rule = GiftRule.builder(id(keys, path), version(keys, path));
        rule.limits(limits(keys, path + ".limits"));
        valid(keys, path + ".valid", rule);
        take(
                keys,
                "priority",
                value -> literals.integer(value, "'priority'", Integer.MIN_VALUE, Integer.MAX_VALUE, path),
                priority -> rule.priority(priority.intValue()));
        take(keys, "scope", value -> scope(value, path + ".scope"), rule::scope);
        take(keys, "timeBase", value -> choice(value, "timeBase", GiftRule.TimeBase.values(), path), rule::timeBase);
        take(keys, "trigger", value -> trigger(value, path + ".trigger"), rule::trigger);
        take(keys, "repeat", value -> repeat(value, path), rule::repeat);
        take(keys, "stock", value -> choice(value, "stock", GiftRule.StockMode.values(), path), rule::stockMode);
        take(keys, "exclusion", value -> literals.text(value, "'exclusion'", path), rule::exclusion);
        Node tiers = keys.require("tiers", "Give a threshold and what is given there.");
        List<Node> parts = tiers == null ? List.of() : parts(tiers, "tiers", path);
        for (int i = 0; i < parts.size(); i++) {
            GiftTier tier = tier(parts.get(i), path + ".tiers[" + i + "]");
            if (tier != null) {
                rule.tier(tier);
            }
        }
        return findings.count() > before ? null : made(node, path, rule::build);
    }

    private static <V> void take(Keys keys, String name, Reading<V> reading, Consumer<V> taker) {
        Node node = keys.get(name);
        V value = node == null ? null : reading.read(node);
        if (value != null) {
            taker.accept(value);
        }
    }

    private String id(Keys keys, String path) {
        String id = keys.name("id", "Give the rule a name of its own; each gift carries it.");
        Node node = keys.get("id");
        Integer before = node == null ? null : lines.putIfAbsent(id, node.line());
        if (before != null && node != null && Keys.nameOf(node) != null) {
            findings.add(
                    node,
                    path,
                    "Rule id '" + id + "' is used already, on line " + before + ".",
                    "Give each rule of a book its own id.");
        }
        return id;
    }

    private int version(Keys keys, String path) {
        Node node = keys.require("version", "Count the changes of the rule from 1.");
        Long version = node == null ? null : literals.integer(node, "'version'", 1, Integer.MAX_VALUE, path);
        return version == null ? 1 : version.intValue();
    }

    private void valid(Keys keys, String path, GiftRule.Builder rule) {
        Member member = keys.member("valid");
        Keys span = member == null ? null : keys(member.value(), path, "'valid'", VALID);
        if (member != null && span != null) {
            Node fromNode = span.get("from");
            Node untilNode = span.get("until");
            Instant from = fromNode == null ? null : literals.instant(fromNode, "'from'", path);
            Instant until = untilNode == null ? null : literals.instant(untilNode, "'until'", path);
            made(member.key(), path, () -> rule.valid(from, until));
        }
    }

    private Condition scope(Node node, String path) {
        int before = findings.count();
        Condition scope = conditions.read(node, fields, path);
        if (findings.count() == before) {
            places.check(scope, fields, path, findings);
            GiftBook.unknownHere(scope, Place.of(path))
                    .forEach(problem -> findings.add(node, path, problem.problem(), problem.remedy()));
        }
        return scope;
    }

    private @Nullable GiftTrigger trigger(Node node, String path) {
        Keys keys = keys(node, path, "trigger", TRIGGER);
        if (keys == null) {
            return null;
        }
        int before = findings.count();
        List<Sku> skus = new ArrayList<>();
        take(
                keys,
                "skus",
                value -> texts(value, "skus", path),
                names -> names.forEach(name -> {
                    Sku sku = made(node, path, () -> new Sku(name));
                    if (sku != null) {
                        skus.add(sku);
                    }
                }));
        List<String> categories = new ArrayList<>();
        take(keys, "categories", value -> texts(value, "categories", path), categories::addAll);
        Node presenceNode = keys.get("presence");
        GiftTrigger.Presence presence = presenceNode == null
                ? GiftTrigger.Presence.ANY
                : choice(presenceNode, "presence", GiftTrigger.Presence.values(), path);
        Node baseNode = keys.get("base");
        GiftTrigger.Base base = baseNode == null
                ? GiftTrigger.Base.AFTER_DISCOUNTS
                : choice(baseNode, "base", GiftTrigger.Base.values(), path);
        if (presence == null || base == null || findings.count() > before) {
            return null;
        }
        return made(node, path, () -> new GiftTrigger(new HashSet<>(skus), new HashSet<>(categories), presence, base));
    }

    private @Nullable GiftTier tier(Node node, String path) {
        List<String> known = new ArrayList<>(List.of("pieces", "amount"));
        known.addAll(REWARDS);
        Keys keys = keys(node, path, "tier", known);
        if (keys == null) {
            return null;
        }
        int before = findings.count();
        Node piecesNode = keys.get("pieces");
        Long pieces = piecesNode == null ? null : number(piecesNode, "pieces", 1, path);
        Node amountNode = keys.get("amount");
        Money amount = amountNode == null ? null : literals.money(amountNode, "'amount'", path);
        List<Member> rewards = keys.among(REWARDS);
        if (rewards.size() != 1) {
            findings.add(
                    node, path, "The tier has " + rewards.size() + " rewards.", "Give exactly one of " + REWARDS + ".");
            return null;
        }
        GiftReward reward = reward(rewards.get(0), path);
        return reward == null || findings.count() > before
                ? null
                : made(node, path, () -> new GiftTier(pieces == null ? 0 : pieces, amount, reward));
    }

    private @Nullable GiftReward reward(Member member, String path) {
        String name = member.key().text();
        if (name.equals("cheapest") || name.equals("sameGoods")) {
            Long pieces = number(member.value(), name, 1, path);
            if (pieces == null) {
                return null;
            }
            return name.equals("cheapest") ? new GiftReward.Cheapest(pieces) : new GiftReward.SameGoods(pieces);
        }
        List<Node> parts = parts(member.value(), name, path);
        List<GiftReward.Item> items = new ArrayList<>();
        for (Node part : parts) {
            GiftReward.Item item = item(part, path + "." + name);
            if (item != null) {
                items.add(item);
            }
        }
        if (items.size() < parts.size()) {
            return null;
        }
        Supplier<GiftReward> list =
                name.equals("allOf") ? () -> new GiftReward.AllOf(items) : () -> new GiftReward.FirstFree(items);
        return made(member.key(), path, list);
    }

    private GiftReward.@Nullable Item item(Node node, String path) {
        Keys keys = keys(node, path, "gift", ITEM);
        if (keys == null) {
            return null;
        }
        int before = findings.count();
        Node skuNode = keys.require("sku", "Name what is given.");
        String sku = skuNode == null ? null : code(skuNode, "sku", path);
        Quantity quantity = quantity(keys, path);
        Node elseNode = keys.get("orElse");
        List<String> others = elseNode == null ? List.of() : texts(elseNode, "orElse", path);
        if (sku == null || quantity == null || findings.count() > before) {
            return null;
        }
        return made(
                node,
                path,
                () -> new GiftReward.Item(
                        new Sku(sku), quantity, others.stream().map(Sku::new).toList()));
    }

    /** How much is given: pieces, or a quantity with its unit where the goods are weighed. */
    private @Nullable Quantity quantity(Keys item, String path) {
        Node piecesNode = item.get("pieces");
        Member weighed = item.member("quantity");
        if (weighed == null) {
            Long pieces = piecesNode == null ? Long.valueOf(1) : number(piecesNode, "pieces", 1, path);
            return pieces == null ? null : Quantity.pieces(pieces);
        }
        if (piecesNode != null) {
            findings.add(
                    weighed.key(),
                    path,
                    "The gift has both 'pieces' and 'quantity'.",
                    "Give pieces, or a quantity such as 0.5 kg.");
            return null;
        }
        return literals.quantity(weighed.value(), "'quantity'", path);
    }

    private GiftLimits limits(Keys rule, String path) {
        Node node = rule.get("limits");
        Keys keys = node == null ? null : keys(node, path, "set of limits", LIMITS);
        if (keys == null) {
            return GiftLimits.none();
        }
        List<@Nullable Long> values = new ArrayList<>();
        for (String name : LIMITS) {
            Node value = keys.get(name);
            values.add(value == null ? null : number(value, name, 1, path));
        }
        return new GiftLimits(values.get(0), values.get(1), values.get(2), values.get(3));
    }

    private @Nullable Long repeat(Node node, String path) {
        if (node instanceof Scalar scalar && scalar.text().equals(EVERY)) {
            return GiftRule.EVERY_MULTIPLE;
        }
        return number(node, "repeat", 1, path);
    }

    private @Nullable Keys keys(Node node, String path, String kind, List<String> known) {
        if (!(node instanceof Mapping mapping)) {
            findings.add(
                    node,
                    path,
                    "A " + kind + " is a mapping, not " + node.kind() + ".",
                    "Give it some of the keys " + known + ".");
            return null;
        }
        Keys keys = new Keys(mapping, findings, path);
        keys.allowOnly("key of a " + kind, known);
        return keys;
    }

    private List<Node> parts(Node node, String name, String path) {
        if (node instanceof Items items) {
            return items.parts();
        }
        findings.add(node, path, "'" + name + "' is " + node.kind() + ".", "Give a list.");
        return List.of();
    }

    private List<String> texts(Node node, String name, String path) {
        List<String> texts = new ArrayList<>();
        for (Node part : parts(node, name, path)) {
            String text = code(part, name, path);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A code; one of digits only needs no quotes. */
    private @Nullable String code(Node node, String name, String path) {
        return node instanceof Scalar scalar && scalar.type() == Node.Type.NUMBER
                ? scalar.text()
                : literals.text(node, "'" + name + "'", path);
    }

    private @Nullable Long number(Node node, String name, long least, String path) {
        return literals.integer(node, "'" + name + "'", least, Integer.MAX_VALUE, path);
    }

    private <E extends Enum<E>> @Nullable E choice(Node node, String name, E[] values, String path) {
        String text = literals.text(node, "'" + name + "'", path);
        if (text == null) {
            return null;
        }
        for (E value : values) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        findings.unknown(
                node,
                path,
                "'" + name + "'",
                text,
                Arrays.stream(values).map(Enum::name).toList());
        return null;
    }

    /** What the parts make, or null and what they say is wrong with them. */
    private <V> @Nullable V made(Node node, String path, Supplier<V> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException refusal) {
            literals.refused(node, path, refusal, "");
            return null;
        }
    }
}
