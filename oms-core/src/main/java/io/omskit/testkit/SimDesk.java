package io.omskit.testkit;

import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.value.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The people of the host in a simulated world: they stop orders and let them go again, approve what waits for them, order
 * goods that are missing and have orders planned anew.
 *
 * <p>Checked: an order that was stopped before its work was handed over is not handed over while it is stopped; in the end
 * everything that the buyers still want and paid for has left.
 */
public final class SimDesk implements SimParticipant {
    private static final String OWNER = "desk";
    private static final Hold.Step[] STOPPED = {Hold.Step.MERGE, Hold.Step.RELEASE, Hold.Step.HAND_OVER};
    private static final int PAGE = 500;

    private final SimWorld world;
    private final SimWarehouse warehouse;
    private final List<String> sources;
    /** Orders with our hold, and those of them whose work had not been handed over when it was set. */
    private final Set<Long> held = new TreeSet<>();

    private final Set<Long> inTime = new HashSet<>();

    /**
     * A desk in a world.
     *
     * @param warehouse where missing goods are ordered to
     * @param sources the warehouses by id
     */
    public SimDesk(SimWorld world, SimWarehouse warehouse, List<String> sources) {
        this.world = world;
        this.warehouse = warehouse;
        this.sources = List.copyOf(sources);
    }

    @Override
    public String name() {
        return "desk";
    }

    @Override
    public String step(Instant now, SplittableRandom random) {
        List<Order> orders = world.oms().orders().list(0, PAGE);
        if (orders.isEmpty()) {
            return "";
        }
        Order order = orders.get(random.nextInt(orders.size()));
        int dice = random.nextInt(100);
        if (dice < 20) {
            return stop(order);
        }
        if (dice < 45 && !held.isEmpty()) {
            return letGo(List.copyOf(held).get(random.nextInt(held.size())));
        }
        if (dice < 60 && !order.demands().isEmpty()) {
            Demand demand = order.demands().get(random.nextInt(order.demands().size()));
            StockCell cell = new StockCell(sources.get(random.nextInt(sources.size())), demand.sku());
            warehouse.order(cell, 1 + random.nextInt(6));
            return "orders goods for " + cell;
        }
        return dice < 75 ? approve(order) : replan(order);
    }

    private String stop(Order order) {
        Hold hold = new Hold(
                "DESK",
                OWNER,
                "look",
                null,
                "somebody looks",
                world.time().instant(),
                null,
                EnumSet.of(STOPPED[0], STOPPED));
        held.add(order.id());
        Oms oms = world.oms();
        if (!oms.submit(new Command.PlaceHold(order.id(), hold)).done()) {
            return "cannot stop " + order.ref();
        }
        Order now = oms.orders().find(order.id()).orElse(order);
        if (oms.fulfillment().of(now).stream().noneMatch(FulfillmentOrder::handedOver)) {
            inTime.add(order.id());
        }
        return "stops " + order.ref();
    }

    private String letGo(long id) {
        inTime.remove(id);
        Command.Result result = world.oms().submit(new Command.LiftHold(id, OWNER, "look"));
        held.remove(id);
        return (result.done() ? "lets go " : "cannot let go ") + id;
    }

    private String approve(Order order) {
        boolean waits = world.oms()
                .orders()
                .waitingAt(order)
                .filter(Hold.REVIEW::equals)
                .isPresent();
        if (!waits) {
            return "";
        }
        Command.Result result = world.oms().submit(new Command.OpenGate(order.id(), Hold.REVIEW, OWNER));
        return (result.done() ? "approves " : "cannot approve ") + order.ref();
    }

    private String replan(Order order) {
        boolean missing = order.demands().stream().anyMatch(demand -> demand.missing() > 0);
        if (!missing) {
            return "";
        }
        return "plans " + order.ref() + " anew: "
                + world.oms().submit(new Command.Replan(order.id())).done();
    }

    @Override
    public void settle() {
        List.copyOf(held).forEach(this::letGo);
        for (Order order : all()) {
            approve(order);
            replan(order);
        }
        for (Order order : warehouse.isWaiting() ? List.<Order>of() : all()) {
            for (Demand demand : order.demands()) {
                if (demand.missing() > 0) {
                    warehouse.order(new StockCell(sources.get(0), demand.sku()), demand.missing());
                }
            }
        }
    }

    private List<Order> all() {
        List<Order> all = new ArrayList<>();
        List<Order> page = world.oms().orders().list(0, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = world.oms().orders().list(page.get(page.size() - 1).id(), PAGE);
        }
        return all;
    }

    @Override
    public Optional<Violation> check() {
        for (Long id : inTime) {
            Order order = world.oms().orders().find(id).orElseThrow();
            for (FulfillmentOrder work : world.oms().fulfillment().of(order)) {
                if (work.handedOver()) {
                    return Optional.of(new Violation(
                            "S1", "order " + order.ref(), "was handed over in " + work.id() + " against our hold"));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Violation> checkSettled() {
        for (Order order : all()) {
            if (!order.sale().status().isPaid()
                    || order.sale().allRefunds().stream()
                            .anyMatch(refund -> refund.status().isOpen())) {
                continue;
            }
            for (Demand demand : order.demands()) {
                if (demand.open() != 0) {
                    return Optional.of(new Violation(
                            "SETTLED",
                            "order " + order.ref(),
                            "still has to ship " + demand + " holds " + order.holds()));
                }
            }
        }
        return Optional.empty();
    }
}
