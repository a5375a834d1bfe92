package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressKeysTest {
    private static final HashKey OLD = key("2025", "an invented secret of 2025");
    private static final HashKey NEW = key("2026", "an invented secret of 2026");
    private static final Address HOME = Address.chinese("浙江省", "杭州市", "余杭区", "仓前街道", "文一西路969号");

    private static HashKey key(String id, String secret) {
        return HashKey.of(id, secret.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onePersonWrittenDifferentlyHasOneKey() {
        AddressKeys keys = AddressKeys.of(NEW);
        Address other = Address.chinese("浙江", "杭州", "余杭", "", "倉前街道 文一西路９６９號");
        assertEquals(keys.keys("张三", "13800138000", HOME), keys.keys("張 三", "+86 138 0013 8000", other));
    }

    @Test
    void namePhoneAndPlaceAllCount() {
        AddressKeys keys = AddressKeys.of(NEW);
        List<AddressKey> base = keys.keys("张三", "13800138000", HOME);
        assertNotEquals(base, keys.keys("李四", "13800138000", HOME));
        assertNotEquals(base, keys.keys("张三", "13800138001", HOME));
        assertNotEquals(base, keys.keys("张三", "13800138000转1", HOME));
        assertNotEquals(base, keys.keys("张三", "13800138000", Address.chinese("浙江", "杭州", "余杭", "仓前街道", "文一西路968号")));
    }

    @Test
    void rotationGivesTheNewestKeyFirstAndStillMeetsTheOldOne() {
        List<AddressKey> before = AddressKeys.of(OLD).keys("张三", "13800138000", HOME);
        List<AddressKey> after = AddressKeys.of(NEW, OLD).keys("张三", "13800138000", HOME);
        assertEquals(
                List.of("2026", "2025"), after.stream().map(AddressKey::keyId).toList());
        assertEquals(before.get(0), after.get(1));
        assertNotEquals(after.get(0).text(), after.get(1).text());
    }

    @Test
    void keyIdAndVersionArePartOfTheKey() {
        AddressKey key = AddressKeys.of(NEW).keys("张三", "13800138000", HOME).get(0);
        assertEquals(AddressNormalizer.VERSION, key.normalizerVersion());
        assertEquals(22, key.text().length());
        assertNotEquals(key, new AddressKey("other", key.normalizerVersion(), key.text()));
        assertNotEquals(key, new AddressKey(key.keyId(), key.normalizerVersion() + 1, key.text()));
    }

    @Test
    void maskedOrEmptyConsigneesHaveNoKey() {
        AddressKeys keys = AddressKeys.of(NEW);
        assertTrue(keys.keys("张**", "13800138000", HOME).isEmpty());
        assertTrue(keys.keys("张三", "13800138000", Address.chinese("浙江", "杭州", "余杭", "", "文**路***号"))
                .isEmpty());
        assertTrue(keys.keys("张三", "13800138000", Address.chinese("浙江", "杭州", "余杭", "", ""))
                .isEmpty());
    }

    @Test
    void contradictoryKeySetsAreRefused() {
        assertThrows(IllegalArgumentException.class, AddressKeys::of);
        assertThrows(IllegalArgumentException.class, () -> AddressKeys.of(NEW, key("2026", "another invented secret")));
    }

    @Test
    void storedFormIsReadBack() {
        AddressKey key = AddressKeys.of(NEW).keys("张三", "13800138000", HOME).get(0);
        assertEquals(key, AddressKey.parse(key.toString()));
        assertTrue(key.toString().startsWith("2026.1."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "k1", "k1.1", "k1.x.AbC", "k1.0.AbC", ".1.AbC", "k1.1.", "k1.1.AbC.d", "k1.9999999999.AbC"})
    void otherTextIsNoStoredKey(String text) {
        assertThrows(IllegalArgumentException.class, () -> AddressKey.parse(text));
    }
}
