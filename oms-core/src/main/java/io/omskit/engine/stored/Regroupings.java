package io.omskit.engine.stored;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Member;
import io.omskit.fulfillment.plan.PlanJson;
import io.omskit.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The regroupings of an order, read from its journal. Source: domain rules. */
public final class Regroupings {
    /** Reasons whose figure {@code by} names the person who asked for a regrouping. */
    private static final Set<String> BY_HAND = Set.of("UNDONE", "TAKEN_APART");

    private Regroupings() {}

    /**
     * One commit that grouped the work of an order otherwise.
     *
     * @param entry what the journal has of it
     * @param members everybody who was planned together
     * @param before what the plan could change of their groups, as it was
     * @param after what was planned instead
     */
    public record One(JournalEntry entry, Set<Long> members, List<Group> before, List<Group> after) {
        /** As people see it who ask for the order: without those of its consignee that it has nothing to do with. */
        public JournalEntry.Regrouping shown() {
            List<Group> all = new ArrayList<>(before);
            all.addAll(after);
            Set<Long> together = together(Set.of(entry.orderId()), all);
            return new JournalEntry.Regrouping(
                    entry.position(),
                    entry.at(),
                    by(),
                    entry.events(),
                    entry.reasons(),
                    Regroupings.of(before, together),
                    Regroupings.of(after, together));
        }

        /** Whose own groups it changed. */
        public Set<Long> changed() {
            Set<Long> changed = new TreeSet<>();
            for (Long id : members) {
                Set<Long> own = Set.of(id);
                if (!shapes(Regroupings.of(before, own)).equals(shapes(Regroupings.of(after, own)))) {
                    changed.add(id);
                }
            }
            return changed;
        }

        private @Nullable String by() {
            return entry.reasons().stream()
                    .filter(reason -> BY_HAND.contains(reason.code()))
                    .map(Reason::figures)
                    .map(figures -> figures.get("by"))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** All of an order that changed its own groups, newest first. */
    public static List<One> of(long orderId, Store store) {
        List<One> all = new ArrayList<>();
        for (JournalEntry entry : JournalHistory.of(orderId, store)) {
            String plan = entry.plan();
            if (plan != null) {
                PlanJson.Stored stored = PlanJson.read(plan);
                Set<Long> members = new TreeSet<>();
                stored.input().members().stream().map(Member::orderId).forEach(members::add);
                One one = new One(entry, members, stored.before(), stored.plan().groups());
                if (one.changed().contains(orderId)) {
                    all.add(one);
                }
            }
        }
        return all;
    }

    /** The orders and all that share work with them, directly or by way of others. */
    public static Set<Long> together(Set<Long> orders, Collection<Group> groups) {
        Set<Long> together = new TreeSet<>(orders);
        boolean more = true;
        while (more) {
            more = false;
            for (Group group : groups) {
                Set<Long> sharing = ordersOf(group);
                more |= sharing.stream().anyMatch(together::contains) && together.addAll(sharing);
            }
        }
        return together;
    }

    /** The groups that hold something of one of these orders. */
    public static List<Group> of(Collection<Group> groups, Set<Long> orders) {
        return groups.stream()
                .filter(group -> group.parts().stream().anyMatch(part -> orders.contains(part.orderId())))
                .toList();
    }

    /** What the groups are, apart from the keys of the work that they became. */
    public static Set<Group> shapes(Collection<Group> groups) {
        Set<Group> shapes = new HashSet<>();
        groups.forEach(group -> shapes.add(new Group(null, group.source(), Part.merged(group.parts()))));
        return shapes;
    }

    private static Set<Long> ordersOf(Group group) {
        Set<Long> orders = new TreeSet<>();
        group.parts().forEach(part -> orders.add(part.orderId()));
        return orders;
    }
}
