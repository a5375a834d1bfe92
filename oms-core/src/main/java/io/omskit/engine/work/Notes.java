package io.omskit.engine.work;

import io.omskit.decision.Reason;
import io.omskit.stock.StockMovement;
import io.omskit.store.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a unit of work has to tell and to do about one order, collected step by step until the commit is built. */
public final class Notes {
    public final List<String> events = new ArrayList<>();
    public final List<Long> payloads = new ArrayList<>();
    public final List<Reason> reasons = new ArrayList<>();
    public final List<StockMovement> movements = new ArrayList<>();
    public final Map<String, Use> uses = new TreeMap<>();
    public final Map<String, Reason> alerts = new LinkedHashMap<>();
    public final Set<String> settled = new HashSet<>();
    public final List<Row> effects = new ArrayList<>();
    public final Map<String, Long> adjusts = new TreeMap<>();

    /** Whose notes have the plans that this order was part of. */
    public final Set<Long> plannedWith = new TreeSet<>();

    public @Nullable String book;

    public @Nullable String plan;

    /** Whether the goods are to go elsewhere than was told before. */
    public boolean consigneeChanged;

    /** Whether something came to light that a review must look at, after one may have let the order go. */
    public boolean reviewAgain;

    /** Whether the channel is told in this very commit that its order is complete. */
    public boolean toldWhole;

    /** Whether a platform has just answered with whom the order shares its receiver. */
    public boolean answered;

    Notes() {}

    /**
     * What is taken of a limit, negative where it is given back.
     *
     * @param quantity how much
     * @param limit the limit
     */
    public record Use(long quantity, long limit) {
        Use and(Use more) {
            return new Use(Math.addExact(quantity, more.quantity), more.limit);
        }
    }

    public boolean isEmpty() {
        return events.isEmpty() && movements.isEmpty() && uses.isEmpty() && effects.isEmpty() && alerts.isEmpty();
    }
}
