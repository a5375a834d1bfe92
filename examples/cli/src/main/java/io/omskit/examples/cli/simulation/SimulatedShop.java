package io.omskit.examples.cli.simulation;

import io.omskit.channels.Channel;
import io.omskit.channels.Channels;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.Wiring;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.engine.Oms;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.ShopRef;
import io.omskit.order.Order;
import io.omskit.order.Sale;
import io.omskit.testkit.SimParticipant;
import io.omskit.testkit.SimWorld;
import io.omskit.value.Money;
import io.omskit.value.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A shop on the sandbox of a platform: its orders live, webhooks call, the adapter pulls. In the end the store holds exactly
 * the sandbox's orders, each with the status, the lines and the money that the sandbox says (I1).
 */
final class SimulatedShop implements SimParticipant {
    private static final int LIFE_AT_ONCE = 4;
    private static final Duration LAG = Duration.ofMinutes(10);

    private final SimWorld world;
    private final SandboxShop truth;
    private final FaultPlan faults;
    private final Sandbox sandbox;
    private final ShopAccount account;
    private final Wiring wiring;
    private final Function<SandboxOrder, PlatformStatus> statuses;
    private final int orders;
    private final List<Channel.WebhookCall> calls = new ArrayList<>();
    private @Nullable Instant readTo;
    private @Nullable Channels channels;

    /**
     * A shop.
     *
     * @param statuses what the platform says of an order
     * @param orders how many orders it gets at most
     */
    SimulatedShop(
            SimWorld world,
            SandboxShop truth,
            FaultPlan faults,
            Sandbox sandbox,
            ShopAccount account,
            Function<SandboxOrder, PlatformStatus> statuses,
            int orders) {
        this.world = world;
        this.truth = truth;
        this.faults = faults;
        this.sandbox = sandbox;
        this.account =
                account.since(world.time().instant().minus(Duration.ofHours(1))).every(Duration.ZERO);
        this.wiring = Wiring.of(sandbox.inProcess(faults), world.time()).withWaiter(world::pass);
        this.statuses = statuses;
        this.orders = orders;
    }

    /** What a platform with all states says of an order. */
    static PlatformStatus everyState(SandboxOrder order) {
        return switch (order.state()) {
            case PLACED -> PlatformStatus.UNPAID;
            case DEPOSIT_PAID -> PlatformStatus.DEPOSIT_PAID;
            case HELD -> PlatformStatus.PAID_HOLD;
            case PAID -> PlatformStatus.TO_SHIP;
            case PART_SHIPPED -> PlatformStatus.PART_SHIPPED;
            case SHIPPED -> PlatformStatus.SHIPPED;
            case FINISHED -> PlatformStatus.FINISHED;
            case CLOSED_UNPAID, FORFEITED -> PlatformStatus.CLOSED_UNPAID;
            case CLOSED_REFUNDED -> PlatformStatus.CLOSED_REFUNDED;
        };
    }

    /** What a platform without parcels says: an order is to be shipped until it is completed. */
    static PlatformStatus withoutParcels(SandboxOrder order) {
        return switch (order.state()) {
            case PART_SHIPPED -> PlatformStatus.TO_SHIP;
            case SHIPPED -> PlatformStatus.FINISHED;
            default -> everyState(order);
        };
    }

    @Override
    public String name() {
        return account.shop().toString();
    }

    @Override
    public void attach(Oms oms) {
        Channels fresh = Channels.on(oms, wiring);
        fresh.shop(account);
        channels = fresh;
    }

    @Override
    public String step(Instant now, SplittableRandom random) {
        int dice = random.nextInt(100);
        if (dice < 25 && truth.orders().size() < orders) {
            return "places " + truth.invent(1 + random.nextInt(3));
        }
        if (dice < 55) {
            int changes = 1 + random.nextInt(LIFE_AT_ONCE);
            truth.live(changes);
            return "lives " + changes;
        }
        return dice < 65 ? hooks() : pull();
    }

    private String pull() {
        Instant began = world.time().instant();
        Channels.Report report = Objects.requireNonNull(channels).sync();
        readTo = report.isComplete() ? began : readTo;
        return "pulls " + report.rows() + " rows, " + report.messages() + " messages "
                + report.troubles().stream().map(Channels.Trouble::reason).toList();
    }

    /** A call that was not answered is made again, as platforms do. */
    private String hooks() {
        calls.addAll(sandbox.webhooks());
        int delivered = 0;
        while (!calls.isEmpty()) {
            if (!Objects.requireNonNull(channels).hook(account.shop(), calls.get(0))) {
                world.accuse("WEBHOOK", name(), "refused a genuine call");
            }
            calls.remove(0);
            delivered++;
        }
        return delivered == 0 ? "" : "calls " + delivered;
    }

    @Override
    public void settle() {
        faults.calm();
        for (SandboxOrder order : truth.orders()) {
            String number = order.number();
            switch (order.state()) {
                case PLACED, DEPOSIT_PAID -> truth.pay(number);
                case HELD -> truth.hold(number, false);
                default ->
                    order.refunds().stream()
                            .filter(refund -> refund.state() == SandboxOrder.RefundState.REQUESTED)
                            .forEach(refund -> truth.settleRefund(number, refund.id(), true));
            }
        }
        hooks();
        if (!isQuiet()) {
            pull();
        }
    }

    /** Whether everything that happened was read, with room for the lag of the feeds. */
    private boolean isQuiet() {
        Instant read = readTo;
        return read != null
                && truth.orders().stream()
                        .allMatch(order -> order.modifiedAt().plus(LAG).isBefore(read));
    }

    @Override
    public Optional<Violation> checkSettled() {
        for (SandboxOrder order : truth.orders()) {
            Order stored = world.oms()
                    .orders()
                    .find(account.shop().order(order.number()))
                    .orElse(null);
            if (stored == null) {
                return Optional.of(new Violation("I1", name() + " " + order.number(), "is not in the store"));
            }
            Optional<String> difference = difference(order, stored.sale());
            if (difference.isPresent()) {
                return Optional.of(new Violation("I1", name() + " " + order.number(), difference.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> difference(SandboxOrder order, Sale sale) {
        Sale.Basis basis = sale.basis();
        Sale.Reading latest = sale.latest();
        if (basis == null || latest == null) {
            return Optional.of("is only expected");
        }
        if (latest.status() != statuses.apply(order)) {
            return Optional.of("is " + latest.status() + ", truly " + order.state());
        }
        Money zero = Money.zero(order.goods().currency());
        return differs("payable", basis.amounts().payable(), order.payable())
                .or(() -> differs("paid", latest.paid() == null ? zero : latest.paid(), order.paid()))
                .or(() -> differs(
                        "lines",
                        quantities(basis.lines()),
                        order.lines().stream()
                                .map(line -> line.code() + " " + line.quantity())
                                .sorted()
                                .toList()));
    }

    private static List<String> quantities(List<OrderFact.Line> lines) {
        return lines.stream()
                .map(line -> line.code() + " " + line.quantity())
                .sorted()
                .toList();
    }

    private static Optional<String> differs(String what, @Nullable Object stored, Object truly) {
        return truly.equals(stored) ? Optional.empty() : Optional.of(what + " is " + stored + ", truly " + truly);
    }

    ShopRef ref() {
        return account.shop();
    }

    /** The truth behind the sandbox. */
    SandboxShop truth() {
        return truth;
    }

    /** How often something went wrong on the platform's side. */
    long struck() {
        return faults.counts().values().stream().mapToLong(Integer::longValue).sum();
    }
}
