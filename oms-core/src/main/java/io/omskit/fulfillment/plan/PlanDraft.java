package io.omskit.fulfillment.plan;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Shortfall;
import io.omskit.fulfillment.plan.Grouping.Waiting;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.plan.RegroupInput.Work;
import io.omskit.stock.Drawdown;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A plan on its way: what is taken of the stock and of the room of sources so far, the groups that stand, and the reasons. One
 * planning run fills it; for one thread.
 */
final class PlanDraft {
    final RegroupInput input;
    final StockSnapshot stock;
    final Drawdown drawdown;
    /** Parcels that a source can still take; one that is not named takes any. */
    final Map<String, Long> room;

    final List<Group> groups = new ArrayList<>();
    final List<Shortfall> shortfalls = new ArrayList<>();
    final List<Waiting> waiting = new ArrayList<>();
    final List<Reason> reasons = new ArrayList<>();

    PlanDraft(RegroupInput input) {
        this.input = input;
        this.stock = StockSnapshot.of(input.sources(), freeWithoutMovable(input));
        this.drawdown = stock.drawdown();
        this.room = new HashMap<>(input.conditions().capacity());
        for (Work work : input.works()) {
            room.computeIfPresent(work.source(), (same, left) -> work.movable() ? left + 1 : left);
        }
    }

    /** What the members may take: what is free, and what their own movable fulfillment orders hold already. */
    private static Map<StockCell, Long> freeWithoutMovable(RegroupInput input) {
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

    boolean isKnown(String source) {
        return stock.source(source) != null;
    }

    /** Takes as much of what is wanted as the source has left. */
    long take(String source, Sku sku, long wanted) {
        return wanted > 0 && isKnown(source) ? drawdown.take(source, sku, wanted) : 0;
    }

    /** Adds a group of parts that were taken; none makes no group. */
    void add(String source, List<Part> parts) {
        if (!parts.isEmpty()) {
            parts.sort(Part.BY_DEMAND);
            groups.add(new Group(null, source, parts));
            room.computeIfPresent(source, (same, left) -> Math.max(0, left - 1));
        }
    }

    void tell(long orderId, String code, Object... figures) {
        Member member = input.member(orderId);
        if (member != null) {
            tell(member, code, figures);
        }
    }

    void tell(Member member, String code, Object... figures) {
        reasons.add(Reason.of(code, MergeRules.subject(member.ref()), figures));
    }
}
