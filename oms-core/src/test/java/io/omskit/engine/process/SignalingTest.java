package io.omskit.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.omskit.address.Address;
import io.omskit.address.HashKey;
import io.omskit.engine.policy.ReadingPolicy;
import io.omskit.fact.PersonalData;
import io.omskit.order.PartyKeys;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalingTest {
    private static final ReadingPolicy READING = ReadingPolicy.nothing().withKeywords(List.of("urgent", "gift"));

    static PersonalData told(
            @Nullable String phone, @Nullable Address address, @Nullable String message, @Nullable String memo) {
        return new PersonalData("li", "Li", phone, null, address, null, message, memo, null);
    }

    private static @Nullable Boolean plausible(@Nullable String phone, Address address) {
        return Signaling.of(told(phone, address, null, null), READING, new Parties(List.of()))
                .phonePlausible();
    }

    private static @Nullable Boolean complete(Address address) {
        return Signaling.of(told(null, address, null, null), READING, new Parties(List.of()))
                .addressComplete();
    }

    private static Address chinese(String province, String city, String district, String detail) {
        return Address.chinese(province, city, district, "", detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800000001",
                "+86 138 0000 0001",
                "0571-88888881",
                "400-820-8820",
                "13800000001转1234",
                "021 55555551"
            })
    void numbersThatCanBeCalledArePlausible(String phone) {
        assertEquals(true, plausible(phone, chinese("浙江省", "杭州市", "余杭区", "1号")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901", "1380000000", "138000000011", "0", "no phone", "00000000000"})
    void numbersThatNobodyHasAreNot(String phone) {
        assertEquals(false, plausible(phone, chinese("浙江省", "杭州市", "余杭区", "1号")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"138****0001", "138xxxx0001", "", "***"})
    void maskedNumbersSayNothing(String phone) {
        assertNull(plausible(phone, chinese("浙江省", "杭州市", "余杭区", "1号")));
    }

    @Test
    void abroadTheLengthCounts() {
        Address berlin = Address.international("DE", "", "Berlin", "Weg 1", "10115");
        assertEquals(true, plausible("+49 30 123456", berlin));
        assertEquals(false, plausible("12345", berlin));
        assertEquals(false, plausible("1234567890123456", berlin));
    }

    @ParameterizedTest
    @CsvSource({
        "浙江省,杭州市,余杭区,仓前街道1号,true",
        "浙江省,杭州市,,仓前街道1号,false",
        "浙江省,,,仓前街道1号,false",
        "浙江省,杭州市,余杭区,,false",
        "'',杭州市,余杭区,1号,true",
        "'',杭州市,,1号,false",
        "上海市,,浦东新区,张江路1号,true",
        "上海市,上海市,浦东新区,张江路1号,true",
        "上海市,,,张江路1号,false",
        "广东省,东莞市,,松山湖1号,true"
    })
    void everyLevelThatThePlaceHasMustBeThere(
            @Nullable String province,
            @Nullable String city,
            @Nullable String district,
            @Nullable String detail,
            boolean expected) {
        assertEquals(expected, complete(chinese(orEmpty(province), orEmpty(city), orEmpty(district), orEmpty(detail))));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Test
    void abroadSomeCountriesNeedStateAndPostalCode() {
        assertEquals(true, complete(Address.international("DE", "", "Berlin", "Weg 1", "")));
        assertEquals(false, complete(Address.international("DE", "", "", "Weg 1", "10115")));
        assertEquals(true, complete(Address.international("US", "OH", "Dayton", "1 Elm St", "45402")));
        assertEquals(false, complete(Address.international("US", "OH", "Dayton", "1 Elm St", "")));
    }

    @Test
    void aMaskedAddressSaysNothing() {
        assertNull(complete(chinese("浙江省", "杭州市", "余杭区", "仓前**1号")));
        assertNull(Signaling.of(told(null, null, null, null), READING, new Parties(List.of()))
                .addressComplete());
    }

    @ParameterizedTest
    @CsvSource({
        "浙江省,杭州市,余杭区,仓前街道,330110012000",
        "浙江省,杭州市,余杭区,no such town,330110000000",
        "浙江省,杭州市,余*区,,330100000000",
        "浙江省,**,,,330000000000",
        "广东省,东莞市,,,441900000000",
        "**,**,**,,CN"
    })
    void theRegionIsKnownAsDeepAsItIsCertain(
            String province, String city, @Nullable String district, @Nullable String town, String region) {
        Address address = Address.chinese(province, city, orEmpty(district), orEmpty(town), "1号");
        assertEquals(
                region,
                Signaling.of(told(null, address, null, null), READING, new Parties(List.of()))
                        .region());
    }

    @Test
    void aNetworkIsKnownByItsKeyedHashAlone() {
        Parties parties = new Parties(List.of(HashKey.of("k", new byte[32])));
        String hash = parties.network("2001:DB8::1");
        assertEquals(hash, parties.network(" 2001:db8::1 "));
        assertNotEquals(hash, parties.network("2001:db8::2"));
        assertFalse(orEmpty(hash).contains("2001"));
        assertNull(parties.network("10.1.*.*"));
        assertNull(parties.network(""));
        assertNull(new Parties(List.of()).network("10.1.1.1"));
        assertNull(parties.network(null));
    }

    @Test
    void messageAndMemoAreReadApart() {
        PartyKeys.Signals signals =
                Signaling.of(told(null, null, "urgent please", "add a gift"), READING, new Parties(List.of()));
        assertEquals(Set.of("urgent"), signals.messageWords());
        assertEquals(Set.of("gift"), signals.memoWords());
    }
}
