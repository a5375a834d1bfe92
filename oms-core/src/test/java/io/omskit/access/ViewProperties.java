package io.omskit.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omskit.access.RandomSubjects.Thing;
import io.omskit.access.View.Shown;
import io.omskit.rule.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** V1 on random catalogs, roles and subjects; every text of a subject is unlike every other. */
class ViewProperties {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Audit.Request REQUEST = new Audit.Request("clerk", "test", "order 42", Instant.EPOCH);

    @Property
    void aViewHoldsNoFieldOutsideItsRolesPolicy(@ForAll long seed) {
        RandomSubjects random = new RandomSubjects(seed);
        Shown shown = View.of(random.role(), random.fields()).disclose(random.subject(), REQUEST);
        assertEquals(
                Optional.empty(),
                AccessInvariants.v1(random.role(), random.fields(), random.subject(), shown.fields()),
                () -> "seed " + seed);
    }

    @Property
    void noSerializedFormHoldsAValueThatTheRoleMayNotSee(@ForAll long seed) throws JsonProcessingException {
        RandomSubjects random = new RandomSubjects(seed);
        View<Thing> view = View.of(random.role(), random.fields());
        Shown shown = view.disclose(random.subject(), REQUEST);
        String forms = JSON.writeValueAsString(shown.fields())
                + shown.fields()
                + shown
                + view
                + random.role()
                + JSON.writeValueAsString(shown.audit().map(Audit::toMap).orElse(Map.of()));
        for (String value : random.valuesOutsidePolicy()) {
            assertFalse(forms.contains(value), () -> "seed " + seed + ": " + value + " in " + forms);
        }
        for (String value : random.valuesInPlain()) {
            assertTrue(forms.contains(value), () -> "seed " + seed + ": " + value + " not in " + forms);
        }
    }

    @Property
    void personalDataInPlainIsAlwaysOnRecordAndOnlyThen(@ForAll long seed) {
        RandomSubjects random = new RandomSubjects(seed);
        View<Thing> view = View.of(random.role(), random.fields());
        Optional<Audit> audit = view.disclose(random.subject(), REQUEST).audit();
        Set<String> found = new TreeSet<>(audit.map(Audit::plain).orElse(List.of()));
        // a name that the lines share with the whole may be on record though only the harmless of the two was shown
        found.removeIf(name ->
                random.isSharedName(name) && !random.personalNamesInPlain().contains(name));
        assertEquals(random.personalNamesInPlain(), found, () -> "seed " + seed);
        assertTrue(view.showsPersonalData() || audit.isEmpty(), () -> "seed " + seed);
    }

    @Property
    void aSeededLeakIsFound(@ForAll long seed) {
        RandomSubjects random = new RandomSubjects(seed);
        Fields<Thing> fields = random.fields();
        Map<String, Object> shown = View.of(random.role(), fields)
                .disclose(random.subject(), REQUEST)
                .fields();
        Map<String, Object> full = fields.toMap(random.subject(), field -> true);
        for (Map.Entry<String, Object> field : full.entrySet()) {
            if (!field.getValue().equals(shown.get(field.getKey())) && !random.isMasked(field.getKey())) {
                Map<String, Object> leaking = new LinkedHashMap<>(shown);
                leaking.put(field.getKey(), field.getValue());
                String violation = AccessInvariants.v1(random.role(), fields, random.subject(), leaking)
                        .orElseThrow(() -> new AssertionError("seed " + seed + ": leak of " + field + " not found"))
                        .toString();
                List<String> values = new ArrayList<>(random.valuesOutsidePolicy());
                values.removeIf(value -> !violation.contains(value));
                assertEquals(List.of(), values, "the violation tells what leaked");
            }
        }
    }
}
