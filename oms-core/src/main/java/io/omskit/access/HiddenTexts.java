package io.omskit.access;

import io.omskit.rule.Field;
import io.omskit.rule.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The personal texts of one subject that a role does not see in plain, so that free text can be cleaned of them. */
final class HiddenTexts {
    /** A single character would riddle every text. */
    private static final int MIN_LENGTH = 2;
    /** What is taken out may leave something that must be taken out; texts made to need more rounds are left out whole. */
    private static final int MAX_ROUNDS = 8;

    private final List<String> longestFirst;

    private HiddenTexts(List<String> longestFirst) {
        this.longestFirst = longestFirst;
    }

    static <T> HiddenTexts of(Grant grant, Fields<T> fields, T subject) {
        List<String> hidden = new ArrayList<>();
        for (Field<T, ?> field : fields.all()) {
            boolean kept = field.sensitivity().isPrintable()
                    || grant.showsPlain(field)
                    || grant.mask(field).equals(Optional.of(Masking.MESSAGE));
            if (!kept && field.read(subject) instanceof String text && isTelling(text.strip())) {
                hidden.add(text.strip());
            }
        }
        hidden.sort(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        return new HiddenTexts(hidden);
    }

    /** Stars alone tell nothing: the platform had masked the value before. */
    private static boolean isTelling(String text) {
        return text.length() >= MIN_LENGTH && text.chars().anyMatch(c -> c != '*');
    }

    /** Free text without them, without mail addresses and without long numbers. */
    String cleaned(String text) {
        String before = text;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            String rest = Masking.MESSAGE.apply(removedFrom(before));
            if (rest.equals(before)) {
                return rest;
            }
            before = rest;
        }
        return Masking.HIDDEN;
    }

    /** The text with each of them replaced by stars, whatever its case. */
    private String removedFrom(String text) {
        String rest = text;
        for (String hidden : longestFirst) {
            rest = pattern(hidden).matcher(rest).replaceAll(Masking.HIDDEN);
        }
        return rest;
    }

    /** Whether one of them stands in the text. */
    boolean isIn(String text) {
        return longestFirst.stream()
                .anyMatch(hidden -> pattern(hidden).matcher(text).find());
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
