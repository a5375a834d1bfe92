package io.omskit.channels.contract;

import io.omskit.channels.Feed;
import io.omskit.channels.reading.CanonicalOrder;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.fact.OrderFact;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold for the orders that were read. */
final class FeedChecks {
    private final World world;
    private final Map<String, List<String>> found;

    FeedChecks(World world, Map<String, List<String>> found) {
        this.world = world;
        this.found = found;
    }

    /** Every order whose last change lies before the cursor has arrived in that state. */
    void cursor() {
        String value =
                world.inbox.cursor(world.connection.shop() + "/" + Feed.ORDERS).orElse("");
        if (value.isEmpty()) {
            return;
        }
        Instant cursor = Instant.parse(value);
        for (SandboxOrder order : world.truth.orders()) {
            if (order.modifiedAt().isBefore(cursor) && !hasArrived(order)) {
                found("cursor", "the cursor is at " + cursor + " but " + order + " has not arrived");
            }
        }
    }

    private boolean hasArrived(SandboxOrder order) {
        OrderFact fact = world.inbox.orders().get(order.number());
        Instant read = fact == null ? null : fact.revision().modifiedAt();
        return read != null && !read.isBefore(order.modifiedAt());
    }

    /** What arrived is what the platform has, order by order. */
    void complete() {
        for (SandboxOrder order : world.truth.orders()) {
            OrderFact fact = world.inbox.orders().get(order.number());
            if (fact == null) {
                found("complete", order + " never arrived");
            } else {
                compare(order, fact);
            }
        }
        for (String number : world.inbox.orders().keySet()) {
            if (world.truth.order(number).isEmpty()) {
                found("complete", "order " + number + " arrived but does not exist");
            }
        }
    }

    private void compare(SandboxOrder order, OrderFact fact) {
        same(order, "status", world.setup.status(order), fact.status());
        same(order, "modified", order.modifiedAt(), fact.revision().modifiedAt());
        same(order, "lines", order.lines().size(), fact.lines().size());
        same(order, "goods", order.goods(), fact.amounts().goods());
        same(order, "freight", order.freight(), fact.amounts().freight());
        same(order, "payable", order.payable(), fact.amounts().payable());
        same(
                order,
                "discounts",
                order.sellerDiscountTotal().plus(order.platformDiscount()),
                fact.amounts().discountTotal());
        same(order, "paid", order.paid(), fact.amounts().paid());
        Object refunded = CanonicalOrder.members(fact, world.inbox.refunds()).get("refunded");
        same(order, "refunded", order.refunded().minor(), refunded);
        for (int i = 0; i < Math.min(order.lines().size(), fact.lines().size()); i++) {
            same(
                    order,
                    "quantity of line " + i,
                    order.lines().get(i).quantity(),
                    fact.lines().get(i).quantity());
        }
    }

    private void same(SandboxOrder order, String what, Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            found("complete", order + ": " + what + " is " + actual + " where the platform has " + expected);
        }
    }

    /** One revision is one content. */
    void noDuplicate() {
        world.inbox.contradictions().forEach(text -> found("no-duplicate", text));
    }

    /** Sums that the platform keeps are read so that they hold; a sum that does not hold is flagged. */
    void balance() {
        for (OrderFact order : world.inbox.orders().values()) {
            Money rest = order.amounts().unexplained();
            if (rest == null || !rest.isZero()) {
                String flagged = order.problems().isEmpty() ? "no problem" : "a problem";
                found("balance", "order " + order.ref() + " leaves " + rest + " unexplained, with " + flagged);
            }
        }
    }

    private void found(String check, String detail) {
        found.computeIfAbsent(check, key -> new ArrayList<>()).add(detail);
    }
}
