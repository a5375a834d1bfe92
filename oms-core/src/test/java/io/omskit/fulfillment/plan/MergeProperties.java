package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.Draft.cell;
import static io.omskit.fulfillment.Draft.warehouse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.merge.KeepApart;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Hint;
import io.omskit.order.Order;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Merging by; numbers are those of the domain rules, section 14. */
class MergeProperties {
    private static final List<Source> SOURCES = List.of(warehouse("W1", 10), warehouse("W2", 20));
    private static final Map<StockCell, Long> PLENTY = Map.of(cell("W1", "X"), 1000L, cell("W2", "Y"), 1000L);

    /** The fast pass against the definition asked for every pair. */
    @Property
    void groupsAreThoseOfTheDefinition(@ForAll long seed) {
        Siblings siblings = new Siblings(seed);
        assertEquals(siblings.byDefinition(), Siblings.merged(siblings.input()).groups);
    }

    /** Property 11: groups, reasons and hints do not depend on the order of arrival. */
    @Property
    void whoTravelsTogetherDoesNotDependOnTheOrderOfArrival(@ForAll long seed) {
        Siblings siblings = new Siblings(seed);
        RegroupInput input = siblings.input();
        Siblings.Merged merged = Siblings.merged(input);
        Collections.shuffle(siblings.members, new Random(seed));
        RegroupInput shuffled = siblings.input();
        assertEquals(input, shuffled);
        assertEquals(merged.groups, Siblings.merged(shuffled).groups);
        assertEquals(new HashSet<>(merged.hints).size(), merged.hints.size());
        assertEquals(
                merged.hints.stream().map(hint -> hint.orderId() + hint.code()).collect(Collectors.toSet()),
                Siblings.merged(shuffled).hints.stream()
                        .map(hint -> hint.orderId() + hint.code())
                        .collect(Collectors.toSet()));
    }

    /** Property 11: of addresses A, B, A the two at A merge, whatever came between them. */
    @Property
    void whatComesBetweenTwoOrdersOfOneConsigneeDoesNotKeepThemApart(@ForAll long seed) {
        Random random = new Random(seed);
        List<Order> orders = new ArrayList<>();
        int between = random.nextInt(6);
        for (long id = 1; id <= between + 2; id++) {
            boolean outer = id == 1 || id == between + 2;
            orders.add(Draft.of(id)
                    .to(outer ? "anna" : "bert" + random.nextInt(3))
                    .paidAt(NOW.plusSeconds(id))
                    .pieces("X", 1, 100)
                    .build());
        }
        Collections.shuffle(orders, random);
        Set<Long> anna = Set.of(1L, between + 2L);
        assertTrue(together(decide(orders, MergePolicy.defaults()).plan()).contains(anna));
    }

    /** Every order with a sibling leads its consignee's first group, or joined one, or has exactly one code. */
    @Property
    void everyRefusalHasExactlyOneCode(@ForAll long seed) {
        RegroupInput input = new Siblings(seed).input();
        Siblings.Merged merged = Siblings.merged(input);
        Map<String, Long> told =
                merged.reasons.stream().collect(Collectors.groupingBy(Reason::subject, Collectors.counting()));
        Map<Long, Long> hinted =
                merged.hints.stream().collect(Collectors.groupingBy(Hint::orderId, Collectors.counting()));
        Map<String, Integer> leaders = new HashMap<>();
        for (Member member : input.members()) {
            String subject = MergeRules.subject(member.ref());
            long count = told.getOrDefault(subject, 0L);
            if (member.merge().key() == null) {
                assertEquals(0, count, subject);
            } else {
                leaders.merge(member.merge().key(), count == 0 ? 1 : 0, Integer::sum);
                assertTrue(count <= 1, subject);
            }
            boolean mergedHere = merged.reasons.contains(mergedReason(merged, subject));
            assertEquals(mergedHere ? 0 : count, hinted.getOrDefault(member.orderId(), 0L), subject);
        }
        leaders.forEach((key, silent) -> assertTrue(silent <= 1, key));
    }

    private static Reason mergedReason(Siblings.Merged merged, String subject) {
        return merged.reasons.stream()
                .filter(reason ->
                        reason.code().equals("MERGED") && reason.subject().equals(subject))
                .findFirst()
                .orElse(Reason.of("NONE", subject));
    }

    /** Every code has a text in both languages with all its figures. */
    @Property
    void everyCodeCanBeTold(@ForAll long seed) {
        for (Reason reason : Siblings.merged(new Siblings(seed).input()).reasons) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
                ReasonTexts texts = ReasonTexts.forLocale(locale);
                assertTrue(texts.hasText(reason.code()), reason::code);
                assertFalse(texts.text(reason).contains("{"), () -> texts.text(reason));
            }
        }
    }

    /** Property 12: no group of several holds COD, sealed, unpaid or, under BAN, refunded orders. */
    @Property
    void nobodyWhoMustTravelAloneIsMerged(@ForAll long seed) {
        Random random = new Random(seed);
        List<Order> orders = new ArrayList<>();
        Set<Long> alone = new HashSet<>();
        for (long id = 1; id <= 2 + random.nextInt(8); id++) {
            Draft draft = Draft.of(id).to("anna").paidAt(NOW.plusSeconds(id)).pieces("X", 1, 100);
            int sort = random.nextInt(9);
            switch (sort) {
                case 0 -> draft.terms(OrderFact.Terms.CASH_ON_DELIVERY);
                case 1 -> draft.flag("sealed");
                case 2 -> draft.status(PlatformStatus.UNPAID).paidAt(null);
                case 3 -> draft.status(PlatformStatus.DEPOSIT_PAID);
                default -> draft.pieces("Y", 1, 100);
            }
            Order order = draft.build();
            if (sort == 4) {
                order = Draft.refunded(order, random.nextBoolean() ? "L0" : null, RefundFact.Status.REQUESTED);
            }
            if (sort <= 4) {
                alone.add(id);
            }
            orders.add(order);
        }
        for (Set<Long> group : together(decide(orders, MergePolicy.defaults()).plan())) {
            assertTrue(group.size() == 1 || Collections.disjoint(group, alone), () -> group + " of " + alone);
        }
    }

    /** Property 10: merge then un-merge restores work, lines, money and holds; kept apart they do not merge again. */
    @Property
    void mergeThenUnmergeRestores(@ForAll long seed) {
        Random random = new Random(seed);
        List<Order> orders = new ArrayList<>();
        for (long id = 1; id <= 2 + random.nextInt(4); id++) {
            orders.add(Draft.of(id)
                    .to("anna")
                    .paidAt(NOW.plus(Duration.ofMinutes(random.nextInt(600))))
                    .money(random.nextInt(50), random.nextInt(50))
                    .pieces(random.nextBoolean() ? "X" : "Y", 1 + random.nextInt(5), 100)
                    .build());
        }
        AtomicLong ids = new AtomicLong(100);
        RegroupInput apart = input(orders, List.of(), MergePolicy.off());
        Grouping before = Regroup.decide(apart).plan();
        Regrouped first = Regrouped.of(orders, List.of(), apart, before, ids::getAndIncrement);
        RegroupInput joined = input(first.orders(), first.fulfillmentOrders(), MergePolicy.defaults());
        Regrouped merged = Regrouped.of(
                first.orders(),
                first.fulfillmentOrders(),
                joined,
                Regroup.decide(joined).plan(),
                ids::getAndIncrement);
        List<Order> taken = KeepApart.each(merged.orders(), "host", NOW);
        RegroupInput undo =
                input(taken, merged.fulfillmentOrders(), MergePolicy.defaults()).restoring(before);
        Decision<Grouping> undone = Regroup.decide(undo);
        assertEquals(Optional.empty(), PlanInvariants.q4Undo(before, undone));
        Regrouped restored = Regrouped.of(taken, merged.fulfillmentOrders(), undo, undone.plan(), ids::getAndIncrement);
        for (int i = 0; i < orders.size(); i++) {
            assertEquals(orders.get(i).sale(), restored.orders().get(i).sale());
            assertEquals(
                    first.orders().get(i).demands(), restored.orders().get(i).demands());
        }
        assertEquals(together(before), together(undone.plan()));
        RegroupInput again = input(restored.orders(), restored.fulfillmentOrders(), MergePolicy.defaults());
        assertEquals(together(before), together(Regroup.decide(again).plan()));
    }

    /** What one plan gives, the next one keeps: nobody leaves a group because he was planned or approved in it. */
    @Property
    void aLateSiblingJoinsAndNobodyLeaves(@ForAll long seed) {
        Random random = new Random(seed);
        MergePolicy policy = MergePolicy.builder()
                .until(random.nextBoolean() ? MergePolicy.Until.APPROVAL : MergePolicy.Until.RELEASE)
                .build();
        List<Order> orders = new ArrayList<>();
        for (long id = 1; id <= 2 + random.nextInt(3); id++) {
            orders.add(Draft.of(id)
                    .to("anna")
                    .paidAt(NOW.plusSeconds(id))
                    .pieces("X", 1, 100)
                    .build());
        }
        RegroupInput first = input(orders, List.of(), policy);
        Regrouped done = Regrouped.of(
                orders, List.of(), first, Regroup.decide(first).plan(), new AtomicLong(100)::getAndIncrement);
        List<Order> approved = done.orders().stream()
                .map(order -> order.withPass(new Order.Pass("REVIEW", "host", NOW)))
                .toList();
        RegroupInput again = input(approved, done.fulfillmentOrders(), policy);
        assertEquals(
                together(Regroup.decide(first).plan()),
                together(Regroup.decide(again).plan()));
        List<Order> more = new ArrayList<>(approved);
        more.add(Draft.of(9)
                .to("anna")
                .paidAt(NOW.plusSeconds(99))
                .pieces("X", 1, 100)
                .build());
        Set<Set<Long>> groups = together(
                Regroup.decide(input(more, done.fulfillmentOrders(), policy)).plan());
        assertEquals(policy.until() == MergePolicy.Until.APPROVAL, groups.contains(Set.of(9L)));
    }

    static Decision<Grouping> decide(List<Order> orders, MergePolicy policy) {
        return Regroup.decide(input(orders, List.of(), policy));
    }

    private static RegroupInput input(List<Order> orders, List<FulfillmentOrder> works, MergePolicy policy) {
        Map<StockCell, Long> free = new TreeMap<>(PLENTY);
        return RegroupInput.of(orders, works, SOURCES, free, policy, NOW);
    }

    /** The orders that share a fulfillment order. */
    static Set<Set<Long>> together(Grouping plan) {
        Set<Set<Long>> together = new HashSet<>();
        for (Group group : plan.groups()) {
            together.add(group.parts().stream().map(Part::orderId).collect(Collectors.toSet()));
        }
        return together;
    }
}
