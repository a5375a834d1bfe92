package io.omskit.engine.planning;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.stored.Tables;
import io.omskit.engine.work.Work;
import io.omskit.fact.PlatformStatus;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.AllocationFold;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Shipment;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.order.Demand;
import io.omskit.order.Demands;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Refund;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.Query;
import java.util.Collection;
import java.util.Map;

/**
 * What late news does to work that was released (rules ): before the hand-over it comes back at once; after it the
 * source is asked to stop; what is on its way the carrier is asked to stop. What came of asking is reported as an event or an
 * alert of the order.
 */
final class PullBacks {
    private final Work work;
    private final Sources sources;
    private final Capacity capacity;

    PullBacks(Work work, Sources sources, Capacity capacity) {
        this.work = work;
        this.sources = sources;
        this.capacity = capacity;
    }

    /** Our release is the hand-over to the source, so what keeps the goods from leaving keeps the work here as well. */
    boolean isHeld(FulfillmentOrder held, Order member) {
        return held.isBlocked(member, Hold.Step.RELEASE, work.now())
                || held.isBlocked(member, Hold.Step.HAND_OVER, work.now());
    }

    private boolean isHeld(Order order) {
        return order.isBlocked(Hold.Step.RELEASE, work.now()) || order.isBlocked(Hold.Step.HAND_OVER, work.now());
    }

    /**
     * Pulls back the work of an order that is held, is to be reviewed again, whose goods are to go elsewhere, or are not wanted
     * any more. A parcel on its way is not stopped for another review.
     */
    void of(Order order) {
        boolean moved = work.notes(order.id()).consigneeChanged;
        boolean recalled = moved || work.notes(order.id()).reviewAgain;
        boolean unwanted = order.demands().stream().anyMatch(demand -> Demands.isUnwantedOnTheWay(order, demand));
        if (!recalled && !unwanted && !isHeld(order)) {
            return;
        }
        boolean stopsParcels =
                isUnderWay(order) && (moved || unwanted || order.isBlocked(Hold.Step.DELIVERY, work.now()));
        String cause = moved ? "ADDRESS_CHANGED" : unwanted ? "NOT_WANTED" : cause(order);
        for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
            if (held.isMovable()) {
                continue;
            }
            if (isLeaving(held)) {
                if (stopsParcels) {
                    askCarriersToStop(order, held, cause, moved);
                }
            } else if (held.handedOver() || isBegun(held)) {
                if (recalled || isHeld(held, order) || (isUnwanted(held, order) && isBegun(held))) {
                    askSourceToStop(order, held);
                }
            } else if (recalled || isHeld(held, order)) {
                withdraw(held);
            }
        }
    }

    /**
     * Stops released work in which only gifts are left whose goods have not left: picked short, or canceled.
     *
     * @return whether work was taken back, so that it must be planned again
     */
    boolean ofLonelyGifts(Order order) {
        boolean again = false;
        for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
            if (held.isMovable() || isLeaving(held) || !hasOnlyWaitingGifts(held)) {
                continue;
            }
            if (held.handedOver() || isBegun(held)) {
                askSourceToStop(order, held);
            } else {
                withdraw(held);
                again = true;
            }
        }
        return again;
    }

    private boolean hasOnlyWaitingGifts(FulfillmentOrder held) {
        for (Allocation allocation : held.allocations()) {
            Order order = work.order(allocation.orderId());
            if (order == null
                    || Bond.of(order, order.demands().get(allocation.demand()))
                            .company()
                            .isEmpty()) {
                return false;
            }
        }
        return !held.allocations().isEmpty();
    }

    /** Once the buyer has signed for it, or sends it back, there is nothing left to stop. */
    private static boolean isUnderWay(Order order) {
        PlatformStatus status = order.sale().status();
        return status != PlatformStatus.SIGNED
                && status != PlatformStatus.FINISHED
                && order.sale().allRefunds().stream().noneMatch(Refund::withReturn);
    }

    private String cause(Order order) {
        for (Hold hold : order.holds()) {
            if (hold.blocks(Hold.Step.HAND_OVER, work.now()) || hold.blocks(Hold.Step.RELEASE, work.now())) {
                return hold.type();
            }
        }
        return "HELD";
    }

    private static boolean isBegun(FulfillmentOrder held) {
        return held.allocations().stream().anyMatch(a -> a.progress().packed() > 0);
    }

    private static boolean isLeaving(FulfillmentOrder held) {
        return held.allocations().stream().anyMatch(a -> a.progress().shipped() > 0);
    }

    /** Takes work back that its source has stopped: it is planned again, and released again when nothing holds it. */
    void takeBack(FulfillmentOrder stopped) {
        work.preloadIds(stopped.orderIds());
        if (!isLeaving(stopped)) {
            withdraw(stopped);
            stopped.orderIds().forEach(id -> work.notes(id).settled.add("INTERCEPT"));
        }
    }

    private void withdraw(FulfillmentOrder held) {
        capacity.giveBack(held);
        unpack(held);
        work.put(held.withdrawn());
        for (Long id : held.orderIds()) {
            Order member = work.order(id);
            if (member != null) {
                work.notes(id).events.add("RELEASE_WITHDRAWN");
                work.notes(id)
                        .reasons
                        .add(Reason.of("RELEASE_WITHDRAWN", "order " + member.ref(), "source", held.source()));
            }
        }
        recount(held.orderIds());
    }

    /** What the scale showed more or less than was sold goes back to the shelf with the rest. */
    private void unpack(FulfillmentOrder held) {
        for (Allocation allocation : held.allocations()) {
            Long weight = allocation.packedWeight();
            long more = weight == null ? 0 : weight - allocation.progress().packed();
            if (more != 0 && sources.isCounted(held.source())) {
                StockCell cell = new StockCell(held.source(), allocation.sku());
                String reference = FulfillmentOrder.reference(held.id());
                work.move(allocation.orderId(), StockMovement.adjust(cell, more, reference, "unpacked"));
            }
        }
    }

    private void askSourceToStop(Order order, FulfillmentOrder held) {
        work.effect(
                "stop:" + held.id() + ":" + held.releases(),
                Effect.SOURCE_WORK,
                held.source(),
                order.id(),
                held.id(),
                Map.of("action", "cancel"),
                work.now());
        work.notes(order.id())
                .alerts
                .put("INTERCEPT", Reason.of("INTERCEPT_ASKED", "order " + order.ref(), "source", held.source()));
    }

    private static boolean isUnwanted(FulfillmentOrder held, Order order) {
        return held.allocations().stream()
                .anyMatch(allocation -> allocation.orderId() == order.id()
                        && Demands.isUnwantedOnTheWay(order, order.demands().get(allocation.demand())));
    }

    /** Whether the units are to be stopped on their way; others of the same order may arrive. */
    private boolean isToBeStopped(Order order, Demand demand) {
        return Demands.isUnwantedOnTheWay(order, demand) || order.isBlocked(Hold.Step.DELIVERY, demand, work.now());
    }

    /** A parcel is asked for once, and the alert is raised with the question: what came of it may have settled it. */
    private void askCarriersToStop(Order order, FulfillmentOrder held, String cause, boolean moved) {
        for (Shipment parcel : work.parcels(held)) {
            boolean holdsIt = parcel.contents().stream()
                    .anyMatch(content -> content.orderId() == order.id()
                            && (moved || isToBeStopped(order, order.demands().get(content.demand()))));
            String key = "intercept:" + parcel.id();
            if (holdsIt && !parcel.isOver() && isUnderWay(order, held) && !isAsked(key)) {
                work.effect(
                        key,
                        Effect.INTERCEPT,
                        parcel.carrier(),
                        order.id(),
                        held.id(),
                        Map.of("tracking", parcel.number(), "cause", cause),
                        work.now());
                work.notes(order.id())
                        .alerts
                        .put(
                                "INTERCEPT",
                                Reason.of(
                                        "PARCEL_INTERCEPT_ASKED", "order " + order.ref(), "carrier", parcel.carrier()));
            }
        }
    }

    private boolean isAsked(String key) {
        return !work.find(Query.by(Tables.EFFECT, "effect_key", key).limit(1)).isEmpty();
    }

    /** Somebody else than the carrier may have told that it arrived. */
    private static boolean isUnderWay(Order order, FulfillmentOrder held) {
        return held.allocations().stream()
                .filter(allocation -> allocation.orderId() == order.id())
                .map(Allocation::progress)
                .anyMatch(at -> at.shipped() > Math.max(at.delivered(), at.returned()) + at.lost());
    }

    /** The counters of these orders follow what their work holds now. */
    void recount(Collection<Long> orderIds) {
        for (Long id : orderIds) {
            Order order = work.order(id);
            if (order != null) {
                work.put(AllocationFold.recount(order, work.fulfillmentsOf(order)));
            }
        }
    }
}
