package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.order.Order;
import io.omskit.order.Sale;
import io.omskit.rule.Condition;
import io.omskit.rule.Rule;
import io.omskit.rule.Rule.Validity;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One gift rule, as data. Immutable, compared by content. Source: R-8.1.
 *
 * <p>The scope should read what stays as it is, such as shop, platform or region: a scope that ceases to hold takes the gift
 * back as long as it is not packed.
 *
 * @param id stable name, unique in its book, at most 64 characters; counters are kept under it
 * @param version counts the changes of this rule from 1
 * @param priority the greater number is tried first; equal numbers in the order of the ids
 * @param validity the span in which the moment of the time base must lie
 * @param scope which orders take part, over {@link io.omskit.order.OrderFields#orders()}
 * @param timeBase which moment of an order counts
 * @param trigger which goods count
 * @param tiers thresholds and rewards, ascending; the highest that is reached applies
 * @param repeat how many grants a tier gives at most; one for each multiple of its threshold that is reached
 * @param limits how often the rule may give
 * @param stockMode what happens when a gift is not free
 * @param exclusion name of the exclusion group; only the first matching rule of it applies. Absent where the rule stands
 *     alone. What was packed of a rule that still matches counts as first
 */
public record GiftRule(
        String id,
        int version,
        int priority,
        Validity validity,
        Condition scope,
        TimeBase timeBase,
        GiftTrigger trigger,
        List<GiftTier> tiers,
        long repeat,
        GiftLimits limits,
        StockMode stockMode,
        @Nullable String exclusion) {
    /** The repeat of a rule without a cap. */
    public static final long EVERY_MULTIPLE = Long.MAX_VALUE;

    private static final int LONGEST_ID = 64;

    public GiftRule {
        tiers = List.copyOf(tiers);
        if (!Rule.isName(id) || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("Gift rule id '" + id + "' is not a name.\nUse up to 64 letters, digits,"
                    + " dots, dashes and underscores, and begin with a letter or digit.");
        }
        if (version < 1) {
            throw refused(id, "has version " + version, "Count versions from 1.");
        }
        if (repeat < 1) {
            throw refused(id, "repeats " + repeat + " times", "Give 1 for once, or more for multiples.");
        }
        requireTiers(id, tiers, stockMode);
        requireOneRole(id, tiers);
    }

    /** Which moment of an order counts. An order without that moment does not take part. */
    public enum TimeBase {
        /** When the buyer placed it. */
        ORDER,
        /** When payment was complete. */
        PAYMENT
    }

    /** What happens when a gift is not free. */
    public enum StockMode {
        /** It is not given. */
        SKIP,
        /** Its first free substitute is given, else nothing. */
        SUBSTITUTE,
        /** It is promised all the same, and the order waits for it. */
        HOLD
    }

    /** Starts a rule without limits, for all goods and orders, by payment time, given once, skipped when out of stock. */
    public static Builder builder(String id, int version) {
        return new Builder(id, version);
    }

    /** {@return id and version in the form {@code id@version}, as each gift carries it} */
    public String reference() {
        return id + "@" + version;
    }

    /** The moment of an order that counts for this rule. */
    @Nullable
    Instant moment(Order order) {
        if (timeBase == TimeBase.PAYMENT) {
            return order.paidAt();
        }
        Sale.Basis basis = order.sale().basis();
        return basis == null ? null : basis.placedAt();
    }

    private static void requireTiers(String id, List<GiftTier> tiers, StockMode stockMode) {
        if (tiers.isEmpty()) {
            throw refused(id, "has no tier", "Give a threshold and what is given there.");
        }
        GiftTier first = tiers.get(0);
        for (int i = 0; i < tiers.size(); i++) {
            GiftTier tier = tiers.get(i);
            for (GiftTier lower : tiers.subList(0, i)) {
                if (tier.isWithin(lower)) {
                    throw refused(
                            id,
                            "has tier " + (i + 1) + ", which is reached whenever a lower one is",
                            "List tiers ascending; a tier that another always replaces is never applied.");
                }
                requireOneCurrency(id, tier.minAmount(), lower.minAmount());
            }
            if (tier.reward().getClass() != first.reward().getClass()) {
                throw refused(
                        id,
                        "gives in two ways, " + first.reward() + " and " + tier.reward(),
                        "Let all tiers of a rule give in one way, or make two rules of one exclusion group.");
            }
            if (stockMode == StockMode.SUBSTITUTE && !(tier.reward() instanceof GiftReward.AllOf)) {
                throw refused(
                        id,
                        "has stock mode SUBSTITUTE without a list",
                        "Use SKIP or HOLD, or a list of all its gifts.");
            }
        }
    }

    private static void requireOneCurrency(String id, @Nullable Money one, @Nullable Money other) {
        if (one != null && other != null && !one.currency().equals(other.currency())) {
            throw refused(
                    id, "has tiers of " + one + " and " + other, "Use one currency; make a rule for each currency.");
        }
    }

    /** Grants are counted by item, so a SKU must stand for the same item in every tier. */
    private static void requireOneRole(String id, List<GiftTier> tiers) {
        Map<Sku, Sku> roles = new HashMap<>();
        for (GiftTier tier : tiers) {
            if (tier.reward() instanceof GiftReward.AllOf all) {
                for (GiftReward.Item item : all.items()) {
                    item.eachSku(sku -> {
                        Sku before = roles.putIfAbsent(sku, item.sku());
                        if (before != null && !before.equals(item.sku())) {
                            throw refused(
                                    id,
                                    "gives " + sku + " for " + before + " and for " + item.sku(),
                                    "Let each SKU be one item, or the substitute of one item, in all tiers.");
                        }
                    });
                }
            }
        }
    }

    private static IllegalArgumentException refused(String id, String problem, String remedy) {
        return new IllegalArgumentException("Gift rule '" + id + "' " + problem + ".\n" + remedy);
    }

    /** Collects the parts of a rule. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private final int version;
        private final List<GiftTier> tiers = new ArrayList<>();
        private int priority;
        private Validity validity = Validity.always();
        private Condition scope = Condition.always();
        private TimeBase timeBase = TimeBase.PAYMENT;
        private GiftTrigger trigger = GiftTrigger.allGoods();
        private long repeat = 1;
        private GiftLimits limits = GiftLimits.none();
        private StockMode stockMode = StockMode.SKIP;
        private @Nullable String exclusion;

        private Builder(String id, int version) {
            this.id = id;
            this.version = version;
        }

        public Builder priority(int number) {
            this.priority = number;
            return this;
        }

        /** Sets the span in which the moment of the time base must lie; null means without end. */
        public Builder valid(@Nullable Instant from, @Nullable Instant until) {
            this.validity = new Validity(from, until);
            return this;
        }

        public Builder scope(Condition orders) {
            this.scope = orders;
            return this;
        }

        public Builder timeBase(TimeBase moment) {
            this.timeBase = moment;
            return this;
        }

        public Builder trigger(GiftTrigger goods) {
            this.trigger = goods;
            return this;
        }

        /** Adds the next higher tier. */
        public Builder tier(GiftTier tier) {
            tiers.add(tier);
            return this;
        }

        /** Gives once for every multiple of the threshold, at most so often. */
        public Builder repeat(long atMost) {
            this.repeat = atMost;
            return this;
        }

        /** Gives once for every multiple of the threshold. */
        public Builder everyMultiple() {
            return repeat(EVERY_MULTIPLE);
        }

        public Builder limits(GiftLimits all) {
            this.limits = all;
            return this;
        }

        public Builder stockMode(StockMode mode) {
            this.stockMode = mode;
            return this;
        }

        /** Puts the rule into an exclusion group. */
        public Builder exclusion(String group) {
            this.exclusion = group;
            return this;
        }

        /**
         * Makes the rule.
         *
         * @throws IllegalArgumentException if it has no tier or its parts contradict each other
         */
        public GiftRule build() {
            return new GiftRule(
                    id, version, priority, validity, scope, timeBase, trigger, tiers, repeat, limits, stockMode,
                    exclusion);
        }
    }
}
