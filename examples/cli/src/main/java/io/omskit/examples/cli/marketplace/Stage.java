package io.omskit.examples.cli.marketplace;

import java.util.Locale;

/** The moments in the life of a marketplace order at which something is told about it. */
enum Stage {
    PLACED(1),
    APPROVED(2),
    CARRIER(3),
    DELIVERED(4),
    /** The status in which the table shows it. */
    LAST(5);

    private final int sequence;

    Stage(int sequence) {
        this.sequence = sequence;
    }

    /** Tells stages of one moment apart: a greater one is told later. */
    int sequence() {
        return sequence;
    }

    /** The name under which the mapper reads it. */
    String api() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stage of that name. */
    static Stage of(String api) {
        return valueOf(api.toUpperCase(Locale.ROOT));
    }
}
