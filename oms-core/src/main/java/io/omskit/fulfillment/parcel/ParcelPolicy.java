package io.omskit.fulfillment.parcel;

import io.omskit.fulfillment.sourcing.ParcelInput;
import io.omskit.fulfillment.sourcing.ParcelInput.Load;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a parcel may hold, what may be split, and what makes one plan better than another. Immutable; every change returns a
 * copy. Source: domain rules.
 *
 * @param limits what a parcel holds at most, unless it holds one single unit
 * @param apart handling classes that never share a parcel
 * @param alone handling classes of which each unit has a parcel of its own; of weighed goods each demand
 * @param maxParts parcels of one plan at most; orders that need more are not planned
 * @param leastPart what each part and the rest must be worth at least where goods of several sources would be sent, or only
 *     some of the goods, in minor units; 0 for any
 * @param presale what happens to an order with presale and spot goods
 * @param objective what is compared, the first difference decides; how much is sent always comes before all of it
 * @param weights where not empty, the measures of these criteria are multiplied and added up instead
 */
public record ParcelPolicy(
        Limits limits,
        SortedSet<ClassPair> apart,
        SortedSet<String> alone,
        int maxParts,
        long leastPart,
        Presale presale,
        List<Criterion> objective,
        SortedMap<Criterion, Long> weights) {
    /** Parcels of one plan at most, where the host says nothing else. */
    public static final int DEFAULT_MAX_PARTS = 50;

    private static final int MOST_PARTS = 1_000;
    private static final ParcelPolicy DEFAULTS = new ParcelPolicy(
            Limits.NONE,
            new TreeSet<>(),
            new TreeSet<>(),
            DEFAULT_MAX_PARTS,
            0,
            Presale.SPLIT,
            List.of(Criterion.SHIP_BY, Criterion.PARCELS, Criterion.FREIGHT, Criterion.PRIORITY),
            new TreeMap<>());

    public ParcelPolicy {
        apart = Collections.unmodifiableSortedSet(new TreeSet<>(apart));
        alone = Collections.unmodifiableSortedSet(new TreeSet<>(alone));
        objective = List.copyOf(objective);
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
        if (maxParts < 1 || maxParts > MOST_PARTS || leastPart < 0) {
            throw new IllegalArgumentException("at most " + maxParts + " parts, each worth at least " + leastPart
                    + ".\nAllow 1 to " + MOST_PARTS + " parts, worth zero or more minor units.");
        }
        if (new HashSet<>(objective).size() < objective.size()) {
            throw new IllegalArgumentException(
                    "the objective is " + objective + ".\nName each criterion once, the most important first.");
        }
        weights.forEach((criterion, weight) -> {
            if (weight < 0 || weight > 1_000_000_000) {
                throw new IllegalArgumentException("criterion " + criterion + " has weight " + weight
                        + ".\nGive 0 to 1,000,000,000; leave out what does not count.");
            }
        });
    }

    /** Limits nothing: a plan may have up to {@value #DEFAULT_MAX_PARTS} parcels, presale and spot goods apart. */
    public static ParcelPolicy defaults() {
        return DEFAULTS;
    }

    /** What an order with presale and spot goods does. Source. */
    public enum Presale {
        /** The spot goods leave first. */
        SPLIT,
        /** Everything waits until it can leave together. */
        WAIT_ALL,
        /** Everything waits until somebody has said which. */
        ASK
    }

    /** What a plan is measured by; less is better. */
    public enum Criterion {
        /** Units that leave after their promised day. */
        SHIP_BY,
        /** Parcels. */
        PARCELS,
        /** Freight, in millionths of a minor unit. */
        FREIGHT,
        /** Units times how far behind the first their source stands in the order of priority. */
        PRIORITY,
        /** Units times how many sources have more of the same SKU. */
        BALANCE
    }

    /**
     * Two handling classes, in alphabetical order.
     *
     * @param one a class
     * @param other another one
     */
    public record ClassPair(String one, String other) implements Comparable<ClassPair> {
        public ClassPair {
            if (one.equals(other)) {
                throw new IllegalArgumentException("class " + one
                        + " cannot be kept apart from itself.\nName two classes, or let the class travel alone.");
            }
            if (one.compareTo(other) > 0) {
                String first = other;
                other = one;
                one = first;
            }
        }

        @Override
        public int compareTo(ClassPair that) {
            int first = one.compareTo(that.one);
            return first == 0 ? other.compareTo(that.other) : first;
        }
    }

    /**
     * What a parcel holds at most; {@link ParcelInput#UNLIMITED} for any.
     *
     * @param weightGrams gross weight of the goods
     * @param volume outer volume of the goods, in cubic millimeters
     * @param pieces pieces; a kilogram, liter or meter counts as one
     * @param worth what the goods were sold for, in minor units
     */
    public record Limits(long weightGrams, long volume, long pieces, long worth) {
        private static final long ANY = ParcelInput.UNLIMITED;

        /** No limit. */
        public static final Limits NONE = new Limits(ANY, ANY, ANY, ANY);

        public Limits {
            if (Math.min(Math.min(weightGrams, volume), Math.min(pieces, worth)) < 1) {
                throw new IllegalArgumentException("a parcel of at most " + weightGrams + " g, " + volume
                        + " cubic millimeters, " + pieces + " pieces and " + worth
                        + " minor units holds nothing.\nGive at least 1, or leave the limit out.");
            }
        }

        public Limits withWeightGrams(long grams) {
            return new Limits(grams, volume, pieces, worth);
        }

        /** This with another limit in cubic millimeters. */
        public Limits withVolume(long cubicMillimeters) {
            return new Limits(weightGrams, cubicMillimeters, pieces, worth);
        }

        public Limits withPieces(long most) {
            return new Limits(weightGrams, volume, most, worth);
        }

        /** This with another limit in minor units. */
        public Limits withWorth(long minor) {
            return new Limits(weightGrams, volume, pieces, minor);
        }

        /** The limits in the units of {@link Goods#load}. */
        public Load load() {
            return new Load(
                    fine(weightGrams, Goods.LOAD_UNITS),
                    fine(volume, Goods.LOAD_UNITS),
                    fine(pieces, Goods.LOAD_UNITS),
                    fine(worth, Goods.WORTH_UNITS));
        }

        private static long fine(long limit, int units) {
            return limit > ParcelInput.MAX / units ? ANY : limit * units;
        }
    }

    /**
     * The least worth of a part in the units of {@link Goods#load}: what is worth so many minor units passes although each of its
     * steps is rounded down.
     */
    long leastLoad() {
        long least = Math.min(ParcelInput.MAX / Goods.WORTH_UNITS, leastPart) * Goods.WORTH_UNITS;
        return least == 0 ? 0 : least - Goods.WORTH_UNITS + 1;
    }

    /** Whether the goods themselves matter to a plan. */
    public boolean readsGoods() {
        return !limits.equals(Limits.NONE) || !apart.isEmpty() || !alone.isEmpty() || leastPart > 0;
    }

    /** Whether goods with these classes never share a parcel. */
    public boolean areApart(Collection<String> some, Collection<String> others) {
        for (ClassPair pair : apart) {
            boolean there = some.contains(pair.one()) && others.contains(pair.other());
            boolean back = some.contains(pair.other()) && others.contains(pair.one());
            if (there || back) {
                return true;
            }
        }
        return false;
    }

    /** Whether goods with these classes travel alone. */
    public boolean isAlone(Collection<String> classes) {
        return alone.stream().anyMatch(classes::contains);
    }

    public ParcelPolicy withLimits(Limits newLimits) {
        return new ParcelPolicy(newLimits, apart, alone, maxParts, leastPart, presale, objective, weights);
    }

    /** This with one more pair of classes that never share a parcel. */
    public ParcelPolicy withApart(String one, String other) {
        List<ClassPair> all = new ArrayList<>(apart);
        all.add(new ClassPair(one, other));
        return new ParcelPolicy(limits, new TreeSet<>(all), alone, maxParts, leastPart, presale, objective, weights);
    }

    /** This with one more class that travels alone. */
    public ParcelPolicy withAlone(String handlingClass) {
        SortedSet<String> all = new TreeSet<>(alone);
        all.add(handlingClass);
        return new ParcelPolicy(limits, apart, all, maxParts, leastPart, presale, objective, weights);
    }

    public ParcelPolicy withMaxParts(int parts) {
        return new ParcelPolicy(limits, apart, alone, parts, leastPart, presale, objective, weights);
    }

    /** This with another least worth of a part, in minor units. */
    public ParcelPolicy withLeastPart(long minor) {
        return new ParcelPolicy(limits, apart, alone, maxParts, minor, presale, objective, weights);
    }

    public ParcelPolicy withPresale(Presale newPresale) {
        return new ParcelPolicy(limits, apart, alone, maxParts, leastPart, newPresale, objective, weights);
    }

    /** This with criteria that are compared one after the other. */
    public ParcelPolicy withObjective(Criterion... mostImportantFirst) {
        return new ParcelPolicy(
                limits, apart, alone, maxParts, leastPart, presale, List.of(mostImportantFirst), new TreeMap<>());
    }

    /** This with criteria that are weighed against each other. */
    public ParcelPolicy withWeights(Map<Criterion, Long> newWeights) {
        // weighed criteria have no order of their own, so that equal weights are equal policies
        SortedMap<Criterion, Long> sorted = new TreeMap<>(newWeights);
        return new ParcelPolicy(
                limits, apart, alone, maxParts, leastPart, presale, List.copyOf(sorted.keySet()), sorted);
    }
}
