package io.omskit.fulfillment.plan;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.decision.Explanation;
import io.omskit.decision.Reason;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.ParcelPlanning;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.Wanted;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Hint;
import io.omskit.fulfillment.plan.Grouping.PullBack;
import io.omskit.fulfillment.plan.Grouping.Shortfall;
import io.omskit.fulfillment.plan.Grouping.Waiting;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.plan.RegroupInput.Work;
import io.omskit.fulfillment.sourcing.FewestParcels;
import io.omskit.stock.Drawdown;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockSnapshot;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The one planner: groups what is still open of compatible orders into fulfillment orders at sources that have the goods.
 * Merging, splitting, moving and undoing are its uses. Pure: equal inputs give equal plans.
 *
 * <p>Work that was released stays where it is; units that are not wanted any more are pulled back from it as far as they
 * are not packed. An order whose plan a hold blocks keeps what is planned for it. Everything else is planned anew: equal
 * SKUs are added first, and as much as can be served is served in the fewest parcels, which is one where one source has
 * everything; among equals the sources of higher priority, each giving {@code min(remaining, free)}. A source that is not
 * counted gets only what is fixed to it. What nobody has is a shortfall of the plan. A plan has one fulfillment order per group of orders, source and presale
 * class.
 *
 * <p>Source: domain rules.
 */
public final class Regroup {
    /** Version of the planner; a journal entry keeps it, and a replay under another version returns the difference. */
    public static final int VERSION = 4;

    private final RegroupInput input;
    private final StockSnapshot stock;
    private final Drawdown drawdown;
    private final Map<Long, List<Work>> worksByOrder = new HashMap<>();
    private final List<Reason> reasons = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<PullBack> pullBacks = new ArrayList<>();
    private final List<Shortfall> shortfalls = new ArrayList<>();
    private final List<Hint> hints = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    /** Parcels that a source can still take; one that is not named takes any. */
    private final Map<String, Long> room;

    private final boolean limited;

    private Regroup(RegroupInput input) {
        this.input = input;
        for (Work work : input.works()) {
            long last = 0;
            for (Part part : work.parts()) {
                if (part.orderId() != last) {
                    last = part.orderId();
                    worksByOrder.computeIfAbsent(last, id -> new ArrayList<>()).add(work);
                }
            }
        }
        this.stock = StockSnapshot.of(input.sources(), freeWithoutMovable());
        this.drawdown = stock.drawdown();
        this.limited = ParcelRules.isLimited(input);
        this.room = new HashMap<>(input.conditions().capacity());
        for (Work work : input.works()) {
            room.computeIfPresent(work.source(), (same, left) -> work.movable() ? left + 1 : left);
        }
    }

    /** Plans. */
    public static Decision<Grouping> decide(RegroupInput input) {
        Regroup regroup = new Regroup(input);
        Map<Long, Map<Integer, Long>> restored = new HashMap<>();
        if (input.before() != null) {
            input.before().groups().forEach(group -> regroup.restore(group, restored));
        }
        return regroup.decide(restored);
    }

    /** One open quantity on its way to a source. */
    private record Open(Member member, Want want, long quantity) {
        Part part(long units) {
            return new Part(member.orderId(), want.demand(), units);
        }

        Wanted wanted() {
            return new Wanted(
                    member.orderId(),
                    want.demand(),
                    want.sku(),
                    want.measure(),
                    want.needed(),
                    quantity,
                    want.quantity(),
                    want.source(),
                    want.goods(),
                    want.bond());
        }
    }

    private Decision<Grouping> decide(Map<Long, Map<Integer, Long>> settled) {
        List<Member> free = new ArrayList<>(input.members().size());
        for (Member member : input.members()) {
            pullBack(member);
            if (!member.blocked()) {
                free.add(member);
            } else if (!settled.containsKey(member.orderId())) {
                keep(member);
            }
        }
        for (List<Member> together : new MergeRules(input.policy(), input.works(), reasons, hints).groups(free)) {
            plan(together, settled);
        }
        List<Group> kept = new KeptIds().of(groups);
        tellGone(kept);
        Grouping plan = restAsBefore(new Grouping(kept, pullBacks, shortfalls, hints, waiting));
        return new Decision<>(plan, Explanation.of(reasons.toArray(Reason[]::new)));
    }

    private Grouping restAsBefore(Grouping plan) {
        Grouping restored = input.before() == null ? plan : plan.withRestOf(input.before());
        Set<Long> told = new TreeSet<>();
        restored.difference(plan)
                .gone()
                .waiting()
                .forEach(one -> told.add(one.part().orderId()));
        for (Member member : input.members()) {
            if (told.contains(member.orderId())) {
                tell(member, "REST_AS_BEFORE");
            }
        }
        return restored;
    }

    /** Takes surplus back from the youngest work first, never what is packed. */
    private void pullBack(Member member) {
        for (Want want : member.wants()) {
            List<Work> works = worksByOrder.getOrDefault(member.orderId(), List.of());
            long rest = want.surplus();
            for (int i = works.size() - 1; i >= 0 && rest > 0; i--) {
                rest -= works.get(i).movable() ? 0 : pullBack(works.get(i), member, want, rest);
            }
        }
    }

    private long pullBack(Work work, Member member, Want want, long surplus) {
        long taken = Math.min(surplus, work.held(member.orderId(), want.demand()));
        if (taken > 0) {
            pullBacks.add(new PullBack(work.id(), new Part(member.orderId(), want.demand(), taken)));
            tell(member, "PULLED_BACK", "sku", want.sku(), "quantity", text(want, taken), "source", work.source());
        }
        return taken;
    }

    /** A blocked order keeps what is planned for it as far as it still wants it; nothing is added. */
    private void keep(Member member) {
        long[] open = member.wants().stream().mapToLong(Want::quantity).toArray();
        for (Work work : worksByOrder.getOrDefault(member.orderId(), List.of())) {
            List<Part> parts = new ArrayList<>();
            for (int i = 0; work.movable() && i < open.length; i++) {
                Want want = member.wants().get(i);
                long wanted = Math.min(open[i], work.held(member.orderId(), want.demand()));
                long taken = take(work.source(), want.sku(), wanted);
                if (taken > 0) {
                    parts.add(new Part(member.orderId(), want.demand(), taken));
                    open[i] -= taken;
                }
            }
            add(work.source(), parts);
        }
    }

    /** Puts the parts of an earlier group back where they were, as far as they are wanted and the source has them. */
    private void restore(Group group, Map<Long, Map<Integer, Long>> restored) {
        List<Part> parts = new ArrayList<>();
        boolean whole = true;
        for (Part part : group.parts()) {
            Member member = input.member(part.orderId());
            Want want = member == null ? null : member.want(part.demand());
            if (member == null || want == null) {
                continue;
            }
            Map<Integer, Long> ofOrder = restored.computeIfAbsent(part.orderId(), id -> new HashMap<>());
            long wanted = Math.min(part.quantity(), want.quantity() - ofOrder.getOrDefault(part.demand(), 0L));
            long taken = take(group.source(), want.sku(), wanted);
            if (taken > 0) {
                parts.add(new Part(part.orderId(), part.demand(), taken));
            }
            whole &= taken == part.quantity() || want.bond().isFree() || member.blocked();
            if (taken < wanted) {
                tell(member, "SOURCE_GONE", "source", group.source());
            }
        }
        if (!whole || isForbidden(new Group(null, group.source(), parts))) {
            giveBack(group.source(), parts);
            return;
        }
        for (Part part : parts) {
            restored.computeIfAbsent(part.orderId(), id -> new HashMap<>())
                    .merge(part.demand(), part.quantity(), Math::addExact);
        }
        add(group.source(), parts);
    }

    private boolean isForbidden(Group group) {
        boolean blocked = group.parts().stream()
                .map(part -> input.member(part.orderId()))
                .anyMatch(member -> member != null && member.blocked());
        return !blocked
                && (room.getOrDefault(group.source(), 1L) == 0
                        || ParcelRules.group(input, group).isPresent());
    }

    /** A constraint stands against what was there before: its units are planned anew. */
    private void giveBack(String source, List<Part> parts) {
        for (Part part : parts) {
            Member member = input.member(part.orderId());
            Want want = input.want(part);
            if (member != null && want != null) {
                drawdown.giveBack(source, want.sku(), part.quantity());
                tell(member, "NOT_RESTORED", "source", source);
            }
        }
    }

    /** Plans what a group of orders still needs; lines with a refund stay out of it, each order's by themselves. */
    private void plan(List<Member> together, Map<Long, Map<Integer, Long>> settled) {
        List<Open> shared = new ArrayList<>();
        List<List<Open>> alone = new ArrayList<>();
        for (Member member : together) {
            List<Open> dropped = new ArrayList<>();
            Map<Integer, Long> done = settled.getOrDefault(member.orderId(), Map.of());
            for (Want want : member.wants()) {
                long quantity = want.quantity() - done.getOrDefault(want.demand(), 0L);
                boolean stays = together.size() > 1 && member.merge().dropped().contains(want.demand());
                if (quantity > 0) {
                    (stays ? dropped : shared).add(new Open(member, want, quantity));
                }
            }
            if (!dropped.isEmpty()) {
                tell(member, "REFUNDED_LINES_APART", "demands", dropped.size());
                alone.add(dropped);
            }
        }
        planBoth(shared);
        alone.forEach(this::planBoth);
    }

    /** Spot and presale travel apart. */
    private void planBoth(List<Open> opens) {
        List<Open> presale =
                opens.stream().filter(open -> open.want().presale()).toList();
        boolean sealed = opens.stream().anyMatch(open -> open.want().bond().sealed());
        if (presale.isEmpty() || presale.size() == opens.size() || sealed) {
            planClass(opens, false);
            return;
        }
        switch (presale(opens)) {
            case SPLIT -> {
                planClass(opens.stream().filter(open -> !open.want().presale()).toList(), false);
                planClass(presale, false);
            }
            case WAIT_ALL -> planClass(opens, true);
            case ASK -> {
                tellAll(opens, "PRESALE_ASK", "rule", "R-7.4");
                opens.forEach(open -> waiting.add(new Waiting("PRESALE_ASK", open.part(open.quantity()))));
            }
        }
    }

    /** What the most patient of the buyer's answers says. */
    private ParcelPolicy.Presale presale(List<Open> opens) {
        ParcelPolicy.Presale most = ParcelPolicy.Presale.SPLIT;
        for (Open open : opens) {
            ParcelPolicy.Presale one = input.conditions().presale(open.member().orderId());
            most = one.compareTo(most) > 0 ? one : most;
        }
        return most;
    }

    private void planClass(List<Open> opens, boolean whole) {
        if (opens.isEmpty()) {
            return;
        }
        if (whole || isLimited(opens)) {
            pack(opens, whole);
            return;
        }
        Map<String, List<Part>> bySource = new TreeMap<>();
        Map<String, List<Open>> fixed = new TreeMap<>();
        List<Open> anywhere = new ArrayList<>();
        for (Open open : opens) {
            String source = open.want().source();
            if (source == null) {
                anywhere.add(open);
            } else {
                fixed.computeIfAbsent(source, same -> new ArrayList<>()).add(open);
            }
        }
        fixed.forEach((source, some) -> planFixed(source, some, bySource));
        if (!anywhere.isEmpty()) {
            planByStock(anywhere, bySource);
        }
        bySource.forEach(this::add);
    }

    /** Whether anything but stock limits the plan of these wants. */
    private boolean isLimited(List<Open> opens) {
        if (limited) {
            return true;
        }
        for (Open open : opens) {
            if (!open.want().bond().isFree() || open.want().bond().shipBy() != null) {
                return true;
            }
        }
        return false;
    }

    private void pack(List<Open> opens, boolean whole) {
        List<Wanted> wanted = new ArrayList<>(opens.size());
        Map<Part, Open> byDemand = new TreeMap<>(Part.BY_DEMAND);
        for (Open open : opens) {
            wanted.add(open.wanted());
            byDemand.put(open.part(open.quantity()), open);
            String fixed = open.want().source();
            if (fixed != null) {
                boolean known = stock.source(fixed) != null;
                tell(open.member(), known ? "FIXED_SOURCE" : "FIXED_SOURCE_UNKNOWN", "source", fixed);
            }
        }
        ParcelPlanning.Answer answer = new ParcelPlanning(
                        input.conditions(), input.now(), stock, drawdown, room, this::tell)
                .plan(wanted, whole);
        for (ParcelPlanning.Sent parcel : answer.parcels()) {
            if (ParcelRules.gifts(input, new Group(null, parcel.source(), parcel.parts()))
                    .isPresent()) {
                // units of one gift were asked to go different ways by hand: none goes without the goods
                parcel.parts().forEach(part -> waiting.add(new Waiting("GIFT_WAITS", part)));
                continue;
            }
            for (Part part : parcel.parts()) {
                Open open = byDemand.get(part);
                if (open != null) {
                    take(parcel.source(), open.want().sku(), part.quantity());
                }
            }
            add(parcel.source(), new ArrayList<>(parcel.parts()));
        }
        List<Open> missing = new ArrayList<>();
        for (Part part : answer.missing()) {
            Open open = byDemand.get(part);
            if (open != null) {
                missing.add(new Open(open.member(), open.want(), part.quantity()));
            }
        }
        shortage(missing);
        answer.waiting().forEach(held -> waiting.add(new Waiting(held.code(), held.part())));
    }

    private void planFixed(String source, List<Open> opens, Map<String, List<Part>> bySource) {
        boolean known = stock.source(source) != null;
        tellAll(opens, known ? "FIXED_SOURCE" : "FIXED_SOURCE_UNKNOWN", "source", source);
        shortage(known ? take(source, opens, bySource) : opens);
    }

    private void planByStock(List<Open> opens, Map<String, List<Part>> bySource) {
        List<String> used = chosen(bySku(opens));
        List<Open> rest = opens;
        for (String source : used) {
            rest = take(source, rest, bySource);
        }
        if (used.size() > 1) {
            tellAll(opens, "SPLIT_BY_STOCK", "parts", used.size(), "sources", String.join(" ", used));
        } else if (used.size() == 1 && rest.isEmpty()) {
            tellAll(opens, "SINGLE_SOURCE", "source", used.get(0));
        }
        shortage(rest);
    }

    private static SortedMap<Sku, Long> bySku(List<Open> opens) {
        return Drawdown.bySku(opens, open -> open.want().sku(), Open::quantity);
    }

    /** The sources that serve as much as can be served in the fewest parcels, by priority. */
    private List<String> chosen(SortedMap<Sku, Long> need) {
        List<String> counted = new ArrayList<>();
        for (Source source : stock.sources()) {
            if (source.counted()) {
                counted.add(source.id());
            }
        }
        long[] wanted = new long[need.size()];
        long[][] free = new long[counted.size()][wanted.length];
        int line = 0;
        for (Map.Entry<Sku, Long> one : need.entrySet()) {
            wanted[line] = one.getValue();
            for (int source = 0; source < free.length; source++) {
                free[source][line] = drawdown.left(counted.get(source), one.getKey());
            }
            line++;
        }
        return FewestParcels.choose(wanted, free).stream().map(counted::get).toList();
    }

    /** Takes what the source has for the wants, in their order; returns what is left over. */
    private List<Open> take(String source, List<Open> opens, Map<String, List<Part>> bySource) {
        List<Part> parts = bySource.computeIfAbsent(source, same -> new ArrayList<>());
        List<Open> rest = new ArrayList<>();
        for (Open open : opens) {
            long taken = take(source, open.want().sku(), open.quantity());
            if (taken > 0) {
                parts.add(open.part(taken));
            }
            if (taken < open.quantity()) {
                rest.add(new Open(open.member(), open.want(), open.quantity() - taken));
            }
        }
        return rest;
    }

    private long take(String source, Sku sku, long wanted) {
        return wanted > 0 && stock.source(source) != null ? drawdown.take(source, sku, wanted) : 0;
    }

    private void add(String source, List<Part> parts) {
        if (!parts.isEmpty()) {
            parts.sort(Part.BY_DEMAND);
            groups.add(new Group(null, source, parts));
            room.computeIfPresent(source, (same, left) -> Math.max(0, left - 1));
        }
    }

    private void shortage(List<Open> opens) {
        for (Open open : opens) {
            shortfalls.add(new Shortfall(open.part(open.quantity())));
            Want want = open.want();
            tell(
                    open.member(),
                    "SHORTFALL",
                    "sku",
                    want.sku(),
                    "missing",
                    text(want, open.quantity()),
                    "needed",
                    text(want, want.needed()));
        }
    }

    /** Groups get back the ids of planned fulfillment orders that hold the most of the same at the same source. */
    private final class KeptIds {
        private final Set<Long> taken = new HashSet<>();

        List<Group> of(List<Group> fresh) {
            List<Group> kept = new ArrayList<>(fresh.size());
            Map<Group, Work> same = input.works().isEmpty() ? Map.of() : same(fresh);
            for (Group group : fresh) {
                Work work = input.works().isEmpty() ? null : same.get(group);
                if (work == null && !input.works().isEmpty()) {
                    work = best(group);
                }
                if (work != null && work.parts().equals(group.parts())) {
                    tellKept(group);
                }
                kept.add(work == null ? group : new Group(work.id(), group.source(), group.parts()));
            }
            return kept;
        }

        /** What is planned just as it was, so that no other group of the same source gets its id. */
        private Map<Group, Work> same(List<Group> fresh) {
            IdentityHashMap<Group, Work> same = new IdentityHashMap<>();
            for (Group group : fresh) {
                for (Work work : worksByOrder.getOrDefault(group.parts().get(0).orderId(), List.of())) {
                    if (work.movable()
                            && !same.containsKey(group)
                            && work.source().equals(group.source())
                            && work.parts().equals(group.parts())
                            && taken.add(work.id())) {
                        same.put(group, work);
                    }
                }
            }
            return same;
        }

        private @Nullable Work best(Group group) {
            Map<Work, Integer> shared = new HashMap<>();
            for (Part part : group.parts()) {
                for (Work work : worksByOrder.getOrDefault(part.orderId(), List.of())) {
                    if (work.movable() && work.source().equals(group.source()) && !taken.contains(work.id())) {
                        int weight = work.held(part.orderId(), part.demand()) > 0 ? 2 : 1;
                        shared.merge(work, weight, Integer::sum);
                    }
                }
            }
            Work best = null;
            int most = 0;
            for (Map.Entry<Work, Integer> one : shared.entrySet()) {
                int weight = one.getValue();
                boolean older = best == null || one.getKey().id() < best.id();
                if (weight > most || (weight == most && older)) {
                    most = weight;
                    best = one.getKey();
                }
            }
            if (best != null) {
                taken.add(best.id());
            }
            return best;
        }
    }

    private void tellKept(Group group) {
        long last = 0;
        for (Part part : group.parts()) {
            Member member = part.orderId() == last ? null : input.member(part.orderId());
            if (member != null) {
                tell(member, "KEPT");
            }
            last = part.orderId();
        }
    }

    /** Tells which orders lost a planned source because its stock turned out not to be there. */
    private void tellGone(List<Group> planned) {
        if (input.free().values().stream().noneMatch(free -> free < 0)) {
            return;
        }
        Map<String, Map<Long, Map<Integer, Long>>> now = new HashMap<>();
        for (Group group : planned) {
            Map<Long, Map<Integer, Long>> ofSource = now.computeIfAbsent(group.source(), id -> new HashMap<>());
            for (Part part : group.parts()) {
                ofSource.computeIfAbsent(part.orderId(), id -> new HashMap<>())
                        .merge(part.demand(), part.quantity(), Math::addExact);
            }
        }
        for (Work work : input.works()) {
            Map<Long, Map<Integer, Long>> there = now.getOrDefault(work.source(), Map.of());
            for (Part part : work.movable() ? work.parts() : List.<Part>of()) {
                Member member = input.member(part.orderId());
                Want want = member == null ? null : member.want(part.demand());
                if (member != null && want != null && isGone(work, part, want, there)) {
                    tell(member, "SOURCE_GONE", "source", work.source());
                }
            }
        }
    }

    private boolean isGone(Work work, Part part, Want want, Map<Long, Map<Integer, Long>> there) {
        long left = there.getOrDefault(part.orderId(), Map.of()).getOrDefault(part.demand(), 0L);
        return left < Math.min(part.quantity(), want.quantity())
                && input.free().getOrDefault(new StockCell(work.source(), want.sku()), 0L) < 0;
    }

    private void tellAll(List<Open> opens, String code, Object... figures) {
        long last = 0;
        for (Open open : opens) {
            if (open.member().orderId() != last) {
                last = open.member().orderId();
                tell(open.member(), code, figures);
            }
        }
    }

    private void tell(long orderId, String code, Object... figures) {
        Member member = input.member(orderId);
        if (member != null) {
            tell(member, code, figures);
        }
    }

    private void tell(Member member, String code, Object... figures) {
        reasons.add(Reason.of(code, MergeRules.subject(member.ref()), figures));
    }

    private static String text(Want want, long steps) {
        return Quantity.of(steps, want.measure()).toDecimal().toPlainString();
    }

    /** What the members may take: what is free, and what their own movable fulfillment orders hold already. */
    private Map<StockCell, Long> freeWithoutMovable() {
        Map<StockCell, Long> free = new HashMap<>(input.free());
        Set<String> counted = new HashSet<>();
        input.sources().stream().filter(Source::counted).forEach(source -> counted.add(source.id()));
        for (Work work : input.works()) {
            if (work.movable() && counted.contains(work.source())) {
                for (Part part : work.parts()) {
                    Want want = input.want(part);
                    if (want != null) {
                        free.merge(new StockCell(work.source(), want.sku()), part.quantity(), Math::addExact);
                    }
                }
            }
        }
        return free;
    }
}
