package io.omskit.channels;

import io.omskit.channels.reading.ApiForm;
import io.omskit.channels.reading.ChannelMapper;
import io.omskit.channels.reading.OrderParts;
import io.omskit.channels.reading.PlatformOrders;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.connect.Pager;
import io.omskit.connect.WindowSplitter;
import io.omskit.connect.WireLog;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.Fact;
import io.omskit.fact.ShopRef;
import io.omskit.value.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An adapter whose platform is a list of changes in the test itself. */
final class ScriptedChannel implements Channel {
    final TreeMap<Instant, List<Feed.Row>> changes = new TreeMap<>();
    final List<WindowSplitter.Window> windows = new ArrayList<>();
    final List<ShipNotice.Parcel> parcels = new ArrayList<>();
    final List<String> lookUps = new ArrayList<>();
    final List<Quantity> stock = new ArrayList<>();
    Answer<String> shipAnswer = Answer.of("ok");
    boolean arrived;

    @Nullable
    Failure pageFailure;

    void change(Instant at, String number, String content) {
        byte[] payload = ("{\"id\":\"" + number + "\",\"c\":\"" + content + "\"}").getBytes(StandardCharsets.UTF_8);
        changes.computeIfAbsent(at, key -> new ArrayList<>()).add(new Feed.Row("orders", number, at, payload));
    }

    @Override
    public String id() {
        return "scripted";
    }

    @Override
    public String name() {
        return "Scripted";
    }

    @Override
    public Tier tier() {
        return Tier.EXPERIMENTAL;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Set<Evidence> evidence() {
        return Set.of();
    }

    @Override
    public List<Skipped> skipped() {
        return List.of();
    }

    @Override
    public FactMapper mapper() {
        return ChannelMapper.of(new NoOrders());
    }

    @Override
    public Optional<Signer> signer() {
        return Optional.empty();
    }

    @Override
    public Optional<Verifier> verifier() {
        return Optional.of(
                (credentials, call) -> call.header("x-key").equals(Optional.of(Channel.credential(credentials, "key")))
                        ? new Verdict(true, List.of(new String(call.body(), StandardCharsets.UTF_8)))
                        : Verdict.invalid());
    }

    @Override
    public ShopConnection connect(ShopAccount account, Wiring wiring) {
        account.secret("key");
        return new Connection(account.shop());
    }

    private final class Connection implements ShopConnection, OrderLookup, ShipNotice, StockPush {
        private final ShopRef shop;

        Connection(ShopRef shop) {
            this.shop = shop;
        }

        @Override
        public ShopRef shop() {
            return shop;
        }

        @Override
        public List<Feed> feeds() {
            return List.of(new Changes());
        }

        @Override
        public WireLog log() {
            return WireLog.showing();
        }

        @Override
        public Answer<List<Feed.Row>> lookUp(String number) {
            lookUps.add(number);
            List<Feed.Row> found = changes.values().stream()
                    .flatMap(List::stream)
                    .filter(row -> row.number().equals(number))
                    .toList();
            return found.isEmpty() ? Answer.failed(ErrorClass.NOT_FOUND, "none", "no such order") : Answer.of(found);
        }

        @Override
        public RepeatRule repeat() {
            return RepeatRule.ASK_FIRST;
        }

        @Override
        public Answer<String> send(Parcel parcel) {
            parcels.add(parcel);
            return shipAnswer;
        }

        @Override
        public Answer<Boolean> hasArrived(Parcel parcel) {
            return Answer.of(arrived);
        }

        @Override
        public Answer<String> setAvailable(String code, Quantity available) {
            stock.add(available);
            return Answer.of("set " + code);
        }
    }

    private final class Changes implements Feed {
        @Override
        public String name() {
            return ORDERS;
        }

        @Override
        public WindowSplitter windows() {
            return WindowSplitter.ofMaxSpan(Duration.ofMinutes(30)).withOverlap(Duration.ofMinutes(5));
        }

        @Override
        public Pager.Sweep read(WindowSplitter.Window window, Predicate<List<Row>> receiver) {
            windows.add(window);
            List<Row> rows = changes.subMap(window.from(), window.to()).values().stream()
                    .flatMap(List::stream)
                    .toList();
            Failure failure = pageFailure;
            return Pager.of(2, 100)
                    .fromFirst(
                            number -> number == 2 && failure != null
                                    ? Answer.failed(failure)
                                    : Answer.of(Pager.Page.ofTotal(
                                            rows.subList(
                                                    Math.min(rows.size(), number * 2 - 2),
                                                    Math.min(rows.size(), number * 2)),
                                            rows.size())),
                            receiver);
        }
    }

    private static final class NoOrders implements PlatformOrders {
        @Override
        public String platform() {
            return "scripted";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public PayloadReader reader() {
            return PayloadReader.utc();
        }

        @Override
        public List<ApiForm> forms() {
            return List.of(ApiForm.orders("orders"));
        }

        @Override
        public List<Fact> read(OrderParts parts) {
            return List.of();
        }
    }
}
