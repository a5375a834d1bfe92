package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.engine.edge.Command;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.RefundFact;
import io.omskit.fulfillment.SourceReport;
import io.omskit.store.MemoryStore;
import io.omskit.store.StoreException;
import io.omskit.testkit.FaultyStore;
import io.omskit.testkit.FaultyStore.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One story on a store whose n-th call fails once, before or after it did its work; the host goes on with a new engine. */
final class Crash {
    final MemoryStore memory = new MemoryStore();
    final Shelf time = new Shelf();
    final Outbox outbox = new Outbox();
    final FaultyStore store;
    private int node;

    Crash(long call, Fault fault) {
        store = FaultyStore.of(memory, FaultyStore.Plan.once(call, fault));
    }

    void step(Consumer<Scene> step) {
        for (int attempt = 0; ; attempt++) {
            try {
                step.accept(new Scene(Policy.defaults(), Shelf.catalog("X"), store, time, outbox, ++node));
                return;
            } catch (StoreException planned) {
                assertEquals(0, attempt, "one failure fails one step once");
            }
        }
    }

    /** Two orders, one refund, one parcel; returns how it ended. */
    List<String> play(int first, int second) {
        step(s -> s.stock("W1", "X", 6));
        step(s -> s.oms.accept(
                Shelf.paid("N1", "Li", Shelf.START, Shelf.line("1", "X", first, 500)),
                Shelf.paid("N2", "Wu", Shelf.START, Shelf.line("1", "X", second, 500))));
        step(s -> s.oms.process());
        step(s -> s.oms.drain());
        // the lease of a process that died runs out: news before that would meet work that never left
        time.forward(Duration.ofMinutes(6));
        step(s -> s.oms.drain());
        step(s -> s.oms.accept(
                Scene.refund("N2", "R1", "1", 1, RefundFact.Status.SUCCEEDED, Shelf.START.plusSeconds(60))));
        step(s -> s.oms.drain());
        step(s -> s.oms.submit(new Command.Report(
                new SourceReport.Shipped(s.works("N1").get(0).id(), time.instant(), "sf", "SF1", "", List.of()))));
        for (int i = 0; i < 3; i++) {
            time.forward(Duration.ofMinutes(6));
            step(s -> s.oms.drain());
        }
        EndState.assertSound(memory);
        EndState.outcomes(memory);
        return EndState.of(memory, List.of(Scene.cell("W1", "X")));
    }
}
