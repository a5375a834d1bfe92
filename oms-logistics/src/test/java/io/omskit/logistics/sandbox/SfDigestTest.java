package io.omskit.logistics.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SfDigestTest {
    @Test
    void theCheckersOwnDigestMeetsThePublishedVectors() {
        String track =
                "{\"language\":\"0\",\"trackingType\":\"1\",\"trackingNumber\":[\"SF0000000000001\"],\"methodType\":\"1\"}";
        assertEquals("wxYeqfoLWPFIvmx6keaMyg==", SfDigest.of(track, "1700000000000", "testCheckWord"));
        assertEquals(
                "pRESM0UAL8LHbvA1ocugCQ==",
                SfDigest.of("{\"remark\":\"测试 a+b*~/\"}", "1700000000000", "testCheckWord"));
        assertNotEquals(
                SfDigest.of("{}", "1700000000000", "testCheckWord"),
                SfDigest.of("{}", "1700000000001", "testCheckWord"));
    }
}
