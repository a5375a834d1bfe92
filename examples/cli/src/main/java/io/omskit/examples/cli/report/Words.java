package io.omskit.examples.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/** The report's own words in one language; English where the language has none. */
final class Words {
    private final Properties words = new Properties();
    private final Locale locale;

    private Words(Locale locale) {
        this.locale = locale;
    }

    static Words of(Locale locale) {
        Words words = new Words(locale);
        words.load("words.properties");
        if (locale.getLanguage().equals("zh")) {
            words.load("words_zh.properties");
        }
        return words;
    }

    private void load(String name) {
        try (InputStream in = Words.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing.\nBuild the jar anew.");
            }
            words.load(new InputStreamReader(in, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    Locale locale() {
        return locale;
    }

    /** The words for a key; a key without words reads as itself. */
    String of(String key) {
        return words.getProperty(key, key);
    }

    /** The words for a code in a family, such as {@code state.SHIPPED}; a code without words reads as the code. */
    String code(String family, String code) {
        String told = words.getProperty(family + "." + code);
        return told == null ? code.toLowerCase(Locale.ROOT).replace('_', ' ') : told;
    }

    /** The words for a key with {@code {0}, {1} ...} replaced. */
    String filled(String key, Object... values) {
        String text = of(key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }
}
