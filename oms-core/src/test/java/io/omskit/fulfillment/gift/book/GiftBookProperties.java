package io.omskit.fulfillment.gift.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.GiftLimits;
import io.omskit.fulfillment.gift.GiftReward;
import io.omskit.fulfillment.gift.GiftRule;
import io.omskit.fulfillment.gift.GiftTier;
import io.omskit.fulfillment.gift.GiftTrigger;
import io.omskit.order.OrderFields;
import io.omskit.rule.Checked;
import io.omskit.rule.Condition;
import io.omskit.rule.Literal;
import io.omskit.rule.RuleProblem;
import io.omskit.rule.book.SchemaCheck;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Whatever a book says can be written, read back and completed by the schema. */
class GiftBookProperties {
    private static final List<String> TEXTS =
            List.of("A", "4711", "true", "no", "a: b", "- x", "#1", "\"q\"", "杯子", "1e3", "null", "x,y", "[a]", "0x1F");

    private final SchemaCheck schema = SchemaCheck.of(GiftBookReader.schema(OrderFields.orders()));

    @Property
    void whatIsWrittenIsReadBackAsTheSame(@ForAll long seed) {
        GiftBook book = book(new Random(seed));
        String json = GiftBookWriter.json(book);
        for (String text : List.of(GiftBookWriter.yaml(book), json)) {
            GiftBook read = GiftBookReader.read("random", text.getBytes(UTF_8)).orThrow();
            assertEquals(book.rules(), read.rules(), text);
            assertEquals(book.reference(), read.reference());
            assertEquals(GiftBookWriter.yaml(book), GiftBookWriter.yaml(read));
        }
        assertEquals(List.of(), schema.problems(json), json);
    }

    @Property
    void aDamagedFileIsToldAndNeverThrown(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(GiftBookWriter.yaml(book(random)));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length());
            text.replace(
                    at,
                    Math.min(text.length(), at + random.nextInt(4)),
                    pick(random, List.of("", "x", "7", ":", "[", "- ", "\n")));
        }
        Checked<GiftBook> read = GiftBookReader.read("damaged", text.toString().getBytes(UTF_8));
        for (RuleProblem problem : read.problems()) {
            assertTrue(problem.place().line() > 0 && !problem.remedy().isBlank(), problem::toString);
        }
    }

    private static GiftBook book(Random random) {
        List<GiftRule> rules = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            rules.add(rule("R" + i, random));
        }
        return GiftBook.compile("b" + random.nextInt(9), "" + random.nextInt(9), rules)
                .orThrow();
    }

    private static GiftRule rule(String id, Random random) {
        GiftRule.Builder rule = GiftRule.builder(id, 1 + random.nextInt(9))
                .priority(random.nextInt(3) - 1)
                .timeBase(pick(random, List.of(GiftRule.TimeBase.values())))
                .trigger(trigger(random))
                .limits(new GiftLimits(limit(random), limit(random), limit(random), limit(random)));
        if (random.nextBoolean()) {
            rule.valid(Instant.ofEpochSecond(random.nextInt()), null);
        } else if (random.nextBoolean()) {
            rule.valid(
                    random.nextBoolean() ? Instant.EPOCH : null, Instant.ofEpochMilli(1L + random.nextInt(9_999_999)));
        }
        if (random.nextBoolean()) {
            rule.scope(new Condition.Compare("order.shop", Condition.Operator.EQUAL, Literal.of(pick(random, TEXTS))));
        }
        if (random.nextBoolean()) {
            rule.repeat(random.nextBoolean() ? GiftRule.EVERY_MULTIPLE : 1 + random.nextInt(9));
        }
        if (random.nextBoolean()) {
            rule.exclusion(pick(random, TEXTS));
        }
        int kind = random.nextInt(4);
        boolean substitutes = kind == 0 && random.nextBoolean();
        rule.stockMode(
                substitutes
                        ? GiftRule.StockMode.SUBSTITUTE
                        : pick(random, List.of(GiftRule.StockMode.SKIP, GiftRule.StockMode.HOLD)));
        String currency = pick(random, List.of("CNY", "JPY", "KWD"));
        GiftReward reward = reward(kind, random);
        for (int i = 1; i <= 1 + random.nextInt(2); i++) {
            boolean both = random.nextBoolean();
            rule.tier(new GiftTier(i * 3, both || i > 1 ? Money.of(i * 12_345, currency) : null, reward));
        }
        return rule.build();
    }

    private static GiftTrigger trigger(Random random) {
        Set<Sku> skus = codes(random).stream().map(Sku::new).collect(Collectors.toSet());
        Set<String> categories = codes(random);
        boolean named = !skus.isEmpty() || !categories.isEmpty();
        return new GiftTrigger(
                skus,
                categories,
                named ? pick(random, List.of(GiftTrigger.Presence.values())) : GiftTrigger.Presence.ANY,
                pick(random, List.of(GiftTrigger.Base.values())));
    }

    private static GiftReward reward(int kind, Random random) {
        List<GiftReward.Item> items = new ArrayList<>();
        List<String> names = new ArrayList<>(codes(random));
        names.add("CUP");
        for (String name : names) {
            boolean instead = kind == 0 && random.nextBoolean();
            items.add(new GiftReward.Item(
                    new Sku(name),
                    Quantity.of(1 + random.nextInt(3), pick(random, List.of(Measure.values()))),
                    instead ? List.of(new Sku(name + "-2")) : List.of()));
        }
        return switch (kind) {
            case 0 -> new GiftReward.AllOf(items);
            case 1 -> new GiftReward.FirstFree(items);
            case 2 -> new GiftReward.Cheapest(1 + random.nextInt(3));
            default -> new GiftReward.SameGoods(1 + random.nextInt(3));
        };
    }

    private static Set<String> codes(Random random) {
        Set<String> codes = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            codes.add(pick(random, TEXTS));
        }
        return codes;
    }

    private static @Nullable Long limit(Random random) {
        return random.nextBoolean() ? null : 1 + random.nextLong(Integer.MAX_VALUE);
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
