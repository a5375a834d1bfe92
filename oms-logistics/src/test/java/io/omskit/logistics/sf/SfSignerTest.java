package io.omskit.logistics.sf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.connect.HttpCall;
import io.omskit.connect.Secret;
import io.omskit.logistics.Carrier;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SfSignerTest {
    private static final String TRACK =
            "{\"language\":\"0\",\"trackingType\":\"1\",\"trackingNumber\":[\"SF0000000000001\"],\"methodType\":\"1\"}";

    private final Carrier sf = Carrier.find("sf").orElseThrow();

    @Test
    void vectorSf1() {
        assertEquals("wxYeqfoLWPFIvmx6keaMyg==", sign("sf-1", TRACK));
    }

    @Test
    void vectorSf2WithTheCharactersThatEncodersDisagreeAbout() {
        assertEquals("pRESM0UAL8LHbvA1ocugCQ==", sign("sf-2", "{\"remark\":\"测试 a+b*~/\"}"));
    }

    private String sign(String entry, String message) {
        return sf.sign(
                Carrier.variant(entry),
                Map.of("msgData", message, "timestamp", "1700000000000", "checkWord", "testCheckWord"));
    }

    @Test
    void aMissingInputIsNamedAndNoValueShown() {
        IllegalArgumentException missing = assertThrows(
                IllegalArgumentException.class,
                () -> sf.sign("sf", Map.of("msgData", "{}", "checkWord", "topSecretWord")));
        assertTrue(missing.getMessage().contains("timestamp"));
        assertFalse(missing.getMessage().contains("topSecretWord"));
    }

    @Test
    void anUnknownVariantIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> sf.sign("sf-hmac", Map.of()));
    }

    @Test
    void variantsAreIdsWithoutTheirNumber() {
        assertEquals("sf", Carrier.variant("sf-2"));
        assertEquals("yto-old", Carrier.variant("yto-old"));
        assertEquals("cainiao-top-md5", Carrier.variant("cainiao-top-md5"));
    }

    @Test
    void aSignedCallCarriesAllFieldsAndAnIdOfItsOwn() {
        SfSigner signer = new SfSigner("SHOP", Secret.of("testCheckWord"));
        HttpCall call = HttpCall.post("https://sf.example/std/service")
                .withForm("serviceCode", "EXP_RECE_SEARCH_ROUTES")
                .withForm("msgData", TRACK);
        Map<String, String> one =
                signer.sign(call, Instant.ofEpochMilli(1700000000000L), null).parameters();
        Map<String, String> two =
                signer.sign(call, Instant.ofEpochMilli(1700000000000L), null).parameters();
        assertEquals("wxYeqfoLWPFIvmx6keaMyg==", one.get("msgDigest"));
        assertEquals("SHOP", one.get("partnerID"));
        assertEquals(32, one.get("requestID").length());
        assertNotEquals(one.get("requestID"), two.get("requestID"));
    }
}
