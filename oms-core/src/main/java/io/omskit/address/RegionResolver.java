package io.omskit.address;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks down the table field by field. At each field it looks for the name in any spelling the table knows, and only where there is
 * none, for the name with another word for the level (a county that has become a district keeps its name). More than one hit is
 * ambiguous; no hit of a lower level is tried where a higher one that the field may name has any.
 */
final class RegionResolver {
    /** What platforms write where a level is missing. */
    private static final Set<String> FILLERS = Set.of(
            "市辖区",
            "县",
            "省直辖县",
            "省直辖县级",
            "省直辖县级行政区划",
            "直辖县",
            "直辖县级",
            "自治区直辖县级",
            "自治区直辖县级行政区划",
            "自治区直辖县级行政单位",
            "其他",
            "其它",
            "其他区",
            "其它区");

    private final RegionTable table;

    RegionResolver(RegionTable table) {
        this.table = table;
    }

    Resolution resolve(String country, String province, String city, String district) {
        boolean stated = !country.isBlank();
        Region land = table.country(stated ? country : "CN");
        if (land == null) {
            return new Resolution.Unknown(Resolution.Field.COUNTRY, Optional.empty());
        }
        if (!land.isChinese()) {
            return abroad(land, Folding.key(province));
        }
        Map<Resolution.Field, String> keys = new EnumMap<>(Resolution.Field.class);
        keys.put(Resolution.Field.PROVINCE, Folding.key(province));
        keys.put(Resolution.Field.CITY, Folding.key(city));
        keys.put(Resolution.Field.DISTRICT, Folding.key(district));
        keys.values().removeIf(String::isEmpty);
        if (!stated && keys.isEmpty()) {
            return new Resolution.Unknown(Resolution.Field.COUNTRY, Optional.empty());
        }
        return walk(land, stated, keys);
    }

    private Resolution walk(Region land, boolean stated, Map<Resolution.Field, String> keys) {
        Region scope = land;
        for (Map.Entry<Resolution.Field, String> entry : keys.entrySet()) {
            Resolution.Field field = entry.getKey();
            String key = entry.getValue();
            List<Region> hits = step(scope, field, key);
            if (hits.size() != 1) {
                Optional<Region> certain = stated || !scope.equals(land) ? Optional.of(scope) : Optional.empty();
                return hits.isEmpty()
                        ? new Resolution.Unknown(field, certain)
                        : new Resolution.Ambiguous(field, hits, certain);
            }
            scope = hits.get(0);
        }
        return new Resolution.Found(scope);
    }

    /** Outside China the table ends at the state; deeper fields are not looked up. */
    private Resolution abroad(Region land, String province) {
        if (province.isEmpty() || table.children(land.code()).isEmpty()) {
            return new Resolution.Found(land);
        }
        String prefix = Folding.key(land.code());
        List<Region> hits = table.named(province, land, Region.Level.PROVINCE);
        if (hits.isEmpty() && province.startsWith(prefix)) {
            hits = table.named(province.substring(prefix.length()), land, Region.Level.PROVINCE);
        }
        return switch (hits.size()) {
            case 0 -> new Resolution.Unknown(Resolution.Field.PROVINCE, Optional.of(land));
            case 1 -> new Resolution.Found(hits.get(0));
            default -> new Resolution.Ambiguous(Resolution.Field.PROVINCE, hits, Optional.of(land));
        };
    }

    private List<Region> step(Region scope, Resolution.Field field, String key) {
        List<Region.Level> levels = levels(scope, field);
        boolean filler = FILLERS.contains(key);
        for (Region.Level level : levels) {
            List<Region> hits = level == Region.Level.TOWN ? towns(scope, key) : table.named(key, scope, level);
            if (hits.size() == 1 || (hits.size() > 1 && !filler)) {
                return hits;
            }
        }
        if (filler || table.isNamed(scope, key)) {
            return List.of(scope);
        }
        for (Region.Level level : levels) {
            String stem = RegionNames.withoutLevel(level, key);
            List<Region> hits = stem.equals(key) ? List.of() : table.named(stem, scope, level);
            if (!hits.isEmpty()) {
                return hits;
            }
        }
        return List.of();
    }

    /** Levels that a field may name, the usual one first: a direct county stands as city, a town as district of a city without counties. */
    private List<Region.Level> levels(Region scope, Resolution.Field field) {
        boolean top = scope.level() == Region.Level.COUNTRY;
        return switch (field) {
            case COUNTRY -> List.of(Region.Level.COUNTRY);
            case PROVINCE -> top ? List.of(Region.Level.PROVINCE) : List.of(Region.Level.CITY, Region.Level.COUNTY);
            case CITY -> List.of(Region.Level.CITY, Region.Level.COUNTY);
            case DISTRICT ->
                top || scope.level() == Region.Level.PROVINCE
                        ? List.of(Region.Level.COUNTY, Region.Level.CITY)
                        : List.of(Region.Level.COUNTY, Region.Level.TOWN);
        };
    }

    private List<Region> towns(Region scope, String key) {
        return table.children(scope.code()).stream()
                .filter(region -> region.level() == Region.Level.TOWN)
                .filter(region -> Folding.key(region.name()).equals(key))
                .toList();
    }
}
