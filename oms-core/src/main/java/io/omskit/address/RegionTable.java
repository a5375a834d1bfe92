package io.omskit.address;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The regions above the town with their indexes. Rows of the resource, tab separated: {@code r} region, {@code c} code that
 * stands for another, {@code s} further spelling, {@code a} old name within a region with the regions it is or may be today.
 */
final class RegionTable {
    /** Regions of China that ISO 3166-1 lists with codes of their own: Taiwan, Hong Kong, Macau. */
    private static final Set<String> LISTED_AS_COUNTRIES = Set.of("710000000000", "810000000000", "820000000000");

    private static final int CODE_DIGITS = 12;
    private static final int SHORT_DIGITS = 6;

    /** How the units are named under which a province gathers the counties that it governs itself. */
    private static final String GATHERED = "直辖县级行政区划";

    private final Map<String, Region> byCode = new LinkedHashMap<>();
    private final Map<String, Region> byShortCode = new HashMap<>();
    private final Map<String, List<Region>> children = new HashMap<>();
    private final Map<String, String> otherCodes = new HashMap<>();
    private final Map<String, Region> countries = new HashMap<>();
    private final Map<String, Set<Region>> byName = new HashMap<>();
    private final Map<String, List<OldName>> oldNames = new HashMap<>();
    private final Map<String, Set<String>> spellings = new HashMap<>();
    private String asOf = "";

    private RegionTable() {}

    /** An old name is valid within one region, and may have become several. */
    private record OldName(Region within, List<Region> today) {}

    static RegionTable load() {
        RegionTable table = new RegionTable();
        for (String line : Resource.lines("regions.tsv.gz")) {
            table.read(line.split("\t", -1));
        }
        table.children.replaceAll((code, list) -> List.copyOf(list));
        return table;
    }

    String asOf() {
        return asOf;
    }

    @Nullable
    String nameAt(String code, Region.Level level) {
        Region below = null;
        Region step = byShortCode.get(code);
        step = step == null ? byCode.get(code) : step;
        step = step == null ? find(code) : step;
        while (step != null && step.level().compareTo(level) > 0) {
            below = step;
            step = parent(step);
        }
        if (step == null || step.level() != level) {
            return null;
        }
        return below != null && step.name().endsWith(GATHERED) ? nameAt(below.code(), below.level()) : step.name();
    }

    @Nullable
    Region find(String code) {
        String full = code.strip().toUpperCase(Locale.ROOT);
        if (!full.isEmpty() && Character.isDigit(full.charAt(0)) && full.length() < CODE_DIGITS) {
            full = full + "0".repeat(CODE_DIGITS - full.length());
        }
        full = otherCodes.getOrDefault(full, full);
        Region region = byCode.get(full);
        return region != null || full.length() != CODE_DIGITS
                ? region
                : TownTable.bundled().find(full);
    }

    @Nullable
    Region country(String text) {
        return countries.get(Folding.key(text));
    }

    List<Region> countries() {
        return children.getOrDefault("", List.of());
    }

    List<Region> children(String code) {
        Region region = find(code);
        if (region == null || region.level() == Region.Level.TOWN) {
            return List.of();
        }
        List<Region> below = children.get(region.code());
        return below != null ? below : TownTable.bundled().under(region.code());
    }

    List<Region> path(Region region) {
        List<Region> path = new ArrayList<>();
        for (Region step = region; step != null; step = parent(step)) {
            path.add(step);
        }
        Collections.reverse(path);
        return List.copyOf(path);
    }

    List<Region> named(String text) {
        String key = Folding.key(text);
        Set<Region> found = new TreeSet<>(Comparator.comparing(Region::code));
        found.addAll(byName.getOrDefault(key, Set.of()));
        for (OldName old : oldNames.getOrDefault(key, List.of())) {
            found.addAll(old.today());
        }
        return List.copyOf(found);
    }

    List<String> spellings(Region region) {
        return List.copyOf(spellings.getOrDefault(region.code(), Set.of(region.name())));
    }

    /**
     * Regions at a level within a region (itself not counted) that carry a name in any spelling. An old name of a place within it
     * counts as much as a name of today, because it may be what is meant ({@code 东山区} is a district of two cities and was one
     * of two others).
     */
    List<Region> named(String key, Region within, Region.Level level) {
        Set<Region> found = new LinkedHashSet<>();
        for (Region region : byName.getOrDefault(key, Set.of())) {
            if (region.level() == level && isBelow(region, within)) {
                found.add(region);
            }
        }
        for (OldName old : oldNames.getOrDefault(key, List.of())) {
            if (old.within().equals(within) || isBelow(old.within(), within)) {
                old.today().stream().filter(today -> today.level() == level).forEach(found::add);
            }
        }
        return List.copyOf(found);
    }

    /** Whether a region itself carries a name, an old one included. */
    boolean isNamed(Region region, String key) {
        return byName.getOrDefault(key, Set.of()).contains(region)
                || oldNames.getOrDefault(key, List.of()).stream()
                        .anyMatch(old -> old.today().equals(List.of(region)));
    }

    boolean isBelow(Region region, Region above) {
        Region step = parent(region);
        while (step != null && !step.code().equals(above.code())) {
            step = parent(step);
        }
        return step != null;
    }

    private @Nullable Region parent(Region region) {
        String code = region.parent();
        return code == null ? null : byCode.get(code);
    }

    private void read(String[] cells) {
        switch (cells[0]) {
            case "asOf" -> asOf = cells[1];
            case "r" -> addRegion(cells);
            case "c" -> otherCodes.put(cells[1], cells[2]);
            case "s" -> addSpelling(require(cells[1]), cells[2]);
            case "a" -> addOldName(require(cells[1]), cells[2], cells[3].split(",", -1));
            default ->
                throw new IllegalStateException(
                        "Unknown row '" + cells[0] + "' in the region table\nUse the unmodified oms-core artifact.");
        }
    }

    private void addRegion(String[] cells) {
        Region.Level level = Region.Level.valueOf(cells[2]);
        Region.Point center =
                cells[6].isEmpty() ? null : new Region.Point(Integer.parseInt(cells[6]), Integer.parseInt(cells[7]));
        String parent = cells[5].isEmpty() ? null : cells[5];
        Region region = new Region(cells[1], level, cells[3], cells[4], parent, center);
        byCode.put(region.code(), region);
        if (region.code().length() == CODE_DIGITS && region.code().endsWith("0".repeat(CODE_DIGITS - SHORT_DIGITS))) {
            byShortCode.put(region.code().substring(0, SHORT_DIGITS), region);
        }
        children.computeIfAbsent(cells[5], code -> new ArrayList<>()).add(region);
        Set<String> names =
                region.isChinese() ? RegionNames.of(level, region.name()) : new LinkedHashSet<>(Set.of(region.name()));
        if (!region.otherName().isEmpty()) {
            names.add(region.otherName());
        }
        names.forEach(name -> addSpelling(region, name));
        if (level == Region.Level.COUNTRY) {
            addSpelling(region, region.code());
        }
    }

    private void addSpelling(Region region, String name) {
        String key = Folding.key(name);
        spellings.computeIfAbsent(region.code(), code -> new LinkedHashSet<>()).add(name);
        byName.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(region);
        if (region.level() == Region.Level.COUNTRY || LISTED_AS_COUNTRIES.contains(region.code())) {
            countries.putIfAbsent(key, region);
        }
    }

    private void addOldName(Region within, String name, String[] today) {
        List<Region> regions = new ArrayList<>();
        for (String code : today) {
            regions.add(require(code));
        }
        oldNames.computeIfAbsent(Folding.key(name), any -> new ArrayList<>())
                .add(new OldName(within, List.copyOf(regions)));
        if (regions.size() == 1) {
            spellings.computeIfAbsent(today[0], code -> new LinkedHashSet<>()).add(name);
        }
    }

    private Region require(String code) {
        Region region = byCode.get(code);
        if (region == null) {
            throw new IllegalStateException(
                    "The region table names the missing region " + code + "\nUse the unmodified oms-core artifact.");
        }
        return region;
    }
}
