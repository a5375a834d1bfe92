package io.omskit.fulfillment.gift.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.GiftLimits;
import io.omskit.fulfillment.gift.GiftReward;
import io.omskit.fulfillment.gift.GiftReward.Item;
import io.omskit.fulfillment.gift.GiftRule;
import io.omskit.fulfillment.gift.GiftTier;
import io.omskit.fulfillment.gift.GiftTrigger;
import io.omskit.rule.Checked;
import io.omskit.rule.Condition;
import io.omskit.rule.Literal;
import io.omskit.rule.RuleProblem;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gift books as documents, and what is wrong with them by line and column. */
class GiftBookReaderTest {
    private static final String WHOLE = """
        gifts: autumn
        version: 3
        rules:
          - id: CUPS
            version: 2
            priority: 5
            valid: {from: "2026-11-01T00:00:00+08:00", until: "2026-12-01T00:00:00+08:00"}
            scope: {field: order.shop, "=": flagship}
            timeBase: ORDER
            trigger: {skus: [A, 4711], categories: [tea], presence: ALL, base: BEFORE_DISCOUNTS}
            tiers:
              - {pieces: 1, amount: 99.00 CNY, allOf: [{sku: CUP, orElse: [BAG]}]}
              - {pieces: 2, amount: 199.00 CNY, allOf: [{sku: CUP, pieces: 2}]}
            repeat: 3
            limits: {perOrder: 2, perBuyer: 1, total: 500, perDay: 50}
            stock: SUBSTITUTE
            exclusion: G1
          - id: FREE
            version: 1
            tiers:
              - {pieces: 3, cheapest: 1}
            repeat: EVERY_MULTIPLE
        """;

    private static Checked<GiftBook> read(String document) {
        return GiftBookReader.read("g.yaml", document.getBytes(UTF_8));
    }

    /** A rule whose changed or added part stands on line 6. */
    private static String rule(String part) {
        return "gifts: b\nversion: 1\nrules:\n  - id: R\n    version: 1\n    " + part + "\n"
                + (part.startsWith("tiers") ? "" : "    tiers: [{pieces: 1, sameGoods: 1}]\n");
    }

    @Test
    void everyPartOfARuleIsRead() {
        GiftRule cups = GiftRule.builder("CUPS", 2)
                .priority(5)
                .valid(Instant.parse("2026-10-31T16:00:00Z"), Instant.parse("2026-11-30T16:00:00Z"))
                .scope(new Condition.Compare("order.shop", Condition.Operator.EQUAL, Literal.of("flagship")))
                .timeBase(GiftRule.TimeBase.ORDER)
                .trigger(new GiftTrigger(
                        Set.of(new Sku("A"), new Sku("4711")),
                        Set.of("tea"),
                        GiftTrigger.Presence.ALL,
                        GiftTrigger.Base.BEFORE_DISCOUNTS))
                .tier(GiftTier.of(
                        1,
                        Money.of(9900, "CNY"),
                        GiftReward.allOf(Item.pieces("CUP", 1).orElse("BAG"))))
                .tier(GiftTier.of(2, Money.of(19900, "CNY"), GiftReward.allOf(Item.pieces("CUP", 2))))
                .repeat(3)
                .limits(new GiftLimits(2L, 1L, 500L, 50L))
                .stockMode(GiftRule.StockMode.SUBSTITUTE)
                .exclusion("G1")
                .build();
        GiftRule free = GiftRule.builder("FREE", 1)
                .tier(GiftTier.ofPieces(3, new GiftReward.Cheapest(1)))
                .everyMultiple()
                .build();
        GiftBook book = read(WHOLE).orThrow();
        assertEquals("autumn@3", book.reference());
        assertEquals(List.of(cups, free), book.rules());
    }

    @Test
    void jsonIsReadAsWell() {
        String json = "{\"gifts\": \"b\", \"version\": 1, \"rules\": [{\"id\": \"R\", \"version\": 1, \"tiers\":"
                + " [{\"pieces\": 1, \"firstFree\": [{\"sku\": \"CUP\"}, {\"sku\": \"BAG\"}]}]}]}";
        assertEquals(1, read(json).orThrow().rules().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit: {total: 5}|6:5|Unknown key of a gift rule 'limit'|limits",
                "limits: {totl: 5}|6:14|Unknown key of a set of limits 'totl'|total",
                "limits: {total: 0}|6:21|'total' is 0|",
                "timeBase: PAYMNT|6:15|Unknown 'timeBase' 'PAYMNT'|PAYMENT",
                "scope: {field: order.shp, \"=\": x}|6:20|Unknown field 'order.shp'|order.shop",
                "scope: {field: buyer.previousOrders, \"=\": 0}|6:12|not known where gifts are decided|",
                "trigger: {presence: ALL}|6:14|names nothing|",
                "stock: SUBSTITUTE|4:5|stock mode SUBSTITUTE|",
                "tiers: [{pieces: 1}]|6:13|has 0 rewards|",
                "tiers: [{cheapest: 1}]|6:13|asks for 0 pieces|",
                "tiers: [{amount: 9.999 CNY, cheapest: 1}]|6:22|9.999|",
                "tiers: [{amount: 9 CNX, cheapest: 1}]|6:22|Unknown currency 'CNX'|CNY",
                "tiers: [{pieces: 1, allOf: [{sku: A}, {sku: A}]}]|6:25|is on its list twice|",
                "tiers: [{pieces: 2, cheapest: 1}, {pieces: 1, cheapest: 1}]|4:5|has tier 2|",
                "repeat: 0|6:13|'repeat' is 0|",
                "valid: {from: 2027-01-01T00:00:00Z, until: 2026-01-01T00:00:00Z}|6:5|holds no moment|",
            })
    void aProblemNamesPlaceValueAndRemedy(String part, String place, String problem, String nearest) {
        List<RuleProblem> problems = read(rule(part)).problems();
        assertEquals(1, problems.size(), problems::toString);
        RuleProblem only = problems.get(0);
        assertTrue(only.problem().contains(problem), only::toString);
        assertFalse(only.remedy().isBlank());
        assertEquals(nearest, only.nearest(), only::toString);
        assertEquals(place, only.place().line() + ":" + only.place().column(), only::toString);
    }

    @Test
    void allProblemsOfADocumentAreToldAtOnce() {
        String twice = "gifts: b\nversion: 1\nrules:\n"
                + "  - {id: R, version: 0, tiers: [{pieces: 1, sameGoods: 1}]}\n"
                + "  - {id: R, version: 1, tiers: []}\n"
                + "  - 7\n";
        List<Integer> lines = read(twice).problems().stream()
                .map(problem -> problem.place().line())
                .toList();
        assertEquals(List.of(4, 5, 6), lines);
    }

    @Test
    void whatIsNoBookIsRefused() {
        assertFalse(read("[]").isOk());
        assertFalse(read("gifts: b\nversion: 1\n").isOk());
        assertFalse(read("gifts: b\nversion: 1\nrules: none\n").isOk());
        assertTrue(read("gifts: b\nversion: 1\nrules: []\n").isOk());
    }
}
