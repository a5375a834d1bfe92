package io.omskit.channels.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.channels.Channel;
import io.omskit.channels.Feed;
import io.omskit.channels.ShipNotice;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.ShopConnection;
import io.omskit.channels.Wiring;
import io.omskit.channels.contract.ChannelContract;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Pager;
import io.omskit.connect.WindowSplitter.Window;
import io.omskit.engine.edge.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderShopTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String ROW = ",paid,S,1,5.00\n";

    @TempDir
    private Path folder;

    private final Channel channel = new FileChannel();

    @Test
    void filesOfTheWindowAreReadOneByOne() throws IOException {
        write("a.csv", "A" + ROW, NOON.minusSeconds(60));
        write("b.CSV", "B" + ROW + "C" + ROW, NOON.minusSeconds(50));
        write("late.csv", "D" + ROW, NOON);
        write("early.csv", "E" + ROW, NOON.minusSeconds(4000));
        write("note.txt", "F" + ROW, NOON.minusSeconds(50));
        List<String> numbers = new ArrayList<>();
        Pager.Sweep sweep = feed().read(new Window(NOON.minusSeconds(3600), NOON), rows -> {
            rows.forEach(row -> numbers.add(row.number()));
            return true;
        });
        assertTrue(sweep.isComplete(), sweep::toString);
        assertEquals(List.of("A", "B", "C"), numbers);
    }

    @Test
    void anEmptyFolderIsReadCompletely() {
        assertTrue(feed().read(new Window(NOON.minusSeconds(60), NOON), rows -> true)
                .isComplete());
    }

    @Test
    void aFolderThatIsAwayIsNoEmptyFolder() {
        ShopConnection away = connect(folder.resolve("away"));
        Pager.Sweep sweep = away.feeds().get(0).read(new Window(NOON.minusSeconds(60), NOON), rows -> true);
        assertFalse(sweep.isComplete());
        assertEquals(
                ErrorClass.RETRY,
                java.util.Objects.requireNonNull(sweep.failure()).errorClass());
    }

    @Test
    void aRefusedPageMakesTheWindowIncomplete() throws IOException {
        write("a.csv", "A" + ROW, NOON.minusSeconds(60));
        assertFalse(feed().read(new Window(NOON.minusSeconds(3600), NOON), rows -> false)
                .isComplete());
    }

    @Test
    void rowsOfNoOrderBecomeMessagesThatAreSeen() {
        List<Message> messages = FileImport.messages(
                OrderFiles.SHOP,
                "orders.csv",
                ("number,status,sku,qty,price\n,paid,S,1,5.00\nA" + ROW).getBytes(UTF_8));
        assertEquals(
                List.of("A", "orders.csv row 2"),
                messages.stream().map(Message::subject).toList());
        assertEquals(
                1,
                FileImport.mapper()
                        .map(
                                messages.get(1).api(),
                                OrderFiles.SHOP,
                                messages.get(1).payload(),
                                NOON)
                        .problems()
                        .size());
    }

    @Test
    void theFolderMustBeNamed() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> channel.connect(ShopAccount.of("file", "x"), wiring()))
                .getMessage();
        assertTrue(message.contains("folder"), message);
    }

    @Test
    void theChannelClaimsNothingThatItCannotDo() {
        assertEquals("file", channel.id());
        assertFalse(ShipNotice.class.isInstance(connect(folder)));
        assertTrue(channel.signer().isEmpty() && channel.verifier().isEmpty());
        channel.skipped().forEach(skipped -> assertTrue(ChannelContract.checks().contains(skipped.check())));
        assertInstanceOf(Feed.class, feed());
    }

    private Feed feed() {
        return connect(folder).feeds().get(0);
    }

    private ShopConnection connect(Path path) {
        return channel.connect(ShopAccount.of("file", "wholesale").with("folder", path.toString()), wiring());
    }

    private static Wiring wiring() {
        return Wiring.of((call, timeout) -> Answer.failed(ErrorClass.RETRY, "none", "none"), () -> NOON);
    }

    private void write(String name, String rows, Instant at) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "number,status,sku,qty,price\n" + rows);
        Files.setLastModifiedTime(file, FileTime.from(at));
    }
}
