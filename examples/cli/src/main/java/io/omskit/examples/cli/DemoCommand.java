package io.omskit.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.examples.cli.day.ShopDay;
import io.omskit.examples.cli.marketplace.MarketplaceRun;
import io.omskit.examples.cli.report.DayReport;
import io.omskit.examples.cli.report.FiguresPage;
import io.omskit.examples.cli.report.HtmlPage;
import io.omskit.examples.cli.report.JsonReport;
import io.omskit.examples.cli.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code oms demo}: the main job on the bundled shop day, or on a folder of marketplace tables. */
@Command(
        name = "demo",
        description = "Run the main job (pull, review, regroup, ship, track, reconcile) and report",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    /** The languages of the report. */
    enum Language {
        en,
        zh
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Marketplace tables as CSV; without it the bundled day is played")
    private @Nullable Path data;

    @Option(names = "--out", paramLabel = "DIR", description = "Where report.json and report.html go")
    private @Nullable Path out;

    @Option(names = "--store", paramLabel = "FILE", description = "Keep the SQLite store here; a new file")
    private @Nullable Path store;

    @Option(names = "--seed", defaultValue = "1", description = "Decides everything invented; default ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--lang", defaultValue = "en", description = "Language of the report: ${COMPLETION-CANDIDATES}")
    private Language language = Language.en;

    @Override
    public Integer call() {
        if (store != null && Files.exists(store)) {
            throw new IllegalArgumentException("there is a file " + store + " already; name a new one");
        }
        if (data != null && !Files.isDirectory(data)) {
            throw new IllegalArgumentException("there is no folder " + data);
        }
        makeFolders();
        return data == null ? bundledDay() : marketplace(data);
    }

    private void makeFolders() {
        try {
            if (out != null) {
                Files.createDirectories(out);
            }
            if (store != null && store.toAbsolutePath().getParent() != null) {
                Files.createDirectories(store.toAbsolutePath().getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a folder cannot be made: " + e.getMessage(), e);
        }
    }

    private int bundledDay() {
        DayReport report = store == null ? withTemporaryStore() : day(store);
        Output output = Output.standard();
        TextReport.of(report).forEach(line -> output.text(line + System.lineSeparator()));
        write("report.json", JsonReport.of(report));
        write("report.html", HtmlPage.of(report));
        return output.end();
    }

    private DayReport withTemporaryStore() {
        try {
            Path folder = Files.createTempDirectory("oms-demo");
            try {
                return day(folder.resolve("day.db"));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be used: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path file : inside.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private DayReport day(Path file) {
        ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
        try {
            Locale locale = Locale.forLanguageTag(language.name());
            return ShopDay.run(
                    new ShopDay.Options(seed, file, locale),
                    (done, steps, what) -> bar.update(done, steps, said(what)));
        } finally {
            bar.end();
        }
    }

    private static String said(String what) {
        return switch (what) {
            case "day" -> "the shops are open: pull, review, regroup, ship";
            case "road" -> "parcels are on the road";
            default -> "statements come in: reconcile, report";
        };
    }

    private int marketplace(Path folder) {
        PrintWriter err = spec.commandLine().getErr();
        Map<String, Object> report = MarketplaceRun.run(folder, store, err::println);
        String json = JsonReport.of(report);
        write("report.json", json);
        write("report.html", FiguresPage.of("Marketplace orders through the pipeline", report));
        return Output.standard().text(json).end();
    }

    private void write(String name, String content) {
        if (out == null) {
            return;
        }
        Path file = out.resolve(name);
        try {
            Files.write(file, content.getBytes(UTF_8));
            spec.commandLine().getErr().println("wrote " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
