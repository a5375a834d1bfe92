package io.omskit.address;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Derives the short forms in which people write Chinese region names: without the word for the level ({@code 浙江}), without the
 * ethnic groups ({@code 恩施州}, {@code 秀山县}).
 */
final class RegionNames {
    private static final int MIN_SHORT = 2;

    private static final List<String> PROVINCE_WORDS = List.of("特别行政区", "自治区", "省", "市");
    private static final List<String> CITY_WORDS = List.of("自治州", "地区", "盟", "市", "州");
    private static final List<String> COUNTY_WORDS = List.of("自治县", "自治旗", "林区", "特区", "新区", "县", "区", "市", "旗");
    /** Zones of the statistics list; their short forms are common words and say nothing. */
    private static final List<String> ZONE_WORDS = List.of("开发区", "园区", "管理区", "管委会");

    /** Groups named without the word 族 behind them; {@code 达斡尔} and others always carry it. */
    private static final List<String> BARE_GROUPS = List.of("维吾尔", "哈萨克", "柯尔克孜", "蒙古", "锡伯", "塔吉克");

    private static final List<String> GROUPS = List.of(
            "蒙古", "回", "藏", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克", "傣", "黎", "傈僳", "佤", "畲",
            "拉祜", "水", "东乡", "纳西", "景颇", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬", "普米", "怒", "保安", "裕固", "独龙",
            "各");

    private RegionNames() {}

    /** The standard name and its short forms. */
    static Set<String> of(Region.Level level, String name) {
        Set<String> names = new LinkedHashSet<>();
        names.add(name);
        String rest = withoutLevel(level, name);
        if (rest.equals(name)) {
            return names;
        }
        String base = withoutGroups(rest);
        names.add(base);
        names.add(rest);
        if (name.endsWith("自治州")) {
            names.add(base + "州");
            names.add(base + "自治州");
        } else if (name.endsWith("自治县")) {
            names.add(base + "县");
            names.add(base + "自治县");
        } else if (name.endsWith("自治旗")) {
            names.add(base + "旗");
            names.add(base + "自治旗");
        }
        return names;
    }

    /** The name without the word for its level; the name itself if nothing or too little would remain. */
    static String withoutLevel(Region.Level level, String name) {
        List<String> words =
                switch (level) {
                    case COUNTRY, TOWN -> List.of();
                    case PROVINCE -> PROVINCE_WORDS;
                    case CITY -> CITY_WORDS;
                    case COUNTY -> COUNTY_WORDS;
                };
        if (ZONE_WORDS.stream().anyMatch(name::endsWith)) {
            return name;
        }
        for (String word : words) {
            if (name.endsWith(word)) {
                String rest = name.substring(0, name.length() - word.length());
                return rest.length() < MIN_SHORT ? name : rest;
            }
        }
        return name;
    }

    private static String withoutGroups(String name) {
        String rest = name;
        for (String shorter = withoutLastGroup(rest); !shorter.equals(rest); shorter = withoutLastGroup(rest)) {
            rest = shorter;
        }
        return rest;
    }

    private static String withoutLastGroup(String name) {
        for (String group : GROUPS) {
            if (name.endsWith(group + "族") && name.length() - group.length() - 1 >= MIN_SHORT) {
                return name.substring(0, name.length() - group.length() - 1);
            }
        }
        for (String group : BARE_GROUPS) {
            if (name.endsWith(group) && name.length() - group.length() >= MIN_SHORT) {
                return name.substring(0, name.length() - group.length());
            }
        }
        boolean group = name.endsWith("族") && name.length() > MIN_SHORT;
        return group ? name.substring(0, name.length() - 1) : name;
    }
}
