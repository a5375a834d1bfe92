package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void keepsTextsAsSentButTrimmed() {
        Address address = new Address(" cn ", " 浙江省 ", "杭州市", "余杭区", "", " 文一西路 969号 ", " 311100 ", null);
        assertEquals("CN", address.country());
        assertEquals("浙江省", address.province());
        assertEquals("文一西路 969号", address.detail());
        assertEquals("311100", address.zip());
    }

    @Test
    void acceptsAnUnstatedCountryButNoFreeText() {
        assertEquals(
                "",
                Address.international("", "OH", "Dayton", "1 Main St", "45402").country());
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> Address.international("12 Secret Lane", "", "", "", ""));
        assertFalse(refused.getMessage().contains("Secret"));
        assertTrue(refused.getMessage().contains("\n"));
        assertThrows(IllegalArgumentException.class, () -> Address.international("C1", "", "", "", ""));
        assertThrows(IllegalArgumentException.class, () -> Address.international("USA", "", "", "", ""));
    }

    @Test
    void showsCountryAndRegionCodeOnly() {
        Address address = Address.chinese("浙江省", "杭州市", "余杭区", "仓前街道", "文一西路969号");
        assertEquals("Address[CN]", address.toString());
        Region county = Regions.bundled().find("330110").orElseThrow();
        assertEquals("Address[CN 330110000000]", address.withRegion(county).toString());
        assertEquals("Address[??]", Address.international("", "", "", "x", "").toString());
    }

    @Test
    void knowsMaskedTextInEveryField() {
        assertTrue(Address.chinese("浙江省", "杭州市", "余杭区", "仓前街道", "文**路***号").isMasked());
        assertTrue(Address.chinese("浙江省", "杭州市", "余杭区", "仓*街道", "文一西路").isMasked());
        assertTrue(Address.chinese("浙江省", "杭州市", "＊＊区", "", "文一西路").isMasked());
        assertTrue(Address.chinese("浙江省", "杭州市", "", "", "文一西路●●●号").isMasked());
        assertTrue(Address.international("US", "OH", "Dayton", "1 Main St", "45*02")
                .isMasked());
        assertFalse(Address.chinese("浙江省", "杭州市", "余杭区", "仓前街道", "文一西路969号 3-2").isMasked());
        assertFalse(Address.chinese("新疆", "喀什地区", "", "", "买买提•艾力大院").isMasked());
    }

    @Test
    void phonesAreAlsoMaskedByTheLetterX() {
        assertTrue(Masking.isMaskedPhone("138xxxx0001"));
        assertTrue(Masking.isMaskedPhone("138XXXX0001"));
        assertTrue(Masking.isMaskedPhone("*******0001"));
        assertFalse(Masking.isMaskedPhone("9375550100x12"));
    }
}
