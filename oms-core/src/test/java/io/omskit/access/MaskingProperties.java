package io.omskit.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

class MaskingProperties {
    @Property
    void aPhoneKeepsItsLengthAndAtMostSevenDigits(@ForAll @NumericChars @StringLength(min = 1, max = 20) String phone) {
        String masked = Masking.PHONE.apply(phone);
        long shown = masked.chars().filter(Character::isDigit).count();
        assertEquals(phone.length(), masked.length());
        assertTrue(shown <= 7 && shown <= Math.max(0, phone.length() - 4), masked);
    }

    @Property
    void aNameOfTwoCharactersOrMoreNeverShowsItsSecondOne(
            @ForAll @StringLength(min = 2, max = 20) @AlphaChars String name) {
        String masked = Masking.NAME.apply(name);
        assertEquals(name.charAt(0), masked.charAt(0));
        assertEquals("*".repeat(Math.min(3, name.length() - 1)), masked.substring(1));
    }

    @Property
    void maskingTwiceIsMaskingOnce(
            @ForAll @StringLength(max = 40) String text,
            @ForAll @StringLength(max = 6) @CharRange(from = '*', to = '.') @AlphaChars String mailbox) {
        String mail = mailbox + "@example.com";
        assertEquals(Masking.MAIL.apply(mail), Masking.MAIL.apply(Masking.MAIL.apply(mail)));
        for (Masking masking : new Masking[] {Masking.NAME, Masking.PHONE, Masking.MAIL, Masking.ALL}) {
            String once = masking.apply(text);
            assertEquals(once, masking.apply(once), masking::name);
        }
    }

    @Property
    void noMaskFailsOnAnyTextOrShowsANumberOrAMailboxInAMessage(
            @ForAll String before,
            @ForAll @NumericChars @StringLength(min = 5, max = 20) String number,
            @ForAll @IntRange(min = 0, max = 3) int gap) {
        String text = before + "\n" + String.join(" ".repeat(Math.min(gap, 2)), number.split("")) + " me@example.com";
        for (Masking masking : Masking.values()) {
            masking.apply(text);
        }
        String masked = Masking.MESSAGE.apply(text);
        assertFalse(masked.endsWith("@example.com"), "a mail address is left");
        assertFalse(masked.contains(number.substring(0, 5)), "a number is left");
    }
}
