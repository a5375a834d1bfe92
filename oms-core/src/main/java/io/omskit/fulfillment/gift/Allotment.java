package io.omskit.fulfillment.gift;

import io.omskit.fulfillment.gift.GiftCounters.Bound;
import io.omskit.order.Order;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many grants of a rule each member has in the end, within all limits, before stock is looked at. What is packed or was
 * declined stays where it is; the rest goes to the host, or stays too where the host's own limits have no room for it.
 *
 * @param wanted grants that the group is due, those that cannot move included
 * @param targets movable grants by order
 * @param refused grants that a limit or a late time keeps back
 * @param bound the limit that keeps them back; absent where it is too late
 */
record Allotment(
        long wanted,
        Map<Long, Long> targets,
        long refused,
        @Nullable Bound bound) {

    /**
     * Shares out the grants of one rule.
     *
     * @param due whether the rule applies; a rule that lost its group keeps what it cannot take back
     */
    static Allotment of(Matching match, HeldGifts held, GiftInput input, boolean due) {
        long fixed = held.fixedGrants();
        if (!due) {
            return new Allotment(match.isReached() ? fixed : 0, Map.of(), 0, null);
        }
        Long perOrder = match.rule().limits().perOrder();
        long wanted = perOrder == null ? match.times() : Math.min(match.times(), perOrder);
        long open = Math.max(0, wanted - fixed);
        Map<Long, Long> movable = movable(held, input);
        long moving = movable.values().stream().mapToLong(Long::longValue).sum();
        Order host = match.host();
        Room room = host == null ? null : Room.at(host, match.rule(), input, movable);
        if (host != null && room != null && room.grants >= Math.min(open, moving)) {
            long there = Math.min(open, room.grants);
            return sharing(match, wanted, Map.of(host.id(), there), open - there, room.bound);
        }
        Map<Long, Long> targets = new LinkedHashMap<>();
        long rest = open;
        for (Map.Entry<Long, Long> one : movable.entrySet()) {
            long kept = Math.min(rest, one.getValue());
            targets.put(one.getKey(), kept);
            rest -= kept;
        }
        if (host != null && rest > 0) {
            Room unused = Room.at(host, match.rule(), input, Map.of());
            long added = Math.min(rest, unused.grants);
            targets.merge(host.id(), added, Long::sum);
            rest -= added;
        }
        return sharing(match, wanted, targets, rest, room == null ? null : room.bound);
    }

    private static Allotment sharing(
            Matching match, long wanted, Map<Long, Long> targets, long refused, @Nullable Bound bound) {
        Long perOrder = match.rule().limits().perOrder();
        if (refused == 0 && perOrder != null && wanted < match.times()) {
            return new Allotment(wanted, targets, match.times() - wanted, new Bound("", "ORDER", perOrder));
        }
        return new Allotment(wanted, targets, refused, bound);
    }

    private static Map<Long, Long> movable(HeldGifts held, GiftInput input) {
        Map<Long, Long> movable = new LinkedHashMap<>();
        for (Order member : input.members()) {
            HeldGifts own = held.ofOrder(member.id());
            long grants = own.grants() - own.fixedGrants();
            if (grants > 0) {
                movable.put(member.id(), grants);
            }
        }
        return movable;
    }

    /** Room of the tightest limit at one order, where what can move is given back first. */
    private static final class Room {
        private long grants = Long.MAX_VALUE;
        private @Nullable Bound bound;

        static Room at(Order host, GiftRule rule, GiftInput input, Map<Long, Long> movable) {
            Room room = new Room();
            if (rule.limits().perBuyer() != null && host.parties().buyers().isEmpty()) {
                room.narrow(0, new Bound("", "BUYER", rule.limits().perBuyer()));
            }
            for (Bound bound : bounds(host, rule, input)) {
                long left = bound.limit() - Math.max(0, input.used().getOrDefault(bound.key(), 0L));
                for (Order member : input.members()) {
                    long has = movable.getOrDefault(member.id(), 0L);
                    if (has > 0 && takesFrom(member, rule, input, bound.key())) {
                        left += has;
                    }
                }
                room.narrow(Math.max(0, left), bound);
            }
            return room;
        }

        /** What the host takes from, and the buyer keys of the other members: any of them used up blocks. */
        private static Set<Bound> bounds(Order host, GiftRule rule, GiftInput input) {
            Set<Bound> bounds = new LinkedHashSet<>(GiftCounters.bounds(rule, host, input.zone()));
            for (Order member : input.members()) {
                List<Bound> own = GiftCounters.bounds(rule, member, input.zone());
                own.stream().filter(bound -> bound.kind().equals("BUYER")).forEach(bounds::add);
            }
            return bounds;
        }

        private static boolean takesFrom(Order order, GiftRule rule, GiftInput input, String key) {
            return GiftCounters.bounds(rule, order, input.zone()).stream()
                    .anyMatch(bound -> bound.key().equals(key));
        }

        private void narrow(long left, Bound by) {
            if (left < grants) {
                grants = left;
                bound = by;
            }
        }
    }
}
