package io.omskit.fulfillment.parcel;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.ParcelQuestion.Kind;
import io.omskit.fulfillment.parcel.ParcelQuestion.Slice;
import io.omskit.fulfillment.parcel.ParcelQuestion.Units;
import io.omskit.fulfillment.sourcing.ParcelInput;
import io.omskit.fulfillment.sourcing.ParcelPlan;
import io.omskit.fulfillment.sourcing.ParcelPlanner;
import io.omskit.stock.Drawdown;
import io.omskit.stock.Source;
import io.omskit.stock.StockSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Plans what a group of orders still needs where more than stock limits: asks {@link ParcelPlanner}, keeps what was said by
 * hand as long as it can, and tells for each line which rule parted it or keeps it waiting. Belongs to one planning run.
 * Source: domain rules.
 */
public final class ParcelPlanning {
    /** Nodes that are searched at most for one group of orders. */
    public static final long NODE_LIMIT = 8_000;

    private final Conditions conditions;
    private final ParcelPolicy policy;
    private final Instant now;
    private final StockSnapshot stock;
    private final Drawdown drawdown;
    private final Map<String, Long> room;
    private final Teller teller;

    /**
     * A planning run at one moment.
     *
     * @param stock the sources in question
     * @param drawdown what is left of the stock; the answer is not taken from it
     * @param room parcels that sources can still take; one that is not named takes any
     * @param teller hears the reasons
     */
    public ParcelPlanning(
            Conditions conditions,
            Instant now,
            StockSnapshot stock,
            Drawdown drawdown,
            Map<String, Long> room,
            Teller teller) {
        this.conditions = conditions;
        this.policy = conditions.policy();
        this.now = now;
        this.stock = stock;
        this.drawdown = drawdown;
        this.room = room;
        this.teller = teller;
    }

    /** Hears reasons. */
    public interface Teller {
        /** A reason about an order, with figures as name, value, name, value. */
        void tell(long orderId, String code, Object... figures);

        /** The same about each order of these. */
        default void tellAll(List<Wanted> all, String code, Object... figures) {
            Set<Long> told = new HashSet<>();
            for (Wanted one : all) {
                if (told.add(one.orderId())) {
                    tell(one.orderId(), code, figures);
                }
            }
        }
    }

    /**
     * The answer for one group of orders.
     *
     * @param parcels what is to be grouped, by source
     * @param missing what no source has
     * @param waiting what a constraint keeps
     */
    public record Answer(List<Sent> parcels, List<Part> missing, List<Held> waiting) {
        public Answer {
            parcels = List.copyOf(parcels);
            missing = List.copyOf(missing);
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * One parcel.
     *
     * @param source where it starts
     * @param parts what it holds, by order, then demand
     */
    public record Sent(String source, List<Part> parts) {
        public Sent {
            parts = Part.merged(parts);
        }
    }

    /**
     * What a constraint keeps from being planned.
     *
     * @param code the code of the reason
     * @param part what
     */
    public record Held(String code, Part part) {}

    /**
     * Plans.
     *
     * @param opens what is wanted, at least one
     * @param whole whether everything waits unless everything can leave
     */
    public Answer plan(List<Wanted> opens, boolean whole) {
        List<Instruction> byHand = new ArrayList<>(conditions.instructions());
        byHand.removeIf(one -> one instanceof Instruction.Answer);
        ParcelCosts costs = new ParcelCosts(conditions, now, sources(opens, byHand), drawdown, room);
        tellUnknown(opens);
        while (true) {
            ParcelQuestion question = new ParcelQuestion(conditions, opens, byHand);
            ParcelPlan plan = plan(question, costs, opens.get(0));
            Broken broken = broken(question, plan, byHand);
            if (broken == null) {
                return new ParcelTelling(policy, stock, drawdown, teller, opens, question, costs, plan).answer(whole);
            }
            broken.replace(byHand);
            teller.tellAll(
                    opens, "INSTRUCTION_BROKEN", "instruction", kind(broken.instruction()), "kept", broken.kept());
        }
    }

    private ParcelPlan plan(ParcelQuestion question, ParcelCosts costs, Wanted first) {
        ParcelInput asked = new ParcelInput(
                costs.places(question, first),
                question.lines(costs),
                policy.limits().load(),
                policy.leastLoad());
        return ParcelPlanner.plan(asked, policy.maxParts() + 1, NODE_LIMIT);
    }

    private List<Source> sources(List<Wanted> opens, List<Instruction> byHand) {
        Set<String> named = new HashSet<>();
        Set<Sku> wanted = new TreeSet<>();
        for (Wanted open : opens) {
            wanted.add(open.sku());
            if (open.source() != null) {
                named.add(open.source());
            }
        }
        for (Instruction instruction : byHand) {
            if (instruction instanceof Instruction.At at) {
                named.add(at.source());
            }
        }
        List<Source> some = new ArrayList<>();
        for (Source source : stock.sources()) {
            boolean useful = source.counted() && wanted.stream().anyMatch(sku -> drawdown.left(source.id(), sku) > 0);
            if (useful || named.contains(source.id())) {
                some.add(source);
            }
        }
        return some;
    }

    private record Broken(Instruction instruction, Instruction.@Nullable At rest, long kept) {
        void replace(List<Instruction> all) {
            int at = all.indexOf(instruction);
            if (rest == null) {
                all.remove(at);
            } else {
                all.set(at, rest);
            }
        }
    }

    /** The first instruction that the plan does not keep, with what can be kept of it. */
    private static @Nullable Broken broken(ParcelQuestion question, ParcelPlan plan, List<Instruction> byHand) {
        for (Instruction instruction : byHand) {
            if (instruction instanceof Instruction.Apart) {
                continue;
            }
            for (Units one : question.impossible()) {
                if (instruction.equals(one.origin()) && one.kind() != Kind.GIFT) {
                    return new Broken(instruction, null, 0);
                }
            }
            long wanted = 0;
            long placed = 0;
            for (int line = 0; line < question.units().size(); line++) {
                Units one = question.units().get(line);
                if (instruction.equals(one.origin())) {
                    wanted += one.count() * steps(one, instruction);
                    placed += placed(plan, line) * steps(one, instruction);
                }
            }
            if (placed < wanted && instruction instanceof Instruction.At at && placed > 0) {
                Part part = new Part(at.part().orderId(), at.part().demand(), placed);
                return new Broken(at, new Instruction.At(part, at.source()), placed);
            }
            if (placed < wanted) {
                return new Broken(instruction, null, 0);
            }
        }
        return null;
    }

    private static long steps(Units units, Instruction instruction) {
        if (instruction instanceof Instruction.At at && units.kind() != Kind.SEALED) {
            return units.slices().stream()
                    .filter(slice -> slice.open().isOf(at.part()))
                    .mapToLong(Slice::steps)
                    .sum();
        }
        return 1;
    }

    private static long placed(ParcelPlan plan, int line) {
        return plan.parcels().stream()
                .mapToLong(parcel -> parcel.units().get(line))
                .sum();
    }

    private static String kind(Instruction instruction) {
        return instruction instanceof Instruction.At ? "at" : "together";
    }

    private void tellUnknown(List<Wanted> opens) {
        if (policy.readsGoods()) {
            for (Wanted open : opens) {
                if (!open.goods().known()) {
                    teller.tell(open.orderId(), "ITEM_UNKNOWN", "sku", open.sku());
                }
            }
        }
    }
}
