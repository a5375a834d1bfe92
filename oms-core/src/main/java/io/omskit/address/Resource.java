package io.omskit.address;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads the compressed text tables that lie beside this package. */
final class Resource {
    private Resource() {}

    /** All lines of a table. A table that is missing or cut is a broken build of this library, so it is not recovered from. */
    static List<String> lines(String name) {
        try (InputStream file = Resource.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The table " + name + " is missing beside " + Resource.class.getName()
                        + "\nUse the unmodified oms-core artifact; shaded jars must keep its resources.");
            }
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8));
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The table " + name + " cannot be read\nUse the unmodified oms-core artifact.", e);
        }
    }
}
