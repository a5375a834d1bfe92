package io.omskit.access;

import io.omskit.rule.Sensitivity;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Collects the parts of one {@link Grant}. */
final class Permissions {
    final Set<Sensitivity> levels = EnumSet.noneOf(Sensitivity.class);
    final Map<String, Sensitivity> names = new HashMap<>();
    final Map<String, Sensitivity> lineNames = new HashMap<>();
    final Map<String, Masking> masks = new HashMap<>();

    Grant toGrant() {
        return new Grant(levels, names, lineNames, masks);
    }
}
