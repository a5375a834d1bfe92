package io.omskit.fulfillment;

import io.omskit.catalog.Sku;
import io.omskit.order.AmountParts;
import io.omskit.order.Amounts;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A merged group as people and rules see it. Everything is computed from the members and nothing is stored, so nothing has to
 * be restored when the group is taken apart. Source: domain rules.
 *
 * @param members the orders that travel together, in the order of payment, then by id
 */
public record GroupView(List<Order> members) {
    private static final Comparator<Order> BY_PAYMENT = Comparator.comparing(
                    (Order order) -> Objects.requireNonNullElse(order.paidAt(), Instant.MAX))
            .thenComparing(Order::id);

    public GroupView {
        members = members.stream().sorted(BY_PAYMENT).toList();
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a group has no members.\nGive the orders of a fulfillment order.");
        }
    }

    /** The group of these orders. */
    public static GroupView of(Collection<Order> orders) {
        return new GroupView(List.copyOf(orders));
    }

    /** Until when to hand over: the earliest promise of a member. */
    public Optional<Instant> shipBy() {
        return members.stream().map(Order::shipBy).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    /** The flags of all members. */
    public SortedSet<String> flags() {
        SortedSet<String> flags = new TreeSet<>();
        for (Order member : members) {
            if (member.sale().latest() != null) {
                flags.addAll(member.sale().latest().flags());
            }
        }
        return flags;
    }

    /** The holds of all members, member by member. */
    public List<Hold> holds() {
        return members.stream().flatMap(member -> member.holds().stream()).toList();
    }

    /** Whether a hold of any member keeps the step from happening. */
    public boolean isBlocked(Hold.Step step, Instant now) {
        return members.stream().anyMatch(member -> member.isBlocked(step, now));
    }

    /**
     * All memos in the order of the members.
     *
     * @param memo reads one member's memo, which is sealed with its personal data; absent where it has none
     */
    public List<String> memos(Function<Order, @Nullable String> memo) {
        List<String> memos = new ArrayList<>();
        for (Order member : members) {
            String text = memo.apply(member);
            if (text != null && !text.isBlank()) {
                memos.add(text);
            }
        }
        return memos;
    }

    /**
     * The highest priority of a member.
     *
     * @param priority reads one member's priority; a higher number is more urgent
     */
    public int priority(ToIntFunction<Order> priority) {
        return members.stream().mapToInt(priority).max().orElseThrow();
    }

    /** The sum of the members' money, component by component; absent while the money of one is not known. */
    public Optional<AmountParts> amounts() {
        AmountParts sum = null;
        for (Order member : members) {
            Amounts amounts = member.sale().amounts();
            if (amounts == null) {
                return Optional.empty();
            }
            sum = sum == null ? amounts.total() : sum.plus(amounts.total());
        }
        return Optional.ofNullable(sum);
    }

    /** What the members want together, by SKU. */
    public SortedMap<Sku, Quantity> wanted() {
        SortedMap<Sku, Quantity> wanted = new TreeMap<>();
        for (Order member : members) {
            for (Demand demand : member.demands()) {
                wanted.merge(
                        demand.sku(),
                        Quantity.of(demand.needed() - demand.canceled(), demand.measure()),
                        Quantity::plus);
            }
        }
        return wanted;
    }
}
