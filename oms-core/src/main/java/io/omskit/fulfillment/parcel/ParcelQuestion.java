package io.omskit.fulfillment.parcel;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.sourcing.ParcelInput;
import io.omskit.fulfillment.sourcing.ParcelInput.Draw;
import io.omskit.fulfillment.sourcing.ParcelInput.Line;
import io.omskit.fulfillment.sourcing.ParcelInput.Load;
import io.omskit.value.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a group of orders still needs, as a question of parcels: which units are one, which stay together or apart by hand,
 * which need company. Belongs to one planning run.
 */
final class ParcelQuestion {
    /** Why units are more than their own demand. */
    enum Kind {
        PLAIN,
        GIFT,
        SET,
        SEALED,
        BY_HAND
    }

    /** So many steps of an open want in one unit. */
    record Slice(Wanted open, long steps) {}

    /**
     * Units that are alike.
     *
     * @param kind why
     * @param slices what one unit is made of
     * @param count how many are wanted
     * @param at the only source that may send them, by hand
     * @param apart number of the units that share no parcel with others by hand; 0 for none
     * @param origin what was said by hand
     */
    record Units(
            Kind kind,
            List<Slice> slices,
            long count,
            @Nullable String at,
            int apart,
            @Nullable Instruction origin) {
        Wanted first() {
            return slices.get(0).open();
        }

        boolean isOf(Part part) {
            return slices.stream().anyMatch(slice -> slice.open().isOf(part));
        }

        long pieces() {
            long pieces = 0;
            for (Slice slice : slices) {
                pieces += slice.open().measure() == Measure.PIECE ? slice.steps() : 1;
            }
            return pieces;
        }
    }

    private final ParcelPolicy policy;
    private final List<Units> units = new ArrayList<>();
    private final List<Units> impossible = new ArrayList<>();
    private final Map<Sku, Integer> skus = new TreeMap<>();

    ParcelQuestion(Conditions conditions, List<Wanted> opens, List<Instruction> byHand) {
        this.policy = conditions.policy();
        List<Units> atoms = isSealed(opens) ? sealed(opens, byHand) : atoms(opens);
        List<Units> all = isSealed(opens) ? atoms : carved(atoms, byHand);
        for (Units one : all) {
            (isPossible(one, all) ? units : impossible).add(one);
        }
        units.sort(Comparator.comparing((Units one) -> one.kind() == Kind.GIFT)
                .thenComparing(one -> !isAlone(one))
                .thenComparing(one -> -bulk(one)));
        for (Units one : units) {
            for (Slice slice : one.slices()) {
                skus.putIfAbsent(slice.open().sku(), 0);
            }
        }
        int number = 0;
        for (Map.Entry<Sku, Integer> sku : skus.entrySet()) {
            sku.setValue(number++);
        }
    }

    /** The lines of the question, in their order. */
    List<Units> units() {
        return units;
    }

    /** Units that no parcel may hold. */
    List<Units> impossible() {
        return impossible;
    }

    List<Sku> skus() {
        return List.copyOf(skus.keySet());
    }

    private static boolean isSealed(List<Wanted> opens) {
        return opens.stream().anyMatch(open -> open.bond().sealed());
    }

    private static List<Units> sealed(List<Wanted> opens, List<Instruction> byHand) {
        String at = null;
        Instruction origin = null;
        for (Instruction instruction : byHand) {
            if (at == null && instruction instanceof Instruction.At one) {
                at = one.source();
                origin = one;
            }
        }
        List<Slice> all =
                opens.stream().map(open -> new Slice(open, open.quantity())).toList();
        return List.of(new Units(Kind.SEALED, all, 1, at, 0, origin));
    }

    private List<Units> atoms(List<Wanted> opens) {
        List<Units> atoms = new ArrayList<>();
        Map<String, List<Wanted>> sets = new TreeMap<>();
        for (Wanted open : opens) {
            String set = open.bond().set();
            if (set == null) {
                atoms.add(plain(open, open.quantity()));
            } else {
                sets.computeIfAbsent(open.orderId() + "/" + set, one -> new ArrayList<>())
                        .add(open);
            }
        }
        for (List<Wanted> set : sets.values()) {
            long count = Long.MAX_VALUE;
            List<Slice> slices = new ArrayList<>();
            for (Wanted open : set) {
                long each = open.bond().perSet();
                count = Math.min(count, open.quantity() / each);
                slices.add(new Slice(open, each));
            }
            if (count > 0) {
                atoms.add(new Units(slices.size() > 1 ? Kind.SET : Kind.PLAIN, slices, count, null, 0, null));
            }
            for (Wanted open : set) {
                long rest = open.quantity() - count * open.bond().perSet();
                if (rest > 0) {
                    atoms.add(plain(open, rest));
                }
            }
        }
        return atoms;
    }

    private Units plain(Wanted open, long quantity) {
        Kind kind = open.bond().company().isEmpty() ? Kind.PLAIN : Kind.GIFT;
        boolean whole =
                open.measure() != Measure.PIECE && policy.isAlone(open.goods().classes());
        return new Units(kind, List.of(new Slice(open, whole ? quantity : 1)), whole ? 1 : quantity, null, 0, null);
    }

    /** The units with those set apart that somebody has said something about. */
    private static List<Units> carved(List<Units> atoms, List<Instruction> byHand) {
        List<Units> rest = new ArrayList<>(atoms);
        List<Units> all = new ArrayList<>();
        int number = 0;
        for (Instruction instruction : byHand) {
            number++;
            if (instruction instanceof Instruction.At at) {
                for (Units cut : cut(rest, at.part())) {
                    all.add(new Units(cut.kind(), cut.slices(), cut.count(), at.source(), 0, at));
                }
            } else if (instruction instanceof Instruction.Apart apart) {
                for (Part part : apart.parts()) {
                    for (Units cut : cut(rest, part)) {
                        all.add(new Units(cut.kind(), cut.slices(), cut.count(), null, number, apart));
                    }
                }
            } else if (instruction instanceof Instruction.Together together) {
                List<Units> joined = new ArrayList<>();
                together.parts().forEach(part -> joined.addAll(cut(rest, part)));
                if (!joined.isEmpty()) {
                    all.add(joined(joined, together));
                }
            }
        }
        all.addAll(rest);
        return all;
    }

    /** Takes so much of a demand out of what is left; a set comes out whole. */
    private static List<Units> cut(List<Units> rest, Part part) {
        List<Units> cut = new ArrayList<>();
        long wanted = part.quantity();
        for (int i = 0; i < rest.size() && wanted > 0; i++) {
            Units one = rest.get(i);
            if (!one.isOf(part)) {
                continue;
            }
            long each = one.slices().stream()
                    .filter(slice -> slice.open().isOf(part))
                    .mapToLong(Slice::steps)
                    .sum();
            long count = Math.min(one.count(), (wanted + each - 1) / each);
            cut.add(new Units(one.kind(), one.slices(), count, null, 0, null));
            wanted -= count * each;
            rest.set(i, new Units(one.kind(), one.slices(), one.count() - count, null, 0, null));
        }
        rest.removeIf(one -> one.count() == 0);
        return cut;
    }

    private static Units joined(List<Units> some, Instruction origin) {
        List<Slice> slices = new ArrayList<>();
        for (Units one : some) {
            one.slices().forEach(slice -> slices.add(new Slice(slice.open(), slice.steps() * one.count())));
        }
        boolean gifts = some.stream().allMatch(one -> one.kind() == Kind.GIFT);
        return new Units(gifts ? Kind.GIFT : Kind.BY_HAND, slices, 1, null, 0, origin);
    }

    /** Whether a parcel can hold one unit at all. */
    private boolean isPossible(Units one, List<Units> all) {
        if (one.kind() == Kind.GIFT) {
            return all.stream().anyMatch(other -> isCompany(other, one));
        }
        for (Slice slice : one.slices()) {
            for (Slice other : one.slices()) {
                if (policy.areApart(classes(slice), classes(other))) {
                    return false;
                }
            }
            if (!slice.open().bond().company().isEmpty()
                    && one.slices().stream().noneMatch(other -> isCompany(other, slice))) {
                return false;
            }
        }
        boolean joined = one.kind() == Kind.SEALED || one.kind() == Kind.BY_HAND;
        return !joined || one.pieces() == 1 || (!isAlone(one) && isWithin(load(one)));
    }

    private static SortedSet<String> classes(Slice slice) {
        return new TreeSet<>(slice.open().goods().classes());
    }

    private boolean isWithin(Load load) {
        Load limit = policy.limits().load();
        return load.weight() <= limit.weight()
                && load.volume() <= limit.volume()
                && load.pieces() <= limit.pieces()
                && load.worth() <= limit.worth();
    }

    private static boolean isCompany(Units host, Units gift) {
        return host.kind() != Kind.GIFT
                && gift.slices().stream()
                        .allMatch(slice -> host.slices().stream().anyMatch(other -> isCompany(other, slice)));
    }

    private static boolean isCompany(Slice host, Slice gift) {
        return host.open().bond().company().isEmpty()
                && gift.open().bond().company().contains(host.open().orderId());
    }

    boolean isAlone(Units one) {
        return one.slices().stream().anyMatch(slice -> policy.isAlone(classes(slice)));
    }

    boolean areApart(Units one, Units other) {
        if (one.apart() != other.apart()) {
            return true;
        }
        for (Slice slice : one.slices()) {
            for (Slice there : other.slices()) {
                if (policy.areApart(classes(slice), classes(there))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How much of a parcel one unit fills, by the limit that it fills most; larger units are packed first. */
    private long bulk(Units one) {
        Load load = load(one);
        Load limit = policy.limits().load();
        return Math.max(
                Math.max(part(load.weight(), limit.weight()), part(load.volume(), limit.volume())),
                Math.max(part(load.pieces(), limit.pieces()), part(load.worth(), limit.worth())));
    }

    private static long part(long load, long limit) {
        return limit == ParcelInput.UNLIMITED ? 0 : Math.min(load, 1L << 40) * 1024 / limit;
    }

    static Load load(Units one) {
        Load sum = Load.NONE;
        for (Slice slice : one.slices()) {
            Goods goods = slice.open().goods();
            Load more = goods.load(slice.open().measure(), slice.open().needed(), slice.steps());
            sum = new Load(
                    sum.weight() + more.weight(),
                    sum.volume() + more.volume(),
                    sum.pieces() + more.pieces(),
                    sum.worth() + more.worth());
        }
        return sum;
    }

    /** The lines of the question. */
    List<Line> lines(ParcelCosts costs) {
        List<Line> lines = new ArrayList<>(units.size());
        for (int i = 0; i < units.size(); i++) {
            Units one = units.get(i);
            List<Integer> apart = new ArrayList<>();
            List<Integer> company = new ArrayList<>();
            for (int other = 0; other < i; other++) {
                if (areApart(one, units.get(other))) {
                    apart.add(other);
                }
                if (one.kind() == Kind.GIFT && isCompany(units.get(other), one)) {
                    company.add(other);
                }
            }
            lines.add(new Line(one.count(), draws(one), load(one), isAlone(one), apart, company, costs.of(one)));
        }
        return lines;
    }

    private List<Draw> draws(Units one) {
        Map<Integer, Long> draws = new TreeMap<>();
        for (Slice slice : one.slices()) {
            Integer number = skus.get(slice.open().sku());
            if (number != null) {
                draws.merge(number, slice.steps(), Math::addExact);
            }
        }
        return draws.entrySet().stream()
                .map(draw -> new Draw(draw.getKey(), draw.getValue()))
                .toList();
    }
}
