package io.omskit.fulfillment.plan;

import io.omskit.decision.Reason;
import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Hint;
import io.omskit.fulfillment.plan.MergeTraits.Refusal;
import io.omskit.fulfillment.plan.RegroupInput.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which orders travel together: the greedy pass of over eligible orders that are compatible. */
final class MergeRules {
    private static final Comparator<Member> BY_PAYMENT = Comparator.comparing(
                    (Member member) -> member.paidAt() == null ? Instant.MAX : member.paidAt())
            .thenComparing(Member::orderId);
    private static final int SIBLINGS_TOLD = 5;

    private final MergePolicy policy;
    private final List<Reason> reasons;
    private final List<Hint> hints;
    private final Map<Long, Set<Long>> planned = new HashMap<>();
    /** By order, with whom it is in a plan that is to come back; empty where none is. */
    private final Map<Long, Set<Long>> kept = new HashMap<>();

    private final Map<String, Consignee> consignees = new HashMap<>();
    private final MergeGroup.SharedWork shared = new MergeGroup.SharedWork() {
        @Override
        public boolean isShared(long one, long other) {
            Set<Long> works = planned.getOrDefault(one, Set.of());
            return planned.getOrDefault(other, Set.of()).stream().anyMatch(works::contains);
        }

        @Override
        public boolean isKeptApart(long one, long other) {
            boolean stands = kept.containsKey(one) || kept.containsKey(other);
            return stands && !kept.getOrDefault(one, Set.of()).contains(other);
        }
    };

    /**
     * One pass.
     *
     * @param works what is planned already
     * @param before the plan that is to come back; none where nothing is undone
     * @param reasons where to tell why
     * @param hints where to keep merges that were left open
     */
    MergeRules(MergePolicy policy, List<Work> works, List<Group> before, List<Reason> reasons, List<Hint> hints) {
        this.policy = policy;
        this.reasons = reasons;
        this.hints = hints;
        for (Work work : works) {
            for (Part part : work.movable() ? work.parts() : List.<Part>of()) {
                planned.computeIfAbsent(part.orderId(), none -> new HashSet<>()).add(work.id());
            }
        }
        for (Group group : before) {
            Set<Long> together = group.parts().stream().map(Part::orderId).collect(Collectors.toSet());
            together.forEach(
                    id -> kept.computeIfAbsent(id, none -> new HashSet<>()).addAll(together));
        }
    }

    /** The orders of one merge key by payment, and the groups they make, by the payment of their first member. */
    private static final class Consignee {
        final List<Member> orders = new ArrayList<>();
        final List<MergeGroup> groups = new ArrayList<>();
        /** Groups before this one are too old to take anybody who is still to come. */
        int open;
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
            String key = key(member);
            if (key != null) {
                consignees.computeIfAbsent(key, same -> new Consignee()).orders.add(member);
            }
        }
        List<List<Member>> all = new ArrayList<>();
        for (Member member : sorted) {
            String key = key(member);
            if (key == null) {
                all.add(List.of(member));
            } else if (member.merge().refusal() != null) {
                all.add(List.of(member));
                refuse(member, Objects.requireNonNull(consignees.get(key)));
            } else {
                join(member, Objects.requireNonNull(consignees.get(key)), all);
            }
        }
        return all;
    }

    private @Nullable String key(Member member) {
        return policy.enabled() ? member.merge().key() : null;
    }

    private void join(Member member, Consignee consignee, List<List<Member>> all) {
        List<MergeGroup> groups = consignee.groups;
        while (consignee.open < groups.size() && isTooOld(groups.get(consignee.open), member)) {
            consignee.open++;
        }
        for (int i = member.paidAt() == null ? groups.size() : consignee.open; i < groups.size(); i++) {
            MergeGroup group = groups.get(i);
            if (group.misfit(member) == null) {
                group.add(member);
                tellMerged(member, group);
                return;
            }
        }
        if (!groups.isEmpty()) {
            leaveOpen(member, groups);
        }
        MergeGroup alone = new MergeGroup(member, policy, shared);
        groups.add(alone);
        all.add(alone.members());
    }

    /** Members come by payment: a group that is too old for this one takes nobody any more. */
    private boolean isTooOld(MergeGroup group, Member member) {
        return member.paidAt() != null && !policy.isInWindow(group.first().paidAt(), member.paidAt());
    }

    private void tellMerged(Member member, MergeGroup group) {
        reasons.add(Reason.of(
                "MERGED",
                subject(member.ref()),
                "with",
                group.first().ref(),
                "members",
                group.members().size()));
    }

    /** The sibling of whom it is asked is the newest group; siblings are told newest first, a few of them. */
    private void leaveOpen(Member member, List<MergeGroup> groups) {
        String code = Objects.requireNonNull(groups.get(groups.size() - 1).misfit(member));
        List<Member> siblings = new ArrayList<>();
        for (int i = groups.size() - 1; i >= 0 && siblings.size() < SIBLINGS_TOLD; i--) {
            siblings.add(groups.get(i).first());
        }
        StringJoiner told = new StringJoiner(" ");
        siblings.forEach(sibling -> told.add(sibling.ref().toString()));
        reasons.add(Reason.of("LEFT_OPEN_" + code, subject(member.ref()), "siblings", told));
        hint(member, siblings, code);
    }

    private void refuse(Member member, Consignee consignee) {
        List<Member> siblings = new ArrayList<>();
        for (int i = consignee.orders.size() - 1; i >= 0 && siblings.size() < SIBLINGS_TOLD; i--) {
            Member sibling = consignee.orders.get(i);
            if (sibling.orderId() != member.orderId()) {
                siblings.add(sibling);
            }
        }
        Refusal refusal = Objects.requireNonNull(member.merge().refusal());
        reasons.add(refused(member, refusal));
        hint(member, siblings, refusal.code());
    }

    private void hint(Member member, List<Member> siblings, String code) {
        hints.add(new Hint(
                member.orderId(), siblings.stream().map(Member::orderId).toList(), code));
    }

    private static Reason refused(Member member, Refusal refusal) {
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
}
