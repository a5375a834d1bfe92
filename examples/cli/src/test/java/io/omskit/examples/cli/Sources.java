package io.omskit.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's own source files, for rules that class files do not show. */
final class Sources {
    /** Packages that are shared inside one module and shown to nobody else, by the last part of their names. */
    private static final Set<String> KEPT_INSIDE =
            Set.of(".stored", ".process", ".document", ".work", ".planning", ".inventory");

    /** Whether the package is shared inside its module only. */
    static boolean isKeptInside(String packageName) {
        return KEPT_INSIDE.stream().anyMatch(packageName::endsWith);
    }

    static final List<String> LIBRARIES = List.of("oms-core", "oms-channels", "oms-logistics", "oms-finance");
    private static final List<String> EXAMPLES = List.of("examples/quickstart", "examples/cli", "examples/benchmarks");

    private Sources() {}

    /** One source file: its path from the root of the repository, and its text. */
    record Source(Path path, String text) {
        /** File name without the suffix, which is the name of its top-level type. */
        String name() {
            String file = path.getFileName().toString();
            return file.substring(0, file.length() - ".java".length());
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    static List<Source> main() {
        return in(
                "src/main/java",
                Stream.concat(LIBRARIES.stream(), EXAMPLES.stream()).toList());
    }

    static List<Source> tests() {
        return in(
                "src/test/java",
                Stream.concat(LIBRARIES.stream(), EXAMPLES.stream()).toList());
    }

    static List<Source> mainOfLibraries() {
        return in("src/main/java", LIBRARIES);
    }

    /** Names of the classes that the libraries announce under {@code META-INF/services}. */
    static Set<String> serviceProviders() {
        return LIBRARIES.stream()
                .map(module -> root().resolve(module).resolve("src/main/resources/META-INF/services"))
                .flatMap(Sources::files)
                .flatMap(file -> read(file).lines())
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Walks up from the module's folder to the one that holds the build's settings. */
    static Path root() {
        Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no folder with .mvn above " + start + "\nRun the tests inside the repository.");
    }

    private static List<Source> in(String folder, List<String> modules) {
        Path root = root();
        return modules.stream()
                .flatMap(module -> files(root.resolve(module).resolve(folder)))
                .filter(file -> file.toString().endsWith(".java"))
                .map(file -> new Source(root.relativize(file), read(file)))
                .toList();
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
