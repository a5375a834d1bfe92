package io.omskit.fulfillment.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.Conditions;
import io.omskit.fulfillment.plan.Grouping.Group;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Property 15 of the domain rules, and what else asks of every plan. */
class ParcelRulesProperties {
    private static void assertKept(RegroupInput input, Grouping plan) {
        assertEquals(Optional.empty(), ParcelRules.all(input, plan), () -> input + "\n" + plan);
        assertEquals(Optional.empty(), PlanInvariants.q2(input, plan));
        assertEquals(Optional.empty(), PlanInvariants.q3(input, plan), () -> input + "\n" + plan);
        assertEquals(Optional.empty(), PlanInvariants.q4(input, plan), () -> input + "\n" + plan);
    }

    @Property
    void noParcelBreaksARule(@ForAll long seed) {
        RegroupInput input = new LimitedWorld(seed).input();
        assertKept(input, Regroup.decide(input).plan());
    }

    @Property
    void aPlanIsReplayedFromItsJournal(@ForAll long seed) {
        RegroupInput input = new LimitedWorld(seed).input();
        Grouping plan = Regroup.decide(input).plan();
        PlanJson.Stored stored = PlanJson.read(PlanJson.write(input, plan));
        assertEquals(input, stored.input());
        assertEquals(plan, stored.plan());
        assertEquals(Optional.empty(), PlanInvariants.r1(stored));
    }

    @Property
    void thePlanDoesNotDependOnTheOrderOfArrival(@ForAll long seed) {
        RegroupInput input = new LimitedWorld(seed).input();
        Random random = new Random(seed);
        List<Member> members = new ArrayList<>(input.members());
        List<io.omskit.stock.Source> sources = new ArrayList<>(input.sources());
        Collections.shuffle(members, random);
        Collections.shuffle(sources, random);
        RegroupInput other = new RegroupInput(
                members, input.works(), sources, input.free(), input.policy(), input.now(), null, input.conditions());
        assertEquals(Optional.empty(), PlanInvariants.q4ArrivalOrder(input, other));
    }

    @Property
    void everyReasonCanBeTold(@ForAll long seed) {
        for (Reason reason :
                Regroup.decide(new LimitedWorld(seed).input()).explanation().reasons()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
                ReasonTexts texts = ReasonTexts.forLocale(locale);
                assertTrue(texts.hasText(reason.code()), reason::code);
                assertFalse(texts.text(reason).contains("{"), () -> texts.text(reason));
            }
        }
    }

    /** What is planned again without a change stays as it is, parcel by parcel, under its own id. */
    @Property
    void aPlanThatNothingHasChangedStays(@ForAll long seed) {
        LimitedWorld world = new LimitedWorld(seed);
        RegroupInput input = world.input();
        Grouping plan = Regroup.decide(input).plan();
        RegroupInput again = world.again(input, plan);
        Grouping next = Regroup.decide(again).plan();
        assertEquals(contents(plan), contents(next));
        assertEquals(plan.groups().size(), ids(next).size(), "every parcel keeps its fulfillment order");
    }

    @Example
    void whatCameBackLeavesNoParcelForWhatWaited() {
        byHandAndBack(1_657_177_814L);
    }

    @Property
    void whatIsSaidByHandKeepsTheRulesAndCanBeUndone(@ForAll long seed) {
        byHandAndBack(seed);
    }

    private static void byHandAndBack(long seed) {
        LimitedWorld world = new LimitedWorld(seed);
        RegroupInput input = world.input();
        Grouping first = Regroup.decide(input).plan();
        RegroupInput asked = world.again(input, first);
        RegroupInput byHand = asked.under(world.withMoreByHand(asked.conditions()));
        Grouping changed = Regroup.decide(byHand).plan();
        assertKept(byHand, changed);
        Conditions before = asked.conditions();
        RegroupInput back = world.again(input, changed).under(before).restoring(first);
        Decision<Grouping> restored = Regroup.decide(back);
        assertKept(back, restored.plan());
        if (before.capacity().isEmpty()) {
            List<Group> more = new ArrayList<>(contents(restored.plan()));
            contents(first).forEach(group -> assertTrue(more.remove(group), () -> group + " is not back"));
            // what waited may find its way now that others have what they had
            for (Group group : more) {
                for (Part part : group.parts()) {
                    assertTrue(
                            first.waiting().stream()
                                    .map(Grouping.Waiting::part)
                                    .anyMatch(waited ->
                                            waited.orderId() == part.orderId() && waited.demand() == part.demand()),
                            () -> group + " is new and did not wait");
                }
            }
        }
    }

    private static List<Group> contents(Grouping plan) {
        return plan.groups().stream()
                .map(group -> new Group(null, group.source(), group.parts()))
                .sorted(java.util.Comparator.comparing(Group::toString))
                .toList();
    }

    private static Set<Long> ids(Grouping plan) {
        Set<Long> ids = new HashSet<>();
        plan.groups().forEach(group -> {
            if (group.fulfillmentOrder() != null) {
                ids.add(group.fulfillmentOrder());
            }
        });
        return ids;
    }
}
