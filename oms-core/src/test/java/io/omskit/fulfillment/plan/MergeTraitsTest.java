package io.omskit.fulfillment.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.omskit.fulfillment.merge.MergeTraits;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MergeTraitsTest {
    private static final String OUTER = "io.omskit.fulfillment.merge.MergeTraits";

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** Whichever class is used first in a process, constants are complete; else plans of the first order would fail. */
    @Test
    void theConstantsAreCompleteWhicheverClassIsUsedFirst() throws Exception {
        for (String first : List.of("Way", "Seller", "Load", "Timing")) {
            try (URLClassLoader fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
                Class.forName(OUTER + "$" + first, true, fresh);
                Class<?> traits = Class.forName(OUTER, true, fresh);
                Object none = traits.getField("NONE").get(null);
                for (String part : List.of("way", "seller", "load", "timing", "dropped", "apart")) {
                    assertNotNull(traits.getMethod(part).invoke(none), part + " after " + first);
                }
            }
        }
        assertEquals(new TreeSet<Long>(), MergeTraits.of("key").apart());
    }
}
