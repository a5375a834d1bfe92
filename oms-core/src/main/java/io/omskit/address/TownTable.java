package io.omskit.address;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The towns of mainland China, read apart from the levels above because they are ten times as many and most hosts never look at
 * one. A line is {@code parent TAB six digits TAB entries}; an entry is a name with the last three digits of its code before it,
 * left out where they follow on the entry before.
 */
final class TownTable {
    private final Map<String, List<Region>> byParent = new HashMap<>();
    private final Map<String, Region> byCode = new HashMap<>();

    private TownTable(List<String> lines) {
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            List<Region> towns = new ArrayList<>();
            int number = 0;
            for (String entry : cells[2].split(",", -1)) {
                int name = 0;
                while (Character.isDigit(entry.charAt(name))) {
                    name++;
                }
                number = name == 0 ? number + 1 : Integer.parseInt(entry.substring(0, name));
                towns.add(town(cells[0], cells[1], number, entry.substring(name)));
            }
            byParent.put(cells[0], List.copyOf(towns));
        }
    }

    static TownTable bundled() {
        return Holder.BUNDLED;
    }

    List<Region> under(String parent) {
        return byParent.getOrDefault(parent, List.of());
    }

    @Nullable
    Region find(String code) {
        return byCode.get(code);
    }

    private Region town(String parent, String prefix, int number, String name) {
        StringBuilder code = new StringBuilder(12).append(prefix);
        code.append(number / 100).append(number / 10 % 10).append(number % 10).append("000");
        Region town = new Region(code.toString(), Region.Level.TOWN, name, "", parent, null);
        byCode.put(town.code(), town);
        return town;
    }

    private static final class Holder {
        static final TownTable BUNDLED = new TownTable(Resource.lines("towns.tsv.gz"));
    }
}
