package io.omskit.access;

import io.omskit.rule.Field;
import io.omskit.rule.FieldType;
import io.omskit.rule.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares what is shown of a subject with its full map and the role's policy, without the code that built the view. */
final class ViewCheck<T> {
    private final Grant grant;
    private final Fields<T> fields;
    private final T subject;
    private final Map<String, Object> full;
    private final Map<String, Field<?, ?>> lineFields = new HashMap<>();

    ViewCheck(Role role, Fields<T> fields, T subject) {
        this.grant = role.grant(fields.subject());
        this.fields = fields;
        this.subject = subject;
        List<Field<T, ?>> own = List.copyOf(fields.all());
        this.full = fields.toMap(subject, field -> {
            if (!own.contains(field)) {
                lineFields.put(field.name(), field);
            }
            return true;
        });
    }

    Optional<String> check(Map<String, ?> shown) {
        for (Map.Entry<String, ?> entry : shown.entrySet()) {
            Field<T, ?> field = fields.find(entry.getKey()).orElse(null);
            if (field == null) {
                // the key itself may be what leaked
                return Optional.of("holds a key that is no field");
            }
            Optional<String> broken = check(field, entry.getValue());
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private Optional<String> check(Field<T, ?> field, @Nullable Object value) {
        Optional<Masking> mask = grant.mask(field);
        if (mask.isPresent()) {
            return isMasked(field, mask.get(), value)
                    ? Optional.empty()
                    : Optional.of("holds " + field.name() + " not masked as " + mask.get());
        }
        if (!grant.showsPlain(field)) {
            return Optional.of("holds " + field.name() + ", which the role may not see");
        }
        return checkPlain(field, value, full.get(field.name()));
    }

    private boolean isMasked(Field<T, ?> field, Masking mask, @Nullable Object value) {
        if (!(field.read(subject) instanceof String text) || !(value instanceof String said)) {
            return false;
        }
        return mask == Masking.MESSAGE
                ? mask.apply(said).equals(said)
                        && !HiddenTexts.of(grant, fields, subject).isIn(said)
                : mask.apply(text).equals(said);
    }

    private Optional<String> checkPlain(Field<?, ?> field, @Nullable Object value, @Nullable Object expected) {
        if (field.type() == FieldType.LINES && value instanceof List<?> lines && expected instanceof List<?> all) {
            return lines.size() == all.size() ? checkLines(lines, all) : other(field);
        }
        return Objects.equals(value, expected) ? Optional.empty() : other(field);
    }

    private Optional<String> checkLines(List<?> lines, List<?> all) {
        for (int i = 0; i < lines.size(); i++) {
            if (!(lines.get(i) instanceof Map<?, ?> line) || !(all.get(i) instanceof Map<?, ?> expected)) {
                return Optional.of("line " + i + " is not made of fields");
            }
            for (Map.Entry<?, ?> entry : line.entrySet()) {
                String name = String.valueOf(entry.getKey());
                Field<?, ?> field = permittedInLines(name);
                if (field == null) {
                    boolean isName =
                            lineFields.containsKey(name) || fields.find(name).isPresent();
                    return Optional.of("line " + i + " holds " + (isName ? name : "a key that is no field")
                            + ", which the role may not see");
                }
                Optional<String> broken = checkPlain(field, entry.getValue(), expected.get(name));
                if (broken.isPresent()) {
                    return broken;
                }
            }
        }
        return Optional.empty();
    }

    /** The field of lines under this name, if the role may see it; lines may share fields with the whole. */
    private @Nullable Field<?, ?> permittedInLines(String name) {
        Field<?, ?> ofLines = lineFields.get(name);
        if (ofLines != null) {
            return grant.showsPlainInLines(ofLines) ? ofLines : null;
        }
        return fields.find(name).filter(grant::showsPlain).orElse(null);
    }

    private static Optional<String> other(Field<?, ?> field) {
        return Optional.of("holds another value of " + field.name() + " than the subject");
    }
}
