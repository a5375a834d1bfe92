package io.omskit.rule.document;

import io.omskit.value.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The units that a rule may write, and how they convert. A field may have a unit of its own that is not among them. */
final class Units {
    private static final Map<String, Unit> KNOWN = new LinkedHashMap<>();

    static {
        put(Dimension.TIME, 1, "seconds", "second", "s");
        put(Dimension.TIME, 60, "minutes", "minute", "min");
        put(Dimension.TIME, 3_600, "hours", "hour", "h");
        put(Dimension.TIME, 86_400, "days", "day", "d");
        put(Dimension.MASS, 1, "g", "gram", "grams");
        put(Dimension.MASS, 1_000, "kg", "kilogram", "kilograms");
        put(Dimension.MASS, 1_000_000, "t");
        put(Dimension.VOLUME, 1, "ml", "milliliter", "milliliters");
        put(Dimension.VOLUME, 1_000, "l", "liter", "liters");
        put(Dimension.LENGTH, 1, "mm", "millimeter", "millimeters");
        put(Dimension.LENGTH, 10, "cm");
        put(Dimension.LENGTH, 1_000, "m", "meter", "meters");
        put(Dimension.COUNT, 1, "pieces", "piece", "pcs");
    }

    private Units() {}

    /** What a unit measures. */
    enum Dimension {
        TIME,
        MASS,
        VOLUME,
        LENGTH,
        COUNT
    }

    /** How many of the smallest units of its dimension one of it holds. */
    private record Unit(Dimension dimension, long factor) {}

    private static void put(Dimension dimension, long factor, String... names) {
        for (String name : names) {
            KNOWN.put(name, new Unit(dimension, factor));
        }
    }

    /** A number in another unit, exactly; empty where the units do not convert or a rest would be lost for ever. */
    static Optional<BigDecimal> convert(BigDecimal value, String from, String to) {
        if (from.equals(to)) {
            return Optional.of(value);
        }
        Unit source = KNOWN.get(from);
        Unit target = KNOWN.get(to);
        if (source == null || target == null || source.dimension != target.dimension) {
            return Optional.empty();
        }
        BigDecimal smallest = value.multiply(BigDecimal.valueOf(source.factor));
        try {
            BigDecimal exact =
                    smallest.divide(BigDecimal.valueOf(target.factor)).stripTrailingZeros();
            return Optional.of(exact.scale() < 0 ? exact.setScale(0) : exact);
        } catch (ArithmeticException endless) {
            return Optional.empty();
        }
    }

    /** The names that may stand where a value in this unit is wanted. */
    static List<String> namesFor(String unit) {
        Unit wanted = KNOWN.get(unit);
        return wanted == null ? List.of(unit) : namesOf(wanted.dimension);
    }

    static List<String> namesOf(Dimension dimension) {
        List<String> names = new ArrayList<>();
        KNOWN.forEach((name, unit) -> {
            if (unit.dimension == dimension) {
                names.add(name);
            }
        });
        return names;
    }

    /** The unit in which quantities of a measure are written. */
    static String unitOf(Measure measure) {
        return switch (measure) {
            case PIECE -> "pieces";
            case KILOGRAM -> "kg";
            case LITER -> "l";
            case METER -> "m";
        };
    }

    /** The measure that a unit counts in, if goods are counted in it. */
    static Optional<Measure> measureOf(String name) {
        Unit unit = KNOWN.get(name);
        if (unit == null || unit.dimension == Dimension.TIME) {
            return Optional.empty();
        }
        return Optional.of(
                switch (unit.dimension) {
                    case MASS -> Measure.KILOGRAM;
                    case VOLUME -> Measure.LITER;
                    case LENGTH -> Measure.METER;
                    default -> Measure.PIECE;
                });
    }

    /** All units that goods are counted in. */
    static Set<String> ofGoods() {
        Set<String> names = new TreeSet<>();
        KNOWN.forEach((name, unit) -> {
            if (unit.dimension != Dimension.TIME) {
                names.add(name);
            }
        });
        return names;
    }
}
