package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HouseNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "三栋, 3栋",
        "十号, 10号",
        "十二号楼, 12号楼",
        "二十层, 20层",
        "二十三号, 23号",
        "一百零三室, 103室",
        "一百二十三号, 123号",
        "一千零五号, 1005号",
        "一千五百号, 1500号",
        "壹佰贰拾叁号, 123号",
        "三〇一室, 301室",
        "三零一室, 301室",
        "〇一室, 01室",
        "二单元, 2单元",
        "三栋二单元五〇二室, 3栋2单元502室",
        "a三座, a3座",
    })
    void readsNumeralsBeforeCountingWords(String written, String digits) {
        assertEquals(digits, HouseNumbers.toDigits(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"五一路", "文一西路", "三里屯", "八一街", "五一楼", "千岛湖", "一百三号", "十百号", "零十号", "一一百号", "二十", "三"})
    void leavesNamesAndDoubtfulNumeralsAlone(String text) {
        assertEquals(text, HouseNumbers.toDigits(text));
    }

    @Test
    void aNumeralBesideADigitDoesNotGrowOntoIt() {
        assertEquals("1-3号", HouseNumbers.toDigits("1三号"));
    }

    @Test
    void everyNumberUnderTenThousandHasOneReading() {
        for (int number = 1; number < 10_000; number++) {
            String written = chinese(number);
            assertEquals(number + "号", HouseNumbers.toDigits(written + "号"), written);
        }
    }

    @Test
    void floorsBelowGroundKeepTheirSign() {
        assertEquals("b座负1层", HouseNumbers.keepBelowGround("b座-1层"));
        assertEquals("b座 负2楼", HouseNumbers.keepBelowGround("b座 - 2 楼"));
        assertEquals("负一层", HouseNumbers.keepBelowGround("-一层"));
        assertEquals("5-1层", HouseNumbers.keepBelowGround("5-1层"));
        assertEquals("3栋-201室", HouseNumbers.keepBelowGround("3栋-201室"));
    }

    /** The textbook way of writing a number, apart from the class under test. */
    private static String chinese(int number) {
        String digits = "零一二三四五六七八九";
        String powers = "千百十";
        StringBuilder text = new StringBuilder();
        String padded = String.format(java.util.Locale.ROOT, "%04d", number);
        boolean gap = false;
        for (int i = 0; i < 4; i++) {
            int digit = padded.charAt(i) - '0';
            if (digit == 0) {
                gap = text.length() > 0;
                continue;
            }
            text.append(gap ? "零" : "").append(digits.charAt(digit)).append(i < 3 ? powers.substring(i, i + 1) : "");
            gap = false;
        }
        String result = text.toString();
        return result.startsWith("一十") ? result.substring(1) : result;
    }
}
