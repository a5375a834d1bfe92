package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressNormalizerTest {
    private final AddressNormalizer normalizer = AddressNormalizer.standard();

    private NormalAddress normal(Address address) {
        return normalizer.normalize("张三", "13800138000", address).orElseThrow();
    }

    private static Address yuhang(String detail) {
        return Address.chinese("浙江省", "杭州市", "余杭区", "", detail);
    }

    @Test
    void givesTheCanonicalFields() {
        Address address = Address.chinese("浙江", "杭州", "余杭", "仓前街道", "文一西路 969號 三栋-２-101");
        NormalAddress normal =
                normalizer.normalize(" 張 三 ", "+86 138-0013-8000转12", address).orElseThrow();
        assertEquals(
                new NormalAddress("张三", "13800138000", "12", "CN", "330110000000", "", "仓前街道文一西路969号3栋2-101", ""),
                normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "仓前街道文一西路969号3-2-101",
                "仓前街道 文一西路９６９号，３－２－１０１",
                "倉前街道文一西路969號3 2 101",
                "浙江省杭州市余杭区仓前街道文一西路969号3-2-101",
                "浙江省 杭州市 余杭区 浙江省杭州市余杭区 仓前街道文一西路969号3.2.101",
                "杭州市余杭区仓前街道文一西路九百六十九号3/2/101",
                "(仓前街道)文一西路969号【3-2-101】",
            })
    void onePlaceWrittenDifferentlyHasOneForm(String detail) {
        NormalAddress expected = normal(Address.chinese("浙江", "杭州", "余杭", "仓前街道", "文一西路969号3-2-101"));
        assertEquals(expected, normal(yuhang(detail)));
    }

    @ParameterizedTest
    @CsvSource({
        "文一西路969号2-01, 文一西路969号20-1",
        "文一西路969号2-01, 文一西路969号201",
        "文一西路96号9, 文一西路9号69",
        "3栋1单元101, 3栋11单元01",
        "B座-1层, B座1层",
        "B座 - 1 层, B座1层",
        "三十一号, 三十号一",
        "五一路3号, 五十一路3号",
        "五一楼, 五十一楼",
        "1A-1, 1-A1",
        "12号, 1②号",
        "12½号, 121/2号",
        "101室, 1〇1室",
        "一百三号, 一百零三号",
        "01室, 1室",
    })
    void differentRoomsNeverCollapse(String one, String other) {
        assertNotEquals(normal(yuhang(one)), normal(yuhang(other)));
    }

    @Test
    void oldAndMissingLevelsGiveTheSameRegion() {
        NormalAddress expected = normal(Address.chinese("湖北省", "襄阳市", "襄州区", "", "航空路1号"));
        assertEquals(expected, normal(Address.chinese("湖北", "襄樊市", "襄阳区", "", "航空路1号")));
        assertEquals(expected, normal(Address.chinese("湖北", "", "襄州区", "", "航空路一号")));
        NormalAddress shanghai = normal(Address.chinese("上海", "上海市", "静安区", "", "南京西路1号"));
        assertEquals(shanghai, normal(Address.chinese("上海市", "市辖区", "静安区", "", "上海市上海市静安区南京西路1号")));
        assertEquals(shanghai, normal(Address.chinese("上海市", "", "静安区", "", "上海市静安区南京西路1号")));
    }

    @Test
    void townInTheDistrictFieldIsTheTown() {
        NormalAddress expected = normal(Address.chinese("广东省", "东莞市", "", "南城街道", "鸿福路1号"));
        assertEquals(expected, normal(Address.chinese("广东", "东莞", "南城街道", "", "鸿福路1号")));
        assertEquals(expected, normal(Address.chinese("广东", "东莞", "东莞市", "", "南城街道鸿福路1号")));
        assertEquals("441900000000", expected.regionCode());
    }

    @Test
    void aRegionNameThatBeginsAStreetStays() {
        assertEquals("余杭区政府路1号", normal(yuhang("余杭区政府路1号")).detail());
    }

    @Test
    void whatTheTableDoesNotKnowStaysInTheForm() {
        NormalAddress zone = normal(Address.chinese("浙江", "杭州", "高新区", "", "江南大道1号"));
        assertEquals("330100000000", zone.regionCode());
        assertEquals("//高新区", zone.places());
        assertEquals(zone, normal(Address.chinese("浙江省", "杭州市", " 高 新 區 ", "", "江南大道1号")));
        assertNotEquals(zone, normal(Address.chinese("浙江", "杭州", "", "", "江南大道1号")));
    }

    @Test
    void aRegionCodeServesWhereTheFieldsLeaveSomethingOpen() {
        Region drumTower = Regions.bundled().find("320106").orElseThrow();
        Address alone = Address.chinese("", "", "鼓楼区", "", "中山北路1号");
        assertEquals("CN", normal(alone).regionCode());
        NormalAddress decided = normal(alone.withRegion(drumTower));
        assertEquals(normal(Address.chinese("江苏", "南京", "鼓楼", "", "中山北路1号")), decided);
        // A code that contradicts the fields does not win.
        Address elsewhere = Address.chinese("浙江", "杭州", "余杭", "", "文一西路1号").withRegion(drumTower);
        assertEquals("330110000000", normal(elsewhere).regionCode());
    }

    @Test
    void hongKongIsOnePlaceUnderBothCountries() {
        Address asCountry = new Address("HK", "", "九龍", "油尖旺區", "", "彌敦道1號", "", null);
        Address asProvince = Address.chinese("香港特别行政区", "", "油尖旺区", "", "弥敦道1号");
        assertEquals(normal(asProvince), normal(asCountry));
    }

    @Test
    void placesAbroadKeepCityAndPostalCode() {
        NormalAddress dayton = normal(Address.international("US", "OH", "Dayton", "1 Main St., Apt 4", "45402-1234"));
        assertEquals("US-OH", dayton.regionCode());
        assertEquals("/dayton/", dayton.places());
        assertEquals("45402", dayton.zip());
        assertEquals(dayton, normal(Address.international("US", "ohio", "DAYTON", "1 main st apt 4", "45402")));
        assertNotEquals(dayton, normal(Address.international("US", "OH", "Dayton", "1 Main St., Apt 4", "45403")));
        assertNotEquals(dayton, normal(Address.international("US", "OH", "Akron", "1 Main St., Apt 4", "45402")));
    }

    @Test
    void postalCodeAloneIsEnoughAbroad() {
        Address olist = Address.international("BR", "SP", "são paulo", "", "01310");
        assertEquals("BR-SP", normal(olist).regionCode());
        assertEquals(normal(olist), normal(Address.international("BR", "sp", "SAO PAULO", "", "01310")));
        assertTrue(normalizer
                .normalize("", "", Address.international("BR", "SP", "são paulo", "", "00000"))
                .isEmpty());
    }

    @Test
    void postalCodeDoesNotCountInChina() {
        Address with = new Address("CN", "浙江", "杭州", "余杭", "", "文一西路1号", "311100", null);
        Address placeholder = new Address("CN", "浙江", "杭州", "余杭", "", "文一西路1号", "000000", null);
        assertEquals(normal(with), normal(placeholder));
    }

    @Test
    void maskedTextHasNoForm() {
        Address plain = yuhang("文一西路969号");
        assertTrue(normalizer.normalize("张**", "13800138000", plain).isEmpty());
        assertTrue(normalizer.normalize("张三", "*******0001", plain).isEmpty());
        assertTrue(normalizer.normalize("张三", "138xxxx0001", plain).isEmpty());
        assertTrue(normalizer.normalize("张三", "13800138000", yuhang("文**路***号")).isEmpty());
        assertTrue(normalizer.normalize("张三", "13800138000", yuhang("文＊＊路")).isEmpty());
    }

    @Test
    void nothingToCompareByHasNoForm() {
        assertEquals(Optional.empty(), normalizer.normalize("张三", "13800138000", yuhang("")));
        assertEquals(Optional.empty(), normalizer.normalize("张三", "13800138000", yuhang(" - ")));
        assertEquals(Optional.empty(), normalizer.normalize("张三", "13800138000", yuhang("浙江省杭州市余杭区")));
    }

    @Test
    void missingNameAndPhoneAreAllowed() {
        NormalAddress normal = normalizer.normalize("", "无", yuhang("文一西路1号")).orElseThrow();
        assertEquals("", normal.name());
        assertEquals("", normal.phone());
    }

    @Test
    void showsNothingPersonal() {
        NormalAddress normal = normal(yuhang("文一西路969号"));
        assertEquals("NormalAddress[CN 330110000000]", normal.toString());
        assertFalse(normal.toString().contains("张三"));
    }
}
