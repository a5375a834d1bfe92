package io.omskit.access;

import io.omskit.rule.Field;
import io.omskit.rule.FieldType;
import io.omskit.rule.Fields;
import io.omskit.rule.Sensitivity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A named part that people play, and what they may see in it. What is not granted is not seen: a field that is added to a
 * catalog later stays hidden unless its sensitivity was granted, and secrets cannot be granted at all.
 *
 * <pre>{@code
 * Role packer = Role.named("packer")
 *         .sees(OrderFields.orders(), Sensitivity.PUBLIC)
 *         .sees(PersonalFields.catalog(), "person.name", "person.area", "person.street")
 *         .seesMasked(PersonalFields.catalog(), "person.phone", Masking.PHONE)
 *         .build();
 * }</pre>
 *
 * <p>Immutable and thread-safe. Grants hold for the subject of a catalog, so also for the same catalog with further fields.
 */
public final class Role {
    private final String name;
    private final Map<Class<?>, Grant> grants;

    private Role(String name, Map<Class<?>, Grant> grants) {
        this.name = name;
        this.grants = Map.copyOf(grants);
    }

    /**
     * Starts a role that sees nothing.
     *
     * @throws IllegalArgumentException if the name is not 1 to 64 letters, digits, dots, - or _
     */
    public static Builder named(String name) {
        if (!name.matches("[\\p{L}\\p{Nd}._-]{1,64}")) {
            throw new IllegalArgumentException("The name of a role has " + name.length()
                    + " characters or a sign that is not allowed.\nUse 1 to 64 letters, digits, '.', '-' or '_'.");
        }
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    Grant grant(Class<?> subject) {
        return grants.getOrDefault(subject, Grant.NONE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Role that && name.equals(that.name) && grants.equals(that.grants);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + grants.hashCode();
    }

    @Override
    public String toString() {
        return "Role[" + name + "]";
    }

    /** Collects what a role may see. Refuses unknown fields and contradictions at once. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final Map<Class<?>, Permissions> permissions = new HashMap<>();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Grants every field, those of lines included, that has exactly one of these sensitivities.
         *
         * @throws IllegalArgumentException if one of them is {@link Sensitivity#SECRET}
         */
        public Builder sees(Fields<?> catalog, Sensitivity first, Sensitivity... more) {
            Set<Sensitivity> levels = EnumSet.of(first, more);
            if (levels.contains(Sensitivity.SECRET)) {
                throw secret("every secret of " + catalog.subject().getSimpleName());
            }
            of(catalog).levels.addAll(levels);
            return this;
        }

        /**
         * Grants fields by name. To see fields of lines a role must see the field that holds the lines as well.
         *
         * @throws IllegalArgumentException if the catalog has no such field, or it is a secret
         */
        public Builder sees(Fields<?> catalog, String first, String... more) {
            for (String field : listed(first, more)) {
                of(catalog).names.put(field, open(catalog.get(field)));
            }
            return this;
        }

        /**
         * Grants fields of lines by name.
         *
         * @param catalog the catalog of the whole
         * @param lines the catalog of its lines
         * @throws IllegalArgumentException if the catalog of the lines has no such field, or it is a secret
         */
        public Builder seesInLines(Fields<?> catalog, Fields<?> lines, String first, String... more) {
            for (String field : listed(first, more)) {
                of(catalog).lineNames.put(field, open(lines.get(field)));
            }
            return this;
        }

        /**
         * Grants a text field in masked form. This is stronger than any permission to see it in plain.
         *
         * @throws IllegalArgumentException if the catalog has no such field, it is not text, it is a secret, or another
         *     mask was chosen for it before
         */
        public Builder seesMasked(Fields<?> catalog, String field, Masking masking) {
            Field<?, ?> found = catalog.get(field);
            open(found);
            if (found.type() != FieldType.TEXT) {
                throw new IllegalArgumentException("Role " + name + " cannot see " + found
                        + " masked.\nOnly fields of type TEXT have a masked form; leave it out or grant it.");
            }
            Masking before = of(catalog).masks.putIfAbsent(field, masking);
            if (before != null && before != masking) {
                throw new IllegalArgumentException("Role " + name + " would see " + field + " masked as " + before
                        + " and as " + masking + ".\nChoose one of them.");
            }
            return this;
        }

        /** Grants several text fields in masked form, each as {@link #seesMasked(Fields, String, Masking)} does. */
        public Builder seesMasked(Fields<?> catalog, Map<String, Masking> masks) {
            masks.forEach((field, masking) -> seesMasked(catalog, field, masking));
            return this;
        }

        /** {@return the role} */
        public Role build() {
            Map<Class<?>, Grant> grants = new HashMap<>();
            permissions.forEach((subject, all) -> grants.put(subject, all.toGrant()));
            return new Role(name, grants);
        }

        private Permissions of(Fields<?> catalog) {
            return permissions.computeIfAbsent(catalog.subject(), any -> new Permissions());
        }

        private Sensitivity open(Field<?, ?> field) {
            if (field.sensitivity() == Sensitivity.SECRET) {
                throw secret(field.name());
            }
            return field.sensitivity();
        }

        private IllegalArgumentException secret(String what) {
            return new IllegalArgumentException("Role " + name + " would see " + what
                    + ".\nSecrets are shown to nobody; leave them out, or give the field its right sensitivity.");
        }

        private static List<String> listed(String first, String... more) {
            List<String> all = new ArrayList<>(List.of(more));
            all.add(0, first);
            return all;
        }
    }
}
