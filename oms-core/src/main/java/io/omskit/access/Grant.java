package io.omskit.access;

import io.omskit.rule.Field;
import io.omskit.rule.FieldType;
import io.omskit.rule.Sensitivity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one role may see of one kind of subject. A mask is stronger than a permission; secrets are never shown.
 *
 * @param levels sensitivities of which it sees every field, those of lines included
 * @param names fields that it sees by name, with the sensitivity that they had when they were granted
 * @param lineNames the same for fields of lines
 * @param masks text fields that it sees masked only
 */
record Grant(
        Set<Sensitivity> levels,
        Map<String, Sensitivity> names,
        Map<String, Sensitivity> lineNames,
        Map<String, Masking> masks) {
    static final Grant NONE = new Grant(Set.of(), Map.of(), Map.of(), Map.of());

    Grant {
        levels = Set.copyOf(levels);
        names = Map.copyOf(names);
        lineNames = Map.copyOf(lineNames);
        masks = Map.copyOf(masks);
        if (levels.contains(Sensitivity.SECRET)
                || names.containsValue(Sensitivity.SECRET)
                || lineNames.containsValue(Sensitivity.SECRET)) {
            throw new IllegalArgumentException("A grant names secrets.\nLeave them out; they are shown to nobody.");
        }
    }

    /** Whether a field of the subject itself is shown as it is. */
    boolean showsPlain(Field<?, ?> field) {
        return !masks.containsKey(field.name()) && permits(field, names);
    }

    /** Whether a field of the subject's lines is shown as it is. */
    boolean showsPlainInLines(Field<?, ?> field) {
        return permits(field, lineNames);
    }

    /** How a field of the subject itself is masked; empty where it is hidden or shown as it is. */
    Optional<Masking> mask(Field<?, ?> field) {
        boolean maskable = field.type() == FieldType.TEXT && field.sensitivity() != Sensitivity.SECRET;
        return maskable ? Optional.ofNullable(masks.get(field.name())) : Optional.empty();
    }

    /** Whether lines may show personal data in plain. */
    boolean mayShowPersonalLines() {
        return levels.contains(Sensitivity.PERSONAL) || lineNames.containsValue(Sensitivity.PERSONAL);
    }

    private boolean permits(Field<?, ?> field, Map<String, Sensitivity> granted) {
        // a field that has become more closed since it was granted is not what was granted; no grant is as closed as a
        // secret
        @Nullable Sensitivity known = granted.get(field.name());
        return levels.contains(field.sensitivity())
                || (known != null && field.sensitivity().compareTo(known) <= 0);
    }
}
