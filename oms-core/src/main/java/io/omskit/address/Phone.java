package io.omskit.address;

import java.util.Optional;

/**
 * A phone number in normal form, for comparing and hashing. Personal data: {@link #toString()} shows nothing of it.
 *
 * @param digits digits only; a Chinese number without its 86, a Chinese landline with its area code's 0
 * @param extension digits behind the number ({@code 转1234}); empty if none. Virtual numbers of platforms carry one
 */
public record Phone(String digits, String extension) {
    private static final int SHORTEST = 6;
    private static final int LONGEST = 15;

    /**
     * Reads a number as people and platforms write it. Empty if it is masked or holds fewer than 5 digits.
     *
     * @param text the number as sent
     * @param country ISO 3166-1 alpha-2 of the consignee; the rules for Chinese numbers apply to CN, HK, MO, TW and to empty text
     */
    public static Optional<Phone> parse(String text, String country) {
        return PhoneReader.read(text, country);
    }

    /**
     * Whether numbers of the country have this form. Only the mainland's plan is known by its digits; of others the length
     * that E.164 allows is.
     *
     * @param country ISO 3166-1 alpha-2, or empty where it is not known
     */
    public boolean isPlausible(String country) {
        boolean oneDigit = digits.chars().distinct().count() == 1;
        return !oneDigit
                && (country.equals("CN")
                        ? PhoneReader.isComplete(digits)
                        : digits.length() >= SHORTEST && digits.length() <= LONGEST);
    }

    @Override
    public String toString() {
        return "Phone[" + digits.length() + " digits]";
    }
}
