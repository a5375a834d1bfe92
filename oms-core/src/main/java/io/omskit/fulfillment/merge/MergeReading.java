package io.omskit.fulfillment.merge;

import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import io.omskit.fulfillment.merge.MergeTraits.Load;
import io.omskit.fulfillment.merge.MergeTraits.PresaleClass;
import io.omskit.fulfillment.merge.MergeTraits.Refusal;
import io.omskit.fulfillment.merge.MergeTraits.Seller;
import io.omskit.fulfillment.merge.MergeTraits.Timing;
import io.omskit.fulfillment.merge.MergeTraits.Way;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Sale;
import io.omskit.stock.Source;
import io.omskit.stock.Sources;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads what merging asks of an order, under one policy and with what else is known: who sells in a shop, what the sources
 * and the goods are, what was chosen for an order. What is not given is not known.
 *
 * <p>Immutable; as safe for several threads as the functions given to it, which answer from memory.
 */
public final class MergeReading {
    private final MergePolicy policy;
    private final Sources sources;
    private final Function<ShopRef, @Nullable String> entities;
    private final @Nullable Function<Sku, @Nullable Item> items;
    private final Function<Order, Choice> choices;
    private final Predicate<Demand> active;

    private MergeReading(
            MergePolicy policy,
            Sources sources,
            Function<ShopRef, @Nullable String> entities,
            @Nullable Function<Sku, @Nullable Item> items,
            Function<Order, Choice> choices,
            Predicate<Demand> active) {
        this.policy = policy;
        this.sources = sources;
        this.entities = entities;
        this.items = items;
        this.choices = choices;
        this.active = active;
    }

    /**
     * What a rule, a person or a platform has chosen for an order.
     *
     * @param source the source of everything in it
     * @param carrier who carries it
     * @param invoice digest of the buyer that its invoice names
     * @param sealed whether it is neither merged nor split
     * @param split whether somebody has split it by hand
     */
    public record Choice(
            @Nullable String source,
            @Nullable String carrier,
            @Nullable String invoice,
            boolean sealed,
            boolean split) {
        /** Nothing is chosen. */
        public static final Choice NONE = new Choice(null, null, null, false, false);
    }

    /** A reading that knows nothing but the order itself. */
    public static MergeReading of(MergePolicy policy) {
        return new MergeReading(
                policy, Sources.of(List.of()), shop -> null, null, order -> Choice.NONE, demand -> false);
    }

    /** The same, which tells suppliers and warehouses of platforms from own sources. */
    public MergeReading withSources(Sources known) {
        return new MergeReading(policy, known, entities, items, choices, active);
    }

    /** The same, which knows the legal entity that sells in a shop. */
    public MergeReading withEntities(Function<ShopRef, @Nullable String> known) {
        return new MergeReading(policy, sources, known, items, choices, active);
    }

    /** The same, which knows weight, size and classes of goods. */
    public MergeReading withItems(Function<Sku, @Nullable Item> known) {
        return new MergeReading(policy, sources, entities, known, choices, active);
    }

    /** The same, which knows what was chosen for an order. */
    public MergeReading withChoices(Function<Order, Choice> known) {
        return new MergeReading(policy, sources, entities, items, known, active);
    }

    /** The same, which knows of presale demands whether their goods have come. */
    public MergeReading withActive(Predicate<Demand> known) {
        return new MergeReading(policy, sources, entities, items, choices, known);
    }

    /** Whether the goods of a presale have come, so that it travels like spot goods. */
    public boolean isActive(Demand demand) {
        return active.test(demand);
    }

    /** The same for an order that is planned without others: what only merging asks for is not read. */
    public MergeReading ofSole() {
        MergePolicy none = policy.toBuilder().enabled(false).build();
        return new MergeReading(none, sources, entities, items, choices, active);
    }

    /** What is known of the goods of a demand; nothing where no catalog was given. */
    public Goods goods(Order order, Demand demand) {
        return items == null ? Goods.UNKNOWN : Goods.of(order, demand, items.apply(demand.sku()));
    }

    /** What merging asks of the order at this moment. */
    public MergeTraits of(Order order, Instant now) {
        String key = policy.enabled() ? order.parties().mergeKey() : null;
        if (key == null) {
            return MergeTraits.NONE;
        }
        Choice choice = choices.apply(order);
        MergeEligibility eligibility = new MergeEligibility(order, policy, active, choice, now);
        SortedSet<Integer> dropped = eligibility.dropped();
        Way way = way(order, choice);
        Refusal refusal = eligibility.refusal(way);
        return new MergeTraits(
                key, refusal, seller(order, choice), way, load(order, dropped), timing(order), dropped, apart(order));
    }

    private Seller seller(Order order, Choice choice) {
        Sale.Basis basis = order.sale().basis();
        return new Seller(
                entities.apply(order.ref().shopRef()),
                basis == null ? null : basis.amounts().currency(),
                choice.invoice(),
                order.parties().addressId() != null);
    }

    private Way way(Order order, Choice choice) {
        SortedSet<String> chosen = new TreeSet<>();
        SortedSet<String> others = new TreeSet<>();
        if (choice.source() != null) {
            chosen.add(choice.source());
        }
        for (Demand demand : order.demands()) {
            if (demand.source() != null && MergeEligibility.rest(demand) > 0) {
                chosen.add(demand.source());
            }
        }
        for (String id : chosen) {
            Source source = sources.find(id);
            if (source != null && (source.kind() == Source.Kind.SUPPLIER || source.kind() == Source.Kind.PLATFORM)) {
                others.add(id);
            }
        }
        if (others.isEmpty() && MergeEligibility.isPlatformFulfilled(order)) {
            others.addAll(chosen);
        }
        return chosen.isEmpty() && choice.carrier() == null
                ? Way.OPEN
                : new Way(chosen, choice.carrier(), others.isEmpty() ? null : String.join("+", others));
    }

    private Load load(Order order, SortedSet<Integer> dropped) {
        if (items == null) {
            return Load.UNKNOWN;
        }
        SortedSet<String> classes = new TreeSet<>();
        long grams = 0;
        long volume = 0;
        for (Demand demand : order.demands()) {
            long rest = MergeEligibility.rest(demand);
            Item item = rest > 0 && !dropped.contains(demand.index()) ? items.apply(demand.sku()) : null;
            if (item != null && item.measure() == demand.measure()) {
                classes.addAll(item.classes());
                grams = Math.addExact(grams, item.weightGrams(Quantity.of(rest, demand.measure())));
                Item.Dimensions size = item.size();
                long units = -Math.floorDiv(-rest, item.oneUnit().steps());
                volume = Math.addExact(volume, size == null ? 0 : Math.multiplyExact(size.volume(), units));
            }
        }
        return classes.isEmpty() && grams == 0 && volume == 0 ? Load.UNKNOWN : new Load(classes, grams, volume);
    }

    private Timing timing(Order order) {
        Sale.Reading latest = order.sale().latest();
        boolean presale = latest != null && latest.presale();
        boolean come = presale;
        Instant activation = null;
        for (Demand demand : order.demands()) {
            if (demand.presale() && MergeEligibility.rest(demand) > 0) {
                come &= active.test(demand);
                Instant promised = demand.shipBy();
                if (promised != null && (activation == null || promised.isBefore(activation))) {
                    activation = promised;
                }
            }
        }
        Instant promised = order.shipBy();
        if (!presale) {
            return new Timing(PresaleClass.SPOT, null, promised, isApproved(order));
        }
        Instant due = activation == null ? promised : activation;
        return come
                ? new Timing(PresaleClass.ACTIVE, null, promised, isApproved(order))
                : new Timing(PresaleClass.WAITING, due, promised, isApproved(order));
    }

    private static boolean isApproved(Order order) {
        return order.hasPassed(Hold.REVIEW);
    }

    private static SortedSet<Long> apart(Order order) {
        return order.holds().isEmpty() ? new TreeSet<>() : KeepApart.from(order);
    }

    /** What sort of order it is, for row 8 of. */
    static MergePolicy.OrderType type(Order order, Sale.Basis basis, Sale.Reading latest) {
        if (basis.kind() == OrderFact.Kind.SUPPLY) {
            return MergePolicy.OrderType.SUPPLY;
        }
        for (OrderFact.Related related : latest.related()) {
            if (related.role() == OrderFact.Related.Role.EXCHANGE_OF) {
                return MergePolicy.OrderType.EXCHANGE;
            }
        }
        if (latest.flags().contains("warranty")) {
            return MergePolicy.OrderType.WARRANTY;
        }
        boolean replaces = order.demands().stream().anyMatch(demand -> demand.origin() == Demand.Origin.REPLACEMENT);
        return replaces || latest.flags().contains("reissue")
                ? MergePolicy.OrderType.REISSUE
                : MergePolicy.OrderType.SALE;
    }
}
