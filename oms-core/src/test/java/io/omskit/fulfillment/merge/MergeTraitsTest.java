package io.omskit.fulfillment.merge;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeTraitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "$Way", "$Load", "$Timing", "$Seller"})
    void nothingIsMissingWhicheverPartIsTouchedFirst(String first) throws IOException, ReflectiveOperationException {
        String name = MergeTraits.class.getName();
        URL core = MergeTraits.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader fresh = new URLClassLoader(new URL[] {core}, ClassLoader.getPlatformClassLoader())) {
            Class.forName(name + first, true, fresh);
            Class<?> traits = Class.forName(name, true, fresh);
            Object none = traits.getField("NONE").get(null);
            for (String part : List.of("seller", "way", "load", "timing")) {
                assertNotNull(traits.getMethod(part).invoke(none), part + " after " + first);
            }
        }
    }
}
