package io.omskit.fulfillment.gift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.decision.ReasonTexts;
import io.omskit.fact.OrderFact;
import io.omskit.fulfillment.gift.GiftPlan.Addition;
import io.omskit.fulfillment.gift.GiftPlan.CounterChange;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.OrderInvariants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must hold of every decision about gifts, whatever came before it. */
class GiftsProperties {
    /** Some decisions about changing groups of four orders, with events in between. */
    private static Desk lived(RandomGifts world, int steps) {
        Desk desk = world.desk();
        for (long id = 1; id <= 4; id++) {
            desk.put(world.order(id));
        }
        for (int i = 0; i < steps; i++) {
            desk.decide(group(world));
            long id = 1 + world.random.nextInt(4);
            desk.put(world.event(desk.order(id)));
        }
        return desk;
    }

    private static Long[] group(RandomGifts world) {
        Set<Long> ids = new TreeSet<>();
        int size = 1 + world.random.nextInt(3);
        for (int i = 0; i < size; i++) {
            ids.add(1L + world.random.nextInt(4));
        }
        return ids.toArray(Long[]::new);
    }

    @Property
    void decidingAgainChangesNothing(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = lived(world, 3);
        Long[] group = group(world);
        desk.decide(group);
        Decision<GiftPlan> again = desk.decide(group);
        assertTrue(again.plan().isEmpty(), () -> again.toString());
    }

    @Property
    void decidingAgainWithTheStockReservedChangesNothing(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = lived(world, 2);
        Long[] group = group(world);
        desk.decide(group);
        for (Long id : group) {
            desk.put(reserved(desk, desk.order(id)));
        }
        Decision<GiftPlan> again = desk.decide(group);
        assertTrue(again.plan().additions().isEmpty(), () -> again.toString());
        assertTrue(again.plan().counters().isEmpty(), () -> again.toString());
    }

    /** Every gift takes from what is free as far as it goes. */
    private static Order reserved(Desk desk, Order order) {
        Order all = order;
        for (Demand demand : order.demands()) {
            if (demand.origin() == Demand.Origin.GIFT) {
                long units = Math.min(demand.unplanned(), desk.free.getOrDefault(demand.sku(), 0L));
                desk.free.merge(demand.sku(), -units, Long::sum);
                all = Bought.allocated(all, demand.index(), demand.allocated() + units);
            }
        }
        return all;
    }

    @Property
    void noLimitIsEverExceeded(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = world.desk();
        for (long id = 1; id <= 4; id++) {
            desk.put(world.order(id));
        }
        for (int i = 0; i < 8; i++) {
            Map<String, Long> before = new TreeMap<>(desk.used);
            Decision<GiftPlan> decision = desk.decide(group(world));
            for (CounterChange change : decision.plan().counters()) {
                long now = desk.used.getOrDefault(change.key(), 0L);
                assertTrue(now >= 0, () -> change + " of " + before);
                assertTrue(change.quantity() < 0 || now <= change.limit(), () -> change + " of " + before);
            }
            assertEquals(GiftCounters.used(desk.book, desk.orders.values(), Desk.SHANGHAI), desk.used);
            long id = 1 + world.random.nextInt(4);
            desk.put(world.event(desk.order(id)));
        }
    }

    @Property
    void theOrderOfTheMembersDoesNotMatter(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = lived(world, 2);
        List<Long> ids = new ArrayList<>(desk.orders.keySet());
        Decision<GiftPlan> one = Gifts.decide(desk.book, desk.input(ids));
        Collections.shuffle(ids, world.random);
        assertEquals(one, Gifts.decide(desk.book, desk.input(ids)));
    }

    @Property
    void theWayToAGroupDoesNotMatterWhereThereIsStockAndRoom(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk straight = plentiful(world);
        for (long id = 1; id <= 3; id++) {
            straight.put(world.order(id));
        }
        Desk around = new Desk(straight.book.rules().toArray(GiftRule[]::new));
        around.free.putAll(straight.free);
        around.categories.putAll(straight.categories);
        around.orders.putAll(straight.orders);
        around.decide(3L);
        around.decide(2L, 3L);
        around.decide(1L, 2L);
        straight.decide(1L, 2L, 3L);
        around.decide(1L, 2L, 3L);
        for (long id = 1; id <= 3; id++) {
            assertEquals(straight.gifts(id), around.gifts(id));
        }
        assertEquals(straight.used, around.used);
    }

    @Property
    void unmergingRestoresWhereThereIsStockAndRoom(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = plentiful(world);
        desk.put(world.order(1), world.order(2));
        desk.decide(1L);
        desk.decide(2L);
        Map<Long, List<String>> alone = Map.of(1L, desk.gifts(1), 2L, desk.gifts(2));
        Map<String, Long> used = new TreeMap<>(desk.used);
        desk.decide(1L, 2L);
        desk.decide(1L);
        desk.decide(2L);
        assertEquals(alone, Map.of(1L, desk.gifts(1), 2L, desk.gifts(2)));
        assertEquals(used, desk.used);
    }

    /** Everything is free; limits are those of single orders only. A choice stays through tiers, so one tier. */
    private static Desk plentiful(RandomGifts world) {
        List<GiftRule> rules = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            GiftRule rule = world.rule("R" + i);
            GiftLimits limits = new GiftLimits(rule.limits().perOrder(), null, null, null);
            GiftRule.Builder same = GiftRule.builder(rule.id(), rule.version())
                    .priority(rule.priority())
                    .scope(rule.scope())
                    .trigger(rule.trigger())
                    .repeat(rule.repeat())
                    .limits(limits);
            boolean choices = rule.tiers().get(0).reward() instanceof GiftReward.FirstFree;
            rule.tiers().subList(0, choices ? 1 : rule.tiers().size()).forEach(same::tier);
            if (rule.exclusion() != null) {
                same.exclusion(rule.exclusion());
            }
            rules.add(same.build());
        }
        Desk desk = new Desk(rules.toArray(GiftRule[]::new));
        desk.category("A", "tea").category("B", "tea").category("C", "ware");
        RandomGifts.GOODS.forEach(sku -> desk.free(sku, 1_000_000));
        RandomGifts.PRESENTS.forEach(sku -> desk.free(sku, 1_000_000));
        return desk;
    }

    @Property
    void countersOfDemandsAlwaysAddUpAndOthersThanGiftsOfTheBookStay(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = lived(world, 3);
        Map<Long, Order> before = new TreeMap<>(desk.orders);
        desk.decide(1L, 2L, 3L, 4L);
        for (Order order : desk.orders.values()) {
            List<Demand> was = before.get(order.id()).demands();
            for (Demand demand : order.demands()) {
                assertEquals(demand.index(), order.demands().indexOf(demand));
                assertEquals(
                        demand.needed(),
                        demand.unplanned() + demand.missing() + demand.allocated() + demand.canceled());
                boolean ours = demand.origin() == Demand.Origin.GIFT && demand.ruleId() != null;
                assertTrue(ours || demand.equals(was.get(demand.index())), demand::toString);
                assertTrue(demand.needed() >= demand.progress().packed(), demand::toString);
            }
            if (order.demands().stream().allMatch(demand -> demand.allocated() == 0)) {
                assertTrue(OrderInvariants.q1(order).isEmpty());
            }
        }
    }

    @Property
    void anOrderOfGiftsOnlyGetsNothing(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = world.desk();
        desk.put(
                Bought.order(1)
                        .paid(-10)
                        .platformGift("CUP", 2)
                        .giftByHand("PEN")
                        .build(),
                world.order(2),
                world.order(3));
        desk.decide(1L, 2L, 3L);
        assertEquals(List.of(), desk.gifts(1));
        for (Addition gift : desk.last.plan().additions()) {
            assertTrue(gift.triggers().stream().noneMatch(trigger -> trigger.orderId() == 1), gift::toString);
        }
    }

    @Property
    void giftsAreTriggeredByLinesThatAreNoGifts(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = lived(world, 2);
        for (Addition gift : desk.decide(1L, 2L, 3L, 4L).plan().additions()) {
            assertTrue(gift.grants() > 0 && !gift.triggers().isEmpty(), gift::toString);
            for (Demand.Trigger trigger : gift.triggers()) {
                OrderFact.Line line = desk.order(trigger.orderId()).line(trigger.lineId());
                assertTrue(!line.gift(), gift::toString);
            }
            assertTrue(gift.triggers().contains(new Demand.Trigger(gift.orderId(), gift.lineId())), gift::toString);
        }
    }

    @Property
    void ofAnExclusionGroupOneRuleGivesAtMost(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = world.desk();
        desk.put(world.order(1), world.order(2), world.order(3));
        desk.decide(1L);
        desk.decide(2L, 3L);
        desk.decide(1L, 2L, 3L);
        Map<String, Set<String>> givers = new HashMap<>();
        for (GiftRule rule : desk.book.rules()) {
            boolean gave = desk.orders.values().stream()
                    .flatMap(order -> order.demands().stream())
                    .anyMatch(demand -> rule.reference().equals(demand.ruleId()) && demand.needed() > 0);
            if (gave && rule.exclusion() != null) {
                givers.computeIfAbsent(rule.exclusion(), group -> new TreeSet<>())
                        .add(rule.id());
            }
        }
        givers.forEach((group, rules) -> assertEquals(1, rules.size(), () -> group + ": " + rules));
    }

    @Property
    void everyReasonHasItsTextInBothLanguages(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = lived(world, 4);
        for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            ReasonTexts texts = ReasonTexts.forLocale(locale);
            desk.last.explanation().reasons().forEach(reason -> {
                assertTrue(texts.hasText(reason.code()), reason::code);
                assertTrue(!texts.text(reason).contains("{"), () -> texts.text(reason));
            });
        }
    }

    @Property
    void stockIsGivenOnceAndNeverMoreThanIsFree(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = world.desk();
        desk.put(world.order(1), world.order(2));
        GiftPlan plan = desk.decide(1L, 2L).plan();
        Map<String, Long> given = new TreeMap<>();
        for (Addition gift : plan.additions()) {
            given.merge(gift.sku().code(), gift.quantity().steps(), Long::sum);
        }
        plan.holds().forEach(hold -> given.merge(hold.sku().code(), -hold.missing(), Long::sum));
        given.forEach(
                (sku, units) -> assertTrue(units <= desk.free.getOrDefault(new Sku(sku), 0L), () -> sku + " " + units));
    }

    /** One rule of pieces without limits: what a group has of it follows from its pieces alone. */
    @Property
    void aGiftIsWithdrawnExactlyWhenItsTierIsMissed(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        long tier = 1 + world.random.nextInt(5);
        GiftRule rule = GiftRule.builder("R", 1)
                .tier(GiftTier.ofPieces(tier, GiftReward.allOf(GiftReward.Item.pieces("CUP", 2))))
                .everyMultiple()
                .build();
        Desk desk = new Desk(rule).free("CUP", 1_000_000);
        long pieces = 0;
        for (long id = 1; id <= 3; id++) {
            long some = 1 + world.random.nextInt(6);
            desk.put(Bought.order(id)
                    .pieces("A", some, 1000)
                    .paid(world.random.nextInt(9))
                    .build());
            pieces += some;
        }
        desk.decide(1L, 2L, 3L);
        for (int i = 0; i < 6; i++) {
            assertEquals(pieces / tier * 2, Bought.given(desk.orders.values().stream(), "CUP"));
            Order order = desk.order(1 + world.random.nextInt(3));
            Demand sold = order.demands().get(0);
            if (sold.canceled() < sold.needed()) {
                desk.put(Bought.canceled(order, 0, sold.canceled() + 1));
                pieces--;
            }
            desk.decide(1L, 2L, 3L);
        }
    }

    /** What a group gets is what one order with all its lines would get. */
    @Property
    void membersCountAsTheSumOfTheirLines(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = plentiful(world);
        Bought whole = Bought.order(9);
        long members = 2 + world.random.nextInt(3);
        for (long id = 1; id <= members; id++) {
            Bought part = Bought.order(id);
            int lines = 1 + world.random.nextInt(3);
            for (int i = 0; i < lines; i++) {
                String sku = world.pick(RandomGifts.GOODS);
                long pieces = 1 + world.random.nextInt(4);
                long price = 2000 + world.random.nextInt(6000);
                part.pieces(sku, pieces, price);
                whole.pieces(sku, pieces, price);
            }
            desk.put(part.build());
        }
        desk.put(whole.build());
        desk.decide(desk.orders.keySet().stream().filter(id -> id != 9).toArray(Long[]::new));
        Map<String, Long> inGroup = given(desk.last.plan());
        desk.decide(9L);
        assertEquals(given(desk.last.plan()), inGroup);
    }

    private static Map<String, Long> given(GiftPlan plan) {
        Map<String, Long> given = new TreeMap<>();
        plan.additions()
                .forEach(gift -> given.merge(
                        gift.ruleId() + " " + gift.sku(), gift.quantity().steps(), Long::sum));
        return given;
    }

    @Property
    void whatIsPackedIsNeverTakenBackAndClaimsAreWithinIt(@ForAll long seed) {
        RandomGifts world = new RandomGifts(seed);
        Desk desk = lived(world, 6);
        for (GiftPlan.Claim claim : desk.decide(1L, 2L, 3L, 4L).plan().claims()) {
            Demand gift = desk.order(claim.orderId()).demands().get(claim.demand());
            assertTrue(claim.quantity().isPositive(), claim::toString);
            assertTrue(
                    claim.quantity().steps()
                            <= gift.progress().packed() - gift.progress().returned(),
                    claim::toString);
        }
        for (Order order : desk.orders.values()) {
            for (Demand demand : order.demands()) {
                assertTrue(demand.needed() >= demand.progress().packed(), demand::toString);
            }
        }
    }
}
