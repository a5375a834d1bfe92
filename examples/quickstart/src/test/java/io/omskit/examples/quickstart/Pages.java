package io.omskit.examples.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The project's pages for people, and the pieces of code in them. */
final class Pages {
    /** A block of Java code; in front of it a comment may name the source file that it is taken from. */
    private static final Pattern JAVA =
            Pattern.compile("(?m)^(?:<!-- from: (\\S+)(?: (\\S+))? -->\\R)?```(?:java|yaml)\\R((?s:.*?))^```$");

    private Pages() {}

    /**
     * A piece of code on a page.
     *
     * @param page the page, relative to the root
     * @param source the file that it says it is taken from, empty if it says nothing
     * @param marker the marker around the piece in that file; empty if the piece may stand anywhere in it
     * @param code the code as the page shows it
     */
    record Code(Path page, String source, String marker, String code) {
        @Override
        public String toString() {
            return page + " from " + source + " " + marker + "\n" + code;
        }
    }

    /** Everything in Markdown that a reader may open first. */
    static List<Path> all() {
        try (Stream<Path> top = Files.list(root());
                Stream<Path> docs = Files.walk(root().resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(root()::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Code> code(Path page) {
        List<Code> blocks = new ArrayList<>();
        Matcher block = JAVA.matcher(text(page.toString()));
        while (block.find()) {
            blocks.add(new Code(page, orEmpty(block.group(1)), orEmpty(block.group(2)), block.group(3)));
        }
        return blocks;
    }

    /** The lines between {@code // marker:begin} and {@code // marker:end}, moved to the left margin. */
    static String excerpt(String source, String marker) {
        Matcher piece = Pattern.compile("(?m)^ *// " + Pattern.quote(marker) + ":begin\\R((?s:.*?))^ *// "
                        + Pattern.quote(marker) + ":end$")
                .matcher(text(source));
        if (!piece.find()) {
            throw new IllegalStateException(source + " has no lines between // " + marker + ":begin and // " + marker
                    + ":end.\nMark the piece that the page shows.");
        }
        // without its last line break, which would count as a line without indentation
        return piece.group(1).stripTrailing().stripIndent() + "\n";
    }

    static String text(String path) {
        try {
            return Files.readString(root().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** Walks up from the module's folder to the root of the repository. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("README.md"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "No README.md above the working directory.\nRun the tests inside the repository.");
        }
        return folder;
    }

    private static String orEmpty(String group) {
        return group == null ? "" : group;
    }
}
