package io.omskit.fulfillment.stored;

import static io.omskit.order.stored.FlatList.list;
import static io.omskit.order.stored.FlatList.text;
import static io.omskit.order.stored.FlatList.whole;

import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.parcel.Bond;
import io.omskit.fulfillment.parcel.Conditions;
import io.omskit.fulfillment.parcel.Goods;
import io.omskit.fulfillment.parcel.Instruction;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy.ClassPair;
import io.omskit.fulfillment.parcel.ParcelPolicy.Criterion;
import io.omskit.fulfillment.parcel.ParcelPolicy.Limits;
import io.omskit.fulfillment.parcel.ParcelPolicy.Presale;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.order.stored.StoredObject;
import io.omskit.order.stored.StoredWriter;
import io.omskit.stock.Source;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The journaled form of what limits parcels; usual values are left out. Stateless and safe for several threads. */
public final class ConditionsJson {
    private ConditionsJson() {}

    /** The conditions as a member of the row; nothing where nothing but stock limits. */
    public static void write(StoredWriter out, Conditions conditions) {
        if (!conditions.isNone()) {
            out.object("limits", () -> {
                write(out, conditions.policy());
                List<Object> capacity = new ArrayList<>();
                conditions.capacity().forEach((source, parcels) -> capacity.addAll(List.of(source, parcels)));
                out.values("capacity", capacity);
                List<Object> barred = new ArrayList<>();
                conditions
                        .barred()
                        .forEach((order, some) ->
                                some.forEach((source, code) -> barred.addAll(List.of(order, source, code))));
                out.values("barred", barred);
                List<Object> rates = new ArrayList<>();
                conditions
                        .rates()
                        .forEach((order, some) -> some.forEach((source, rate) ->
                                rates.addAll(List.of(order, source, rate.perParcel(), rate.perKilogram()))));
                out.values("rates", rates);
                out.values(
                        "hand",
                        conditions.instructions().stream()
                                .map(ConditionsJson::flat)
                                .toList());
            });
        }
    }

    private static void write(StoredWriter out, ParcelPolicy policy) {
        ParcelPolicy usual = ParcelPolicy.defaults();
        out.number("grams", policy.limits().weightGrams(), usual.limits().weightGrams());
        out.number("volume", policy.limits().volume(), usual.limits().volume());
        out.number("pieces", policy.limits().pieces(), usual.limits().pieces());
        out.number("worth", policy.limits().worth(), usual.limits().worth());
        out.values(
                "apart",
                policy.apart().stream()
                        .map(pair -> List.of(pair.one(), pair.other()))
                        .toList());
        out.values("alone", List.copyOf(policy.alone()));
        out.number("parts", policy.maxParts(), usual.maxParts());
        out.number("least", policy.leastPart(), 0);
        out.word("presale", policy.presale(), usual.presale());
        if (!policy.weights().isEmpty()) {
            List<Object> weights = new ArrayList<>();
            policy.weights().forEach((criterion, weight) -> weights.addAll(List.of(criterion.name(), weight)));
            out.values("weights", weights);
        } else if (!policy.objective().equals(usual.objective())) {
            out.allValues(
                    "objective", policy.objective().stream().map(Enum::name).toList());
        }
    }

    private static List<Object> flat(Instruction instruction) {
        List<Object> flat = new ArrayList<>();
        if (instruction instanceof Instruction.At at) {
            flat.addAll(List.of("at", at.source()));
            flat(flat, List.of(at.part()));
        } else if (instruction instanceof Instruction.Apart apart) {
            flat.addAll(List.of("apart", ""));
            flat(flat, apart.parts());
        } else if (instruction instanceof Instruction.Together together) {
            flat.addAll(List.of("together", ""));
            flat(flat, together.parts());
        } else if (instruction instanceof Instruction.Answer answer) {
            flat.addAll(List.of("answer", answer.answer().name(), answer.orderId()));
        }
        return flat;
    }

    private static void flat(List<Object> flat, List<Part> parts) {
        parts.forEach(part -> flat.addAll(List.of(part.orderId(), part.demand(), part.quantity())));
    }

    /** The conditions that were written; those of an older row limit nothing but stock. */
    public static Conditions read(StoredObject row) {
        StoredObject stored = row.object("limits");
        if (stored == null) {
            return Conditions.NONE;
        }
        SortedMap<String, Long> capacity = new TreeMap<>();
        List<Object> flat = stored.list("capacity", Object.class);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            capacity.put(text(flat, i), whole(flat, i + 1));
        }
        SortedMap<Long, SortedMap<String, String>> barred = new TreeMap<>();
        flat = stored.list("barred", Object.class);
        for (int i = 0; i + 2 < flat.size(); i += 3) {
            barred.computeIfAbsent(whole(flat, i), none -> new TreeMap<>()).put(text(flat, i + 1), text(flat, i + 2));
        }
        SortedMap<Long, SortedMap<String, FreightRate>> rates = new TreeMap<>();
        flat = stored.list("rates", Object.class);
        for (int i = 0; i + 3 < flat.size(); i += 4) {
            rates.computeIfAbsent(whole(flat, i), none -> new TreeMap<>())
                    .put(text(flat, i + 1), new FreightRate(whole(flat, i + 2), whole(flat, i + 3)));
        }
        List<Instruction> byHand = new ArrayList<>();
        stored.list("hand", List.class).forEach(one -> byHand.add(instruction(one)));
        return new Conditions(policy(stored), capacity, barred, rates, byHand);
    }

    private static ParcelPolicy policy(StoredObject stored) {
        ParcelPolicy usual = ParcelPolicy.defaults();
        Limits limits = new Limits(
                stored.number("grams", usual.limits().weightGrams()),
                stored.number("volume", usual.limits().volume()),
                stored.number("pieces", usual.limits().pieces()),
                stored.number("worth", usual.limits().worth()));
        TreeSet<ClassPair> apart = new TreeSet<>();
        stored.list("apart", List.class).forEach(pair -> apart.add(new ClassPair(text(pair, 0), text(pair, 1))));
        SortedMap<Criterion, Long> weights = new TreeMap<>();
        List<Object> flat = stored.list("weights", Object.class);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            weights.put(StoredObject.word("weights", Criterion.class, text(flat, i)), whole(flat, i + 1));
        }
        List<Criterion> objective = new ArrayList<>(weights.isEmpty() ? usual.objective() : weights.keySet());
        if (stored.has("objective")) {
            objective.clear();
            stored.list("objective", String.class)
                    .forEach(word -> objective.add(StoredObject.word("objective", Criterion.class, word)));
        }
        return new ParcelPolicy(
                limits,
                apart,
                new TreeSet<>(stored.list("alone", String.class)),
                stored.small("parts", usual.maxParts()),
                stored.number("least", 0),
                stored.word("presale", usual.presale()),
                objective,
                weights);
    }

    private static Instruction instruction(List<?> flat) {
        String word = text(flat, 1);
        return switch (text(flat, 0)) {
            case "at" -> new Instruction.At(parts(flat).get(0), word);
            case "apart" -> new Instruction.Apart(parts(flat));
            case "together" -> new Instruction.Together(parts(flat));
            case "answer" -> new Instruction.Answer(whole(flat, 2), StoredObject.word("answer", Presale.class, word));
            default -> throw new IllegalArgumentException("an instruction is " + flat);
        };
    }

    private static List<Part> parts(List<?> flat) {
        List<Part> parts = new ArrayList<>();
        for (int i = 2; i + 2 < flat.size(); i += 3) {
            parts.add(new Part(whole(flat, i), Math.toIntExact(whole(flat, i + 1)), whole(flat, i + 2)));
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("an instruction names no units");
        }
        return parts;
    }

    /** Goods as a list; absent where nothing is known. */
    public static Optional<List<Object>> goods(Goods goods) {
        if (goods.equals(Goods.UNKNOWN)) {
            return Optional.empty();
        }
        List<Object> flat = new ArrayList<>();
        flat.addAll(List.of(goods.known() ? 1 : 0, goods.weightGrams(), goods.volume(), goods.worth()));
        flat.addAll(goods.classes());
        return Optional.of(flat);
    }

    /** The goods that were written. */
    public static Goods goods(@Nullable Object stored) {
        if (!(stored instanceof List<?> flat)) {
            return Goods.UNKNOWN;
        }
        TreeSet<String> classes = new TreeSet<>();
        for (int i = 4; i < flat.size(); i++) {
            classes.add(text(flat, i));
        }
        return new Goods(whole(flat, 0) == 1, whole(flat, 1), whole(flat, 2), classes, whole(flat, 3));
    }

    /** A bond as a list; absent where nothing binds. */
    public static Optional<List<Object>> bond(Bond bond) {
        if (bond.equals(Bond.NONE)) {
            return Optional.empty();
        }
        List<Object> flat = new ArrayList<>();
        Instant shipBy = bond.shipBy();
        String set = bond.set();
        flat.addAll(List.of(set == null ? "" : set, bond.perSet(), bond.sealed() ? 1 : 0));
        flat.add(shipBy == null ? "" : shipBy.toString());
        flat.addAll(bond.company());
        return Optional.of(flat);
    }

    /** The bond that was written. */
    public static Bond bond(@Nullable Object stored) {
        if (!(stored instanceof List<?> flat)) {
            return Bond.NONE;
        }
        List<Long> company = new ArrayList<>();
        for (int i = 4; i < flat.size(); i++) {
            company.add(whole(flat, i));
        }
        String set = text(flat, 0);
        String shipBy = text(flat, 3);
        return new Bond(
                set.isEmpty() ? null : set,
                whole(flat, 1),
                company,
                whole(flat, 2) == 1,
                shipBy.isEmpty() ? null : Instant.parse(shipBy));
    }

    /** A duty as a list of lists; absent for the usual one. */
    public static Optional<List<Object>> duty(Source.Duty duty) {
        if (duty.equals(Source.Duty.ANY)) {
            return Optional.empty();
        }
        return Optional.of(List.of(
                duty.closedWeekdays().stream().map(DayOfWeek::name).toList(),
                duty.closedDays().stream().map(LocalDate::toString).toList(),
                listed(duty.regions()),
                listed(duty.classes())));
    }

    /** All is a list with a star in it, because an empty list is none. */
    private static List<String> listed(@Nullable Set<String> words) {
        return words == null ? List.of("*") : List.copyOf(words);
    }

    /** The duty that was written. */
    public static Source.Duty duty(@Nullable Object stored) {
        if (!(stored instanceof List<?> flat)) {
            return Source.Duty.ANY;
        }
        return new Source.Duty(
                words(flat, 0).stream().map(DayOfWeek::valueOf).collect(Collectors.toSet()),
                words(flat, 1).stream().map(LocalDate::parse).collect(Collectors.toSet()),
                some(words(flat, 2)),
                some(words(flat, 3)));
    }

    private static @Nullable Set<String> some(List<String> words) {
        return words.contains("*") ? null : Set.copyOf(words);
    }

    private static List<String> words(List<?> flat, int index) {
        List<?> list = list(flat, index);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            words.add(text(list, i));
        }
        return words;
    }
}
