package io.omskit.examples.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Figures of one thing over several rounds. */
final class Series {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /** The value that the given share of the others does not exceed. */
    double quantile(double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(Math.floor(share * sorted.size()))));
    }

    /** Median and, in brackets, the smallest and the largest value. */
    String text(int decimals) {
        String form = "%." + decimals + "f";
        return String.format(
                Locale.ROOT,
                form + " (" + form + " .. " + form + ")",
                median(),
                Collections.min(values),
                Collections.max(values));
    }
}
