package io.omskit.engine.planning;

import io.omskit.catalog.Catalog;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.work.Work;
import io.omskit.fact.PlatformStatus;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.order.OrderView.Goods;
import io.omskit.order.OrderView.Known;
import io.omskit.order.PartyKeys;
import io.omskit.order.Refund;
import io.omskit.order.Sale;
import io.omskit.order.flow.OrderAction;
import io.omskit.rule.RuleBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What rules may know beside an order (domain rule ): other orders of the buyer and of the network it came from, and the
 * goods. Each is looked for only where some rule or gate reads it; other orders are read and not planned.
 */
final class Surroundings {
    /** Of so many orders, the newest, a buyer and a network are known. */
    private static final int MANY = 100;

    private final Work work;
    private final Catalog catalog;
    private final Wanted wanted;

    Surroundings(Work work, Catalog catalog, Wanted wanted) {
        this.work = work;
        this.catalog = catalog;
        this.wanted = wanted;
    }

    /**
     * What somebody reads.
     *
     * @param siblings how many orders of the receiver are unpaid
     * @param history what the buyer did before
     * @param network who else orders from the same network address
     * @param goods what the catalog knows
     */
    record Wanted(boolean siblings, boolean history, boolean network, boolean goods) {
        static final Wanted ALL = new Wanted(true, true, true, true);

        static Wanted by(Policy policy) {
            return by(field -> policy.flow().reads(field) || policy.review().reads(field));
        }

        static Wanted by(RuleBook<OrderView, OrderAction> book) {
            return by(book::reads);
        }

        private static Wanted by(Predicate<String> read) {
            return new Wanted(
                    read.test(OrderFields.UNPAID_SIBLINGS),
                    read.test(OrderFields.PREVIOUS_ORDERS) || read.test(OrderFields.RETURNED_ORDERS),
                    read.test(OrderFields.OTHERS_ON_NETWORK),
                    read.test(OrderFields.GOODS) || read.test(OrderFields.WEIGHT));
        }

        boolean isAnything() {
            return siblings || history || network || goods;
        }
    }

    Wanted wanted() {
        return wanted;
    }

    /**
     * What is known beside an order.
     *
     * @param unpaid how many siblings are unpaid; absent where nobody has counted
     */
    Known of(Order order, @Nullable Integer unpaid) {
        if (!wanted.isAnything()) {
            return Known.NOTHING;
        }
        List<Order> before = wanted.history ? previous(order) : null;
        return new Known(
                unpaid,
                before == null ? null : before.size(),
                before == null
                        ? null
                        : (int) before.stream().filter(Surroundings::isReturned).count(),
                wanted.network ? othersOnNetwork(order) : null,
                wanted.goods ? goods(order) : null);
    }

    /** Absent where nothing identifies the buyer. */
    private @Nullable List<Order> previous(Order order) {
        String buyer = order.parties().buyer();
        if (buyer == null) {
            return null;
        }
        List<Order> before = new ArrayList<>();
        for (Order other : work.newest("buyer", buyer, one -> one.parties().buyer(), MANY)) {
            if (other.id() != order.id() && isPaid(other) && isBefore(other, order)) {
                before.add(other);
            }
        }
        return before;
    }

    private static boolean isPaid(Order order) {
        Sale.Basis basis = order.sale().basis();
        PlatformStatus status = order.sale().status();
        return basis != null && status != PlatformStatus.CLOSED_UNPAID && (basis.paid() || status.isPaid());
    }

    private static boolean isBefore(Order other, Order order) {
        int earlier = placedAt(other).compareTo(placedAt(order));
        return earlier < 0 || (earlier == 0 && other.id() < order.id());
    }

    private static Instant placedAt(Order order) {
        Sale.Basis basis = order.sale().basis();
        Instant placed = basis == null ? null : basis.placedAt();
        return placed == null ? order.firstSeenAt() : placed;
    }

    private static boolean isReturned(Order order) {
        for (Demand demand : order.demands()) {
            if (demand.progress().returned() > 0) {
                return true;
            }
        }
        for (Refund refund : order.sale().allRefunds()) {
            if (refund.isDone() && refund.withReturn()) {
                return true;
            }
        }
        return false;
    }

    /** Absent where the network or the buyer is not known. */
    private @Nullable Integer othersOnNetwork(Order order) {
        String network = order.parties().signals().network();
        String buyer = order.parties().buyer();
        if (network == null || buyer == null) {
            return null;
        }
        Set<String> others = new HashSet<>();
        for (Order other :
                work.newest("network", network, one -> one.parties().signals().network(), MANY)) {
            PartyKeys parties = other.parties();
            if (parties.buyer() != null && !Objects.equals(parties.buyer(), buyer)) {
                others.add(parties.buyer());
            }
        }
        return others.size();
    }

    private List<Goods> goods(Order order) {
        List<Goods> goods = new ArrayList<>();
        for (Demand demand : order.demands()) {
            goods.add(Goods.of(demand, catalog.item(demand.sku())));
        }
        return goods;
    }
}
