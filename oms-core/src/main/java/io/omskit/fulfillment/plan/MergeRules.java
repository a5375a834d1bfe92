package io.omskit.fulfillment.plan;

import io.omskit.decision.Reason;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fulfillment.plan.Member.Refusal;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.order.Sale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Which orders may travel together: eligibility, compatibility, grouping. */
final class MergeRules {
    private static final Comparator<Member> BY_PAYMENT = Comparator.comparing(
                    (Member member) -> member.paidAt() == null ? Instant.MAX : member.paidAt())
            .thenComparing(Member::orderId);
    private static final int SIBLINGS_TOLD = 5;

    private final MergePolicy policy;
    private final List<Reason> reasons;
    /** The groups of one merge key, by the payment of their first member. */
    private final Map<String, List<List<Member>>> groupsByKey = new HashMap<>();

    private final List<List<Member>> all = new ArrayList<>();

    MergeRules(MergePolicy policy, List<Reason> reasons) {
        this.policy = policy;
        this.reasons = reasons;
    }

    /**
     * Puts each order into the first group with every member of which it is compatible, in the order of payment. The
     * outcome does not depend on the order of the input.
     *
     * @param members with merge keys only where two share one, as {@link RegroupInput} makes them
     */
    List<List<Member>> groups(List<Member> members) {
        List<Member> sorted = new ArrayList<>(members);
        sorted.sort(BY_PAYMENT);
        for (Member member : sorted) {
            String key = policy.enabled() ? member.mergeKey() : null;
            if (key != null && member.refusal() == null) {
                join(member, groupsByKey.computeIfAbsent(key, same -> new ArrayList<>()));
            } else {
                all.add(new ArrayList<>(List.of(member)));
                if (key != null) {
                    reasons.add(refused(member));
                }
            }
        }
        return all;
    }

    private void join(Member member, List<List<Member>> sameKey) {
        // members come by payment: a group whose first member is too old for this one takes nobody any more
        for (int i = sameKey.size() - 1; i >= 0 && isInWindow(sameKey.get(i).get(0), member); i--) {
            List<Member> group = sameKey.get(i);
            if (areAlike(group.get(0), member)) {
                reasons.add(Reason.of(
                        "MERGED", subject(member.ref()), "with", group.get(0).ref(), "members", group.size() + 1));
                group.add(member);
                return;
            }
        }
        if (!sameKey.isEmpty()) {
            reasons.add(Reason.of("POSSIBLE_MERGE_LEFT_OPEN", subject(member.ref()), "siblings", siblings(sameKey)));
        }
        List<Member> alone = new ArrayList<>(List.of(member));
        sameKey.add(alone);
        all.add(alone);
    }

    /**
     * Whether both may travel together, payment window apart. Like is like: what is alike to the first member of a group
     * is alike to all.
     */
    private boolean areAlike(Member one, Member other) {
        boolean sameShop = one.ref().shopRef().equals(other.ref().shopRef());
        boolean samePlatform = one.ref().platform().equals(other.ref().platform());
        boolean encrypted = one.encrypted() || other.encrypted();
        return (sameShop || (policy.acrossShops() && (samePlatform || !encrypted)))
                && one.currency() != null
                && Objects.equals(one.currency(), other.currency())
                && one.presale() == other.presale();
    }

    private boolean isInWindow(Member first, Member later) {
        return first.paidAt() != null
                && later.paidAt() != null
                && !later.paidAt().isAfter(first.paidAt().plus(policy.window()));
    }

    /** The newest siblings, a few of them. */
    private static String siblings(List<List<Member>> sameKey) {
        StringJoiner told = new StringJoiner(" ");
        for (int i = sameKey.size() - 1; i >= 0 && i >= sameKey.size() - SIBLINGS_TOLD; i--) {
            told.add(sameKey.get(i).get(0).ref().toString());
        }
        return told.toString();
    }

    private static Reason refused(Member member) {
        Refusal refusal = Objects.requireNonNull(member.refusal());
        String code = "NOT_MERGED_" + refusal.code();
        String subject = subject(member.ref());
        String detail = refusal.detail();
        if (detail == null) {
            return Reason.of(code, subject);
        }
        return switch (refusal.code()) {
            case "HELD" -> Reason.of(code, subject, "hold", detail);
            case "TOO_LATE" -> Reason.of(code, subject, "state", detail);
            case "ORDER_TYPE" -> Reason.of(code, subject, "type", detail);
            case "PLATFORM_RULE" -> Reason.of(code, subject, "platform", detail);
            default -> Reason.of(code, subject, "detail", detail);
        };
    }

    /** The subject under which reasons speak of an order. */
    static String subject(ChannelRef ref) {
        return "order " + ref;
    }

    /** The first row of that keeps the order from merging; none where it may. */
    static @Nullable Refusal refusal(Order order, Instant now) {
        Sale.Basis basis = order.sale().basis();
        Sale.Reading latest = order.sale().latest();
        if (basis == null || latest == null) {
            return new Refusal("UNPAID", null);
        }
        Refusal byPayment = byPayment(basis, latest);
        if (byPayment != null) {
            return byPayment;
        }
        Refusal byState = byState(order, now);
        if (byState != null) {
            return byState;
        }
        if (basis.kind() != OrderFact.Kind.SALE) {
            return new Refusal("ORDER_TYPE", basis.kind().name());
        }
        if (latest.flags().contains("no-merge")) {
            return new Refusal("PLATFORM_RULE", order.ref().platform());
        }
        boolean elsewhere =
                latest.blocks().stream().anyMatch(block -> block.code() == OrderFact.Block.Code.PLATFORM_FULFILLED);
        return elsewhere ? new Refusal("FULFILLER", null) : null;
    }

    /** Rows 1 to 3. */
    private static @Nullable Refusal byPayment(Sale.Basis basis, Sale.Reading latest) {
        if (latest.flags().contains("sealed")) {
            return new Refusal("SEALED", null);
        }
        if (basis.terms() != OrderFact.Terms.PAY_FIRST) {
            boolean onDelivery = basis.terms() == OrderFact.Terms.CASH_ON_DELIVERY;
            return new Refusal(onDelivery ? "COD" : "CREDIT_TERM", null);
        }
        if (latest.status() == PlatformStatus.DEPOSIT_PAID) {
            return new Refusal("BALANCE_OPEN", null);
        }
        return basis.paid() ? null : new Refusal("UNPAID", null);
    }

    /** Rows 4 to 6. */
    private static @Nullable Refusal byState(Order order, Instant now) {
        Progress sum = Progress.NONE;
        for (var demand : order.demands()) {
            sum = sum.plus(demand.progress());
        }
        if (sum.released() > 0) {
            return new Refusal("TOO_LATE", sum.shipped() > 0 ? "SHIPPED" : sum.packed() > 0 ? "PACKED" : "RELEASED");
        }
        if (order.sale().allRefunds().stream().anyMatch(refund -> refund.status() != RefundFact.Status.CLOSED)) {
            return new Refusal("REFUND_OPEN", null);
        }
        for (Hold hold : order.holds()) {
            if (hold.blocks(Hold.Step.MERGE, now)) {
                return new Refusal("HELD", hold.type());
            }
        }
        return null;
    }
}
