package io.omskit.examples.cli.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.engine.Oms;
import io.omskit.finance.Finance;
import io.omskit.finance.Settlement;
import io.omskit.finance.SettlementBreak;
import io.omskit.finance.matching.Reconciliation.Options;
import io.omskit.finance.statement.CsvFormat;
import io.omskit.finance.statement.Statement;
import io.omskit.testkit.SimParticipant;
import io.omskit.testkit.SimWorld;
import io.omskit.value.Violation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The bookkeeping of a shop: follows the journal, and in the end settles a statement of what the sandbox's buyers really
 * paid. Then every payment must have found its sale, to the cent.
 */
final class SimulatedBooks implements SimParticipant {
    private static final String HEADER = "key,kind,orderRefs,gross,fee,currency,occurredAt";

    private final SimWorld world;
    private final SimulatedShop shop;
    private @Nullable Finance finance;

    SimulatedBooks(SimWorld world, SimulatedShop shop) {
        this.world = world;
        this.shop = shop;
    }

    @Override
    public String name() {
        return "books of " + shop.name();
    }

    @Override
    public void attach(Oms oms) {
        finance = Finance.on(oms);
    }

    private Finance finance() {
        return Objects.requireNonNull(finance, "no process runs");
    }

    @Override
    public String step(Instant now, SplittableRandom random) {
        int looked = finance().follow();
        return looked == 0 ? "" : "look at " + looked + " orders";
    }

    @Override
    public void settle() {
        finance().follow();
    }

    /** The statement is written when everything else is at rest; asking again finds it settled. */
    @Override
    public Optional<Violation> checkSettled() {
        List<SandboxOrder> paid = shop.truth().orders().stream()
                .filter(order -> order.paidAt() != null && order.paid().isPositive())
                .toList();
        if (paid.isEmpty()) {
            return Optional.empty();
        }
        Statement statement = statement(paid);
        Options options = Options.asOf(world.time().instant(), ZoneOffset.UTC);
        Settlement done = finance().settle(shop.ref(), statement, options);
        if (done.repeated()) {
            return Optional.empty();
        }
        for (SandboxOrder order : paid) {
            String sale = order.number() + "/SALE/BUYER/sale";
            if (!done.matched().contains(sale)) {
                return Optional.of(new Violation("F1", sale, "found no payment; breaks " + breaks(done, order)));
            }
        }
        return Optional.empty();
    }

    private static List<String> breaks(Settlement done, SandboxOrder order) {
        return done.breaks().stream()
                .map(SettlementBreak::toString)
                .filter(text -> text.contains(order.number()))
                .toList();
    }

    private Statement statement(List<SandboxOrder> paid) {
        StringJoiner csv = new StringJoiner("\n", "", "\n").add(HEADER);
        for (SandboxOrder order : paid) {
            csv.add(String.join(
                    ",",
                    "T" + order.number(),
                    "SALE",
                    order.number(),
                    order.paid().toMajor().toPlainString(),
                    "0.00",
                    order.paid().currency().getCurrencyCode(),
                    Objects.requireNonNull(order.paidAt()).toString()));
        }
        return new CsvFormat()
                .read(
                        csv.toString().getBytes(UTF_8),
                        ZoneOffset.UTC,
                        world.time().instant());
    }
}
