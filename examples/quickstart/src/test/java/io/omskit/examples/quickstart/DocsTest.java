package io.omskit.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.Channel;
import io.omskit.channels.Channels;
import io.omskit.examples.quickstart.Pages.Code;
import io.omskit.finance.statement.StatementFormat;
import io.omskit.logistics.Carrier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say is what the sources say. */
class DocsTest {
    private static final String QUICKSTART =
            "examples/quickstart/src/main/java/io/omskit/examples/quickstart/Quickstart.java";
    private static final List<String> READMES = List.of("README.md", "README.zh-CN.md");
    private static final List<String> TWINS = List.of("README", "docs/concepts", "docs/rules");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^(#{1,6}) ");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| *`([a-z0-9-]+)` *\\|");
    private static final Pattern VIEW = Pattern.compile("\\boms_v1_[a-z_]*[a-z]");

    @Test
    void bothReadmesShowTheQuickstart() {
        for (String readme : READMES) {
            List<Code> blocks = Pages.code(Path.of(readme));
            assertEquals(1, blocks.size(), readme);
            assertEquals(QUICKSTART, blocks.get(0).source(), readme);
            assertEquals(Pages.excerpt(QUICKSTART, "readme"), blocks.get(0).code(), readme);
        }
    }

    @Test
    void everyPieceOfCodeIsTakenFromASource() {
        List<Code> strange = new ArrayList<>();
        for (Path page : Pages.all()) {
            Pages.code(page).stream().filter(code -> !isTaken(code)).forEach(strange::add);
        }
        assertEquals(List.of(), strange, "code that no compiled source holds like this");
    }

    private static boolean isTaken(Code code) {
        if (code.source().isEmpty()) {
            return false;
        }
        if (!code.marker().isEmpty()) {
            return Pages.excerpt(code.source(), code.marker()).equals(code.code());
        }
        return flat(Pages.text(code.source())).contains(flat(code.code()));
    }

    /** Whole lines without their indentation. */
    private static String flat(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
    }

    @Test
    void aPieceThatDiffersByOneWordIsSeen() {
        Code right = Pages.code(Path.of("README.md")).get(0);
        assertTrue(isTaken(right));
        String other = right.code().replaceFirst("sync", "pull");
        assertFalse(isTaken(new Code(right.page(), right.source(), right.marker(), other)));
        assertFalse(isTaken(new Code(right.page(), right.source(), "", other)));
        assertFalse(isTaken(new Code(right.page(), "", "", right.code())));
    }

    @Test
    void linksLeadToFilesOfTheRepository() {
        List<String> dead = new ArrayList<>();
        for (Path page : Pages.all()) {
            Matcher link = LINK.matcher(Pages.text(page.toString()));
            while (link.find()) {
                Path target =
                        Pages.root().resolve(page).resolveSibling(link.group(1)).normalize();
                if (!link.group(1).contains(":") && !Files.exists(target)) {
                    dead.add(page + " -> " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), dead, "links to nothing");
    }

    @Test
    void chinesePagesHaveThePartsOfTheirTwins() {
        for (String twin : TWINS) {
            assertEquals(shape(twin + ".md"), shape(twin + ".zh-CN.md"), twin);
        }
    }

    /** Levels of headings, rows of tables and pieces of code, counted. */
    private static List<Object> shape(String page) {
        String text = Pages.text(page);
        List<String> headings =
                HEADING.matcher(text).results().map(found -> found.group(1)).toList();
        long rows = text.lines().filter(line -> line.startsWith("|")).count();
        return List.of(headings, rows, Pages.code(Path.of(page)).size());
    }

    @Test
    void readmesListExactlyTheAdaptersThatAreInstalled() {
        Set<String> installed = Stream.of(
                        Channels.installed().stream().map(Channel::id),
                        Carrier.all().stream().map(Carrier::id),
                        StatementFormat.installed().stream().map(StatementFormat::id))
                .flatMap(ids -> ids)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String readme : READMES) {
            Set<String> listed = ROW.matcher(Pages.text(readme))
                    .results()
                    .map(row -> row.group(1))
                    .filter(id -> !id.startsWith("oms-"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(installed, listed, readme);
        }
    }

    @Test
    void operationsNamesExactlyTheViewsThatExist() {
        Set<String> named = VIEW.matcher(Pages.text("docs/operations.md"))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> existing = new TreeSet<>();
        for (String module : List.of("oms-core", "oms-logistics", "oms-finance")) {
            existing.addAll(views(Pages.root().resolve(module).resolve("src/main/resources/io/omskit/store/schema")));
        }
        assertEquals(existing, named);
    }

    private static Set<String> views(Path folder) {
        Set<String> views = new HashSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("oms_v1_[a-z_]+\\.sql"))
                    .forEach(name -> views.add(name.replace(".sql", "")));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return views;
    }
}
