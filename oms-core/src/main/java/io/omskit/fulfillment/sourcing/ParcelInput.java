package io.omskit.fulfillment.sourcing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question of parcels: what is wanted, what each place has, and what may share a parcel. Places, lines and SKUs are
 * numbered from 0 in the order given. Immutable; safe for use by many threads.
 *
 * <p>Costs have as many levels as the host compares one after the other; a lower level decides only where all levels above
 * are equal. How much stays unmet is always compared first and is no level of these. Loads are in any unit, the same
 * everywhere.
 *
 * @param places where parcels can start, in the order of preference
 * @param lines what is wanted; those that need company come after all others
 * @param limit what a parcel holds at most, unless it holds one single unit
 * @param leastPart what the units from one place must be worth at least where the lines come from several or are left
 *     unmet in part; what is left unmet then too. 0 for any
 */
public record ParcelInput(List<Place> places, List<Line> lines, Load limit, long leastPart) {
    /** A load or limit that nothing reaches. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** No quantity, cost or load of one line or place may be more; keeps every sum within 64 bits. */
    public static final long MAX = 1L << 56;

    public ParcelInput {
        places = List.copyOf(places);
        lines = List.copyOf(lines);
        int skus = places.isEmpty() ? 0 : places.get(0).free().size();
        int levels = places.isEmpty() ? 0 : places.get(0).fee().size();
        for (Place place : places) {
            require(place.free().size() == skus && place.fee().size() == levels, "place", "of " + place);
        }
        boolean guests = false;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            guests |= !line.company().isEmpty();
            require(line.company().isEmpty() ? !guests : isCompany(lines, line, i), "company", "of line " + i);
            require(line.costs().size() == places.size(), "costs", "of line " + i);
            for (Draw draw : line.draws()) {
                require(places.isEmpty() || draw.sku() < skus, "draw", "of line " + i);
            }
            for (List<Long> cost : line.costs()) {
                require(cost == null || cost.size() == levels, "cost", "of line " + i);
            }
        }
    }

    /** How many SKUs are wanted or free. */
    int skus() {
        int skus = places.isEmpty() ? 0 : places.get(0).free().size();
        for (Line line : lines) {
            for (Draw draw : line.draws()) {
                skus = Math.max(skus, draw.sku() + 1);
            }
        }
        return skus;
    }

    private static boolean isCompany(List<Line> lines, Line guest, int at) {
        return guest.company().stream()
                .allMatch(host ->
                        host >= 0 && host < at && lines.get(host).company().isEmpty());
    }

    private static void require(boolean holds, String what, String where) {
        if (!holds) {
            throw new IllegalArgumentException("the " + what + " " + where
                    + " does not fit the question.\nGive one number for each SKU and level, one cost for each place,"
                    + " lines with company last.");
        }
    }

    /**
     * Where parcels can start.
     *
     * @param free units free, by SKU; 0 or more
     * @param parcels how many parcels can start here at most
     * @param fee cost of a parcel, by level
     */
    public record Place(List<Long> free, long parcels, List<Long> fee) {
        public Place {
            free = List.copyOf(free);
            fee = List.copyOf(fee);
            free.forEach(one -> amount("free units", one));
            fee.forEach(one -> amount("fee", Math.min(one, MAX)));
            amount("parcels", parcels);
        }
    }

    /**
     * Units that are wanted and alike. A unit is never divided: a set that travels together is one unit of several SKUs.
     *
     * @param quantity units wanted
     * @param draws what one unit takes from stock, each SKU once
     * @param load what one unit adds to a parcel
     * @param alone whether each unit has a parcel of its own
     * @param apart lines that never share a parcel with this one
     * @param company lines of which a parcel must hold a unit before one of this line may join it; empty for a line that
     *     needs no company
     * @param costs cost of one unit by place, then level; null where the place may not ship it
     */
    public record Line(
            long quantity,
            List<Draw> draws,
            Load load,
            boolean alone,
            List<Integer> apart,
            List<Integer> company,
            List<@Nullable List<Long>> costs) {
        public Line {
            draws = List.copyOf(draws);
            apart = List.copyOf(apart);
            company = List.copyOf(company);
            costs = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(costs));
            amount("quantity", quantity);
        }

        /** Steps of stock that one unit takes. */
        long steps() {
            return draws.stream().mapToLong(Draw::steps).sum();
        }
    }

    /**
     * What one unit takes of a SKU.
     *
     * @param sku number of the SKU
     * @param steps at least 1
     */
    public record Draw(int sku, long steps) {
        public Draw {
            if (sku < 0 || steps <= 0) {
                throw new IllegalArgumentException("a unit takes " + steps + " of SKU " + sku
                        + ".\nNumber SKUs from 0, and leave out what it does not take.");
            }
        }
    }

    /**
     * What a unit adds to a parcel, or what a parcel holds at most.
     *
     * @param weight weight
     * @param volume volume
     * @param pieces pieces
     * @param worth what it is worth
     */
    public record Load(long weight, long volume, long pieces, long worth) {
        /** Nothing. */
        public static final Load NONE = new Load(0, 0, 0, 0);

        /** As a limit: none. */
        public static final Load ANY = new Load(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED);

        public Load {
            amount("weight", weight);
            amount("volume", volume);
            amount("pieces", pieces);
            amount("worth", worth);
        }

        long[] toArray() {
            return new long[] {weight, volume, pieces, worth};
        }
    }

    private static void amount(String name, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException(name + " of " + amount + " is negative.\nGive zero or more.");
        }
    }
}
