package io.omskit.decision;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Reads one file of a {@link ReasonBundle}: reason code to sentence. A missing file has no texts. */
final class ReasonFile {
    private ReasonFile() {}

    static Map<String, String> load(ReasonBundle bundle, String fileName) {
        Map<String, String> texts = new HashMap<>();
        read(bundle, fileName).forEach((key, text) -> texts.put(code((String) key, fileName), (String) text));
        return texts;
    }

    private static Properties read(ReasonBundle bundle, String fileName) {
        Properties properties = new Properties();
        try (InputStream in = bundle.open(fileName)) {
            if (in != null) {
                // A decoder of its own reports bad bytes; naming the charset would replace them silently.
                properties.load(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "Reason texts " + fileName
                            + " cannot be read.\nSave the file as UTF-8 and pack it with its module.",
                    unreadable);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "Reason texts " + fileName + " hold a malformed \\u escape."
                            + "\nWrite the character itself; the file is UTF-8.",
                    malformed);
        }
        return properties;
    }

    private static String code(String key, String fileName) {
        if (!Reason.isCode(key)) {
            throw new IllegalArgumentException(
                    "Key \"" + key + "\" in " + fileName + " is not a reason code.\nWrite it like SPLIT_BY_STOCK.");
        }
        return key;
    }
}
