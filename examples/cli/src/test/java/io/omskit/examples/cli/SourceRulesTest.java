package io.omskit.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.examples.cli.Sources.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules that can be read from source files only. */
class SourceRulesTest {
    /** Classes that may catch everything, and why: each is a place where one failure must not take others with it. */
    private static final Map<String, String> BROAD_CATCH = Map.of(
            "Processor", "one message that cannot be processed must not stop its neighbors",
            "EffectRunner", "an exception after sending says nothing about what the other side did",
            "Telling", "what is told is committed already, whatever the listener makes of it",
            "Worker", "a store that fails for a while must not end the worker",
            "Channels", "a turn of the pull loop must not end pulling for ever",
            "PayloadChecks", "whatever a mapper throws is the finding",
            "SimWorld", "whatever the engine throws ends the run of a seed and is its result");

    private static final Pattern BROAD = Pattern.compile(
            "catch\\s*\\((?:\\s*final\\b)?[^)]*?\\b(?:Exception|RuntimeException|Throwable|Error)\\s*(?:\\||\\w+\\s*\\))");

    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("(?m)^public (?:[a-z-]+ )*(?:class|interface|record|enum|@interface) (\\w+)");

    private static final Pattern PROPERTY = Pattern.compile("(?m)^\\s*@(?:net\\.jqwik\\.api\\.)?Property\\b");
    private static final Pattern TEST =
            Pattern.compile("(?m)^\\s*@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b");
    private static final Pattern OPEN_END = Pattern.compile("\\b(?:TODO|FIXME|XXX)\\b");

    @Test
    void everythingIsCaughtOnlyAtNamedBoundaries() {
        assertNone(
                Sources.main(),
                source -> BROAD.matcher(source.text()).find() && !BROAD_CATCH.containsKey(source.name()),
                "broad catch outside the named boundaries " + new TreeSet<>(BROAD_CATCH.keySet()));
    }

    @Test
    void namedBoundariesStillExist() {
        Set<String> broad = Sources.main().stream()
                .filter(source -> BROAD.matcher(source.text()).find())
                .map(Source::name)
                .collect(Collectors.toSet());
        Set<String> stale = new TreeSet<>(BROAD_CATCH.keySet());
        stale.removeAll(broad);
        assertEquals(Set.of(), stale, "named boundaries that catch nothing broad any more");
    }

    @Test
    void propertiesAreInClassesThatTheBuildRuns() {
        assertNone(
                Sources.tests(),
                source -> PROPERTY.matcher(source.text()).find()
                        && !source.name().endsWith("Properties")
                        && !source.name().endsWith("Test"),
                "classes with @Property whose name ends neither in Properties nor in Test");
    }

    @Test
    void testsAreInClassesThatTheBuildRuns() {
        assertNone(
                Sources.tests(),
                source -> TEST.matcher(source.text()).find() && !source.name().endsWith("Test"),
                "classes with @Test whose name does not end in Test");
    }

    @Test
    void publicTypesHaveJavadoc() {
        assertNone(
                Sources.main(),
                source -> {
                    Matcher type = PUBLIC_TYPE.matcher(source.text());
                    return type.find() && !hasJavadocAfterImports(source.text().substring(0, type.start()));
                },
                "public types without Javadoc");
    }

    @Test
    void packagesSayWhatAReaderFindsThere() {
        List<Path> found = Sources.main().stream()
                .filter(source -> !source.name().equals("module-info"))
                .map(source -> source.path().getParent())
                .distinct()
                .filter(folder ->
                        !Files.isRegularFile(Sources.root().resolve(folder).resolve("package-info.java")))
                .toList();
        assertEquals(List.of(), found, "packages without package-info.java");
        assertNone(
                Sources.main(),
                source -> source.name().equals("package-info")
                        && !(source.text().contains("/**") && source.text().contains("@NullMarked")),
                "package-info.java without Javadoc or @NullMarked");
    }

    @Test
    void noLooseEnds() {
        assertNone(Sources.main(), source -> OPEN_END.matcher(source.text()).find(), "loose ends");
    }

    @Test
    void broadCatchIsRecognizedInEveryForm() {
        for (String broad : List.of(
                "catch (Exception e)",
                "catch (final RuntimeException e)",
                "catch (IOException | RuntimeException e)",
                "catch (Error | IOException e)",
                "catch(java.lang.Throwable t)")) {
            assertTrue(BROAD.matcher(broad).find(), broad);
        }
        for (String narrow : List.of("catch (IOException e)", "catch (StoreException | DateTimeException e)")) {
            assertFalse(BROAD.matcher(narrow).find(), narrow);
        }
    }

    private static boolean hasJavadocAfterImports(String head) {
        int start = Math.max(head.lastIndexOf("\nimport "), head.lastIndexOf("\npackage "));
        return head.indexOf("/**", Math.max(0, start)) >= 0;
    }

    private static void assertNone(List<Source> sources, Predicate<Source> violates, String what) {
        List<Source> found = sources.stream().filter(violates).toList();
        assertEquals(List.of(), found, what);
    }
}
