package io.omskit.fulfillment.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.fulfillment.merge.MergeTraits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The constants of merging are whole whichever of their classes is used first. */
class MergeTraitsTest {
    /** Has classes of its own for the type and what is nested in it, so that they are initialized anew. */
    private static final class Anew extends ClassLoader {
        Anew() {
            super(MergeTraits.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(MergeTraits.class.getName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? defined(name) : known;
            }
        }

        private Class<?> defined(String name) {
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (InputStream in = MergeTraits.class.getResourceAsStream(file)) {
                byte[] code = Objects.requireNonNull(in, file).readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new UncheckedIOException(file, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$Seller", "$Way", "$Load", "$Timing", "$Refusal", "$PresaleClass"})
    void whateverIsUsedFirstNothingIsMissingInTheUsual(String first) throws ReflectiveOperationException {
        ClassLoader anew = new Anew();
        String outer = MergeTraits.class.getName();
        Class.forName(outer + first, true, anew);
        Object none = Class.forName(outer, true, anew).getField("NONE").get(null);
        assertEquals(MergeTraits.NONE.toString(), none.toString());
    }

    @Test
    void anOrderOfWhichOnlyTheKeyIsKnownIsLikeNoOtherInNothingElse() {
        assertEquals(MergeTraits.NONE, MergeTraits.of("k").withKey(null));
        assertEquals("k", MergeTraits.of("k").key());
    }
}
