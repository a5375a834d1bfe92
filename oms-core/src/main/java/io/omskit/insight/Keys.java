package io.omskit.insight;

import org.jspecify.annotations.Nullable;

/** What roll-ups count by. */
final class Keys {
    /** Stands for an absent key in every output, so that totals still add up. */
    static final String NONE = "(none)";

    private Keys() {}

    static String of(@Nullable String key) {
        return key == null || key.isBlank() ? NONE : key;
    }
}
