package io.omskit.address;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads phone numbers; the Chinese patterns are those of the reference page on logistics, section 4.2. */
final class PhoneReader {
    private static final int MIN_DIGITS = 5;
    /** An extension mark counts only behind this many digits: the comma of {@code 021,88888888} is none. */
    private static final int MIN_DIGITS_BEFORE_MARK = 7;

    private static final Set<String> CHINESE_RULES = Set.of("", "CN", "HK", "MO", "TW");
    private static final Set<String> NORTH_AMERICA = Set.of("US", "CA");
    private static final Pattern MARK = Pattern.compile("[转轉]|分机|分機|ext|x|#|[,;/]");
    private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]+");

    /** Behind 86: mobile, landline with 0, service number, landline without 0. */
    private static final Pattern AFTER_86 =
            Pattern.compile("86(1[3-9][0-9]{9}|0[1-9][0-9]{8,10}|[48]00[0-9]{7}|10[0-9]{8}|[2-9][0-9]{9,10})");

    private static final Pattern COMPLETE =
            Pattern.compile("1[3-9][0-9]{9}|[48]00[0-9]{7}|0(?:10|2[0-9])[0-9]{8}|0[3-9][0-9]{9,10}");
    private static final Pattern MOBILE_WITH_ZERO = Pattern.compile("01[3-9][0-9]{9}");
    private static final Pattern LANDLINE_WITHOUT_ZERO =
            Pattern.compile("10[0-9]{8}|(?![48]00[0-9]{7}$)[2-9][0-9]{9,10}");

    private PhoneReader() {}

    static Optional<Phone> read(String text, String country) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (Masking.isMaskedPhone(text) || Masking.isMaskedPhone(plain)) {
            return Optional.empty();
        }
        int mark = plain.length();
        Matcher marks = MARK.matcher(plain);
        while (mark == plain.length() && marks.find()) {
            if (digits(plain.substring(0, marks.start())).length() >= MIN_DIGITS_BEFORE_MARK) {
                mark = marks.start();
            }
        }
        String number = plain.substring(0, mark);
        String extension = digits(plain.substring(mark));
        Phone phone = CHINESE_RULES.contains(country)
                ? chinese(number, extension)
                : new Phone(abroad(digits(number), country), extension);
        return phone.digits().length() < MIN_DIGITS ? Optional.empty() : Optional.of(phone);
    }

    /** Whether the digits are a whole number of the mainland. */
    static boolean isComplete(String digits) {
        return COMPLETE.matcher(digits).matches();
    }

    /** Groups of digits make up the number until it is complete; what follows is the extension ({@code 0571-88888888-123}). */
    private static Phone chinese(String text, String extension) {
        String[] groups = NOT_DIGITS.split(text, -1);
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            read.append(groups[i]);
            String number = national(read.toString());
            if (COMPLETE.matcher(number).matches()) {
                StringBuilder behind = new StringBuilder();
                for (int rest = i + 1; rest < groups.length; rest++) {
                    behind.append(groups[rest]);
                }
                return new Phone(number, behind.append(extension).toString());
            }
        }
        return new Phone(national(read.toString()), extension);
    }

    private static String national(String digits) {
        String number = digits;
        while (number.startsWith("00")) {
            number = number.substring(2);
        }
        Matcher prefixed = AFTER_86.matcher(number);
        if (prefixed.matches()) {
            String rest = prefixed.group(1);
            number = LANDLINE_WITHOUT_ZERO.matcher(rest).matches() ? "0" + rest : rest;
        }
        return MOBILE_WITH_ZERO.matcher(number).matches() ? number.substring(1) : number;
    }

    private static String abroad(String digits, String country) {
        String number = digits;
        while (number.startsWith("00")) {
            number = number.substring(2);
        }
        boolean countryCode = NORTH_AMERICA.contains(country)
                && number.length() == 11
                && number.startsWith("1")
                && number.charAt(1) >= '2';
        return countryCode ? number.substring(1) : number;
    }

    private static String digits(String text) {
        return NOT_DIGITS.matcher(text).replaceAll("");
    }
}
