package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Reason;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.Listener;
import io.omskit.engine.policy.FulfillmentPolicy;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.PolicyFile;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.parcel.ParcelPolicy;
import io.omskit.fulfillment.parcel.ParcelPolicy.Presale;
import io.omskit.order.Order;
import io.omskit.order.OrderFields;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The buyer says how spot and presale goods travel; a flow file asks. */
class PresaleQuestionTest {
    private static final String GATE = "PRESALE_QUESTION";
    private static final Instant SOON = Shelf.START.plus(Duration.ofDays(5));

    private final Shelf shelf = new Shelf();
    private final Outbox outbox = new Outbox();
    private final List<Reason> alerts = new ArrayList<>();
    private final MemoryStore store = new MemoryStore();
    private Oms oms;

    @AfterEach
    void close() {
        EndState.assertSound(store);
        oms.close();
    }

    private static PolicyFile flow() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(OrderFields.class.getResourceAsStream("flow/presale-question.yaml"))) {
            return PolicyFile.read("presale-question.yaml", in.readAllBytes(), OrderFields.orders())
                    .orThrow();
        }
    }

    private void open(Presale presale) throws IOException {
        FulfillmentPolicy fulfillment =
                FulfillmentPolicy.defaults().withParcels(ParcelPolicy.defaults().withPresale(presale));
        oms = Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X", "Y"))
                .sources(Shelf.warehouses("W1", "W2"))
                .unsealedForTests()
                .time(shelf)
                .policy(flow().in(Policy.defaults()).withFulfillment(fulfillment))
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .handler(outbox.taking(Effect.ASK_BACK))
                .listener(new Listener() {
                    @Override
                    public void onAlert(Reason alert) {
                        alerts.add(alert);
                    }
                })
                .build();
        receive("X", 9);
        oms.accept(
                Shelf.paid("1001", "Li", Shelf.START, Shelf.line("1", "X", 2, 500), Shelf.presale("2", "Y", 1, SOON)));
        oms.drain();
    }

    private void receive(String sku, long pieces) {
        oms.stock().book(StockMovement.receive(Scene.cell("W1", sku), pieces, "in-" + sku));
        oms.drain();
    }

    private Order order() {
        return oms.orders().find(Shelf.SHOP.order("1001")).orElseThrow();
    }

    private void answer(String answer) {
        assertTrue(oms.review().answer(order().id(), GATE, answer).done());
        oms.drain();
    }

    private List<String> released() {
        return oms.fulfillment().of(order()).stream()
                .filter(work -> work.state() == FulfillmentOrder.State.RELEASED)
                .map(work -> work.allocations().stream()
                        .map(part -> part.sku().code())
                        .sorted()
                        .toList()
                        .toString())
                .sorted()
                .toList();
    }

    private void forward(Duration by) {
        shelf.forward(by);
        oms.drain();
    }

    @ParameterizedTest
    @EnumSource(Presale.class)
    void nothingLeavesBeforeTheAnswerAndNobodyElseIsAlarmed(Presale presale) throws IOException {
        open(presale);
        assertEquals(GATE, oms.orders().waitingAt(order()).orElseThrow());
        assertEquals(List.of(), released());
        assertEquals(1, outbox.of(Effect.ASK_BACK, Map.of()).size());
        assertTrue(alerts.stream().noneMatch(alert -> alert.toString().contains("PRESALE_ASK")), alerts::toString);
    }

    @ParameterizedTest
    @EnumSource(Presale.class)
    void splitSendsTheSpotGoodsNow(Presale presale) throws IOException {
        open(presale);
        answer("send it now");
        assertEquals(List.of("[X]"), released());
        receive("Y", 1);
        assertEquals(List.of("[X]", "[Y]"), released());
    }

    @ParameterizedTest
    @EnumSource(Presale.class)
    void waitSendsAllTogether(Presale presale) throws IOException {
        open(presale);
        answer("wait for all");
        assertEquals(List.of(), released());
        receive("Y", 1);
        assertEquals(List.of("[X, Y]"), released());
    }

    @ParameterizedTest
    @EnumSource(Presale.class)
    void silenceMeansWhatTheFileSays(Presale presale) throws IOException {
        open(presale);
        forward(Duration.ofDays(1));
        assertEquals(List.of(), released());
        forward(Duration.ofDays(1).plusMinutes(1));
        assertEquals(List.of("[X]"), released());
    }

    @ParameterizedTest
    @EnumSource(Presale.class)
    void theBuyerMayCancelInstead(Presale presale) throws IOException {
        open(presale);
        answer("cancel");
        assertEquals(List.of(), released());
        assertTrue(order().demands().stream().allMatch(demand -> demand.canceled() == demand.needed()));
    }
}
