package io.omskit.fulfillment.plan;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.ParcelPlanning;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.Wanted;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Shortfall;
import io.omskit.fulfillment.plan.Grouping.Waiting;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.sourcing.FewestParcels;
import io.omskit.stock.Drawdown;
import io.omskit.stock.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the goods of one group of orders come from, and in how many parcels: spot and presale apart, what is fixed at its source, the rest
 * from the fewest sources; where more than stock limits, as {@link ParcelPlanning} says.
 */
final class GroupSourcing {
    private final PlanDraft draft;
    private final RegroupInput input;
    private final boolean limited;

    GroupSourcing(PlanDraft draft) {
        this.draft = draft;
        this.input = draft.input;
        this.limited = ParcelRules.isLimited(input);
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

    /** Plans what a group of orders still needs; lines with a refund stay out of it, each order's by themselves. */
    void plan(List<Member> together, Map<Long, Map<Integer, Long>> settled) {
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
                draft.tell(member, "REFUNDED_LINES_APART", "demands", dropped.size());
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
                opens.forEach(open -> draft.waiting.add(new Waiting("PRESALE_ASK", open.part(open.quantity()))));
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
        bySource.forEach(draft::add);
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
                boolean known = draft.isKnown(fixed);
                draft.tell(open.member(), known ? "FIXED_SOURCE" : "FIXED_SOURCE_UNKNOWN", "source", fixed);
            }
        }
        ParcelPlanning.Answer answer = new ParcelPlanning(
                        input.conditions(), input.now(), draft.stock, draft.drawdown, draft.room, draft::tell)
                .plan(wanted, whole);
        for (ParcelPlanning.Sent parcel : answer.parcels()) {
            if (ParcelRules.gifts(input, new Group(null, parcel.source(), parcel.parts()))
                    .isPresent()) {
                // units of one gift were asked to go different ways by hand: none goes without the goods
                parcel.parts().forEach(part -> draft.waiting.add(new Waiting("GIFT_WAITS", part)));
                continue;
            }
            for (Part part : parcel.parts()) {
                Open open = byDemand.get(part);
                if (open != null) {
                    draft.take(parcel.source(), open.want().sku(), part.quantity());
                }
            }
            draft.add(parcel.source(), new ArrayList<>(parcel.parts()));
        }
        List<Open> missing = new ArrayList<>();
        for (Part part : answer.missing()) {
            Open open = byDemand.get(part);
            if (open != null) {
                missing.add(new Open(open.member(), open.want(), part.quantity()));
            }
        }
        shortage(missing);
        answer.waiting().forEach(held -> draft.waiting.add(new Waiting(held.code(), held.part())));
    }

    private void planFixed(String source, List<Open> opens, Map<String, List<Part>> bySource) {
        boolean known = draft.isKnown(source);
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
        for (Source source : draft.stock.sources()) {
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
                free[source][line] = draft.drawdown.left(counted.get(source), one.getKey());
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
            long taken = draft.take(source, open.want().sku(), open.quantity());
            if (taken > 0) {
                parts.add(open.part(taken));
            }
            if (taken < open.quantity()) {
                rest.add(new Open(open.member(), open.want(), open.quantity() - taken));
            }
        }
        return rest;
    }

    private void shortage(List<Open> opens) {
        for (Open open : opens) {
            draft.shortfalls.add(new Shortfall(open.part(open.quantity())));
            Want want = open.want();
            draft.tell(
                    open.member(),
                    "SHORTFALL",
                    "sku",
                    want.sku(),
                    "missing",
                    Regroup.text(want, open.quantity()),
                    "needed",
                    Regroup.text(want, want.needed()));
        }
    }

    private void tellAll(List<Open> opens, String code, Object... figures) {
        long last = 0;
        for (Open open : opens) {
            if (open.member().orderId() != last) {
                last = open.member().orderId();
                draft.tell(open.member(), code, figures);
            }
        }
    }
}
