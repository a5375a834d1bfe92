package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AddressKeysProperties {
    private static final AddressKeys KEYS = AddressKeys.of(
            HashKey.of("b", "an invented secret, newer".getBytes(StandardCharsets.UTF_8)),
            HashKey.of("a", "an invented secret, older".getBytes(StandardCharsets.UTF_8)));

    record Consignee(String name, String phone, Address address) {
        Optional<NormalAddress> normal() {
            return AddressNormalizer.standard().normalize(name, phone, address);
        }

        List<AddressKey> keys() {
            return KEYS.keys(name, phone, address);
        }
    }

    /** Few values of many forms, so that equal people written differently are frequent. */
    @Provide
    Arbitrary<Consignee> consignees() {
        Arbitrary<Address> addresses = Combinators.combine(
                        Arbitraries.of("浙江省", "浙江"),
                        Arbitraries.of("杭州市", "杭州", ""),
                        Arbitraries.of("余杭区", "余杭", "西湖区"),
                        Arbitraries.of("", "仓前街道"),
                        Arbitraries.of("文一西路1号", "文一西路 1號", "仓前街道文一西路一号", "文一西路11号", "文**路", ""))
                .as(Address::chinese);
        return Combinators.combine(
                        Arbitraries.of("张三", "張三", "张 三", "李四", "张**", ""),
                        Arbitraries.of("13800138000", "+86 138-0013-8000", "13800138001", "13800138000转1", ""),
                        addresses)
                .as(Consignee::new);
    }

    @Property
    void keysAreEqualExactlyIfNormalFormsAre(
            @ForAll("consignees") Consignee one, @ForAll("consignees") Consignee other) {
        assertEquals(one.normal().equals(other.normal()), one.keys().equals(other.keys()));
    }

    @Property
    void everyHashKeyGivesOneKeyOrNoneDoes(@ForAll("consignees") Consignee consignee) {
        List<AddressKey> keys = consignee.keys();
        assertEquals(
                consignee.normal().isPresent() ? List.of("b", "a") : List.of(),
                keys.stream().map(AddressKey::keyId).toList());
        for (AddressKey key : keys) {
            assertEquals(key, AddressKey.parse(key.toString()));
            assertFalse(key.toString().contains("三"));
        }
    }

    @Property
    void digestsAreEqualExactlyIfDomainAndPartsAre(
            @ForAll("shortTexts") List<String> one, @ForAll("shortTexts") List<String> other) {
        HashKey key = HashKey.of("k", new byte[16]);
        String first = key.digest(one.get(0), one.subList(1, one.size()).toArray(String[]::new));
        String second = key.digest(other.get(0), other.subList(1, other.size()).toArray(String[]::new));
        assertEquals(one.equals(other), first.equals(second));
    }

    @Provide
    Arbitrary<List<String>> shortTexts() {
        return Arbitraries.strings()
                .withChars("ab")
                .ofMaxLength(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
