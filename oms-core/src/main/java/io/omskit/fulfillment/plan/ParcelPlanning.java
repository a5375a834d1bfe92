package io.omskit.fulfillment.plan;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.fulfillment.parcel.Instruction;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Waiting;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.plan.ParcelQuestion.Kind;
import io.omskit.fulfillment.plan.ParcelQuestion.Slice;
import io.omskit.fulfillment.plan.ParcelQuestion.Units;
import io.omskit.fulfillment.plan.Regroup.Open;
import io.omskit.fulfillment.sourcing.ParcelInput;
import io.omskit.fulfillment.sourcing.ParcelInput.Load;
import io.omskit.fulfillment.sourcing.ParcelPlan;
import io.omskit.fulfillment.sourcing.ParcelPlan.Parcel;
import io.omskit.fulfillment.sourcing.ParcelPlanner;
import io.omskit.stock.Drawdown;
import io.omskit.stock.Source;
import io.omskit.stock.StockSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plans what a group of orders still needs where more than stock limits: asks {@link ParcelPlanner}, keeps what was said by
 * hand as long as it can, and tells for each line which rule parted it or keeps it waiting. Belongs to one planning run.
 * Source: domain rules R-6.1 to R-6.5, R-10.2.
 */
final class ParcelPlanning {
    /** Nodes that are searched at most for one group of orders. */
    static final long NODE_LIMIT = 3_000;

    private static final List<String> LIMITS =
            List.of("SPLIT_BY_WEIGHT", "SPLIT_BY_VOLUME", "SPLIT_BY_PIECES", "SPLIT_BY_WORTH");
    private static final Map<Kind, String> BY_KIND =
            Map.of(Kind.SEALED, "SEALED_SHORT", Kind.SET, "SET_SHORT", Kind.GIFT, "GIFT_WAITS");
    private static final Map<String, String> RULES =
            Map.of("SEALED_SHORT", "R-6.1", "SET_SHORT", "R-6.1", "GIFT_WAITS", "R-6.1", "PART_TOO_SMALL", "R-6.3");

    private final RegroupInput input;
    private final ParcelPolicy policy;
    private final StockSnapshot stock;
    private final Drawdown drawdown;
    private final Regroup regroup;
    private final Map<String, Long> room;

    ParcelPlanning(
            RegroupInput input, StockSnapshot stock, Drawdown drawdown, Map<String, Long> room, Regroup regroup) {
        this.input = input;
        this.policy = input.conditions().policy();
        this.stock = stock;
        this.drawdown = drawdown;
        this.room = room;
        this.regroup = regroup;
    }

    /**
     * The answer for one group of orders.
     *
     * @param parcels what is to be grouped, one parcel each
     * @param missing what no source has
     * @param waiting what a constraint keeps
     */
    record Answer(List<Group> parcels, List<Open> missing, List<Waiting> waiting) {}

    /** Whether anything but stock limits the plan of these wants. */
    boolean limits(List<Open> opens) {
        if (!input.conditions().isNone() || input.sources().size() > policy.maxParts()) {
            return true;
        }
        for (Open open : opens) {
            if (!open.want().bond().isFree() || open.want().bond().shipBy() != null) {
                return true;
            }
        }
        return input.sources().stream()
                .anyMatch(source -> source.hasCalendar() || source.duty().classes() != null);
    }

    /**
     * Plans.
     *
     * @param whole whether everything waits unless everything can leave
     */
    Answer plan(List<Open> opens, boolean whole) {
        List<Instruction> byHand = new ArrayList<>(input.conditions().instructions());
        byHand.removeIf(one -> one instanceof Instruction.Answer);
        ParcelCosts costs = new ParcelCosts(input, sources(opens, byHand), drawdown, room);
        tellUnknown(opens);
        while (true) {
            ParcelQuestion question = new ParcelQuestion(input.conditions(), opens, byHand);
            ParcelPlan plan = plan(question, costs, opens.get(0));
            Broken broken = broken(question, plan, byHand);
            if (broken == null) {
                return new Telling(opens, question, costs, plan).answer(whole);
            }
            broken.replace(byHand);
            regroup.tellAll(
                    opens, "INSTRUCTION_BROKEN", "instruction", kind(broken.instruction()), "kept", broken.kept());
        }
    }

    private ParcelPlan plan(ParcelQuestion question, ParcelCosts costs, Open first) {
        ParcelInput asked = new ParcelInput(
                costs.places(question, first),
                question.lines(costs),
                policy.limits().load(),
                Math.min(ParcelInput.MAX, policy.leastPart()) * Goods.LOAD_UNITS);
        return ParcelPlanner.plan(asked, policy.maxParts() + 1, NODE_LIMIT);
    }

    private List<Source> sources(List<Open> opens, List<Instruction> byHand) {
        Set<String> named = new HashSet<>();
        Set<Sku> wanted = new TreeSet<>();
        for (Open open : opens) {
            wanted.add(open.want().sku());
            if (open.want().source() != null) {
                named.add(open.want().source());
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

    private void tellUnknown(List<Open> opens) {
        if (policy.readsGoods()) {
            for (Open open : opens) {
                if (!open.want().goods().known()) {
                    regroup.tell(
                            open.member(), "ITEM_UNKNOWN", "sku", open.want().sku());
                }
            }
        }
    }

    /** What comes of one plan, and the reasons for it. */
    private final class Telling {
        private final List<Open> opens;
        private final ParcelQuestion question;
        private final ParcelCosts costs;
        private final ParcelPlan plan;
        private final Map<Open, Long> left = new HashMap<>();
        private final Map<Open, Set<String>> rules = new HashMap<>();

        Telling(List<Open> opens, ParcelQuestion question, ParcelCosts costs, ParcelPlan plan) {
            this.opens = opens;
            this.question = question;
            this.costs = costs;
            this.plan = plan;
            opens.forEach(open -> left.put(open, open.quantity()));
        }

        Answer answer(boolean whole) {
            if (plan.parcels().size() > policy.maxParts()) {
                regroup.tellAll(opens, "TOO_MANY_PARTS", "most", policy.maxParts(), "rule", "R-6.1");
                return new Answer(
                        List.of(),
                        List.of(),
                        opens.stream().map(open -> kept(open, "TOO_MANY_PARTS")).toList());
            }
            List<Group> groups = plan.parcels().stream()
                    .map(this::group)
                    .sorted(Comparator.comparing(Group::source))
                    .toList();
            boolean complete = left.values().stream().allMatch(rest -> rest == 0);
            if (whole && !complete) {
                regroup.tellAll(opens, "PRESALE_WAITS", "rule", "R-7.4");
                opens.forEach(open -> left.put(open, open.quantity()));
                return rest(List.of(), "PRESALE_WAITS");
            }
            tellSources(complete);
            if (!plan.optimal()) {
                regroup.tellAll(
                        opens,
                        "SEARCH_ENDED",
                        "nodes",
                        plan.nodes(),
                        "cost",
                        text(plan.cost()),
                        "bound",
                        text(plan.bound()));
            }
            return rest(groups, null);
        }

        private String text(List<Long> levels) {
            return levels.stream().map(String::valueOf).collect(Collectors.joining("/"));
        }

        private Waiting kept(Open open, String code) {
            return new Waiting(code, open.part(open.quantity()));
        }

        private Group group(Parcel parcel) {
            List<Part> parts = new ArrayList<>();
            for (int line = 0; line < question.units().size(); line++) {
                long count = parcel.units().get(line);
                String rule = count == 0
                        ? null
                        : rule(parcel.place(), question.units().get(line));
                for (Slice slice : count == 0
                        ? List.<Slice>of()
                        : question.units().get(line).slices()) {
                    parts.add(slice.open().part(count * slice.steps()));
                    left.merge(slice.open(), -count * slice.steps(), Long::sum);
                    if (rule != null) {
                        rules.computeIfAbsent(slice.open(), none -> new TreeSet<>())
                                .add(rule);
                    }
                }
            }
            return new Group(null, costs.sources().get(parcel.place()).id(), Part.merged(parts));
        }

        /** Which rule keeps the units from sharing one parcel with all others of their source; null where all share it. */
        private @Nullable String rule(int place, Units own) {
            long parcels = plan.parcels().stream()
                    .filter(parcel -> parcel.place() == place)
                    .count();
            if (parcels < 2) {
                return null;
            }
            if (question.isAlone(own)) {
                return "SPLIT_ALONE";
            }
            boolean apart = false;
            long[] load = new long[LIMITS.size()];
            for (int line = 0; line < question.units().size(); line++) {
                Units other = question.units().get(line);
                long count = countAt(place, line);
                if (count > 0 && own.apart() != other.apart()) {
                    return "SPLIT_BY_HAND";
                }
                apart |= count > 0 && question.areApart(own, other);
                add(load, ParcelQuestion.load(other), question.isAlone(other) ? 0 : count);
            }
            return apart ? "SPLIT_BY_CLASS" : broken(load);
        }

        private long countAt(int place, int line) {
            return plan.parcels().stream()
                    .filter(parcel -> parcel.place() == place)
                    .mapToLong(parcel -> parcel.units().get(line))
                    .sum();
        }

        private void add(long[] load, Load one, long count) {
            load[0] += one.weight() * count;
            load[1] += one.volume() * count;
            load[2] += one.pieces() * count;
            load[3] += one.worth() * count;
        }

        /** The limit that everything together would break; where none is, something else of the source travels alone. */
        private String broken(long[] load) {
            Load limit = policy.limits().load();
            long[] most = {limit.weight(), limit.volume(), limit.pieces(), limit.worth()};
            for (int i = 0; i < load.length; i++) {
                if (load[i] > most[i]) {
                    return LIMITS.get(i);
                }
            }
            return "SPLIT_ALONE";
        }

        private void tellSources(boolean complete) {
            List<String> used = plan.parcels().stream()
                    .map(parcel -> costs.sources().get(parcel.place()).id())
                    .toList();
            long sources = used.stream().distinct().count();
            if (sources > 1) {
                String names = used.stream().distinct().collect(Collectors.joining(" "));
                regroup.tellAll(opens, "SPLIT_BY_STOCK", "parts", used.size(), "sources", names);
            } else if (sources == 1 && complete) {
                regroup.tellAll(opens, "SINGLE_SOURCE", "source", used.get(0));
            }
            for (Open open : opens) {
                Set<String> codes = new TreeSet<>(rules.getOrDefault(open, Set.of()));
                if (sources > 1) {
                    codes.add("LINE_STOCK");
                }
                for (String code : codes) {
                    String rule = code.equals("LINE_STOCK") ? "R-10.3" : "R-6.1";
                    regroup.tell(open.member(), code, "sku", open.want().sku(), "rule", rule, "stock", seen(open));
                }
            }
        }

        /** What each source had of the line. */
        private String seen(Open open) {
            StringJoiner seen = new StringJoiner(" ");
            seen.setEmptyValue("-");
            for (Source source : costs.sources()) {
                long free = drawdown.left(source.id(), open.want().sku());
                if (source.counted() && free > 0) {
                    seen.add(source.id() + ":" + Regroup.text(open.want(), free));
                }
            }
            return seen.toString();
        }

        /** What is in no parcel: as far as nobody has it, it is missing, else it waits. */
        private Answer rest(List<Group> groups, @Nullable String code) {
            Map<String, Long> lackingBySku = shortages();
            List<Open> missing = new ArrayList<>();
            List<Waiting> waiting = new ArrayList<>();
            for (int i = opens.size() - 1; i >= 0; i--) {
                Open open = opens.get(i);
                long rest = left.getOrDefault(open, 0L);
                long lacking = Math.min(rest, lackingBySku.getOrDefault(key(open), 0L));
                lackingBySku.merge(key(open), -lacking, Long::sum);
                if (lacking > 0) {
                    missing.add(0, open.of(lacking));
                }
                if (rest > lacking) {
                    waiting.add(
                            0,
                            new Waiting(code == null ? told(open, rest - lacking) : code, open.part(rest - lacking)));
                }
            }
            return new Answer(groups, missing, waiting);
        }

        private static String key(Open open) {
            return open.want().sku() + "@"
                    + (open.want().source() == null ? "" : open.want().source());
        }

        /** What is wanted and nowhere, whatever constraints say. */
        private Map<String, Long> shortages() {
            Map<String, Long> lacking = new TreeMap<>();
            opens.forEach(open -> lacking.merge(key(open), open.quantity(), Math::addExact));
            Set<String> seen = new HashSet<>();
            for (Open open : opens) {
                boolean first = seen.add(key(open));
                for (Source source : first ? costs.sources() : List.<Source>of()) {
                    String fixed = open.want().source();
                    if (fixed == null ? source.counted() : fixed.equals(source.id())) {
                        lacking.computeIfPresent(
                                key(open),
                                (same, wanted) -> Math.max(
                                        0,
                                        wanted
                                                - drawdown.left(
                                                        source.id(), open.want().sku())));
                    }
                }
            }
            return lacking;
        }

        private String told(Open open, long steps) {
            String code = code(open);
            Want want = open.want();
            regroup.tell(
                    open.member(),
                    code,
                    "sku",
                    want.sku(),
                    "waiting",
                    Regroup.text(want, steps),
                    "rule",
                    RULES.getOrDefault(code, "R-10.2"),
                    "stock",
                    seen(open));
            return code;
        }

        private String code(Open open) {
            List<Units> own = new ArrayList<>(question.impossible());
            own.addAll(question.units());
            own.removeIf(units -> units.slices().stream().noneMatch(slice -> slice.open() == open));
            Units units = own.get(0);
            String byKind = BY_KIND.get(units.kind());
            return byKind != null ? byKind : bySource(units);
        }

        private String bySource(Units units) {
            boolean full = false;
            for (Source source : costs.sources()) {
                boolean there = drawdown.left(source.id(), units.first().want().sku()) > 0;
                String bar = there ? costs.bar(units, source) : ParcelCosts.NOT_CHOSEN;
                if (bar != null && !bar.equals(ParcelCosts.NOT_CHOSEN)) {
                    return bar;
                }
                full |= bar == null && costs.room(source) <= used(source);
            }
            return full ? "NO_CAPACITY" : policy.leastPart() > 0 ? "PART_TOO_SMALL" : "NOT_PACKED";
        }

        private long used(Source source) {
            return plan.parcels().stream()
                    .filter(parcel -> costs.sources().get(parcel.place()).equals(source))
                    .count();
        }
    }
}
