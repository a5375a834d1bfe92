package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionNamesTest {

    @ParameterizedTest
    @CsvSource({
        "PROVINCE, 浙江省, 浙江",
        "PROVINCE, 内蒙古自治区, 内蒙古",
        "PROVINCE, 广西壮族自治区, 广西",
        "PROVINCE, 新疆维吾尔自治区, 新疆",
        "PROVINCE, 香港特别行政区, 香港",
        "CITY, 阿里地区, 阿里",
        "CITY, 兴安盟, 兴安",
        "CITY, 恩施土家族苗族自治州, 恩施州",
        "CITY, 巴音郭楞蒙古自治州, 巴音郭楞",
        "CITY, 克孜勒苏柯尔克孜自治州, 克孜勒苏州",
        "CITY, 海西蒙古族藏族自治州, 海西州",
        "CITY, 海北藏族自治州, 海北",
        "COUNTY, 余杭区, 余杭",
        "COUNTY, 神农架林区, 神农架",
        "COUNTY, 秀山土家族苗族自治县, 秀山县",
        "COUNTY, 鄂伦春自治旗, 鄂伦春旗",
        "COUNTY, 东乡族自治县, 东乡县",
        "COUNTY, 双江拉祜族佤族布朗族傣族自治县, 双江",
        "COUNTY, 积石山保安族东乡族撒拉族自治县, 积石山县",
        "COUNTY, 木垒哈萨克自治县, 木垒自治县",
    })
    void derivesTheFormsThatPeopleWrite(Region.Level level, String name, String form) {
        assertTrue(RegionNames.of(level, name).contains(form), () -> RegionNames.of(level, name)
                .toString());
        assertEquals(name, RegionNames.of(level, name).iterator().next());
    }

    @Test
    void tooShortFormsAreNotMade() {
        assertEquals(Set.of("忠县"), RegionNames.of(Region.Level.COUNTY, "忠县"));
        assertEquals(Set.of("城区"), RegionNames.of(Region.Level.COUNTY, "城区"));
    }

    @Test
    void zonesHaveNoShortForm() {
        assertEquals(1, RegionNames.of(Region.Level.COUNTY, "邯郸经济技术开发区").size());
        assertEquals(1, RegionNames.of(Region.Level.COUNTY, "苏州工业园区").size());
    }

    @Test
    void townsAndCountriesKeepTheirNames() {
        assertEquals(Set.of("仓前街道"), RegionNames.of(Region.Level.TOWN, "仓前街道"));
    }
}
