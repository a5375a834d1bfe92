package io.omskit.address;

import java.util.List;
import java.util.Optional;

/** What {@link Regions#resolve} found. A resolution never guesses: what the fields do not decide stays open. */
public sealed interface Resolution {

    /** The field of an {@link Address} at which a resolution stopped. */
    enum Field {
        /** {@link Address#country()}. */
        COUNTRY,
        /** {@link Address#province()}. */
        PROVINCE,
        /** {@link Address#city()}. */
        CITY,
        /** {@link Address#district()}. */
        DISTRICT
    }

    /** The region that all given fields name together. Empty unless {@link Found}. */
    Optional<Region> region();

    /** The deepest region that is certain: the one found, else the one within which the resolution stopped. */
    Optional<Region> certain();

    /**
     * Every field was understood and they agree.
     *
     * @param place the deepest region that the fields name
     */
    record Found(Region place) implements Resolution {
        @Override
        public Optional<Region> region() {
            return Optional.of(place);
        }

        @Override
        public Optional<Region> certain() {
            return Optional.of(place);
        }
    }

    /**
     * Several regions fit and no other field decides between them.
     *
     * @param field the field that was not decided
     * @param candidates the regions that fit, in the order of their codes
     * @param certain the region that all candidates share, if one is certain
     */
    record Ambiguous(Field field, List<Region> candidates, Optional<Region> certain) implements Resolution {
        /** Copies the candidates. */
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }

        @Override
        public Optional<Region> region() {
            return Optional.empty();
        }
    }

    /**
     * A field names no region of the table, or none that agrees with the other fields. The text itself is not repeated here: it
     * may hold personal data.
     *
     * @param field the field that was not understood
     * @param certain the region within which it was looked up, if one is certain
     */
    record Unknown(Field field, Optional<Region> certain) implements Resolution {
        @Override
        public Optional<Region> region() {
            return Optional.empty();
        }
    }
}
