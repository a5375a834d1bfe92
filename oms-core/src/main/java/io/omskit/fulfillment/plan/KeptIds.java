package io.omskit.fulfillment.plan;

import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.RegroupInput.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups get back the ids of planned fulfillment orders that hold the most of the same at the same source. */
final class KeptIds {
    private final PlanDraft draft;
    private final Map<Long, List<Work>> worksByOrder;
    private final Set<Long> taken = new HashSet<>();

    KeptIds(PlanDraft draft, Map<Long, List<Work>> worksByOrder) {
        this.draft = draft;
        this.worksByOrder = worksByOrder;
    }

    List<Group> of(List<Group> fresh) {
        List<Group> kept = new ArrayList<>(fresh.size());
        Map<Group, Work> same = draft.input.works().isEmpty() ? Map.of() : same(fresh);
        for (Group group : fresh) {
            Work work = draft.input.works().isEmpty() ? null : same.get(group);
            if (work == null && !draft.input.works().isEmpty()) {
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

    private void tellKept(Group group) {
        long last = 0;
        for (Part part : group.parts()) {
            Member member = part.orderId() == last ? null : draft.input.member(part.orderId());
            if (member != null) {
                draft.tell(member, "KEPT");
            }
            last = part.orderId();
        }
    }
}
