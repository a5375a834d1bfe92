package io.omskit.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({"张三, 张*", "欧阳娜娜, 欧***", "张, *", "John Appleseed, J***", "张*, 张*", "𠮷野, 𠮷*", "**, **"})
    void ofANameTheFirstCharacterStays(String name, String masked) {
        assertEquals(masked, Masking.NAME.apply(name));
    }

    @ParameterizedTest
    @CsvSource({
        "13812341234, 138****1234",
        "+86 138 1234 1234, +86 1** **** 1234",
        "138****1234, 138****1234",
        "0571-88881234, 057*-****1234",
        "8881 2345, **** 2345",
        "123456, ****56",
        "12345, *****",
        "110, ***",
        "１３８１２３４１２３４, １３８****１２３４",
        "Li 13812341234, ** 138****1234"
    })
    void ofAPhoneAtLeastFourPlacesAreHidden(String phone, String masked) {
        assertEquals(masked, Masking.PHONE.apply(phone));
    }

    @ParameterizedTest
    @CsvSource({
        "lilei@example.com, l***@example.com",
        "li@example.com, ***@example.com",
        "no mail at all, ***",
        "a@b@example.com, a***@example.com",
        "𠮷abc@example.com, 𠮷***@example.com"
    })
    void ofAMailAddressTheDomainStays(String mail, String masked) {
        assertEquals(masked, Masking.MAIL.apply(mail));
    }

    @ParameterizedTest
    @CsvSource({
        "call 138 1234-1234 please, call *** please",
        "2 pieces of 1200 g, 2 pieces of 1200 g",
        "mail to lilei@example.com!, mail to ***",
        "电话１３８１２３４１２３４谢谢, 电话***谢谢",
        "(0571)88881234, (***"
    })
    void ofAMessageNumbersAndMailAddressesAreLeftOut(String message, String masked) {
        assertEquals(masked, Masking.MESSAGE.apply(message));
    }

    @Test
    void blankTextStaysEmptyAndEverythingElseLosesItsLength() {
        for (Masking masking : Masking.values()) {
            assertEquals("", masking.apply("  "), masking::name);
        }
        assertEquals("***", Masking.ALL.apply("x"));
        assertEquals("***", Masking.ALL.apply("1 Example Road, Room 3"));
    }

    @Test
    void aLongRunOfDigitsNeitherOverflowsTheStackNorShows() {
        String masked = Masking.MESSAGE.apply("1-".repeat(200_000));
        assertEquals(-1, masked.indexOf("1-1-1-1-1"), "a phone number is left");
    }
}
