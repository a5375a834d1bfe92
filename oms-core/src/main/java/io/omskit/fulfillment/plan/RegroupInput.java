package io.omskit.fulfillment.plan;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeReading;
import io.omskit.fulfillment.parcel.Conditions;
import io.omskit.fulfillment.parcel.Instruction;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.stock.Source;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that {@link Regroup} looks at, and nothing else: the journal keeps it, so that the same decision can be made
 * again a year later.
 *
 * <p>Equal however its parts were ordered: members and works are sorted by id, sources by priority; merge keys are replaced
 * by labels; a member that shares its key with nobody loses it and what only merging asks for.
 *
 * @param members the orders to plan
 * @param works what the plan may change: movable fulfillment orders of the members, and idle surplus in released ones
 * @param sources the sources that may come into question, under their id as name
 * @param free the FREE counters of the cells in question; a cell that is not named has nothing
 * @param policy when orders may travel together
 * @param now the moment of the decision
 * @param before the plan that is to come back, when another one is undone; else absent
 * @param conditions what limits parcels beyond stock
 */
public record RegroupInput(
        List<Member> members,
        List<Work> works,
        List<Source> sources,
        SortedMap<StockCell, Long> free,
        MergePolicy policy,
        Instant now,
        @Nullable Grouping before,
        Conditions conditions) {

    public RegroupInput {
        works = sorted(works, Comparator.comparingLong(Work::id));
        sources = sorted(sources.stream().map(s -> s.withName(s.id())).toList(), Sources.BY_PRIORITY);
        members = trimmed(labeled(sorted(members, Comparator.comparingLong(Member::orderId))), sources, conditions);
        free = Collections.unmodifiableSortedMap(new TreeMap<>(free));
    }

    /** A question in which nothing but stock limits. */
    public RegroupInput(
            List<Member> members,
            List<Work> works,
            List<Source> sources,
            SortedMap<StockCell, Long> free,
            MergePolicy policy,
            Instant now,
            @Nullable Grouping before) {
        this(members, works, sources, free, policy, now, before, Conditions.NONE);
    }

    private static List<Member> trimmed(List<Member> members, List<Source> sources, Conditions conditions) {
        boolean goods = conditions.policy().readsGoods() || !conditions.rates().isEmpty();
        boolean times = false;
        for (Source source : sources) {
            goods |= source.duty().classes() != null;
            times |= source.hasCalendar();
        }
        times &= conditions.policy().objective().contains(ParcelPolicy.Criterion.SHIP_BY);
        List<Member> trimmed = new ArrayList<>(members.size());
        boolean same = true;
        for (Member member : members) {
            Member lean = member.trimmed(goods, times);
            same &= lean.equals(member);
            trimmed.add(lean);
        }
        return same ? members : List.copyOf(trimmed);
    }

    /**
     * A fulfillment order as far as a plan may change it.
     *
     * @param id which one
     * @param source who does the work
     * @param movable whether it is only planned: then the parts are what it holds of what is still wanted. Else they are
     *     what is not packed of demands that have a surplus
     * @param parts one per demand, by order, then demand
     */
    public record Work(long id, String source, boolean movable, List<Part> parts) {
        public Work {
            parts = Part.merged(parts);
        }

        /** Units of a demand in it. */
        long held(long orderId, int demand) {
            int found = Collections.binarySearch(parts, new Part(orderId, demand, 0), Part.BY_DEMAND);
            return found < 0 ? 0 : parts.get(found).quantity();
        }
    }

    /**
     * The stock cells whose free quantity a plan of these members may ask for, in order. Read their FREE counters for
     * {@link #of}.
     */
    public static Set<StockCell> cells(Collection<Member> members, Sources sources) {
        Set<StockCell> cells = new TreeSet<>();
        for (Member member : members) {
            for (Want want : member.wants()) {
                if (want.source() != null && sources.isCounted(want.source())) {
                    cells.add(new StockCell(want.source(), want.sku()));
                } else if (want.source() == null && want.quantity() > 0) {
                    sources.counted().forEach(source -> cells.add(new StockCell(source.id(), want.sku())));
                }
            }
        }
        return cells;
    }

    /** At least the {@link #cells} of these orders, whatever work there is for them: quick to tell, to read stock ahead. */
    public static Set<StockCell> reachable(Collection<Order> orders, Sources sources) {
        Set<StockCell> cells = new HashSet<>();
        for (Order order : orders) {
            for (Demand demand : order.demands()) {
                String fixed = demand.source() == null ? order.handling().source() : demand.source();
                if (fixed != null && sources.isCounted(fixed)) {
                    cells.add(new StockCell(fixed, demand.sku()));
                } else if (fixed == null && demand.needed() > demand.canceled()) {
                    sources.counted().forEach(source -> cells.add(new StockCell(source.id(), demand.sku())));
                }
            }
        }
        return cells;
    }

    /**
     * The input for these members. What cannot matter is left out: sources that have nothing of what is wanted, cells
     * without stock, works in which nothing can change.
     *
     * @param works all fulfillment orders that hold allocations of the members, and of nobody else
     * @param free the FREE counters of {@link #cells}, at least
     */
    public static RegroupInput of(
            Collection<Member> members,
            Collection<FulfillmentOrder> works,
            Sources sources,
            Map<StockCell, Long> free,
            MergePolicy policy,
            Instant now) {
        return of(members, works, sources, free, policy, now, Conditions.NONE);
    }

    /**
     * The same where more than stock limits.
     *
     * @param conditions for these orders and sources, and maybe others
     */
    public static RegroupInput of(
            Collection<Member> members,
            Collection<FulfillmentOrder> works,
            Sources sources,
            Map<StockCell, Long> free,
            MergePolicy policy,
            Instant now,
            Conditions conditions) {
        Selection selection = new Selection(members, sources);
        for (Instruction instruction : conditions.instructions()) {
            if (instruction instanceof Instruction.At at) {
                selection.named.add(at.source());
            }
        }
        works.forEach(selection::add);
        free.forEach(selection::addFree);
        List<Source> inQuestion = selection.sources();
        Set<String> ids = new HashSet<>();
        inQuestion.forEach(source -> ids.add(source.id()));
        return new RegroupInput(
                List.copyOf(members),
                selection.works,
                inQuestion,
                selection.free,
                policy,
                now,
                null,
                conditions.among(selection.members::containsKey, ids::contains));
    }

    /** The cells of {@link #cells(Collection, Sources)} for orders as they are. */
    public static Set<StockCell> cells(Collection<Order> orders, Collection<Source> sources, Instant now) {
        return cells(
                orders.stream().map(order -> Member.of(order, List.of(), now)).toList(), Sources.of(sources));
    }

    /** The input of {@link #of(Collection, Collection, Sources, Map, MergePolicy, Instant)} for orders as they are. */
    public static RegroupInput of(
            Collection<Order> orders,
            Collection<FulfillmentOrder> works,
            Collection<Source> sources,
            Map<StockCell, Long> free,
            MergePolicy policy,
            Instant now) {
        Map<Long, List<FulfillmentOrder>> byOrder = new HashMap<>();
        for (FulfillmentOrder work : works) {
            work.orderIds().forEach(id -> byOrder.computeIfAbsent(id, none -> new ArrayList<>())
                    .add(work));
        }
        Sources known = Sources.of(sources);
        MergeReading merging = MergeReading.of(policy).withSources(known);
        List<Member> members = new ArrayList<>(orders.size());
        for (Order order : orders) {
            members.add(Member.of(order, byOrder.getOrDefault(order.id(), List.of()), now, merging));
        }
        return of(members, works, known, free, policy, now);
    }

    /** What of the fulfillment orders, sources and stock can matter to a plan of the members. */
    private static final class Selection {
        private final Map<Long, Member> members = new HashMap<>();
        private final Set<Sku> wanted = new HashSet<>();
        private final Set<String> named = new TreeSet<>();
        private final Sources all;
        private final List<Work> works = new ArrayList<>();
        private final SortedMap<StockCell, Long> free = new TreeMap<>();

        Selection(Collection<Member> members, Sources all) {
            this.all = all;
            for (Member member : members) {
                this.members.put(member.orderId(), member);
                for (Want want : member.wants()) {
                    wanted.add(want.sku());
                    if (want.source() != null) {
                        named.add(want.source());
                    }
                }
            }
        }

        void add(FulfillmentOrder work) {
            List<Part> parts = new ArrayList<>();
            for (Allocation allocation : work.allocations()) {
                Member member = members.get(allocation.orderId());
                Want want = member == null ? null : member.want(allocation.demand());
                long idle = allocation.quantity() - allocation.progress().packed();
                if (work.isMovable() && want != null && want.quantity() > 0) {
                    parts.add(new Part(allocation.orderId(), allocation.demand(), allocation.quantity()));
                } else if (work.isMovable() && all.isCounted(work.source())) {
                    // nobody wants it any more: the plan drops it, so others of this plan may have the stock
                    addFree(new StockCell(work.source(), allocation.sku()), allocation.quantity());
                } else if (!work.isMovable() && want != null && want.surplus() > 0 && idle > 0) {
                    parts.add(new Part(allocation.orderId(), allocation.demand(), idle));
                }
            }
            if (work.isMovable() || !parts.isEmpty()) {
                named.add(work.source());
            }
            if (!parts.isEmpty()) {
                works.add(new Work(work.id(), work.source(), work.isMovable(), parts));
            }
        }

        void addFree(StockCell cell, long quantity) {
            if (quantity != 0 && wanted.contains(cell.sku())) {
                free.merge(cell, quantity, Math::addExact);
            }
        }

        /** Called last: a source with stock of something wanted comes into question too, and debts elsewhere do not. */
        List<Source> sources() {
            free.forEach((cell, quantity) -> {
                if (quantity > 0) {
                    named.add(cell.source());
                }
            });
            free.entrySet()
                    .removeIf(entry -> entry.getValue() == 0
                            || !named.contains(entry.getKey().source())
                            || !all.isCounted(entry.getKey().source()));
            return named.stream().map(all::find).filter(Objects::nonNull).toList();
        }
    }

    /**
     * The same question, to be answered so that an earlier plan comes back: every unit that is still wanted returns to the
     * group and source it had, as far as the stock is still free there; the rest is planned anew, with reason
     * {@code SOURCE_GONE}. Undoes a merge, a split or a move.
     */
    public RegroupInput restoring(Grouping earlier) {
        return new RegroupInput(members, works, sources, free, policy, now, earlier, conditions);
    }

    /** The same question under other conditions. */
    public RegroupInput under(Conditions others) {
        return new RegroupInput(members, works, sources, free, policy, now, before, others);
    }

    /** The source, absent where it is not in question here. */
    @Nullable
    Source source(String id) {
        for (Source one : sources) {
            if (one.id().equals(id)) {
                return one;
            }
        }
        return null;
    }

    /** Whether the stock of the source is counted; a source that is not in question here is not. */
    boolean isCounted(String source) {
        Source one = source(source);
        return one != null && one.counted();
    }

    /** The member with this order; absent where it is not planned here. */
    @Nullable
    Member member(long orderId) {
        int low = 0;
        int high = members.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = members.get(middle).orderId();
            if (found == orderId) {
                return members.get(middle);
            }
            low = found < orderId ? middle + 1 : low;
            high = found < orderId ? high : middle - 1;
        }
        return null;
    }

    /** What the demand of the part wants; absent where it is in balance or not planned here. */
    @Nullable
    Want want(Part part) {
        Member member = member(part.orderId());
        return member == null ? null : member.want(part.demand());
    }

    private static List<Member> labeled(List<Member> members) {
        Map<String, Integer> counts = new HashMap<>();
        Set<Long> ids = new HashSet<>();
        for (Member member : members) {
            ids.add(member.orderId());
            if (member.merge().key() != null) {
                counts.merge(member.merge().key(), 1, Integer::sum);
            }
        }
        Map<String, String> labels = new HashMap<>();
        List<Member> labeled = new ArrayList<>(members.size());
        for (Member member : members) {
            String key = member.merge().key();
            if (key == null || counts.getOrDefault(key, 0) < 2) {
                labeled.add(member.unmergeable(members.size() == 1));
            } else {
                String label = labels.computeIfAbsent(key, first -> Integer.toString(labels.size() + 1));
                labeled.add(member.withMerge(member.merge().withKey(label).among(ids)));
            }
        }
        return List.copyOf(labeled);
    }

    private static <T> List<T> sorted(Collection<T> values, Comparator<? super T> order) {
        List<T> sorted = new ArrayList<>(values);
        sorted.sort(order);
        return List.copyOf(sorted);
    }
}
