package io.omskit.fulfillment.parcel;

import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.ParcelPlanning.Answer;
import io.omskit.fulfillment.parcel.ParcelPlanning.Held;
import io.omskit.fulfillment.parcel.ParcelPlanning.Sent;
import io.omskit.fulfillment.parcel.ParcelPlanning.Teller;
import io.omskit.fulfillment.parcel.ParcelQuestion.Kind;
import io.omskit.fulfillment.parcel.ParcelQuestion.Slice;
import io.omskit.fulfillment.parcel.ParcelQuestion.Units;
import io.omskit.fulfillment.sourcing.ParcelInput;
import io.omskit.fulfillment.sourcing.ParcelInput.Load;
import io.omskit.fulfillment.sourcing.ParcelPlan;
import io.omskit.fulfillment.sourcing.ParcelPlan.Parcel;
import io.omskit.stock.Drawdown;
import io.omskit.stock.Source;
import io.omskit.stock.StockSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What comes of one plan, and the reasons for it. */
final class ParcelTelling {
    private static final List<String> LIMITS =
            List.of("SPLIT_BY_WEIGHT", "SPLIT_BY_VOLUME", "SPLIT_BY_PIECES", "SPLIT_BY_WORTH");
    private static final Map<Kind, String> BY_KIND =
            Map.of(Kind.SEALED, "SEALED_SHORT", Kind.SET, "SET_SHORT", Kind.GIFT, "GIFT_WAITS");
    private static final Map<String, String> RULES =
            Map.of("SEALED_SHORT", "R-6.1", "SET_SHORT", "R-6.1", "GIFT_WAITS", "R-6.1", "PART_TOO_SMALL", "R-6.3");

    private final ParcelPolicy policy;
    private final StockSnapshot stock;
    private final Drawdown drawdown;
    private final Teller teller;
    private final List<Wanted> opens;
    private final ParcelQuestion question;
    private final ParcelCosts costs;
    private final ParcelPlan plan;
    private final IdentityHashMap<Wanted, Long> left = new IdentityHashMap<>();
    private final IdentityHashMap<Wanted, Set<String>> rules = new IdentityHashMap<>();

    ParcelTelling(
            ParcelPolicy policy,
            StockSnapshot stock,
            Drawdown drawdown,
            Teller teller,
            List<Wanted> opens,
            ParcelQuestion question,
            ParcelCosts costs,
            ParcelPlan plan) {
        this.policy = policy;
        this.stock = stock;
        this.drawdown = drawdown;
        this.teller = teller;
        this.opens = opens;
        this.question = question;
        this.costs = costs;
        this.plan = plan;
        opens.forEach(open -> left.put(open, open.quantity()));
    }

    Answer answer(boolean whole) {
        if (plan.parcels().size() > policy.maxParts()) {
            teller.tellAll(opens, "TOO_MANY_PARTS", "most", policy.maxParts(), "rule", "R-6.1");
            return new Answer(
                    List.of(),
                    List.of(),
                    opens.stream().map(open -> kept(open, "TOO_MANY_PARTS")).toList());
        }
        List<Sent> groups = plan.parcels().stream()
                .map(this::group)
                .sorted(Comparator.comparing(Sent::source))
                .toList();
        boolean complete = left.values().stream().allMatch(rest -> rest == 0);
        if (whole && !complete) {
            teller.tellAll(opens, "PRESALE_WAITS", "rule", "R-7.4");
            opens.forEach(open -> left.put(open, open.quantity()));
            return rest(List.of(), "PRESALE_WAITS");
        }
        tellSources(complete);
        if (!plan.optimal()) {
            teller.tellAll(
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

    private Held kept(Wanted open, String code) {
        return new Held(code, open.part(open.quantity()));
    }

    private Sent group(Parcel parcel) {
        List<Part> parts = new ArrayList<>();
        for (int line = 0; line < question.units().size(); line++) {
            long count = parcel.units().get(line);
            String rule =
                    count == 0 ? null : rule(parcel.place(), question.units().get(line));
            for (Slice slice :
                    count == 0 ? List.<Slice>of() : question.units().get(line).slices()) {
                parts.add(slice.open().part(count * slice.steps()));
                left.merge(slice.open(), -count * slice.steps(), Long::sum);
                if (rule != null) {
                    rules.computeIfAbsent(slice.open(), none -> new TreeSet<>()).add(rule);
                }
            }
        }
        return new Sent(costs.sources().get(parcel.place()).id(), parts);
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
            teller.tellAll(opens, "SPLIT_BY_STOCK", "parts", used.size(), "sources", names);
        } else if (sources == 1 && complete) {
            teller.tellAll(opens, "SINGLE_SOURCE", "source", used.get(0));
        }
        for (Wanted open : opens) {
            Set<String> codes = new TreeSet<>(rules.getOrDefault(open, Set.of()));
            if (sources > 1) {
                codes.add("LINE_STOCK");
            }
            for (String code : codes) {
                String rule = code.equals("LINE_STOCK") ? "R-10.3" : "R-6.1";
                teller.tell(open.orderId(), code, "sku", open.sku(), "rule", rule, "stock", seen(open));
            }
        }
    }

    /** What each source had of the line. */
    private String seen(Wanted open) {
        StringJoiner seen = new StringJoiner(" ");
        seen.setEmptyValue("-");
        for (Source source : costs.sources()) {
            long free = drawdown.left(source.id(), open.sku());
            if (source.counted() && free > 0) {
                seen.add(source.id() + ":" + open.text(free));
            }
        }
        return seen.toString();
    }

    /** What is in no parcel: as far as nobody has it, it is missing, else it waits. */
    private Answer rest(List<Sent> groups, @Nullable String code) {
        Map<String, Long> lackingBySku = shortages();
        List<Part> missing = new ArrayList<>();
        List<Held> waiting = new ArrayList<>();
        for (int i = opens.size() - 1; i >= 0; i--) {
            Wanted open = opens.get(i);
            long rest = left.getOrDefault(open, 0L);
            long lacking = Math.min(rest, lackingBySku.getOrDefault(key(open), 0L));
            lackingBySku.merge(key(open), -lacking, Long::sum);
            if (lacking > 0) {
                missing.add(0, open.part(lacking));
            }
            if (rest > lacking) {
                waiting.add(0, new Held(code == null ? told(open, rest - lacking) : code, open.part(rest - lacking)));
            }
        }
        return new Answer(groups, missing, waiting);
    }

    /** Bound units wait for each other, not for what others of the same plan have taken, so they are counted by themselves. */
    private static String key(Wanted open) {
        return open.sku() + "@" + (open.source() == null ? "" : open.source())
                + (open.bond().isFree() ? "" : "!");
    }

    /** What is wanted and nowhere, whatever constraints say. */
    private Map<String, Long> shortages() {
        Map<String, Long> lacking = new TreeMap<>();
        Map<String, Long> there = new TreeMap<>();
        for (Wanted open : opens) {
            lacking.merge(key(open), open.bond().isFree() ? open.quantity() : open.whole(), Math::addExact);
            there.computeIfAbsent(key(open), none -> there(open));
        }
        lacking.replaceAll((key, wanted) -> Math.max(0, wanted - there.getOrDefault(key, 0L)));
        return lacking;
    }

    private long there(Wanted open) {
        long there = 0;
        for (Source source : stock.sources()) {
            boolean may =
                    open.source() == null ? source.counted() : open.source().equals(source.id());
            long free =
                    open.bond().isFree() ? drawdown.left(source.id(), open.sku()) : stock.free(source.id(), open.sku());
            there += may ? Math.min(free, ParcelInput.MAX) : 0;
        }
        return there;
    }

    private String told(Wanted open, long steps) {
        String code = code(open);
        teller.tell(
                open.orderId(),
                code,
                "sku",
                open.sku(),
                "waiting",
                open.text(steps),
                "rule",
                RULES.getOrDefault(code, "R-10.2"),
                "stock",
                seen(open));
        return code;
    }

    private String code(Wanted open) {
        List<Units> own = new ArrayList<>(question.impossible());
        own.addAll(question.units());
        own.removeIf(
                units -> units.slices().stream().noneMatch(slice -> slice.open().equals(open)));
        Units units = own.get(0);
        String byKind = BY_KIND.get(units.kind());
        return byKind != null ? byKind : bySource(units);
    }

    private String bySource(Units units) {
        boolean full = false;
        for (Source source : costs.sources()) {
            boolean there = drawdown.left(source.id(), units.first().sku()) > 0;
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
