package io.omskit.connect;

import static io.omskit.connect.Digests.Encoding.BASE64;
import static io.omskit.connect.Digests.Encoding.BASE64_OF_LOWER_HEX;
import static io.omskit.connect.Digests.Encoding.LOWER_HEX;
import static io.omskit.connect.Digests.Encoding.UPPER_HEX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DigestsTest {
    private static final Secret JEFE = Secret.of("Jefe");
    private static final String QUESTION = "what do ya want for nothing?";

    @Test
    void plainDigestsGiveTheStandardsVectors() {
        assertEquals("d41d8cd98f00b204e9800998ecf8427e", Digests.MD5.hash("", LOWER_HEX));
        assertEquals("900150983cd24fb0d6963f7d28e17f72", Digests.MD5.hash("abc", LOWER_HEX));
        assertEquals("a9993e364706816aba3e25717850c26c9cd0d89d", Digests.SHA1.hash("abc", LOWER_HEX));
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Digests.SHA256.hash("abc", LOWER_HEX));
        assertTrue(Digests.SHA512.hash("abc", UPPER_HEX).startsWith("DDAF35A193617ABACC417349AE204131"));
    }

    @Test
    void keyedDigestsGiveTheVectorsOfRfc2202AndRfc4231() {
        assertEquals("750c783e6ab0b503eaa86e310a5db738", Digests.MD5.hmac(JEFE, QUESTION, LOWER_HEX));
        assertEquals("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", Digests.SHA1.hmac(JEFE, QUESTION, LOWER_HEX));
        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                Digests.SHA256.hmac(JEFE, QUESTION, LOWER_HEX));
        assertTrue(Digests.SHA512.hmac(JEFE, QUESTION, LOWER_HEX).startsWith("164b7a7bfcf819e2e395fbe73b56e0a3"));
    }

    @Test
    void encodingsDifferAsTheCarriersWantThem() {
        assertEquals("D41D8CD98F00B204E9800998ECF8427E", Digests.MD5.hash("", UPPER_HEX));
        assertEquals("1B2M2Y8AsgTpgAmY7PhCfg==", Digests.MD5.hash("", BASE64));
        assertEquals("ZDQxZDhjZDk4ZjAwYjIwNGU5ODAwOTk4ZWNmODQyN2U=", Digests.MD5.hash("", BASE64_OF_LOWER_HEX));
    }

    @Test
    void marketplaceVectorsHoldForAllThreeMethods() {
        String secret = "topsecret01";
        assertEquals("C78843C66F4F44E128D12BB1CA0E6FF3", Digests.MD5.hash(secret + top("md5") + secret, UPPER_HEX));
        assertEquals("468A5BC57E3341DA6288B48EA884DE80", Digests.MD5.hmac(Secret.of(secret), top("hmac"), UPPER_HEX));
        assertEquals(
                "2A12EC019C769E8C83BD24CD62BE0E49F72BCB4807E8CFCBC02102307E443D44",
                Digests.SHA256.hmac(Secret.of(secret), top("hmac-sha256"), UPPER_HEX));
    }

    @Test
    void webhookVectorHolds() {
        String body =
                "{\"id\":3101,\"number\":\"3101\",\"status\":\"processing\",\"currency\":\"USD\",\"total\":\"51.52\"}";
        assertEquals(
                "4QqMhD0shQiXMV7soR+uuStAo3ho5iHY+311z43vEHc=",
                Digests.SHA256.hmac(Secret.of("wh_secret_demo"), body, BASE64));
    }

    @Test
    void carrierVectorHoldsWithFormEncodedText() {
        String text = "{\"remark\":\"测试 a+b*~/\"}" + "1700000000000" + "testCheckWord";
        assertEquals("pRESM0UAL8LHbvA1ocugCQ==", Digests.MD5.hash(UrlText.form(text), BASE64));
    }

    @Test
    void comparisonLooksAtTheWholeText() {
        assertTrue(Digests.same("abc", "abc"));
        assertFalse(Digests.same("abc", "abd"));
        assertFalse(Digests.same("abc", "ab"));
    }

    private static String top(String method) {
        return "app_key12345678end_modified2026-01-01 08:00:00fieldstid,status,ordersformatjson"
                + "methodtaobao.trades.sold.increment.getpage_no1page_size50sessionsess-top-01sign_method" + method
                + "start_modified2026-01-01 07:30:00timestamp2026-01-01 08:00:00use_has_nexttruev2.0";
    }
}
