package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {

    @ParameterizedTest
    @CsvSource({
        "13812345678, 13812345678, ''",
        "+86 138-1234-5678, 13812345678, ''",
        "86 138 1234 5678, 13812345678, ''",
        "008613812345678, 13812345678, ''",
        "(+86)138.1234.5678, 13812345678, ''",
        "013812345678, 13812345678, ''",
        "０１３８１２３４５６７８, 13812345678, ''",
        "13812345678转1234, 13812345678, 1234",
        "13812345678轉1234, 13812345678, 1234",
        "13812345678-1234, 13812345678, 1234",
        "138 1234 5678 ext. 9, 13812345678, 9",
        "13812345678x12, 13812345678, 12",
        "13812345678#0012, 13812345678, 0012",
        "0571-88888888, 057188888888, ''",
        "0571-8888-8888, 057188888888, ''",
        "(0571)88888888-123, 057188888888, 123",
        "+86 571 8888 8888, 057188888888, ''",
        "86-10-88888888, 01088888888, ''",
        "010-88888888 分机 12, 01088888888, 12",
        "0571-8888888-1, 05718888888, 1",
        "400-800-8888, 4008008888, ''",
        "+86 400 800 8888, 4008008888, ''",
        "400-800-8888-66, 4008008888, 66",
    })
    void readsChineseNumbersHoweverWritten(String text, String digits, String extension) {
        assertEquals(new Phone(digits, extension), Phone.parse(text, "CN").orElseThrow());
    }

    @Test
    void commasAreExtensionMarksOnlyBehindANumber() {
        assertEquals(
                new Phone("02188888888", ""), Phone.parse("021,88888888", "CN").orElseThrow());
        assertEquals(
                new Phone("13812345678", "12"),
                Phone.parse("13812345678,12", "CN").orElseThrow());
    }

    @Test
    void secondNumberIsNotMergedIntoTheFirst() {
        Phone two = Phone.parse("13812345678/13900000000", "CN").orElseThrow();
        assertEquals("13812345678", two.digits());
        assertEquals("13900000000", two.extension());
    }

    @ParameterizedTest
    @ValueSource(strings = {"138****5678", "138＊＊＊＊5678", "138xxxx5678", "", "无", "1234", "n/a"})
    void maskedOrMissingNumbersAreNoNumbers(String text) {
        assertTrue(Phone.parse(text, "CN").isEmpty());
    }

    @Test
    void numbersAbroadKeepTheirDigits() {
        assertEquals(
                "9375550100",
                Phone.parse("+1 (937) 555-0100", "US").orElseThrow().digits());
        assertEquals(
                "9375550100", Phone.parse("937.555.0100", "US").orElseThrow().digits());
        assertEquals(
                new Phone("9375550100", "12"),
                Phone.parse("937-555-0100 x12", "US").orElseThrow());
        assertEquals(
                "4930123456", Phone.parse("+49 30 123456", "DE").orElseThrow().digits());
        assertEquals(
                "4930123456", Phone.parse("0049 30 123456", "DE").orElseThrow().digits());
        // 86 is an area code in Brazil, not a prefix.
        assertEquals(
                "86987654321",
                Phone.parse("(86) 98765-4321", "BR").orElseThrow().digits());
    }

    @Test
    void showsNoDigits() {
        assertFalse(new Phone("13812345678", "99").toString().contains("138"));
    }
}
