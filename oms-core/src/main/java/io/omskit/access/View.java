package io.omskit.access;

import io.omskit.rule.Field;
import io.omskit.rule.FieldType;
import io.omskit.rule.Fields;
import io.omskit.rule.Sensitivity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one role sees of subjects of one kind. The map of a subject is built by adding permitted fields; nothing is ever
 * removed from a full one, so that a field that nobody thought of stays hidden.
 *
 * <p>Maps keep the order of the catalog and hold what {@link Fields#toMap} writes. A text that is masked as {@link
 * Masking#MESSAGE} also loses the values of the subject's other personal texts that the role does not see in plain. A role
 * that sees free text in plain sees what people wrote there, whatever it is.
 *
 * <p>Immutable and thread-safe. Invariant V1: {@link AccessInvariants#v1}.
 *
 * @param <T> the subject
 */
public final class View<T> {
    private final Role role;
    private final Grant grant;
    private final Fields<T> fields;
    private final Set<Field<T, ?>> own;
    private final boolean personal;

    private View(Role role, Fields<T> fields) {
        this.role = role;
        this.fields = fields;
        this.grant = role.grant(fields.subject());
        this.own = Set.copyOf(fields.all());
        this.personal = grant.mayShowPersonalLines() || own.stream().anyMatch(this::showsPersonal);
    }

    /**
     * The view of a role.
     *
     * @param role who looks
     * @param fields the catalog of what is looked at
     */
    public static <T> View<T> of(Role role, Fields<T> fields) {
        return new View<>(role, fields);
    }

    /**
     * What is shown, and the record that it was.
     *
     * @param fields the visible fields
     * @param audit to be journaled; empty if no personal data is among them in plain
     */
    public record Shown(Map<String, Object> fields, Optional<Audit> audit) {
        public Shown {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** Names of the fields only. */
        @Override
        public String toString() {
            return "Shown" + fields.keySet();
        }
    }

    /** Whether it may show personal data in plain, so that {@link #disclose} must be used. */
    public boolean showsPersonalData() {
        return personal;
    }

    /**
     * The visible fields of a subject, for roles that see personal data masked or not at all.
     *
     * @return an unmodifiable map
     * @throws IllegalStateException if the role may see personal data in plain
     */
    public Map<String, Object> render(T subject) {
        if (personal) {
            throw new IllegalStateException("Role " + role.name() + " sees personal data of "
                    + fields.subject().getSimpleName()
                    + " in plain.\nCall disclose with who asks and what for, and journal the audit record.");
        }
        return visible(subject, new HashSet<>());
    }

    /** The visible fields of a subject and, where personal data is among them in plain, the record to be journaled. */
    public Shown disclose(T subject, Audit.Request request) {
        Set<Field<?, ?>> opened = new HashSet<>();
        Map<String, Object> visible = visible(subject, opened);
        List<String> plain = plain(visible, opened);
        if (plain.isEmpty()) {
            return new Shown(visible, Optional.empty());
        }
        List<String> masked = new ArrayList<>();
        for (Field<T, ?> field : fields.all()) {
            if (visible.containsKey(field.name()) && grant.mask(field).isPresent()) {
                masked.add(field.name());
            }
        }
        return new Shown(
                visible,
                Optional.of(new Audit(
                        request.who(), role.name(), request.purpose(), request.order(), plain, masked, request.at())));
    }

    /** Builds the map and notes which personal fields were let through in plain. */
    private Map<String, Object> visible(T subject, Set<Field<?, ?>> opened) {
        Map<String, Object> plain = fields.toMap(subject, field -> {
            boolean shown = own.contains(field) ? grant.showsPlain(field) : grant.showsPlainInLines(field);
            if (shown && field.sensitivity() == Sensitivity.PERSONAL) {
                opened.add(field);
            }
            return shown;
        });
        Map<String, Object> visible = new LinkedHashMap<>();
        for (Field<T, ?> field : fields.all()) {
            Object value = plain.get(field.name());
            if (value != null) {
                visible.put(field.name(), value);
            } else if (grant.mask(field).isPresent() && field.read(subject) instanceof String text) {
                visible.put(
                        field.name(), masked(subject, text, grant.mask(field).get()));
            }
        }
        return Collections.unmodifiableMap(visible);
    }

    private String masked(T subject, String text, Masking masking) {
        return masking == Masking.MESSAGE
                ? HiddenTexts.of(grant, fields, subject).cleaned(text)
                : masking.apply(text);
    }

    private boolean showsPersonal(Field<T, ?> field) {
        return field.sensitivity() == Sensitivity.PERSONAL
                && (grant.showsPlain(field) || (field.type() == FieldType.LINES && grant.mayShowPersonalLines()));
    }

    /** Names of the opened fields that were there; where lines share a name with the whole, rather one too many. */
    private List<String> plain(Map<String, Object> visible, Set<Field<?, ?>> opened) {
        Set<String> inLines = new HashSet<>();
        visible.values().forEach(value -> collectNames(value, inLines));
        Set<String> names = new TreeSet<>();
        for (Field<?, ?> field : opened) {
            String name = field.name();
            if (inLines.contains(name) || (own.contains(field) && visible.containsKey(name))) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    /** Every key of the maps in a list of lines, at any depth. */
    private static void collectNames(Object value, Set<String> found) {
        if (value instanceof List<?> list) {
            for (Object line : list) {
                if (line instanceof Map<?, ?> map) {
                    map.forEach((key, inside) -> {
                        found.add((String) key);
                        collectNames(inside, found);
                    });
                }
            }
        }
    }

    /** Role and subject. */
    @Override
    public String toString() {
        return "View of " + fields.subject().getSimpleName() + " for " + role.name();
    }
}
