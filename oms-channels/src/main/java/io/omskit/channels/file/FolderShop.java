package io.omskit.channels.file;

import io.omskit.channels.Feed;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.ShopConnection;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Pager;
import io.omskit.connect.WindowSplitter;
import io.omskit.connect.WireLog;
import io.omskit.fact.ShopRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A folder of order files: files whose time of change lies in the window, one page for each file. */
final class FolderShop implements ShopConnection {
    private static final int MAX_FILES = 10_000;
    private static final WindowSplitter WINDOWS = WindowSplitter.ofMaxSpan(Duration.ofDays(3650))
            .withOverlap(Duration.ofMinutes(10))
            .withLag(Duration.ofSeconds(2));

    private final ShopRef shop;
    private final Path folder;
    private final WireLog log = WireLog.showing();

    FolderShop(ShopAccount account) {
        shop = account.shop();
        folder = Path.of(account.option(FileChannel.FOLDER));
    }

    @Override
    public ShopRef shop() {
        return shop;
    }

    @Override
    public List<Feed> feeds() {
        return List.of(new FolderFeed());
    }

    @Override
    public WireLog log() {
        return log;
    }

    private final class FolderFeed implements Feed {
        @Override
        public String name() {
            return ORDERS;
        }

        @Override
        public WindowSplitter windows() {
            return WINDOWS;
        }

        @Override
        public Pager.Sweep read(WindowSplitter.Window window, Predicate<List<Row>> receiver) {
            List<Path> files;
            try {
                files = changed(window);
            } catch (IOException e) {
                return new Pager.Sweep(
                        Pager.Outcome.FAILED, 0, 0, unreadable(e).failure().orElse(null));
            }
            return Pager.of(1, MAX_FILES).fromFirst(number -> page(files, number), receiver);
        }
    }

    private List<Path> changed(WindowSplitter.Window window) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all.sorted()::iterator) {
                String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                if (name.endsWith(".csv") && Files.isRegularFile(file)) {
                    Instant at = Files.getLastModifiedTime(file).toInstant();
                    if (!at.isBefore(window.from()) && at.isBefore(window.to())) {
                        files.add(file);
                    }
                }
            }
        }
        return files;
    }

    private static Answer<Pager.Page<Feed.Row>> page(List<Path> files, int number) {
        if (files.isEmpty()) {
            return Answer.of(Pager.Page.ofMore(List.of(), false));
        }
        Path file = files.get(number - 1);
        try (InputStream in = Files.newInputStream(file)) {
            // one byte more than allowed, so that a file beyond the limit is seen to be beyond it
            byte[] bytes = in.readNBytes(OrderFile.MAX_FILE + 1);
            return Answer.of(
                    Pager.Page.ofMore(OrderFile.payloads(file.getFileName().toString(), bytes), number < files.size()));
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    private static Answer<Pager.Page<Feed.Row>> unreadable(IOException e) {
        return Answer.failed(ErrorClass.RETRY, "unreadable", e.getClass().getSimpleName());
    }
}
