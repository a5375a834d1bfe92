package io.omskit.fulfillment.plan;

import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.Conditions;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Waiting;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.sourcing.ParcelInput.Load;
import io.omskit.stock.Source;
import io.omskit.value.Measure;
import io.omskit.value.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The constraints of parcels as invariants of a plan, stated independently of the planner: property 15 of the domain rules
 * and what else forbid. What a blocked order keeps is left alone. Each method answers the first violation
 * found.
 */
public final class ParcelRules {
    private ParcelRules() {}

    /** All constraints. */
    public static Optional<Violation> all(RegroupInput input, Grouping plan) {
        for (Group group : free(input, plan)) {
            Optional<Violation> found = group(input, group);
            if (found.isPresent()) {
                return found;
            }
        }
        return sets(input, plan)
                .or(() -> sealed(input, plan))
                .or(() -> parts(input, plan))
                .or(() -> capacity(input, plan))
                .or(() -> waits(input, plan));
    }

    /** What can be told of one parcel alone. */
    static Optional<Violation> group(RegroupInput input, Group group) {
        return limits(input, group)
                .or(() -> classes(input, group))
                .or(() -> alone(input, group))
                .or(() -> gifts(input, group))
                .or(() -> source(input, group));
    }

    private static List<Group> free(RegroupInput input, Grouping plan) {
        return plan.groups().stream()
                .filter(group -> group.parts().stream().noneMatch(part -> isBlocked(input, part.orderId())))
                .toList();
    }

    private static boolean isBlocked(RegroupInput input, long orderId) {
        Member member = input.member(orderId);
        return member == null || member.blocked();
    }

    private static List<Want> wants(RegroupInput input, Group group) {
        List<Want> wants = new ArrayList<>();
        for (Part part : group.parts()) {
            Want want = input.want(part);
            if (want != null) {
                wants.add(want);
            }
        }
        return wants;
    }

    /** No parcel is over a limit unless it holds one single unit, which a bundle that travels together is as well. */
    public static Optional<Violation> limits(RegroupInput input, Group group) {
        long[] load = new long[4];
        for (Part part : group.parts()) {
            Want want = input.want(part);
            if (want != null) {
                Load more = want.goods().load(want.measure(), want.needed(), part.quantity());
                load[0] += more.weight();
                load[1] += more.volume();
                load[2] += more.pieces();
                load[3] += more.worth();
            }
        }
        Load limit = input.conditions().policy().limits().load();
        long[] most = {limit.weight(), limit.volume(), limit.pieces(), limit.worth()};
        for (int i = 0; i < load.length; i++) {
            if (load[i] > most[i] && !isOneUnit(input, group)) {
                return violation(group, "load " + load[i] + " is over the limit " + most[i]);
            }
        }
        return Optional.empty();
    }

    private static boolean isOneUnit(RegroupInput input, Group group) {
        List<Want> wants = wants(input, group);
        if (wants.size() == 1) {
            Want want = wants.get(0);
            boolean whole = input.conditions().policy().isAlone(want.goods().classes());
            if (group.parts().get(0).quantity() == 1 || (whole && want.measure() != Measure.PIECE)) {
                return true;
            }
        }
        for (int i = 0; i < wants.size(); i++) {
            String set = wants.get(i).bond().set();
            boolean one = set != null
                    && set.equals(wants.get(0).bond().set())
                    && group.parts().get(i).orderId() == group.parts().get(0).orderId()
                    && group.parts().get(i).quantity() == wants.get(i).bond().perSet();
            if (!one) {
                return false;
            }
        }
        return true;
    }

    /** Classes that exclude each other share no parcel. */
    public static Optional<Violation> classes(RegroupInput input, Group group) {
        List<Want> wants = wants(input, group);
        for (Want one : wants) {
            for (Want other : wants) {
                if (input.conditions()
                        .policy()
                        .areApart(one.goods().classes(), other.goods().classes())) {
                    return violation(group, "SKU " + one.sku() + " shares a parcel with " + other.sku());
                }
            }
        }
        return Optional.empty();
    }

    /** What travels alone shares a parcel with nothing but the rest of its own bundle. */
    public static Optional<Violation> alone(RegroupInput input, Group group) {
        for (Want want : wants(input, group)) {
            if (input.conditions().policy().isAlone(want.goods().classes()) && !isOneUnit(input, group)) {
                return violation(group, "SKU " + want.sku() + " does not travel alone");
            }
        }
        return Optional.empty();
    }

    /** No gift is in a parcel without goods of an order that earned it. */
    public static Optional<Violation> gifts(RegroupInput input, Group group) {
        for (Want gift : wants(input, group)) {
            List<Long> company = gift.bond().company();
            boolean found = company.isEmpty();
            for (Part part : group.parts()) {
                Want want = input.want(part);
                found |= want != null && want.bond().company().isEmpty() && company.contains(part.orderId());
            }
            if (!found) {
                return violation(group, "the gift " + gift.sku() + " is without the goods that earned it");
            }
        }
        return Optional.empty();
    }

    /** A source sends only what it may: it serves the region, has not rejected the order, is licensed and not closed. */
    public static Optional<Violation> source(RegroupInput input, Group group) {
        Source source = input.source(group.source());
        for (Part part : group.parts()) {
            String bar = input.conditions().bar(part.orderId(), group.source());
            Want want = input.want(part);
            if (bar != null) {
                return violation(group, "order " + part.orderId() + " is barred: " + bar);
            }
            if (source != null
                    && want != null
                    && !source.duty().handles(want.goods().classes())) {
                return violation(group, "it may not handle " + want.goods().classes());
            }
        }
        return source != null && source.leavesOn(input.now()) == null
                ? violation(group, "it is closed")
                : Optional.empty();
    }

    /** Bundles that travel together are in no part apart, as far as whole ones are wanted. */
    public static Optional<Violation> sets(RegroupInput input, Grouping plan) {
        for (Member member : input.members()) {
            Map<String, List<Want>> sets = new TreeMap<>();
            for (Want want : member.wants()) {
                String set = want.bond().set();
                if (set != null && want.quantity() > 0 && !want.bond().sealed() && !member.blocked()) {
                    sets.computeIfAbsent(set, none -> new ArrayList<>()).add(want);
                }
            }
            for (List<Want> set : sets.values()) {
                Optional<Violation> found = set(member, set, free(input, plan));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> set(Member member, List<Want> set, List<Group> groups) {
        long whole = whole(set, wanted(set));
        Map<Want, Long> single = new HashMap<>();
        for (Group group : groups) {
            Map<Want, Long> held = held(member, set, group);
            long together = whole(set, held);
            held.forEach((want, units) ->
                    single.merge(want, units - together * want.bond().perSet(), Long::sum));
        }
        for (Want want : set) {
            long rest = want.quantity() - whole * want.bond().perSet();
            if (single.getOrDefault(want, 0L) > rest) {
                return Optional.of(new Violation(
                        "R-6.1",
                        "demand " + want.demand() + " of order " + member.orderId(),
                        single.get(want) + " units are apart from their bundle"));
            }
        }
        return Optional.empty();
    }

    private static Map<Want, Long> wanted(List<Want> set) {
        Map<Want, Long> wanted = new HashMap<>();
        set.forEach(want -> wanted.put(want, want.quantity()));
        return wanted;
    }

    private static Map<Want, Long> held(Member member, List<Want> set, Group group) {
        Map<Want, Long> held = new HashMap<>();
        for (Want want : set) {
            for (Part part : group.parts()) {
                if (part.orderId() == member.orderId() && part.demand() == want.demand()) {
                    held.merge(want, part.quantity(), Long::sum);
                }
            }
        }
        return held;
    }

    private static long whole(List<Want> set, Map<Want, Long> units) {
        return set.stream()
                .mapToLong(want -> units.getOrDefault(want, 0L) / want.bond().perSet())
                .min()
                .orElse(0);
    }

    /** An order that is sealed is in one parcel as a whole, or in none. */
    public static Optional<Violation> sealed(RegroupInput input, Grouping plan) {
        for (Member member : input.members()) {
            long wanted = 0;
            boolean sealed = false;
            for (Want want : member.wants()) {
                wanted += want.quantity();
                sealed |= want.bond().sealed();
            }
            for (Group group : sealed && !member.blocked() ? plan.groups() : List.<Group>of()) {
                long held = group.parts().stream()
                        .filter(part -> part.orderId() == member.orderId())
                        .mapToLong(Part::quantity)
                        .sum();
                if (held != 0 && held != wanted) {
                    return violation(group, held + " of " + wanted + " units of sealed order " + member.orderId());
                }
            }
        }
        return Optional.empty();
    }

    /** No order is in more parcels than are allowed, spot and presale goods counted apart. */
    public static Optional<Violation> parts(RegroupInput input, Grouping plan) {
        int most = input.conditions().policy().maxParts();
        Map<String, Integer> parts = new TreeMap<>();
        for (Group group : free(input, plan)) {
            whose(input, group).forEach(order -> parts.merge(order, 1, Integer::sum));
        }
        for (Map.Entry<String, Integer> order : parts.entrySet()) {
            if (order.getValue() > most) {
                return Optional.of(new Violation(
                        "R-6.1", "order " + order.getKey(), order.getValue() + " parts are over " + most));
            }
        }
        return Optional.empty();
    }

    /** Whether one of the orders in a group is in more of these groups than are allowed. */
    static boolean isCrowded(RegroupInput input, List<Group> groups, Group group) {
        int most = input.conditions().policy().maxParts();
        return whose(input, group).stream()
                .anyMatch(order -> groups.stream()
                                .filter(one -> whose(input, one).contains(order))
                                .count()
                        > most);
    }

    /** The orders that have goods in a group, spot and presale goods apart. */
    private static Set<String> whose(RegroupInput input, Group group) {
        Set<String> whose = new TreeSet<>();
        for (Part part : group.parts()) {
            Want want = input.want(part);
            whose.add(part.orderId() + (want != null && want.presale() ? " presale" : ""));
        }
        return whose;
    }

    /** No source gets more parcels than it can take. */
    public static Optional<Violation> capacity(RegroupInput input, Grouping plan) {
        Map<String, Long> left = new TreeMap<>(input.conditions().capacity());
        for (RegroupInput.Work work : input.works()) {
            left.computeIfPresent(work.source(), (same, room) -> work.movable() ? room + 1 : room);
        }
        for (Group group : free(input, plan)) {
            left.computeIfPresent(group.source(), (same, room) -> room - 1);
            if (left.getOrDefault(group.source(), 0L) < 0) {
                return violation(group, "it is over its capacity");
            }
        }
        return Optional.empty();
    }

    /** Whether more than stock limits every plan of the question; what binds single units is not looked at. */
    static boolean isLimited(RegroupInput input) {
        Conditions conditions = input.conditions();
        boolean limited = !conditions.isNone()
                || input.sources().size() > conditions.policy().maxParts();
        for (Source source : input.sources()) {
            limited |= source.hasCalendar() || source.duty().classes() != null;
        }
        return limited;
    }

    /** Nothing waits unless something other than stock limits the plan. */
    public static Optional<Violation> waits(RegroupInput input, Grouping plan) {
        boolean limited = isLimited(input);
        for (Member member : input.members()) {
            for (Want want : member.wants()) {
                limited |= !want.bond().isFree();
            }
        }
        for (Waiting waiting : limited ? List.<Waiting>of() : plan.waiting()) {
            return Optional.of(new Violation(
                    "Q3",
                    "demand " + waiting.part().demand() + " of order "
                            + waiting.part().orderId(),
                    "waits with " + waiting.code() + " although nothing but stock limits the plan"));
        }
        return Optional.empty();
    }

    /** Whether presale and spot goods may share the parcel. */
    static boolean mayMixPresale(RegroupInput input, Group group) {
        for (Part part : group.parts()) {
            Want want = input.want(part);
            if (input.conditions().presale(part.orderId()) == ParcelPolicy.Presale.WAIT_ALL
                    || (want != null && want.bond().sealed())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Violation> violation(Group group, String detail) {
        return Optional.of(new Violation("R-6.1", "group at " + group.source() + " of " + group.parts(), detail));
    }
}
