package io.omskit.catalog;

import io.omskit.value.Quantity;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the catalog knows about a sold line: exactly what it needs, or nothing certain. */
public sealed interface Match {
    /** Largest number of candidates that an unmapped line carries. */
    int MAX_CANDIDATES = 5;

    /**
     * The line is understood.
     *
     * @param needs what one sold unit takes from stock: one need for a SKU, one per component for a bundle; never empty
     */
    record Mapped(List<Need> needs) implements Match {
        public Mapped {
            needs = List.copyOf(needs);
            if (needs.isEmpty()) {
                throw new IllegalArgumentException(
                        "a mapped line needs nothing.\nAnswer Unmapped when the catalog does not know what to ship.");
            }
            long skus = needs.stream().map(Need::sku).distinct().count();
            if (skus != needs.size()) {
                throw new IllegalArgumentException(
                        "a mapped line names a SKU twice: " + needs + ".\nAdd the quantities of equal SKUs.");
            }
        }
    }

    /**
     * The line must wait for the catalog.
     *
     * @param cause why there is no answer
     * @param nearest likely candidates for a person to choose from, best first, at most {@value #MAX_CANDIDATES}
     */
    record Unmapped(Cause cause, List<Candidate> nearest) implements Match {
        public Unmapped {
            Objects.requireNonNull(cause, "cause");
            nearest = List.copyOf(nearest.subList(0, Math.min(MAX_CANDIDATES, nearest.size())));
        }
    }

    /** Where a need comes from. */
    enum Origin {
        /** The sold thing itself. */
        SOLD,
        /** A component of the sold bundle. */
        COMPONENT
    }

    /**
     * What one sold unit takes from the stock of one SKU.
     *
     * @param sku the SKU
     * @param perUnit quantity per sold unit (one piece, or one kilogram, liter, meter), positive, in the SKU's measure
     * @param shareWeight weight in the sharing of the line's money over its needs, not negative
     * @param bundle code of the bundle, absent for the sold thing itself
     * @param shipTogether whether the needs of one unit must stay in one parcel
     */
    record Need(
            Sku sku,
            Quantity perUnit,
            long shareWeight,
            @Nullable String bundle,
            boolean shipTogether) {
        public Need {
            if (!perUnit.isPositive() || shareWeight < 0) {
                throw new IllegalArgumentException("a need of SKU " + sku + " has quantity " + perUnit
                        + " per unit and share weight " + shareWeight
                        + ".\nGive a positive quantity and a weight that is not negative.");
            }
        }

        /** A need of the sold thing itself. */
        public static Need sold(Sku sku, Quantity perUnit) {
            return new Need(sku, perUnit, 1, null, false);
        }

        /** Whether it is the sold thing or a component of a bundle. */
        public Origin origin() {
            return bundle == null ? Origin.SOLD : Origin.COMPONENT;
        }

        /** Whether every quantity in the sold line's measure is a whole number of steps of the SKU. */
        public boolean fits(Quantity sold) {
            return perUnit.steps() % Units.stepsPerUnit(sold.measure()) == 0;
        }

        /**
         * What this quantity of the line needs, exactly; parts of a line add up to the whole.
         *
         * @throws IllegalArgumentException if the line's measure does not {@linkplain #fits fit}
         * @throws ArithmeticException if the result does not fit into 64 bits
         */
        public Quantity needed(Quantity sold) {
            if (!fits(sold)) {
                throw new IllegalArgumentException("SKU " + sku + " is needed as " + perUnit + " per unit, which "
                        + sold + " cannot be counted in.\nMap the code to a SKU of the line's own measure.");
            }
            long stepsPerStep = perUnit.steps() / Units.stepsPerUnit(sold.measure());
            return Quantity.of(Math.multiplyExact(sold.steps(), stepsPerStep), perUnit.measure());
        }
    }

    /** Why a line has no answer. */
    enum Cause {
        /** The line carries no code at all. */
        NO_CODE,
        /** No code of the line is listed. */
        UNKNOWN_CODE,
        /** Two listings of equal rank say different things. */
        AMBIGUOUS,
        /** The listing points to a SKU or bundle that the catalog does not have. */
        TARGET_MISSING,
        /** The line's quantity cannot be counted in the SKU's measure, such as 0.35 kg of a thing counted in pieces. */
        MEASURE
    }

    /**
     * A listing or SKU that an unmapped line may have meant.
     *
     * @param code the listed code or SKU
     * @param target what it stands for
     * @param distance 0 (the very code) to 100 (nothing in common), the better of code and title
     */
    record Candidate(String code, Listing.Target target, int distance) {
        public Candidate {
            if (distance < 0 || distance > 100) {
                throw new IllegalArgumentException("candidate " + Codes.shown(code) + " has distance " + distance
                        + ".\nGive a figure from 0 to 100.");
            }
        }
    }
}
