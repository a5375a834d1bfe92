package io.omskit.channels.reading;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the numbered vocabularies of a platform from the resources of its package. */
final class Vocabularies {
    private Vocabularies() {}

    /** The newest first; none where the package has none, or is closed to this module. */
    static List<String> beside(Class<?> owner) {
        List<String> found = new ArrayList<>();
        for (int number = 1; number == found.size() + 1; number++) {
            try (InputStream in = owner.getResourceAsStream("vocabulary-" + number + ".txt")) {
                if (in != null) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    found.add(0, text.replaceAll("[\\r\\n]", ""));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("vocabulary " + number + " of " + owner.getPackageName(), e);
            }
        }
        return List.copyOf(found);
    }
}
