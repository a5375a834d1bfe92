package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionsTest {
    private final Regions regions = Regions.bundled();

    private String resolved(String country, String province, String city, String district) {
        Resolution resolution = regions.resolve(country, province, city, district);
        Region region = resolution.region().orElseThrow(() -> new AssertionError(resolution.toString()));
        return String.join("/", regions.path(region).stream().map(Region::name).toList());
    }

    @Test
    void holdsTheCountsOfItsSources() {
        assertEquals("2023-06-30", regions.asOf());
        assertEquals(34, regions.children("CN").size());
        assertEquals(18, regions.children("HK").size());
        assertEquals(8, regions.children("MO").size());
        assertEquals(22 - 2, regions.children("TW").size(), "Jinmen and Lianjiang are not in the source's Taiwan");
        // 250 codes of the source, less Hong Kong, Macau and Taiwan
        assertEquals(247, regions.countries().size());
        assertEquals(27, regions.children("BR").size());
        assertEquals(50 + 1 + 5 + 3, regions.children("US").size());
        int counties = 0;
        int towns = 0;
        for (Region province : regions.children("CN")) {
            if (province.code().startsWith("7") || province.code().startsWith("8")) {
                continue;
            }
            for (Region city : regions.children(province.code())) {
                for (Region below : regions.children(city.code())) {
                    counties += below.level() == Region.Level.COUNTY ? 1 : 0;
                    towns += below.level() == Region.Level.TOWN ? 1 : 0;
                    towns += regions.children(below.code()).size();
                }
            }
        }
        assertEquals(2_978 - 4, counties, "the four cities without counties hold their towns directly");
        assertEquals(41_352 - 1, towns);
    }

    @ParameterizedTest
    @CsvSource({
        "330110012000, 浙江省, 杭州市, 余杭区, 仓前街道",
        "330110, 浙江省, 杭州市, 余杭区,",
        "3301, 浙江省, 杭州市,,",
        "110105, 北京市, 北京市, 朝阳区,",
        "659001, 新疆维吾尔自治区, 石河子市, 石河子市,",
        "441900, 广东省, 东莞市,,",
        "US-CA, California,,,",
        "CN,,,,",
        "990000,,,,"
    })
    void aCodeTellsTheNamesOfAllRegionsAroundIt(String code, String province, String city, String county, String town) {
        assertEquals(province, regions.nameAt(code, Region.Level.PROVINCE));
        assertEquals(city, regions.nameAt(code, Region.Level.CITY));
        assertEquals(county, regions.nameAt(code, Region.Level.COUNTY));
        assertEquals(town, regions.nameAt(code, Region.Level.TOWN));
    }

    @Test
    void codesMayBeShortened() {
        Region county = regions.find("330110000000").orElseThrow();
        assertEquals("余杭区", county.name());
        assertEquals(Optional.of(county), regions.find("330110"));
        assertEquals("浙江省", regions.find("33").orElseThrow().name());
        assertEquals("杭州市", regions.find("3301").orElseThrow().name());
        assertEquals("仓前街道", regions.find("330110012").map(Region::name).orElse("?"));
        assertEquals("圣保罗州", regions.find("br-sp").orElseThrow().name(Locale.CHINA));
        assertEquals("重庆市", regions.find("5002").orElseThrow().name());
        assertTrue(regions.find("999999").isEmpty());
        assertTrue(regions.find("").isEmpty());
        assertTrue(regions.find("33011000000000").isEmpty());
    }

    @Test
    void codesOfHongKongMacauAndTaiwanLeadIntoTheChineseTable() {
        assertEquals("香港特别行政区", regions.find("HK").orElseThrow().name());
        assertEquals("澳门特别行政区", regions.country("MAC").orElseThrow().name());
        assertEquals("台湾省", regions.country("Taiwan").orElseThrow().name());
        assertEquals("CN", regions.path(regions.find("TW").orElseThrow()).get(0).code());
    }

    @ParameterizedTest
    @CsvSource({
        "us, US",
        "USA, US",
        "United States, US",
        "U.S.A., US",
        "美国, US",
        "Brazil, BR",
        "巴西, BR",
        "China, CN",
        "中国, CN",
        "Cote d'Ivoire, CI",
        "Türkiye, TR",
        "Turkey, TR",
        "UK, GB",
        "Singapore, SG",
        "SGP, SG"
    })
    void countriesAreKnownByCodeAndName(String text, String code) {
        assertEquals(code, regions.country(text).orElseThrow().code());
    }

    @Test
    void namesFollowTheReadersLanguage() {
        Region zhejiang = regions.find("33").orElseThrow();
        assertEquals("浙江省", zhejiang.name(Locale.SIMPLIFIED_CHINESE));
        assertEquals("Zhejiang", zhejiang.name(Locale.ENGLISH));
        assertEquals("Zhejiang", zhejiang.name(Locale.GERMANY));
        assertEquals("杭州市", regions.find("3301").orElseThrow().name(Locale.ENGLISH));
        assertEquals("Brazil", regions.find("BR").orElseThrow().name(Locale.ENGLISH));
        assertEquals("巴西", regions.find("BR").orElseThrow().name(Locale.CHINESE));
    }

    @Test
    void provincesAndCitiesHaveCenters() {
        for (Region province : regions.children("CN")) {
            assertNotNull(province.center(), province.name());
            for (Region city : regions.children(province.code())) {
                if (city.level() == Region.Level.CITY && !city.name().endsWith("行政区划")) {
                    assertNotNull(city.center(), city.name());
                }
            }
        }
        Region.Point hangzhou = regions.find("3301").orElseThrow().center();
        assertEquals(new Region.Point(120_153_576, 30_287_459), hangzhou);
        regions.children("BR").forEach(state -> assertNotNull(state.center(), state.name()));
        assertThrows(IllegalArgumentException.class, () -> new Region.Point(0, 90_000_001));
        assertThrows(IllegalArgumentException.class, () -> new Region.Point(-180_000_001, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "浙江, 杭州, 余杭, 中国/浙江省/杭州市/余杭区",
        "內蒙古, 呼倫貝爾市, 鄂倫春旗, 中国/内蒙古自治区/呼伦贝尔市/鄂伦春自治旗",
        "浙江省, '', 余杭区, 中国/浙江省/杭州市/余杭区",
        "'', '', 余杭区, 中国/浙江省/杭州市/余杭区",
        "北京, '', 朝阳, 中国/北京市/北京市/朝阳区",
        "北京, 北京市, 朝阳区, 中国/北京市/北京市/朝阳区",
        "北京市, 市辖区, 朝阳区, 中国/北京市/北京市/朝阳区",
        "重庆市, 县, 忠县, 中国/重庆市/重庆市/忠县",
        "湖北, 天门市, 天门市, 中国/湖北省/省直辖县级行政区划/天门市",
        "湖北省, 省直辖县级行政区划, 天门, 中国/湖北省/省直辖县级行政区划/天门市",
        "湖北省, '', 天门市, 中国/湖北省/省直辖县级行政区划/天门市",
        "海南, '', 白沙县, 中国/海南省/省直辖县级行政区划/白沙黎族自治县",
        "广东省, 东莞市, '', 中国/广东省/东莞市",
        "广东省, 东莞市, 东莞市, 中国/广东省/东莞市",
        "广东省, '', 东莞市, 中国/广东省/东莞市",
        "广东省, 东莞市, 南城街道, 中国/广东省/东莞市/南城街道",
        "江苏省, 昆山市, 玉山镇, 中国/江苏省/苏州市/昆山市/玉山镇",
        "香港, 九龙, 油尖旺區, 中国/香港特别行政区/油尖旺区",
        "台灣, 臺北市, 大安區, 中国/台湾省/台北市/大安区",
        "福建省, 厦门市, 其它区, 中国/福建省/厦门市",
        "吉林, 吉林, 船营, 中国/吉林省/吉林市/船营区",
    })
    void understandsTheShapesOfChineseAddresses(String province, String city, String district, String path) {
        assertEquals(path, resolved("", province, city, district));
        assertEquals(path, resolved("CN", province, city, district));
    }

    @ParameterizedTest
    @CsvSource({
        "湖北, 襄樊, 襄阳区, 中国/湖北省/襄阳市/襄州区",
        "北京, 北京市, 宣武区, 中国/北京市/北京市/西城区",
        "上海, '', 闸北区, 中国/上海市/上海市/静安区",
        "山东, 莱芜市, 莱城区, 中国/山东省/济南市/莱芜区",
        "四川省, 资阳市, 简阳市, 中国/四川省/成都市/简阳市",
        "贵州省, 毕节地区, 毕节市, 中国/贵州省/毕节市/七星关区",
        "天津市, '', 宁河县, 中国/天津市/天津市/宁河区",
        "云南省, 思茅市, 翠云区, 中国/云南省/普洱市/思茅区",
        "新疆, 巴州, 库尔勒, 中国/新疆维吾尔自治区/巴音郭楞蒙古自治州/库尔勒市",
        "广东省, 深圳市, 龙华新区, 中国/广东省/深圳市/龙华区",
        "山东省, 济宁市, 市中区, 中国/山东省/济宁市/任城区",
    })
    void standardizesOldNames(String province, String city, String district, String path) {
        assertEquals(path, resolved("CN", province, city, district));
    }

    @Test
    void namesUsedTwiceStayOpen() {
        Resolution.Ambiguous drumTower =
                assertInstanceOf(Resolution.Ambiguous.class, regions.resolve("", "", "", "鼓楼区"));
        assertEquals(4, drumTower.candidates().size());
        assertEquals(Resolution.Field.DISTRICT, drumTower.field());
        assertTrue(drumTower.region().isEmpty());
        assertTrue(drumTower.certain().isEmpty());
        assertInstanceOf(Resolution.Ambiguous.class, regions.resolve("CN", "江苏省", "", "鼓楼区"));
        assertEquals("中国/江苏省/南京市/鼓楼区", resolved("CN", "江苏", "南京", "鼓楼"));
    }

    @Test
    void splitDistrictIsNotGuessed() {
        Resolution.Ambiguous jianggan =
                assertInstanceOf(Resolution.Ambiguous.class, regions.resolve("CN", "浙江", "杭州", "江干区"));
        assertEquals(
                List.of("上城区", "钱塘区"),
                jianggan.candidates().stream().map(Region::name).toList());
        assertEquals("杭州市", jianggan.certain().orElseThrow().name());
    }

    @Test
    void oldNameElsewhereKeepsALoneNameOpen() {
        // Dongshan is a district of Hegang and of Tainan; Guangzhou and Urumqi had one until 2005 and 2007.
        Resolution.Ambiguous dongshan =
                assertInstanceOf(Resolution.Ambiguous.class, regions.resolve("CN", "", "", "东山区"));
        assertEquals(4, dongshan.candidates().size());
    }

    @Test
    void contradictionsAndUnknownNamesStayUnknown() {
        Resolution.Unknown wrongCity =
                assertInstanceOf(Resolution.Unknown.class, regions.resolve("CN", "江苏省", "杭州市", ""));
        assertEquals(Resolution.Field.CITY, wrongCity.field());
        assertEquals("江苏省", wrongCity.certain().orElseThrow().name());
        Resolution.Unknown zone = assertInstanceOf(Resolution.Unknown.class, regions.resolve("CN", "浙江", "杭州", "高新区"));
        assertEquals("杭州市", zone.certain().orElseThrow().name());
        Resolution.Unknown nowhere = assertInstanceOf(Resolution.Unknown.class, regions.resolve("", "Ohio", "", ""));
        assertTrue(nowhere.certain().isEmpty());
        assertInstanceOf(Resolution.Unknown.class, regions.resolve("", "", "", ""));
        assertInstanceOf(Resolution.Unknown.class, regions.resolve("ZZ", "", "", ""));
    }

    @Test
    void statesAbroadAreFoundByCodeAndName() {
        assertEquals("United States/Ohio", resolved("US", "OH", "Dayton", ""));
        assertEquals("United States/California", resolved("us", "california", "", ""));
        assertEquals("Brazil/São Paulo", resolved("BR", "SP", "sao paulo", ""));
        assertEquals("Brazil/São Paulo", resolved("BR", "sao paulo", "", ""));
        assertEquals("Brazil/São Paulo", resolved("BR", "BR-SP", "", ""));
        assertEquals("United Kingdom", resolved("GB", "England", "London", ""));
        assertInstanceOf(Resolution.Unknown.class, regions.resolve("US", "XX", "", ""));
        assertEquals("中国/香港特别行政区/油尖旺区", resolved("HK", "", "九龙", "油尖旺區"));
    }

    @Test
    void listsCandidatesForAParser() {
        assertEquals(4, regions.named("鼓楼区").size());
        assertEquals(
                List.of("襄阳市"), regions.named("襄樊").stream().map(Region::name).toList());
        List<String> spellings = regions.spellings(regions.find("4206").orElseThrow());
        assertEquals("襄阳市", spellings.get(0));
        assertTrue(spellings.containsAll(List.of("襄阳", "襄樊", "襄樊市")));
    }

    @Test
    void answersCannotBeChanged() {
        assertThrows(
                UnsupportedOperationException.class, () -> regions.countries().clear());
        assertThrows(UnsupportedOperationException.class, () -> regions.children("CN")
                .clear());
        assertThrows(UnsupportedOperationException.class, () -> regions.children("330110")
                .clear());
        assertThrows(
                UnsupportedOperationException.class, () -> regions.named("鼓楼区").clear());
    }

    @Test
    void aRegionNeedsCodeAndName() {
        assertThrows(IllegalArgumentException.class, () -> new Region("", Region.Level.CITY, "杭州市", "", null, null));
        assertThrows(IllegalArgumentException.class, () -> new Region("3301", Region.Level.CITY, " ", "", null, null));
    }
}
