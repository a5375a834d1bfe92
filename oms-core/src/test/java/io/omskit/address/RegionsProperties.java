package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RegionsProperties {
    private static final Regions REGIONS = Regions.bundled();
    private static final List<Region> ALL = all();

    private static List<Region> all() {
        List<Region> all = new ArrayList<>(REGIONS.countries());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).level() != Region.Level.COUNTY) {
                REGIONS.children(all.get(i).code()).stream()
                        .filter(region -> region.level() != Region.Level.TOWN)
                        .forEach(all::add);
            }
        }
        return List.copyOf(all);
    }

    @Provide
    Arbitrary<Region> regions() {
        return Arbitraries.of(ALL);
    }

    @Provide
    Arbitrary<Region> chinese() {
        return Arbitraries.of(ALL.stream().filter(Region::isChinese).toList());
    }

    private static Map<Region.Level, String> fields(Region region) {
        Map<Region.Level, String> fields = new EnumMap<>(Region.Level.class);
        for (Region.Level level : Region.Level.values()) {
            fields.put(level, "");
        }
        REGIONS.path(region).forEach(step -> fields.put(step.level(), step.name()));
        return fields;
    }

    private static Resolution resolve(Map<Region.Level, String> fields) {
        return REGIONS.resolve(
                fields.getOrDefault(Region.Level.COUNTRY, ""),
                fields.getOrDefault(Region.Level.PROVINCE, ""),
                fields.getOrDefault(Region.Level.CITY, ""),
                fields.getOrDefault(Region.Level.COUNTY, ""));
    }

    @Example
    void everyEntryIsFoundByItsFullPath() {
        for (Region region : ALL) {
            assertEquals(Optional.of(region), resolve(fields(region)).region(), region.name());
        }
    }

    @Example
    void codesAreUniqueAndParentsContainTheirChildren() {
        Set<String> codes = new HashSet<>();
        for (Region region : ALL) {
            assertTrue(codes.add(region.code()), region.code());
            assertEquals(Optional.of(region), REGIONS.find(region.code()));
            for (Region child : REGIONS.children(region.code())) {
                assertEquals(region.code(), child.parent());
                assertTrue(child.level().compareTo(region.level()) > 0, child.name());
                assertEquals(Optional.of(child), REGIONS.find(child.code()));
            }
        }
    }

    /** Whatever spelling stands in the last field: it gives the region itself, stays open, or names a sibling outright. */
    @Property
    void noSpellingIsSilentlyAmbiguous(@ForAll("chinese") Region region) {
        for (String spelling : REGIONS.spellings(region)) {
            Map<Region.Level, String> fields = fields(region);
            fields.put(region.level(), spelling);
            Optional<Region> found = resolve(fields).region();
            if (found.isPresent() && !found.get().equals(region)) {
                assertEquals(Folding.key(spelling), Folding.key(found.get().name()), region + " as " + spelling);
            }
        }
    }

    /** Leaving the city out may leave the county open, but never leads elsewhere. */
    @Property
    void fewerFieldsNeverLeadElsewhere(@ForAll("chinese") Region region) {
        if (region.level() != Region.Level.COUNTY) {
            return;
        }
        for (Region.Level left : List.of(Region.Level.PROVINCE, Region.Level.CITY)) {
            Map<Region.Level, String> fields = fields(region);
            fields.put(left, "");
            Resolution resolution = resolve(fields);
            assertTrue(
                    resolution.region().isEmpty() || resolution.region().get().equals(region), region.name());
            if (resolution instanceof Resolution.Ambiguous ambiguous) {
                assertTrue(ambiguous.candidates().contains(region), region.name());
                assertTrue(ambiguous.candidates().size() > 1);
            }
        }
    }

    /** A certain region is always on the path of what is found with more fields. */
    @Property
    void certainRegionContainsTheRegion(@ForAll("chinese") Region region) {
        Map<Region.Level, String> fields = fields(region);
        fields.put(Region.Level.COUNTY, "查无此区");
        Resolution resolution = resolve(fields);
        assertFalse(resolution.region().isPresent());
        Region certain = resolution.certain().orElseThrow();
        assertTrue(REGIONS.path(region).contains(certain), region.name());
    }

    @Property
    void arbitraryTextNeverBreaksTheTable(
            @ForAll String country, @ForAll String province, @ForAll String city, @ForAll String district) {
        assertFalse(REGIONS.resolve("CN", province, city, district).certain().isEmpty());
        REGIONS.resolve(country, province, city, district);
        REGIONS.find(city);
        REGIONS.named(district);
    }

    @Property
    void namesInOtherFormsAreTheSameNames(@ForAll("regions") Region region) {
        Map<Region.Level, String> fields = fields(region);
        fields.replaceAll((level, name) -> " " + String.join(" ", name.split("")) + "　");
        assertEquals(Optional.of(region), resolve(fields).region());
    }
}
