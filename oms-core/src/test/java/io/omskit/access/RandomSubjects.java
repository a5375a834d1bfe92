package io.omskit.access;

import io.omskit.rule.FieldType;
import io.omskit.rule.Fields;
import io.omskit.rule.Sensitivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One random catalog with one random role and one random subject. It writes down by itself, while it grants, what the role
 * may see: the oracle of the properties.
 */
final class RandomSubjects {
    /** A subject whose texts are known by the names of their fields; a field without an entry is absent. */
    record Thing(Map<String, String> texts, List<Thing> lines) {}

    private static final Sensitivity[] LEVELS = Sensitivity.values();

    private final Random random;
    private final Map<String, Sensitivity> own = new TreeMap<>();
    private final Map<String, Sensitivity> inLines = new TreeMap<>();
    private final Set<String> plain = new TreeSet<>();
    private final Set<String> masked = new TreeSet<>();
    private final Fields<Thing> fields;
    private final Role role;
    private final Thing subject;
    private int made;

    RandomSubjects(long seed) {
        random = new Random(seed);
        Fields.Builder<Thing> lines = Fields.builder(Thing.class);
        // some names of lines are names of the whole as well
        for (int i = 0; i < 4; i++) {
            String name = (random.nextInt(4) == 0 ? "own.f" : "line.f") + i;
            inLines.put(name, LEVELS[random.nextInt(4)]);
            lines.text(name, inLines.get(name), "A line's text.", line -> line.texts()
                    .get(name));
        }
        Fields<Thing> ofLines = lines.build();
        Fields.Builder<Thing> whole = Fields.builder(Thing.class);
        for (int i = 0; i < 6; i++) {
            String name = "own.f" + i;
            own.put(name, LEVELS[random.nextInt(4)]);
            if (random.nextBoolean()) {
                whole.text(
                        name, own.get(name), "A text.", thing -> thing.texts().get(name));
            } else {
                whole.textSet(name, own.get(name), "Texts.", thing -> {
                    String text = thing.texts().get(name);
                    return text == null ? null : Set.of(text);
                });
            }
        }
        own.put("own.lines", LEVELS[random.nextInt(2)]);
        whole.lines("own.lines", own.get("own.lines"), "Lines.", ofLines, Thing::lines);
        fields = whole.build();
        role = role(ofLines);
        subject = subject(own.keySet(), List.of(subject(inLines.keySet(), null), subject(inLines.keySet(), null)));
    }

    private Role role(Fields<Thing> ofLines) {
        Role.Builder builder = Role.named("role");
        for (Sensitivity level : LEVELS) {
            if (level != Sensitivity.SECRET && random.nextInt(3) == 0) {
                builder.sees(fields, level);
                own.forEach((name, its) -> note(plain, "", name, its == level));
                inLines.forEach((name, its) -> note(plain, "in ", name, its == level));
            }
        }
        own.forEach((name, level) -> {
            if (level != Sensitivity.SECRET && random.nextInt(4) == 0) {
                builder.sees(fields, name);
                plain.add(name);
            }
        });
        inLines.forEach((name, level) -> {
            if (level != Sensitivity.SECRET && random.nextInt(4) == 0) {
                builder.seesInLines(fields, ofLines, name);
                plain.add("in " + name);
            }
        });
        own.forEach((name, level) -> {
            boolean text = fields.get(name).type() == FieldType.TEXT;
            if (text && level != Sensitivity.SECRET && random.nextInt(4) == 0) {
                Masking[] masks = {Masking.NAME, Masking.PHONE, Masking.MAIL, Masking.MESSAGE, Masking.ALL};
                builder.seesMasked(fields, name, masks[random.nextInt(masks.length)]);
                plain.remove(name);
                masked.add(name);
            }
        });
        return builder.build();
    }

    private static void note(Set<String> names, String where, String name, boolean seen) {
        if (seen) {
            names.add(where + name);
        }
    }

    private Thing subject(Set<String> names, List<Thing> lines) {
        Map<String, String> texts = new TreeMap<>();
        for (String name : names) {
            if (!name.equals("own.lines") && random.nextInt(5) > 0) {
                texts.put(name, String.format("Vq%dz%07dw", made++, random.nextInt(10_000_000)));
            }
        }
        return new Thing(texts, lines);
    }

    Fields<Thing> fields() {
        return fields;
    }

    Role role() {
        return role;
    }

    Thing subject() {
        return subject;
    }

    boolean isMasked(String name) {
        return masked.contains(name);
    }

    /** Whether the whole and its lines both have a field of this name. */
    boolean isSharedName(String name) {
        return own.containsKey(name) && inLines.containsKey(name);
    }

    /** Values that no form of the view may hold; a masked value is one of them, for masks change all of these texts. */
    List<String> valuesOutsidePolicy() {
        return values(false);
    }

    /** Values that the view must hold. */
    List<String> valuesInPlain() {
        return values(true);
    }

    private List<String> values(boolean seen) {
        List<String> values = new ArrayList<>();
        subject.texts().forEach((name, value) -> {
            if (plain.contains(name) == seen) {
                values.add(value);
            }
        });
        boolean lines = plain.contains("own.lines");
        for (Thing line : subject.lines()) {
            line.texts().forEach((name, value) -> {
                if ((lines && plain.contains("in " + name)) == seen) {
                    values.add(value);
                }
            });
        }
        return values;
    }

    /** Names of personal fields that the role sees in plain on this subject, ascending. */
    Set<String> personalNamesInPlain() {
        Set<String> names = new TreeSet<>();
        own.forEach((name, level) -> {
            boolean there = subject.texts().containsKey(name) && plain.contains(name);
            note(names, "", name, level == Sensitivity.PERSONAL && there);
        });
        inLines.forEach((name, level) -> {
            boolean there = plain.contains("own.lines")
                    && plain.contains("in " + name)
                    && subject.lines().stream().anyMatch(line -> line.texts().containsKey(name));
            note(names, "", name, level == Sensitivity.PERSONAL && there);
        });
        return names;
    }
}
