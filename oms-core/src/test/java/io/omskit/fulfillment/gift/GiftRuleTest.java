package io.omskit.fulfillment.gift;

import static io.omskit.fulfillment.gift.Bought.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.fact.BuyerKey;
import io.omskit.fulfillment.gift.GiftReward.Item;
import io.omskit.order.Order;
import io.omskit.rule.Checked;
import io.omskit.rule.Condition;
import io.omskit.rule.Literal;
import io.omskit.rule.RuleProblem;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What rules, books and counters refuse, and how counters are named. */
class GiftRuleTest {
    private static final GiftReward CUP = GiftReward.allOf(Item.pieces("CUP", 1));

    private static void assertRefused(String part, Executable making) {
        String message = assertThrows(IllegalArgumentException.class, making).getMessage();
        assertTrue(message.contains(part) && message.contains("\n"), message);
    }

    @Test
    void aRuleNeedsANameAVersionAndATier() {
        assertRefused(
                "'a b'",
                () -> GiftRule.builder("a b", 1).tier(GiftTier.ofPieces(1, CUP)).build());
        assertRefused("is not a name", () -> GiftRule.builder("x".repeat(65), 1)
                .tier(GiftTier.ofPieces(1, CUP))
                .build());
        assertRefused(
                "version 0",
                () -> GiftRule.builder("R", 0).tier(GiftTier.ofPieces(1, CUP)).build());
        assertRefused("no tier", () -> GiftRule.builder("R", 1).build());
        assertRefused("repeats 0", () -> GiftRule.builder("R", 1)
                .tier(GiftTier.ofPieces(1, CUP))
                .repeat(0)
                .build());
    }

    @Test
    void aTierThatAnotherAlwaysReplacesIsRefused() {
        assertRefused("tier 2", () -> GiftRule.builder("R", 1)
                .tier(GiftTier.of(2, cny(100), CUP))
                .tier(GiftTier.ofPieces(2, CUP))
                .build());
        GiftRule crossed = GiftRule.builder("R", 1)
                .tier(GiftTier.ofPieces(2, CUP))
                .tier(GiftTier.ofAmount(cny(100), CUP))
                .build();
        assertEquals(2, crossed.tiers().size());
    }

    @Test
    void tiersOfOneRuleGiveInOneWayAndOneCurrency() {
        assertRefused("two ways", () -> GiftRule.builder("R", 1)
                .tier(GiftTier.ofPieces(1, CUP))
                .tier(GiftTier.ofPieces(2, new GiftReward.Cheapest(1)))
                .build());
        assertRefused("EUR", () -> GiftRule.builder("R", 1)
                .tier(GiftTier.ofAmount(cny(100), CUP))
                .tier(GiftTier.ofAmount(Money.of(200, Currency.getInstance("EUR")), CUP))
                .build());
        assertRefused("gives BAG", () -> GiftRule.builder("R", 1)
                .tier(GiftTier.ofPieces(
                        1, GiftReward.allOf(Item.pieces("CUP", 1).orElse("BAG"))))
                .tier(GiftTier.ofPieces(2, GiftReward.allOf(Item.pieces("BAG", 1))))
                .build());
    }

    @Test
    void substitutesNeedAList() {
        assertRefused("SUBSTITUTE", () -> GiftRule.builder("R", 1)
                .tier(GiftTier.ofPieces(1, new GiftReward.SameGoods(1)))
                .stockMode(GiftRule.StockMode.SUBSTITUTE)
                .build());
        assertRefused(
                "has substitutes",
                () -> GiftReward.firstFree(Item.pieces("CUP", 1).orElse("BAG")));
    }

    @Test
    void nothingIsGivenInAbsurdQuantities() {
        assertRefused("empty list", GiftReward::allOf);
        assertRefused(
                "twice",
                () -> GiftReward.allOf(
                        Item.pieces("CUP", 1), Item.pieces("BAG", 1).orElse("CUP")));
        assertRefused("0 PIECE", () -> new Item(new Sku("CUP"), Quantity.pieces(0), List.of()));
        assertRefused("-1 pieces", () -> new GiftReward.Cheapest(-1));
        assertRefused("0 pieces", () -> new GiftTier(0, null, CUP));
        assertRefused("CNY 0.00", () -> GiftTier.ofAmount(cny(0), CUP));
        assertRefused("per buyer of a gift rule is 0", () -> GiftLimits.none().withPerBuyer(0));
        assertRefused("names nothing", () -> GiftTrigger.allGoods().withPresence(GiftTrigger.Presence.ALL));
    }

    @Test
    void aBookReportsEveryProblemOfItsRules() {
        Condition unknown = new Condition.Compare("order.shp", Condition.Operator.EQUAL, Literal.of("x"));
        GiftRule one = GiftRule.builder("R", 1)
                .scope(unknown)
                .tier(GiftTier.ofPieces(1, CUP))
                .build();
        GiftRule two = GiftRule.builder("R", 2).tier(GiftTier.ofPieces(1, CUP)).build();
        Checked<GiftBook> book = GiftBook.compile("b", "1", List.of(one, two));
        assertEquals(2, book.problems().size());
        assertEquals("order.shop", book.problems().get(0).nearest());
        assertTrue(book.problems().get(0).place().path().startsWith("rules[R].scope"));
    }

    @Test
    void aScopeThatReadsWhatIsNotKnownWhereGiftsAreDecidedIsRefused() {
        List<Condition> scopes = List.of(
                new Condition.Compare("buyer.previousOrders", Condition.Operator.EQUAL, Literal.of(0)),
                Condition.any(new Condition.AnyLine("goods", Condition.always()), Condition.always()));
        for (Condition scope : scopes) {
            GiftRule rule = GiftRule.builder("R", 1)
                    .scope(scope)
                    .tier(GiftTier.ofPieces(1, CUP))
                    .build();
            List<RuleProblem> problems =
                    GiftBook.compile("b", "1", List.of(rule)).problems();
            assertTrue(problems.toString().contains("would never give"), problems::toString);
        }
    }

    @Test
    void rulesAreTriedByPriorityThenId() {
        GiftRule a = GiftRule.builder("A", 1).tier(GiftTier.ofPieces(1, CUP)).build();
        GiftRule b = GiftRule.builder("B", 1).tier(GiftTier.ofPieces(1, CUP)).build();
        GiftRule c = GiftRule.builder("C", 1)
                .priority(1)
                .tier(GiftTier.ofPieces(1, CUP))
                .build();
        GiftBook book = GiftBook.compile("b", "1", List.of(b, a, c)).orThrow();
        assertEquals(List.of(c, a, b), book.rules());
    }

    @Test
    void countersAreNamedByRuleDayAndDigest() {
        assertEquals("gift/R/total", GiftCounters.total("R"));
        assertEquals("gift/R/day/2026-11-11", GiftCounters.day("R", LocalDate.of(2026, 11, 11)));
        assertEquals("gift/R/buyer/k1/a%2Fb", GiftCounters.buyer("R", new BuyerKey("k1", "a/b")));
        assertRefused("characters", () -> GiftCounters.buyer("R", new BuyerKey("k1", "x".repeat(200))));
    }

    @Test
    void whatADecisionReadsIsKnownBefore() {
        GiftRule list = GiftRule.builder("LIST", 1)
                .tier(GiftTier.ofPieces(
                        1, GiftReward.allOf(Item.pieces("CUP", 1).orElse("BAG"))))
                .limits(new GiftLimits(1L, 1L, 1L, 1L))
                .build();
        GiftRule same = GiftRule.builder("SAME", 1)
                .tier(GiftTier.ofPieces(1, new GiftReward.SameGoods(1)))
                .build();
        Order order = Bought.order(1).pieces("A", 1, 100).by("anna", "phone").build();
        GiftBook book = GiftBook.compile("b", "1", List.of(list, same)).orThrow();
        Gifts.Reads reads = Gifts.reads(book, List.of(order), Desk.SHANGHAI);
        assertEquals(Set.of(new Sku("A"), new Sku("BAG"), new Sku("CUP")), reads.skus());
        assertEquals(
                Set.of(
                        "gift/LIST/total",
                        "gift/LIST/day/2026-11-11",
                        "gift/LIST/buyer/k1/anna",
                        "gift/LIST/buyer/k1/phone"),
                reads.counters());
    }

    @Test
    void aMemberIsNamedOnce() {
        Order order = Bought.order(1).pieces("A", 1, 100).build();
        GiftInput input = new Desk().put(order).input(List.of(1L));
        assertRefused("twice", () -> input.withMembers(List.of(order, order)));
    }

    @Test
    void aPlanIsForTheOrdersThatItWasDecidedFor() {
        GiftPlan.Change change = new GiftPlan.Change(1, 0, 0, List.of());
        GiftPlan plan = new GiftPlan(List.of(), List.of(change), List.of(), List.of(), List.of());
        assertRefused(
                "has no gift",
                () -> plan.applyTo(Bought.order(1).pieces("A", 1, 100).build()));
    }
}
