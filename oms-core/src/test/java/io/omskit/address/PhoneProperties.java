package io.omskit.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PhoneProperties {
    private static final List<String> PREFIXES = List.of("", "+86", "86", "0086", "+86 ", "86-", "(86)", "0");
    private static final List<String> GAPS = List.of("", " ", "-", ".", "  ");

    /** Anything that a person may type, Chinese mobiles among it. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> typed =
                Arbitraries.strings().withChars("0123456789 +-()转,x").ofMaxLength(24);
        Arbitrary<String> prefixed = Combinators.combine(
                        Arbitraries.of(PREFIXES),
                        Arbitraries.strings().numeric().ofMinLength(5).ofMaxLength(14))
                .as(String::concat);
        return Arbitraries.oneOf(typed, prefixed, mobiles());
    }

    @Provide
    Arbitrary<String> mobiles() {
        return Combinators.combine(
                        Arbitraries.integers().between(3, 9),
                        Arbitraries.strings().numeric().ofLength(9))
                .as((second, rest) -> "1" + second + rest);
    }

    @Property
    void normalFormIsItsOwnNormalForm(@ForAll("texts") String text) {
        for (String country : List.of("CN", "US", "BR")) {
            Optional<Phone> first = Phone.parse(text, country);
            if (first.isPresent()) {
                String mark = first.get().extension().isEmpty()
                        ? ""
                        : "转" + first.get().extension();
                if (first.get().digits().length() >= 7 || mark.isEmpty()) {
                    assertEquals(first, Phone.parse(first.get().digits() + mark, country), text);
                }
            }
        }
    }

    @Property
    void prefixAndGapsDoNotCount(
            @ForAll("mobiles") String mobile,
            @ForAll("prefixes") String prefix,
            @ForAll("gaps") String first,
            @ForAll("gaps") String second) {
        String written =
                prefix + mobile.substring(0, 3) + first + mobile.substring(3, 7) + second + mobile.substring(7);
        assertEquals(Phone.parse(mobile, "CN"), Phone.parse(written, "CN"), written);
    }

    @Property
    void differentMobilesStayDifferent(
            @ForAll("mobiles") String one, @ForAll("mobiles") String other, @ForAll("prefixes") String prefix) {
        boolean same = Phone.parse(prefix + one, "CN").equals(Phone.parse(other, "CN"));
        assertEquals(one.equals(other), same);
    }

    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.of(PREFIXES);
    }

    @Provide
    Arbitrary<String> gaps() {
        return Arbitraries.of(GAPS);
    }
}
