package io.omskit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.rule.RuleProblem.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FieldsProperties {
    @Property
    void aMapHoldsExactlyThePresentFieldsThatAreKept(@ForAll long seed) {
        Sale sale = new RandomRules(seed).sale();
        Set<String> kept = someNames(seed);
        Map<String, Object> map = Sale.FIELDS.toMap(sale, field -> kept.contains(field.name()));
        Set<String> expected = new TreeSet<>(sale.values().keySet());
        expected.retainAll(kept);
        assertEquals(expected, new TreeSet<>(map.keySet()));
        if (map.get("sale.parts") instanceof List<?> parts) {
            for (Object part : parts) {
                assertTrue(kept.containsAll(((Map<?, ?>) part).keySet()), () -> kept + " but " + part);
            }
        }
    }

    @Property
    void editDistanceIsSymmetricAndZeroOnlyForEqualTexts(@ForAll String left, @ForAll String right) {
        int distance = NearestName.distance(left, right);
        assertEquals(distance, NearestName.distance(right, left));
        assertEquals(left.equals(right), distance == 0);
        assertTrue(distance <= Math.max(left.length(), right.length()));
        assertTrue(distance >= Math.abs(left.length() - right.length()));
    }

    @Property
    void aNameWithOneLetterMissingIsRecognized(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> names = Sale.FIELDS.all().stream().map(Field::name).toList();
        String name = names.get(random.nextInt(names.size()));
        int letter = random.nextInt(name.length());
        String typo = name.substring(0, letter) + name.substring(letter + 1);
        String nearest = Sale.FIELDS.nearest(typo).orElseThrow();
        assertEquals(1, NearestName.distance(typo, nearest));
    }

    private static Set<String> someNames(long seed) {
        Random random = new Random(seed);
        Set<String> names = new TreeSet<>();
        Sale.FIELDS.all().forEach(field -> names.add(field.name()));
        Sale.PART_FIELDS.all().forEach(field -> names.add(field.name()));
        names.removeIf(name -> random.nextBoolean());
        return names;
    }
}
