package io.omskit.testkit;

import io.omskit.catalog.Sku;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler;
import io.omskit.fact.Fact;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.fact.StockFact;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.stock.Balances;
import io.omskit.stock.StockCell;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import io.omskit.value.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The warehouses of a simulated world, with shelves of their own: they take work, stop it while it is not packed, pack, and
 * ship in one or two parcels; goods come in by stock facts. Sometimes they have no time, and sometimes their answer is lost.
 *
 * <p>Checked: shelves never hold less than nothing, no packed goods are refused at the door, no work reaches a source twice
 * with two answers or while a hold keeps its order; in the end shelves and books agree and nothing is reserved.
 */
public final class SimWarehouse implements SimParticipant {
    private static final Duration BUSY = Duration.ofMinutes(3);
    private static final int UNLOADED_AT_ONCE = 4;

    private final SimWorld world;
    private final Parcels parcels;
    private final SplittableRandom line;
    private final Map<Long, Job> jobs = new TreeMap<>();
    private final Map<String, String> answers = new TreeMap<>();
    private final Map<StockCell, Long> shelves = new TreeMap<>();
    private final List<StockFact> arriving = new ArrayList<>();
    private boolean calm;
    private int deliveries;

    /** Gives parcels their numbers and takes them on their way. */
    public interface Parcels {
        /**
         * Makes or finds the waybill of a parcel.
         *
         * @param key the same for every attempt at the same parcel
         * @return the carrier and the number; empty while the carrier cannot be reached
         */
        Optional<Waybill> waybill(Oms oms, FulfillmentOrder work, String key);

        /** The parcel leaves; repeated calls mean nothing. */
        void takes(Waybill waybill);
    }

    /**
     * A number that a carrier gave.
     *
     * @param carrier the carrier id
     * @param number the tracking number
     */
    public record Waybill(String carrier, String number) {}

    /** Work that was taken, and how far it is. */
    private static final class Job {
        final long work;
        final String key;
        boolean stopped;
        /** Packing was reported; until the answer is known it may count. */
        boolean begun;

        List<Part> packed = List.of();
        List<List<Part>> leaving = List.of();

        Job(long work, String key) {
            this.work = work;
            this.key = key;
        }
    }

    /**
     * Warehouses in a world.
     *
     * @param parcels who carries what they ship
     */
    public SimWarehouse(SimWorld world, Parcels parcels) {
        this.world = world;
        this.parcels = parcels;
        this.line = new SplittableRandom(17);
    }

    @Override
    public String name() {
        return "warehouse";
    }

    /** Goods are on their way; the books hear of them by a fact that may be told twice. */
    public void order(StockCell cell, long pieces) {
        deliveries++;
        arriving.add(new StockFact(
                cell.source(),
                cell.sku().code(),
                Revision.at(world.time().instant(), 1),
                new Provenance("warehouse", world.time().instant()),
                StockFact.Kind.RECEIVED,
                Quantity.of(pieces, Measure.PIECE),
                "delivery-" + deliveries,
                world.time().instant()));
        shelves.merge(cell, pieces, Long::sum);
    }

    /** Whether goods are on their way. */
    public boolean isWaiting() {
        return !arriving.isEmpty();
    }

    @Override
    public void attach(Oms oms) {
        oms.register(EffectHandler.of(
                Effect.SOURCE_WORK, EffectHandler.RepeatRule.SAME_KEY, effect -> overTheLine(oms, effect)));
    }

    private EffectHandler.Outcome overTheLine(Oms oms, Effect effect) {
        int dice = calm ? 100 : line.nextInt(100);
        if (dice < 8) {
            return new EffectHandler.Outcome.Retry("no time", BUSY);
        }
        String answer = answers.computeIfAbsent(effect.key(), key -> answer(oms, effect));
        if (dice < 14) {
            return new EffectHandler.Outcome.Unknown("the answer was lost");
        }
        return answer.equals("too late")
                ? new EffectHandler.Outcome.Rejected(answer)
                : EffectHandler.Outcome.Done.of(answer);
    }

    private String answer(Oms oms, Effect effect) {
        long id = effect.fulfillmentOrder();
        Job job = jobs.get(id);
        if (effect.datum("action").equals("release")) {
            FulfillmentOrder work = oms.fulfillment().find(id).orElse(null);
            if (work == null || !work.handedOver()) {
                world.accuse("S1", "fulfillment order " + id, "reached its source and is not handed over");
            }
            jobs.put(id, new Job(id, effect.key()));
            world.tell(name(), "takes " + effect.key() + " at " + effect.target());
            return "taken";
        }
        if (job != null && job.begun) {
            world.tell(name(), "is too late for " + effect.key());
            return "too late";
        }
        if (job != null && !effect.data().containsKey("units")) {
            job.stopped = true;
        }
        world.tell(name(), "stops for " + effect.key());
        return "stopped";
    }

    @Override
    public String step(Instant now, SplittableRandom random) {
        if (!arriving.isEmpty() && random.nextInt(3) == 0) {
            int first = random.nextInt(arriving.size());
            List<StockFact> some = arriving.subList(first, Math.min(arriving.size(), first + UNLOADED_AT_ONCE));
            return receive(List.copyOf(some), random.nextInt(5) == 0);
        }
        List<Job> open = new ArrayList<>(jobs.values());
        return open.isEmpty() ? "" : advance(open.get(random.nextInt(open.size())), random.nextInt(3) == 0);
    }

    private String receive(List<StockFact> some, boolean toldAgain) {
        boolean accepted = world.oms().accept(some.toArray(Fact[]::new)) == Acceptance.ACCEPTED;
        if (accepted && !toldAgain) {
            arriving.removeAll(some);
        }
        return some.stream().map(StockFact::reference).toList() + (accepted ? "" : " later");
    }

    private String advance(Job job, boolean inTwo) {
        if (job.stopped) {
            jobs.remove(job.work, job);
            return "";
        }
        return job.packed.isEmpty() ? pack(job, inTwo) : ship(job);
    }

    /** Packing is the moment from which the engine cancels nothing any more, so it is reported before a hand is moved. */
    private String pack(Job job, boolean inTwo) {
        Oms oms = world.oms();
        FulfillmentOrder work = oms.fulfillment().find(job.work).orElse(null);
        if (work == null || work.allocations().isEmpty()) {
            jobs.remove(job.work, job);
            return "drops " + job.key;
        }
        if (job.stopped) {
            // while we looked the work up; what we said is stopped must not be packed
            return "";
        }
        List<Part> parts = packed(work);
        if (parts.isEmpty()) {
            List<Part> all = work.allocations().stream()
                    .map(a -> new Part(a.orderId(), a.demand(), a.quantity()))
                    .toList();
            job.begun = true;
            Command.Result result = oms.submit(new Command.Report(
                    new SourceReport.Packed(job.work, world.time().instant(), all, List.of())));
            if (!result.done()) {
                job.begun = false;
                return "cannot pack " + job.work + ": " + result.explanation().reasons();
            }
            parts = all;
        }
        job.packed = parts;
        boolean two = inTwo && parts.size() > 1;
        job.leaving = two ? List.of(parts.subList(0, 1), parts.subList(1, parts.size())) : List.of(parts);
        return "packs " + job.work + " " + parts.size() + " parts";
    }

    /** What a report whose answer was lost has packed. */
    private static List<Part> packed(FulfillmentOrder work) {
        List<Part> parts = new ArrayList<>();
        for (Allocation allocation : work.allocations()) {
            if (allocation.progress().packed() > 0) {
                parts.add(new Part(
                        allocation.orderId(),
                        allocation.demand(),
                        allocation.progress().packed()));
            }
        }
        return parts;
    }

    private String ship(Job job) {
        Oms oms = world.oms();
        FulfillmentOrder work = oms.fulfillment().find(job.work).orElse(null);
        if (work == null) {
            world.accuse("Q1", "fulfillment order " + job.work, "disappeared with packed goods");
            return "";
        }
        List<Part> parts = job.leaving.get(0);
        String key = job.work + "-" + job.leaving.size();
        Waybill waybill = parcels.waybill(oms, work, key).orElse(null);
        if (waybill == null) {
            return "gets no waybill for " + key;
        }
        Command.Result result = oms.submit(new Command.Report(new SourceReport.Shipped(
                job.work, world.time().instant(), waybill.carrier(), waybill.number(), "", parts)));
        if (!result.done()) {
            world.accuse(
                    "R-2.3",
                    "parcel " + waybill,
                    "is refused: " + result.explanation().reasons());
        }
        parts.forEach(part -> takeOff(work, part));
        parcels.takes(waybill);
        job.leaving = job.leaving.subList(1, job.leaving.size());
        if (job.leaving.isEmpty()) {
            jobs.remove(job.work, job);
        }
        return "ships " + waybill.number() + " of " + job.work;
    }

    private void takeOff(FulfillmentOrder work, Part part) {
        for (Allocation allocation : work.allocations()) {
            if (allocation.isOf(part.orderId(), part.demand())) {
                shelves.merge(new StockCell(work.source(), allocation.sku()), -part.quantity(), Long::sum);
                return;
            }
        }
    }

    @Override
    public void settle() {
        calm = true;
        while (!arriving.isEmpty()) {
            int before = arriving.size();
            receive(List.copyOf(arriving.subList(0, Math.min(before, UNLOADED_AT_ONCE))), false);
            if (arriving.size() == before) {
                break;
            }
        }
        for (Job job : List.copyOf(jobs.values())) {
            while (jobs.get(job.work) == job) {
                if (advance(job, false).startsWith("cannot")) {
                    break;
                }
            }
        }
    }

    @Override
    public Optional<Violation> check() {
        return shelves.entrySet().stream()
                .filter(shelf -> shelf.getValue() < 0)
                .map(shelf ->
                        new Violation("OVERSOLD", shelf.getKey().toString(), "the shelf holds " + shelf.getValue()))
                .findFirst();
    }

    @Override
    public Optional<Violation> checkSettled() {
        if (!jobs.isEmpty() || !arriving.isEmpty()) {
            return Optional.of(new Violation(
                    "SETTLED", "warehouse", jobs.size() + " jobs and " + arriving.size() + " deliveries are open"));
        }
        Map<StockCell, Balances> books = world.oms().stock().balances(shelves.keySet());
        for (Map.Entry<StockCell, Long> shelf : shelves.entrySet()) {
            Balances book = books.get(shelf.getKey());
            if (book != null && (book.onHand() != shelf.getValue() || book.reserved() != 0)) {
                return Optional.of(new Violation(
                        "SETTLED",
                        shelf.getKey().toString(),
                        "the shelf holds " + shelf.getValue() + ", the books " + book));
            }
        }
        return Optional.empty();
    }

    /** The cells that ever had goods. */
    public Collection<StockCell> cells() {
        return List.copyOf(shelves.keySet());
    }

    /** A cell of a SKU. */
    public static StockCell cell(String source, String sku) {
        return new StockCell(source, new Sku(sku));
    }
}
