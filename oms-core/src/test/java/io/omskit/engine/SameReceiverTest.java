package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.stored.FactJson;
import io.omskit.fact.Fact;
import io.omskit.fact.Fact.SameReceiver;
import io.omskit.fact.Fact.SameReceiver.Asked;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.fulfillment.merge.KeepApart;
import io.omskit.order.Order;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A platform's own grouping joins orders whose opaque receivers differ, as long as they go where it was asked about. */
class SameReceiverTest {
    private final Shelf shelf = new Shelf();
    private final MemoryStore memory = new MemoryStore();
    private Oms oms;

    @BeforeEach
    void twoOrdersOfOneBuyerUnderTwoIds() {
        oms = Oms.builder()
                .store(memory)
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .hashKeys(Shelf.hashKey())
                .time(shelf)
                .policy(Policy.defaults().withFlow(OrderFlow.standard(Duration.ofHours(2))))
                .build();
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in"))));
        oms.accept(at("1001", "oaid-1", shelf.instant()), at("1002", "oaid-2", shelf.instant()));
        oms.drain();
    }

    private static OrderFact at(String number, String addressId, Instant told) {
        OrderFact plain = Shelf.paid(number, "Li", Shelf.START, Shelf.line("1", "X", 1, 5000));
        PersonalData li = new PersonalData("Li", "L*", "138****0001", null, null, addressId, null, null, null);
        return new OrderFact(
                plain.ref(),
                Revision.at(told, 1),
                plain.provenance(),
                plain.kind(),
                plain.status(),
                plain.rawStatus(),
                plain.terms(),
                plain.placedAt(),
                plain.paidAt(),
                plain.shipBy(),
                plain.closedAt(),
                plain.presale(),
                plain.amounts(),
                plain.lines(),
                plain.blocks(),
                plain.related(),
                plain.flags(),
                plain.region(),
                li,
                plain.problems());
    }

    private SameReceiver answer(Asked... together) {
        return new SameReceiver(
                Shelf.SHOP, shelf.instant(), new Provenance("test", shelf.instant()), List.of(List.of(together)));
    }

    private void tell(Fact fact) {
        oms.accept(fact);
        oms.drain();
    }

    private Order order(String number) {
        return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    private boolean together() {
        return order("1001").fulfillmentOrders().equals(order("1002").fulfillmentOrders());
    }

    @Test
    void theAnswerOfThePlatformJoinsThem() {
        assertFalse(together());
        tell(answer(new Asked("1001", "oaid-1"), new Asked("1002", "oaid-2")));
        assertTrue(together());
        assertEquals("grp:taobao/flagship/1001", order("1002").parties().mergeKey());
        EndState.assertSound(memory);
    }

    @Test
    void anAnswerAboutAnAddressThatChangedMeanwhileIsVoid() {
        shelf.forward(Duration.ofMinutes(1));
        tell(at("1002", "oaid-3", shelf.instant()));
        tell(answer(new Asked("1001", "oaid-1"), new Asked("1002", "oaid-2")));
        assertFalse(together());
    }

    @Test
    void aChangedAddressTakesTheOrderOutOfTheGroup() {
        tell(answer(new Asked("1001", "oaid-1"), new Asked("1002", "oaid-2")));
        shelf.forward(Duration.ofMinutes(1));
        tell(at("1002", "oaid-3", shelf.instant()));
        assertFalse(together());
        assertNotEquals(
                order("1001").parties().mergeKey(), order("1002").parties().mergeKey());
        EndState.assertSound(memory);
    }

    @Test
    void takenApartByHandTheyStayApartUntilThatIsLifted() {
        tell(answer(new Asked("1001", "oaid-1"), new Asked("1002", "oaid-2")));
        oms.submit(new Command.PlaceHold(order("1002").id(), KeepApart.hold(order("1001"), "desk", shelf.instant())));
        oms.submit(new Command.Replan(order("1001").id()));
        assertFalse(together());
        oms.submit(new Command.LiftHold(
                order("1002").id(), "desk", KeepApart.handle(order("1001").id())));
        oms.submit(new Command.Replan(order("1001").id()));
        assertTrue(together());
        EndState.assertSound(memory);
    }

    @Test
    void theAnswerIsStoredAndReadBackAndNeverPrintsTheId() {
        SameReceiver answer = answer(new Asked("1001", "oaid-1"));
        Fact read = new FactJson()
                .map("fact", Shelf.SHOP, FactJson.write(answer), shelf.instant())
                .facts()
                .get(0);
        assertEquals(answer, read);
        assertFalse(answer.toString().contains("oaid-1"), answer::toString);
        assertThrows(IllegalArgumentException.class, () -> answer(new Asked("1", "a"), new Asked("1", "b")));
    }
}
