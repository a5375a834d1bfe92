package io.omskit.fulfillment.plan;

import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Hint;
import io.omskit.fulfillment.plan.Grouping.PullBack;
import io.omskit.fulfillment.plan.Grouping.Shortfall;
import io.omskit.fulfillment.plan.Grouping.Waiting;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.plan.RegroupInput.Work;
import io.omskit.fulfillment.stored.ConditionsJson;
import io.omskit.fulfillment.stored.MergeJson;
import io.omskit.order.stored.StoredWriter;
import io.omskit.stock.Source;
import io.omskit.value.Measure;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One decision on its way into text, in the form of {@link PlanJson}. For one decision and one thread. */
final class PlanWriter {
    private final RegroupInput input;
    private final Map<Long, Integer> places = new HashMap<>();
    private final StoredWriter out = new StoredWriter(null, null);

    PlanWriter(RegroupInput input) {
        this.input = input;
        for (Member member : input.members()) {
            places.put(member.orderId(), places.size());
        }
    }

    String write(Grouping plan, List<Group> groupsBefore) {
        out.number("by", Regroup.VERSION, 0);
        out.instant("now", input.now());
        MergeJson.write(out, input.policy());
        ConditionsJson.write(out, input.conditions());
        out.objects("in", input.members(), (place, member) -> member(member));
        works();
        sources();
        free();
        if (!groupsBefore.equals(PlanJson.planned(input.works()))) {
            out.allValues("was", groups(groupsBefore));
        }
        Grouping before = input.before();
        if (before != null) {
            out.values("undo", groups(before.groups()));
            rest(before, "undoShort", "undoWait");
        }
        plan(plan);
        return out.end();
    }

    private void member(Member member) {
        out.number("id", member.orderId(), 0);
        ChannelRef ref = member.ref();
        out.values("ref", List.of(ref.platform(), ref.shop(), ref.number()));
        paid(member.paidAt());
        MergeJson.write(out, member.merge());
        out.flag("blocked", member.blocked());
        List<Object> wants = new ArrayList<>();
        member.wants().forEach(want -> wants.add(want(want)));
        out.values("wants", wants);
    }

    /** Milliseconds before the decision; where that loses something, the instant. */
    private void paid(@Nullable Instant paidAt) {
        long before = paidAt == null ? 0 : input.now().toEpochMilli() - paidAt.toEpochMilli();
        if (paidAt != null && input.now().minusMillis(before).equals(paidAt)) {
            out.number("ago", before, ~before);
        } else {
            out.instant("paid", paidAt);
        }
    }

    /** Demand, SKU, quantity or minus surplus; then what is unusual, by name. */
    private static List<Object> want(Want want) {
        List<Object> flat = new ArrayList<>(8);
        flat.add(want.demand());
        flat.add(want.sku().code());
        flat.add(want.quantity() > 0 ? want.quantity() : -want.surplus());
        add(flat, "of", want.needed(), want.quantity());
        add(flat, "unit", want.measure(), Measure.PIECE);
        add(flat, "at", want.source(), null);
        add(flat, "pre", want.presale(), false);
        ConditionsJson.goods(want.goods()).ifPresent(goods -> add(flat, "goods", goods, null));
        ConditionsJson.bond(want.bond()).ifPresent(bond -> add(flat, "bond", bond, null));
        return flat;
    }

    /** A name and its value, unless it is absent or the usual one. */
    private static void add(List<Object> flat, String name, @Nullable Object value, @Nullable Object usual) {
        if (value != null && !value.equals(usual)) {
            flat.add(name);
            flat.add(value);
        }
    }

    private void works() {
        List<Object> movable = new ArrayList<>();
        List<Object> released = new ArrayList<>();
        for (Work work : input.works()) {
            (work.movable() ? movable : released).add(List.of(work.id(), work.source(), parts(work.parts())));
        }
        out.values("planned", movable);
        out.values("released", released);
    }

    /** Place of the member, demand, quantity. */
    private List<Object> parts(List<Part> parts) {
        List<Object> flat = new ArrayList<>(3 * parts.size());
        for (Part part : parts) {
            flat.add(place(part.orderId()));
            flat.add(part.demand());
            flat.add(part.quantity());
        }
        return flat;
    }

    private Object place(long orderId) {
        Integer place = places.get(orderId);
        return place == null ? "#" + orderId : place;
    }

    private void sources() {
        ZoneId zone = input.sources().isEmpty() ? null : input.sources().get(0).zone();
        out.text("zone", zone == null ? null : zone.getId());
        List<Object> sources = new ArrayList<>();
        for (Source source : input.sources()) {
            sources.add(source(source, Source.of(source.id(), Source.Kind.OWN, source.zone()), zone));
        }
        out.values("src", sources);
    }

    /** Id and priority; then what is unusual, by name. */
    private static List<Object> source(Source source, Source usual, @Nullable ZoneId zone) {
        List<Object> flat = new ArrayList<>(4);
        flat.add(source.id());
        flat.add(source.priority());
        add(flat, "kind", source.kind(), usual.kind());
        add(flat, "zone", source.zone().getId(), zone == null ? null : zone.getId());
        add(flat, "region", source.region(), null);
        add(flat, "cut", source.cutOff() == null ? null : source.cutOff().toString(), null);
        add(flat, "uncounted", !source.counted(), false);
        ConditionsJson.duty(source.duty()).ifPresent(duty -> add(flat, "duty", duty, null));
        return flat;
    }

    /** By source: SKU, quantity, SKU, quantity. */
    private void free() {
        Map<String, List<Object>> bySource = new TreeMap<>();
        input.free().forEach((cell, quantity) -> {
            List<Object> flat = bySource.computeIfAbsent(cell.source(), source -> new ArrayList<>());
            flat.add(cell.sku().code());
            flat.add(quantity);
        });
        List<Object> flat = new ArrayList<>();
        bySource.forEach((source, cells) -> {
            flat.add(source);
            flat.add(cells);
        });
        out.values("free", flat);
    }

    private List<Object> groups(List<Group> all) {
        List<Object> groups = new ArrayList<>();
        for (Group group : all) {
            Long id = group.fulfillmentOrder();
            groups.add(
                    id == null
                            ? List.of(group.source(), parts(group.parts()))
                            : List.of(group.source(), parts(group.parts()), id));
        }
        return groups;
    }

    private void plan(Grouping plan) {
        out.values("plan", groups(plan.groups()));
        List<Object> back = new ArrayList<>();
        for (PullBack pullBack : plan.pullBacks()) {
            back.add(List.of(pullBack.fulfillmentOrder(), parts(List.of(pullBack.part()))));
        }
        out.values("back", back);
        List<Object> hints = new ArrayList<>();
        for (Hint hint : plan.hints()) {
            List<Object> flat = new ArrayList<>(List.of(hint.code(), place(hint.orderId())));
            hint.siblings().forEach(id -> flat.add(place(id)));
            hints.add(flat);
        }
        out.values("hints", hints);
        rest(plan, "short", "wait");
    }

    /** What is in no group. */
    private void rest(Grouping plan, String shortName, String waitName) {
        out.values(
                shortName, parts(plan.shortfalls().stream().map(Shortfall::part).toList()));
        List<Object> waiting = new ArrayList<>();
        for (Waiting one : plan.waiting()) {
            waiting.add(List.of(one.code(), parts(List.of(one.part()))));
        }
        out.values(waitName, waiting);
    }
}
