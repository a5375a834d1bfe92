package io.omskit.fulfillment.plan;

import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.merge.KeepApart;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergeTraits;
import io.omskit.fulfillment.merge.MergeTraits.Load;
import io.omskit.fulfillment.merge.MergeTraits.Seller;
import io.omskit.fulfillment.merge.MergeTraits.Timing;
import io.omskit.fulfillment.merge.MergeTraits.Way;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Orders that travel together, in the order of payment, and what they have in common: enough to tell whether one more is
 * compatible with every member without asking each of them.
 */
final class MergeGroup {
    private final MergePolicy policy;
    private final SharedWork shared;
    private final List<Member> members = new ArrayList<>();
    private final Set<Long> ids = new HashSet<>();
    private final Set<Long> keptApart = new HashSet<>();
    private SortedSet<String> sources = new TreeSet<>();
    private SortedSet<String> classes = new TreeSet<>();
    private @Nullable String carrier;
    private boolean encrypted;
    private boolean approved;
    private boolean onePlatform = true;
    private long weightGrams;
    private long cubicMillimeters;
    private final Span promised = new Span();
    private final Span activation = new Span();

    MergeGroup(Member first, MergePolicy policy, SharedWork shared) {
        this.policy = policy;
        this.shared = shared;
        add(first);
    }

    /** Which orders share planned work as it is. */
    interface SharedWork {
        boolean isShared(long one, long other);

        /** Whether a plan that is to come back, or to stand as it is, has one of the two and not both together. */
        boolean isKeptApart(long one, long other);
    }

    /** The earliest and the latest of what is known. */
    private static final class Span {
        private @Nullable Instant from;
        private @Nullable Instant to;

        void add(@Nullable Instant at) {
            from = earliest(at);
            to = latest(at);
        }

        @Nullable
        Instant earliest(@Nullable Instant at) {
            return from == null || (at != null && at.isBefore(from)) ? at : from;
        }

        @Nullable
        Instant latest(@Nullable Instant at) {
            return to == null || (at != null && at.isAfter(to)) ? at : to;
        }
    }

    List<Member> members() {
        return members;
    }

    Member first() {
        return members.get(0);
    }

    void add(Member member) {
        MergeTraits traits = member.merge();
        onePlatform &= members.isEmpty() || isSamePlatform(member);
        members.add(member);
        ids.add(member.orderId());
        keptApart.addAll(traits.apart());
        sources = sources.isEmpty() ? traits.way().sources() : sources;
        carrier = carrier == null ? traits.way().carrier() : carrier;
        encrypted |= traits.seller().encrypted();
        approved |= traits.timing().approved();
        weightGrams = Math.addExact(weightGrams, traits.load().weightGrams());
        cubicMillimeters = Math.addExact(cubicMillimeters, traits.load().cubicMillimeters());
        promised.add(traits.timing().promised());
        activation.add(traits.timing().activation());
        if (!classes.containsAll(traits.load().classes())) {
            classes = new TreeSet<>(classes);
            classes.addAll(traits.load().classes());
        }
    }

    /** The first test of that the member fails with somebody of the group, as its code; null where it may join. */
    @Nullable
    String misfit(Member member) {
        String misfit = bySeller(member);
        if (misfit == null) {
            misfit = byWay(member.merge().way());
        }
        if (misfit == null) {
            misfit = byLoad(member.merge().load());
        }
        if (misfit == null) {
            misfit = byTime(member);
        }
        return misfit == null ? byHand(member) : misfit;
    }

    private @Nullable String bySeller(Member member) {
        Seller one = first().merge().seller();
        Seller other = member.merge().seller();
        if (!policy.acrossEntities() && !Objects.equals(one.entity(), other.entity())) {
            return "LEGAL_ENTITY";
        }
        if (!policy.acrossShops() && !isSameShop(first().ref(), member.ref())) {
            return "SHOP";
        }
        if ((encrypted || other.encrypted()) && !(onePlatform && isSamePlatform(member))) {
            return "PLATFORM";
        }
        if (one.currency() == null || !Objects.equals(one.currency(), other.currency())) {
            return "CURRENCY";
        }
        return policy.separateInvoices() || Objects.equals(one.invoice(), other.invoice()) ? null : "INVOICE";
    }

    private static boolean isSameShop(ChannelRef one, ChannelRef other) {
        return one.platform().equals(other.platform()) && one.shop().equals(other.shop());
    }

    private boolean isSamePlatform(Member member) {
        return first().ref().platform().equals(member.ref().platform());
    }

    private @Nullable String byWay(Way way) {
        if (!Objects.equals(first().merge().way().fulfiller(), way.fulfiller())) {
            return "FULFILLER";
        }
        if (!sources.isEmpty() && !way.sources().isEmpty() && !sources.equals(way.sources())) {
            return "SOURCE";
        }
        return carrier == null || way.carrier() == null || carrier.equals(way.carrier()) ? null : "CARRIER";
    }

    private @Nullable String byLoad(Load load) {
        MergePolicy.ParcelLimit limit = policy.parcel();
        if (!limit.mayShare(classes, load.classes())) {
            return "GOODS_CLASS";
        }
        if (limit.weightGrams() > 0 && Math.addExact(weightGrams, load.weightGrams()) > limit.weightGrams()) {
            return "WEIGHT";
        }
        boolean tooLarge = limit.cubicMillimeters() > 0
                && Math.addExact(cubicMillimeters, load.cubicMillimeters()) > limit.cubicMillimeters();
        return tooLarge ? "VOLUME" : null;
    }

    private @Nullable String byTime(Member member) {
        Timing one = first().merge().timing();
        Timing other = member.merge().timing();
        boolean waits = one.stock() == MergeTraits.PresaleClass.WAITING;
        if (waits != (other.stock() == MergeTraits.PresaleClass.WAITING)
                || !policy.isSameActivation(
                        other.stock(),
                        activation.earliest(other.activation()),
                        activation.latest(other.activation()))) {
            return "PRESALE_CLASS";
        }
        if (!policy.isInWindow(first().paidAt(), member.paidAt())) {
            return "WINDOW";
        }
        Instant earliest = promised.earliest(other.promised());
        Instant latest = promised.latest(other.promised());
        boolean compatible = policy.promiseSpan() == null
                || earliest == null
                || latest == null
                || !latest.isAfter(earliest.plus(policy.promiseSpan()));
        return compatible ? null : "PROMISE";
    }

    /** What a person or a review has decided: who is approved stays with whom it shares work, who was taken apart stays so. */
    private @Nullable String byHand(Member member) {
        boolean late = policy.until() == MergePolicy.Until.APPROVAL
                && (approved || member.merge().timing().approved());
        for (int i = 0; late && i < members.size(); i++) {
            Member other = members.get(i);
            boolean asked =
                    other.merge().timing().approved() || member.merge().timing().approved();
            if (asked && !shared.isShared(other.orderId(), member.orderId())) {
                return "TOO_LATE";
            }
        }
        if (keptApart.contains(member.orderId())) {
            return KeepApart.TYPE;
        }
        for (Member other : members) {
            if (shared.isKeptApart(other.orderId(), member.orderId())) {
                return "UNDONE";
            }
        }
        for (Long other : member.merge().apart()) {
            if (ids.contains(other)) {
                return KeepApart.TYPE;
            }
        }
        return null;
    }
}
