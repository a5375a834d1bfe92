package io.omskit.engine.process;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.planning.Planning;
import io.omskit.engine.stored.JournalHistory;
import io.omskit.engine.stored.Regroupings;
import io.omskit.engine.work.Notes;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.merge.KeepApart;
import io.omskit.fulfillment.plan.Grouping;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.order.Demand;
import io.omskit.order.Handling;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.edit.Arrangement;
import io.omskit.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks an earlier grouping up in the journal and says what is to be done for it to come back. For one thread; the plan
 * itself is the planner's.
 */
final class Undoing {
    private final Work work;
    private final Store store;
    private final Command.Undo command;
    private final List<Order> orders = new ArrayList<>();
    private @Nullable Reason refusal;
    private @Nullable Earlier earlier;

    private Undoing(Command.Undo command, Store store, Work work) {
        this.command = command;
        this.store = store;
        this.work = work;
    }

    /**
     * A grouping that may come back.
     *
     * @param position the regrouping that is undone with all that came after it
     * @param groups what of it is still to be done
     * @param members the orders in it, and those that share work with them now
     * @param withdrawn released work that must come back for it
     * @param told what of it does not come back
     */
    private record Earlier(
            long position,
            List<Group> groups,
            Set<Long> members,
            List<FulfillmentOrder> withdrawn,
            List<Reason> told) {}

    static Undoing of(Order order, Command.Undo command, Store store, Work work) {
        Undoing undoing = new Undoing(command, store, work);
        Optional<Earlier> found = undoing.find(order);
        found.ifPresent(one -> {
            undoing.earlier = one;
            undoing.orders.addAll(undoing.changed(one));
        });
        return undoing;
    }

    /** Why nothing comes back; absent where something does. */
    @Nullable
    Reason refusal() {
        return refusal;
    }

    /** The orders as they are to be; each is planned anew. */
    List<Order> orders() {
        return orders;
    }

    /** Takes released work back and has the earlier grouping come back with the next plan. */
    void begin(Planning planning) {
        Earlier found = earlier;
        if (found == null) {
            return;
        }
        for (FulfillmentOrder released : found.withdrawn()) {
            planning.takeBack(released, false);
        }
        Grouping grouping = new Grouping(found.groups(), List.of(), List.of());
        planning.bringBack(grouping, work.ordersOf(found.members()), command.by());
        for (Order order : work.ordersOf(found.members())) {
            Notes notes = work.notes(order.id());
            notes.reasons.add(
                    Reason.of("UNDONE", "order " + order.ref(), "position", found.position(), "by", command.by()));
        }
        found.told().forEach(reason -> work.notes(command.orderId()).reasons.add(reason));
    }

    private Optional<Earlier> find(Order order) {
        List<Regroupings.One> all = Regroupings.of(order.id(), store);
        boolean last = command.position() == Command.Undo.LAST;
        boolean known = all.stream().anyMatch(one -> one.entry().position() == command.position());
        if (!last && !known) {
            refusal = Reason.of("UNKNOWN_POSITION", "order " + order.ref(), "position", command.position());
            return Optional.empty();
        }
        List<Group> groups = groups(sharing(Set.of(order.id())));
        Set<Long> changed = new TreeSet<>(Set.of(order.id()));
        for (Regroupings.One one : all) {
            groups = overlaid(groups, one);
            changed.addAll(one.changed());
            if (last || one.entry().position() == command.position()) {
                Optional<Earlier> found = earlier(changed, one.entry().position(), groups);
                if (found.isPresent() || !last) {
                    refusal = found.isPresent() ? null : refused(order);
                    return found;
                }
            }
        }
        refusal = refused(order);
        return Optional.empty();
    }

    private Reason refused(Order order) {
        List<FulfillmentOrder> works = work.fulfillmentsOf(order);
        boolean left = !works.isEmpty() && works.stream().noneMatch(Undoing::mayComeBack);
        return left
                ? Reason.of(
                        "UNDO_TOO_LATE",
                        "order " + order.ref(),
                        "state",
                        works.get(0).state())
                : Reason.of("NOTHING_TO_UNDO", "order " + order.ref());
    }

    /** Work that nobody has begun, or can have begun. */
    private static boolean mayComeBack(FulfillmentOrder held) {
        boolean begun =
                held.allocations().stream().anyMatch(part -> part.progress().packed() > 0);
        return held.isMovable() || (!held.handedOver() && !begun && held.state() != FulfillmentOrder.State.CLOSED);
    }

    /** The groups with those that were there before one regrouping in place of what it made. */
    private static List<Group> overlaid(List<Group> groups, Regroupings.One one) {
        List<Group> all = new ArrayList<>(one.before());
        for (Group group : groups) {
            List<Part> others = group.parts().stream()
                    .filter(part -> !one.members().contains(part.orderId()))
                    .toList();
            if (!others.isEmpty()) {
                all.add(new Group(group.fulfillmentOrder(), group.source(), others));
            }
        }
        return all;
    }

    /** All work of these orders and of whoever shares it with them, by its key. */
    private Map<Long, FulfillmentOrder> sharing(Set<Long> some) {
        Map<Long, FulfillmentOrder> works = new TreeMap<>();
        Set<Long> all = new TreeSet<>(some);
        Set<Long> unread = all;
        while (!unread.isEmpty()) {
            work.preloadIds(unread);
            Set<Long> found = new TreeSet<>();
            for (Order order : work.ordersOf(unread)) {
                for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
                    works.put(held.id(), held);
                    found.addAll(held.isMovable() || mayComeBack(held) ? held.orderIds() : Set.of());
                }
            }
            found.removeAll(all);
            all.addAll(found);
            unread = found;
        }
        return works;
    }

    private static List<Group> groups(Map<Long, FulfillmentOrder> works) {
        List<Group> groups = new ArrayList<>();
        for (FulfillmentOrder held : works.values()) {
            List<Part> parts = held.allocations().stream()
                    .map(part -> new Part(part.orderId(), part.demand(), part.quantity()))
                    .toList();
            if (!parts.isEmpty()) {
                groups.add(new Group(held.id(), held.source(), Part.merged(parts)));
            }
        }
        return groups;
    }

    private Optional<Earlier> earlier(Set<Long> changed, long position, List<Group> all) {
        Set<Long> members = changed;
        Map<Long, FulfillmentOrder> works = Map.of();
        boolean more = true;
        while (more) {
            Map<Long, FulfillmentOrder> now = sharing(members);
            List<Group> both = new ArrayList<>(all);
            both.addAll(groups(open(now)));
            Set<Long> wider = Regroupings.together(members, both);
            more = !wider.equals(members) || !now.equals(works);
            members = wider;
            works = now;
        }
        work.preloadIds(members);
        return new Restoring(members, works).of(position, Regroupings.of(all, members));
    }

    private static Map<Long, FulfillmentOrder> open(Map<Long, FulfillmentOrder> works) {
        Map<Long, FulfillmentOrder> open = new TreeMap<>(works);
        open.values().removeIf(held -> !mayComeBack(held));
        return open;
    }

    /** Finds out what of an earlier grouping is still to be done. */
    private final class Restoring {
        private final Set<Long> members;
        private final Map<Long, FulfillmentOrder> works;
        private final List<FulfillmentOrder> withdrawn = new ArrayList<>();
        private final Map<Part, Long> open = new TreeMap<>(Part.BY_DEMAND);
        private final Map<String, Reason> told = new TreeMap<>();

        Restoring(Set<Long> members, Map<Long, FulfillmentOrder> works) {
            this.members = members;
            this.works = works;
        }

        Optional<Earlier> of(long position, List<Group> groups) {
            Set<Group> shapes = Regroupings.shapes(groups);
            Set<Long> staying = new TreeSet<>();
            for (FulfillmentOrder held : works.values()) {
                boolean same = shapes.containsAll(Regroupings.shapes(groups(Map.of(held.id(), held))));
                if (!held.isMovable() && (same || !mayComeBack(held))) {
                    staying.add(held.id());
                } else if (!held.isMovable()) {
                    withdrawn.add(held);
                }
            }
            countOpen(staying);
            List<Group> back = new ArrayList<>();
            List<Group> withGifts = new ArrayList<>();
            for (Group group : groups) {
                Long id = group.fulfillmentOrder();
                if (id == null || !staying.contains(id)) {
                    Group rest = stillWanted(group);
                    back.addAll(rest.parts().isEmpty() ? List.of() : List.of(rest));
                    withGifts.add(withGifts(rest, group));
                } else if (!Regroupings.shapes(List.of(group))
                        .equals(Regroupings.shapes(groups(Map.of(id, works.get(id)))))) {
                    group.parts().forEach(part -> tell("UNDO_LEFT", part));
                }
            }
            Map<Long, FulfillmentOrder> moving = new TreeMap<>(works);
            moving.keySet().removeAll(staying);
            boolean other = !Regroupings.shapes(back).equals(Regroupings.shapes(groups(moving)));
            return other && !back.isEmpty()
                    ? Optional.of(new Earlier(position, withGifts, members, withdrawn, List.copyOf(told.values())))
                    : Optional.empty();
        }

        private void countOpen(Set<Long> staying) {
            for (Order order : work.ordersOf(members)) {
                for (Demand demand : order.demands()) {
                    open.put(new Part(order.id(), demand.index(), 0), demand.needed() - demand.canceled());
                }
            }
            for (Long id : staying) {
                for (Group group : groups(Map.of(id, works.get(id)))) {
                    group.parts().forEach(part -> open.computeIfPresent(part, (same, left) -> left - part.quantity()));
                }
            }
        }

        private Group stillWanted(Group group) {
            List<Part> parts = new ArrayList<>();
            for (Part part : group.parts()) {
                long left = Math.max(0, open.getOrDefault(part, 0L));
                long taken = Math.min(left, part.quantity());
                open.put(part, left - taken);
                if (taken > 0) {
                    parts.add(new Part(part.orderId(), part.demand(), taken));
                }
                if (taken < part.quantity() && !isGift(part)) {
                    Order order = work.order(part.orderId());
                    boolean canceled =
                            order != null && order.demands().get(part.demand()).canceled() > 0;
                    tell(canceled ? "UNDO_NOT_WANTED" : "UNDO_LEFT", part);
                }
            }
            return new Group(group.fulfillmentOrder(), group.source(), parts);
        }

        /** Gifts may be earned again by the grouping that comes back, and then have their place in it. */
        private Group withGifts(Group rest, Group group) {
            List<Part> parts = new ArrayList<>();
            rest.parts().stream().filter(part -> !isGift(part)).forEach(parts::add);
            group.parts().stream().filter(this::isGift).forEach(parts::add);
            return new Group(group.fulfillmentOrder(), group.source(), Part.merged(parts));
        }

        private boolean isGift(Part part) {
            Order order = work.order(part.orderId());
            return order != null && order.demands().get(part.demand()).origin() == Demand.Origin.GIFT;
        }

        private void tell(String code, Part part) {
            Order order = work.order(part.orderId());
            if (order != null) {
                String sku = order.demands().get(part.demand()).sku().code();
                told.putIfAbsent(
                        code + "/" + part.orderId() + "/" + part.demand(),
                        Reason.of(code, "order " + order.ref(), "sku", sku));
            }
        }
    }

    /** The members without what people have said in the meantime that stands against it. */
    private List<Order> changed(Earlier found) {
        List<Order> changed = new ArrayList<>();
        for (Order order : work.ordersOf(found.members())) {
            Order result = order;
            // who was in one group was kept apart from none of it, be they in one parcel or not
            for (Long other : Regroupings.together(Set.of(order.id()), found.groups())) {
                result = mayMeet(result, other);
            }
            changed.add(isArrangedSince(found.position(), order) ? withoutArrangements(result) : result);
        }
        return changed;
    }

    private static Order mayMeet(Order order, long other) {
        List<Hold> holds = order.holds().stream()
                .filter(hold ->
                        !hold.type().equals(KeepApart.TYPE) || !hold.handle().equals(KeepApart.handle(other)))
                .toList();
        return holds.size() == order.holds().size() ? order : order.withHolds(holds);
    }

    private boolean isArrangedSince(long position, Order order) {
        for (JournalEntry entry : JournalHistory.of(order.id(), store)) {
            if (entry.position() >= position && entry.events().contains("ARRANGED")) {
                return true;
            }
        }
        return false;
    }

    /** What the buyer has answered about presale goods stays. */
    private static Order withoutArrangements(Order order) {
        Handling handling = order.handling();
        List<Arrangement> answers = handling.edits().arrangements().stream()
                .filter(one -> one.sort() == Arrangement.Sort.PRESALE)
                .toList();
        return order.withHandling(handling.withEdits(handling.edits().withArrangements(answers)));
    }
}
