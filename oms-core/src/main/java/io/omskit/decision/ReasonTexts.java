package io.omskit.decision;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences for reasons in one language. Starts with the codes of the core; {@link #with} adds those of another module or
 * the host's own wording. Languages without texts of their own read English; the default locale of the machine plays no
 * part. Immutable.
 */
public final class ReasonTexts {
    private static final ReasonBundle CORE = name -> ReasonTexts.class.getResourceAsStream(name);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][A-Za-z0-9]*)}");

    private final Locale locale;
    private final Map<String, String> templates;

    private ReasonTexts(Locale locale, Map<String, String> templates) {
        this.locale = locale;
        this.templates = Map.copyOf(templates);
    }

    /** The texts of the core in the language of this locale. */
    public static ReasonTexts forLocale(Locale locale) {
        return new ReasonTexts(locale, Map.of()).with(CORE);
    }

    /**
     * These texts and those of another bundle; where both know a code the other bundle's wording counts.
     *
     * @throws IllegalArgumentException if a key is not a reason code or a file is not a readable properties file
     * @throws UncheckedIOException if a file cannot be read or is not UTF-8
     */
    public ReasonTexts with(ReasonBundle bundle) {
        Map<String, String> all = new HashMap<>(templates);
        fileNames(locale).forEach(name -> all.putAll(ReasonFile.load(bundle, name)));
        return new ReasonTexts(locale, all);
    }

    /** Whether a text for this code is known. */
    public boolean hasText(String code) {
        return templates.containsKey(code);
    }

    /**
     * The reason as a sentence. A code without text reads as code, subject and figures; a placeholder without figure stays
     * as it is written.
     */
    public String text(Reason reason) {
        String template = templates.get(reason.code());
        return template == null ? plain(reason) : filled(template, reason);
    }

    /** One line per reason, then one per rejected alternative. */
    public List<String> lines(Explanation explanation) {
        List<String> lines = new ArrayList<>();
        explanation.reasons().forEach(reason -> lines.add(text(reason)));
        explanation
                .rejected()
                .forEach(alternative -> lines.add(text(
                        Reason.of("REJECTED_ALTERNATIVE", alternative.summary(), "why", text(alternative.reason())))));
        return List.copyOf(lines);
    }

    private static String plain(Reason reason) {
        StringBuilder text = new StringBuilder(reason.code()).append(' ').append(reason.subject());
        String separator = ": ";
        for (Map.Entry<String, String> figure : reason.figures().entrySet()) {
            text.append(separator).append(figure.getKey()).append('=').append(figure.getValue());
            separator = ", ";
        }
        return text.toString();
    }

    private static String filled(String template, Reason reason) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), match.group(), reason)));
    }

    private static String value(String name, String written, Reason reason) {
        String figure = reason.figures().get(name);
        if (figure != null) {
            return figure;
        }
        return name.equals("subject") ? reason.subject() : written;
    }

    /** From general to special, so that later files win: English, language, language and country. */
    private static List<String> fileNames(Locale locale) {
        List<String> names = new ArrayList<>(List.of("reasons.properties"));
        if (!locale.getLanguage().isEmpty()) {
            names.add("reasons_" + locale.getLanguage() + ".properties");
            if (!locale.getCountry().isEmpty()) {
                names.add("reasons_" + locale.getLanguage() + "_" + locale.getCountry() + ".properties");
            }
        }
        return names;
    }
}
