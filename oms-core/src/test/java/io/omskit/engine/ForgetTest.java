package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.access.SealKey;
import io.omskit.access.Sealer;
import io.omskit.address.Address;
import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.Message;
import io.omskit.engine.stored.FactJson;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Personal data is in two tables, sealed, and nowhere else; to forget an order empties both of it. */
class ForgetTest {
    private static final List<String> SECRETS = List.of(
            "zhao-account-77",
            "赵发明",
            "13900001234",
            "zhao@example.org",
            "文三路虚构街道",
            "OAID-77-ABCDEF",
            "please ring twice",
            "vip, call first",
            "203.0.113.77");

    @TempDir
    Path folder;

    private final Shelf shelf = new Shelf();
    private Oms oms;

    @BeforeEach
    void open() {
        Outbox outbox = new Outbox();
        oms = Oms.builder()
                .store(Stores.sqlite(folder.resolve("oms.db")))
                .catalog(Shelf.catalog("X", "Y"))
                .sources(Shelf.warehouses("W1"))
                .sealer(Sealer.aesGcm(SealKey.of("s1", new byte[32])))
                .hashKeys(Shelf.hashKey())
                .time(shelf)
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .handler(outbox.taking(Effect.SHIP_NOTICE))
                .handler(outbox.taking(Effect.LOOK_UP))
                .build();
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in-X"))));
    }

    @AfterEach
    void close() {
        oms.close();
    }

    private static PersonalData person() {
        return new PersonalData(
                SECRETS.get(0),
                SECRETS.get(1),
                SECRETS.get(2),
                SECRETS.get(3),
                Address.chinese("浙江省", "杭州市", "西湖区", "", SECRETS.get(4) + "9号"),
                SECRETS.get(5),
                SECRETS.get(6),
                SECRETS.get(7),
                SECRETS.get(8));
    }

    private static OrderFact order(String number, Instant at, String sku) {
        OrderFact plain = Shelf.paid(number, "Li", at, Shelf.line("1", sku, 1, 5000));
        return new OrderFact(
                plain.ref(),
                plain.revision(),
                plain.provenance(),
                plain.kind(),
                plain.status(),
                plain.rawStatus(),
                plain.terms(),
                plain.placedAt(),
                plain.paidAt(),
                null,
                null,
                false,
                plain.amounts(),
                plain.lines(),
                List.of(),
                List.of(),
                plain.flags(),
                plain.region(),
                person(),
                List.of());
    }

    private static RefundFact refund(String number, Instant at) {
        return new RefundFact(
                Shelf.SHOP.order(number),
                "R1",
                Revision.at(at, 1),
                new Provenance("test", at),
                "1",
                null,
                Shelf.yuan(500),
                RefundFact.Status.SUCCEEDED,
                "SUCCESS",
                RefundFact.Phase.AFTER_SHIPPING,
                false,
                at);
    }

    private static Message broken(String number) {
        byte[] payload = ("{\"fact\":\"order\",\"name\":\"" + SECRETS.get(1) + "\",\"phone\":\"" + SECRETS.get(2)
                        + "\"")
                .getBytes(StandardCharsets.UTF_8);
        return new Message(FactJson.ID, "OrderFact", Shelf.SHOP, number, payload);
    }

    /** Everything that can happen to an order and that leaves traces. */
    private Order story() {
        oms.accept(refund("1001", Shelf.START));
        oms.drain();
        oms.accept(order("1001", Shelf.START, "X"), order("1002", Shelf.START, "NEW"));
        oms.drain();
        oms.accept(order("1001", Shelf.START, "X"));
        oms.accept(List.of(broken("1001")));
        oms.drain();
        shelf.forward(Duration.ofHours(1));
        oms.accept(order("1001", shelf.instant(), "X"));
        oms.drain();
        Order order = oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
        long work = order.fulfillmentOrders().get(0);
        assertTrue(oms.submit(
                        new Command.Report(new SourceReport.Shipped(work, shelf.instant(), "sf", "SF1", "", List.of())))
                .done());
        oms.drain();
        return order;
    }

    /** Every place of the database where one of the secrets stands in plain. */
    private List<String> found() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("oms.db"));
                Statement tables = connection.createStatement();
                ResultSet names = tables.executeQuery("select name from sqlite_master where type = 'table'")) {
            int scanned = 0;
            while (names.next()) {
                String table = names.getString(1);
                scanned++;
                try (Statement all = connection.createStatement();
                        ResultSet rows = all.executeQuery("select * from " + table)) {
                    while (rows.next()) {
                        scan(table, rows, found);
                    }
                }
            }
            assertTrue(scanned >= 12, "tables scanned: " + scanned);
        }
        return found;
    }

    private static void scan(String table, ResultSet rows, List<String> found) throws SQLException {
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            byte[] bytes = rows.getBytes(column);
            String name = table + "." + rows.getMetaData().getColumnName(column);
            SECRETS.stream()
                    .filter(secret -> bytes != null && holds(bytes, secret))
                    .forEach(secret -> found.add(name + " holds " + secret));
        }
    }

    private static boolean holds(byte[] bytes, String secret) {
        // one byte a character, so that text in the middle of binary data is found too
        String hay = new String(bytes, StandardCharsets.ISO_8859_1);
        return hay.contains(new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                || hay.contains(secret);
    }

    @Test
    void noTableHoldsPersonalDataInPlain() throws SQLException, IOException {
        story();
        assertEquals(List.of(), found());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                SECRETS.forEach(secret -> assertFalse(holds(bytes, secret), () -> file + " holds " + secret));
            }
        }
    }

    @Test
    void theScanFindsWhatIsNotSealed() throws SQLException {
        oms.accept(new Fact[0]);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("oms.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("create table leak (note text)");
            statement.execute("insert into leak values ('to " + SECRETS.get(1) + "')");
        }
        assertEquals(List.of("leak.note holds " + SECRETS.get(1)), found());
    }

    @Test
    void toForgetAnOrderDeletesItsBlockAndEveryPayloadThatToldOfIt() {
        Order order = story();
        Order other = oms.orders().find(Shelf.SHOP.order("1002")).orElseThrow();
        assertEquals(
                SECRETS.get(1),
                oms.orders().personalData(order.id()).orElseThrow().name());
        assertEquals(1, oms.poisoned(9).size());
        assertTrue(oms.submit(new Command.Forget(order.id())).done());
        assertTrue(oms.orders().personalData(order.id()).isEmpty());
        assertEquals(
                SECRETS.get(1),
                oms.orders().personalData(other.id()).orElseThrow().name());
        List<Row> left = oms.store().find(Query.all(Tables.RAW));
        assertEquals(1, left.size(), "only the payload of the other order is left");
        assertTrue(oms.journal().history(other.id()).stream()
                .anyMatch(entry -> entry.payloads().contains(left.get(0).id())));
    }

    @Test
    void whatWasAcceptedBeforeItButNotReadIsForgottenToo() {
        oms.accept(order("1001", Shelf.START, "X"));
        oms.drain();
        Order order = oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
        oms.accept(order("1001", Shelf.START.plusSeconds(60), "X"), order("1002", Shelf.START, "X"));
        assertTrue(oms.submit(new Command.Forget(order.id())).done());
        oms.drain();
        assertTrue(oms.orders().personalData(order.id()).isEmpty());
        assertEquals(1, oms.store().count(Query.all(Tables.RAW)), "only the payload of the other order is left");
        Order other = oms.orders().find(Shelf.SHOP.order("1002")).orElseThrow();
        assertTrue(oms.orders().personalData(other.id()).isPresent());
    }

    @Test
    void whatWasSoldAndDoneStays() {
        Order order = story();
        Map<String, Object> before = commercial(order.id());
        assertTrue(oms.submit(new Command.Forget(order.id())).done());
        assertEquals(before, commercial(order.id()));
        assertTrue(oms.submit(new Command.Forget(order.id())).done(), "again is no error");
        oms.drain();
        assertEquals(before, commercial(order.id()));
    }

    private Map<String, Object> commercial(long id) {
        Order order = oms.orders().find(id).orElseThrow();
        return new TreeMap<>(Map.of(
                "sale",
                order.sale(),
                "demands",
                order.demands(),
                "status",
                oms.orders().status(order),
                "work",
                oms.fulfillment().of(order)));
    }

    @Test
    void aRepeatedMessageLeavesNoPayloadBehind() {
        oms.accept(order("1001", Shelf.START, "X"));
        oms.drain();
        for (int i = 0; i < 3; i++) {
            oms.accept(order("1001", Shelf.START, "X"));
            oms.drain();
        }
        assertEquals(1, oms.store().count(Query.all(Tables.RAW)));
    }

    @Test
    void theLastOfSeveralTellingsInOneBatchIsKept() {
        oms.accept(order("1001", Shelf.START, "X"));
        oms.drain();
        OrderFact other = Shelf.paid("1001", "Li", Shelf.START.plusSeconds(10), Shelf.line("1", "X", 1, 5000));
        oms.accept(other, order("1001", Shelf.START.plusSeconds(20), "X"));
        oms.drain();
        Order order = oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
        assertEquals(
                SECRETS.get(1),
                oms.orders().personalData(order.id()).orElseThrow().name());
    }

    @Test
    void changedPersonalDataAloneAreJournaledAndReplaceTheOldOnes() {
        OrderFact first = Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 1, 5000));
        oms.accept(first);
        oms.drain();
        Order before = oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
        oms.accept(order("1001", Shelf.START, "X"));
        oms.drain();
        Order after = oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
        assertEquals(
                SECRETS.get(1),
                oms.orders().personalData(after.id()).orElseThrow().name());
        assertFalse(before.parties().equals(after.parties()));
        assertEquals(
                2,
                oms.journal().history(after.id()).stream()
                        .flatMap(entry -> entry.payloads().stream())
                        .distinct()
                        .count());
    }
}
