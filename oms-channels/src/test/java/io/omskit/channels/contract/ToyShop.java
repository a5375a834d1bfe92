package io.omskit.channels.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.Feed;
import io.omskit.channels.OrderLookup;
import io.omskit.channels.ReceiverGrouping;
import io.omskit.channels.ShipNotice;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.ShopConnection;
import io.omskit.channels.StockPush;
import io.omskit.channels.Wiring;
import io.omskit.connect.Answer;
import io.omskit.connect.Digests;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Exchange;
import io.omskit.connect.Failure;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Pager;
import io.omskit.connect.Secret;
import io.omskit.connect.WindowSplitter;
import io.omskit.connect.WireLog;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.fact.ShopRef;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The toy platform's connection, right by default and wrong in one way when told so. */
final class ToyShop implements ShopConnection, OrderLookup, ShipNotice, StockPush, ReceiverGrouping {
    private final ShopRef shop;
    private final Defect defect;
    private final String base;
    private final Secret secret;
    private final WireLog log = WireLog.showing("page");
    private final Exchange exchange;

    ToyShop(ShopAccount account, Wiring wiring, Defect defect) {
        this.shop = account.shop();
        this.defect = defect;
        this.base = account.find(ShopAccount.ENDPOINT).orElse("http://toy.example");
        this.secret = account.secret("appSecret");
        log.hide(secret);
        this.exchange = Exchange.builder(ToyOrders.PLATFORM, shop.shop())
                .transport(wiring.transport())
                .clock(wiring.time())
                .waiter(wiring.waiter())
                .signer((call, now, token) -> call.withHeader("X-Sign", signature(call)))
                .envelope(answer -> answer.status() == 409 && defect != Defect.REFUSES_KNOWN_PARCELS
                        ? Optional.of(Failure.of(ErrorClass.ALREADY_DONE, "known", "the parcel is known"))
                        : Optional.empty())
                .log(log)
                .build();
    }

    private String signature(HttpCall call) {
        String query = call.target().getRawQuery();
        return Digests.SHA256.hmac(
                secret, call.address().getRawPath() + "?" + (query == null ? "" : query), Digests.Encoding.LOWER_HEX);
    }

    @Override
    public ShopRef shop() {
        return shop;
    }

    @Override
    public List<Feed> feeds() {
        return List.of(new Orders());
    }

    @Override
    public WireLog log() {
        return log;
    }

    private final class Orders implements Feed {
        @Override
        public String name() {
            return ORDERS;
        }

        @Override
        public WindowSplitter windows() {
            return WindowSplitter.ofMaxSpan(Duration.ofMinutes(30))
                    .withOverlap(Duration.ofMinutes(5))
                    .withLag(Duration.ofSeconds(5));
        }

        @Override
        public Pager.Sweep read(WindowSplitter.Window window, Predicate<List<Row>> receiver) {
            Pager pager = Pager.of(ToySandbox.PAGE_SIZE, 200);
            return switch (defect) {
                case READS_FIRST_PAGE_ONLY ->
                    pager.fromFirst(
                            number -> page(window, 1).map(page -> Pager.Page.ofMore(page.rows(), false)), receiver);
                case IGNORES_MOVING_LISTS ->
                    pager.fromFirst(
                            number -> page(window, number)
                                    .map(page -> Pager.Page.ofMore(
                                            page.rows(), page.total() > (long) number * ToySandbox.PAGE_SIZE)),
                            receiver);
                default -> pager.fromLast(number -> page(window, number), receiver);
            };
        }
    }

    private Answer<Pager.Page<Feed.Row>> page(WindowSplitter.Window window, int number) {
        HttpCall call = HttpCall.get(base + "/orders")
                .withQuery("from", window.from().toString())
                .withQuery("to", window.to().toString())
                .withQuery("page", Integer.toString(number));
        return exchange.run("orders", call, this::rows);
    }

    private Answer<Pager.Page<Feed.Row>> rows(HttpAnswer answer) {
        Payload root = PayloadReader.utc().read(answer);
        if (!root.isWhole() && defect != Defect.TRUSTS_TRUNCATED_ANSWERS) {
            return Answer.failed(ErrorClass.RETRY, "cut", "the answer broke off");
        }
        List<Feed.Row> rows = new ArrayList<>();
        for (Payload order : root.get("orders").items()) {
            rows.add(new Feed.Row(
                    "orders",
                    order.get("number").textOr("?"),
                    order.get("modified").time(),
                    order.json().getBytes(UTF_8)));
        }
        return Answer.of(Pager.Page.ofTotal(rows, root.get("total").wholeOr(rows.size())));
    }

    @Override
    public Answer<List<Feed.Row>> lookUp(String number) {
        return exchange.run("order", HttpCall.get(base + "/order").withQuery("number", number), this::rows)
                .map(Pager.Page::rows);
    }

    @Override
    public RepeatRule repeat() {
        return RepeatRule.SAME_KEY;
    }

    @Override
    public Answer<String> send(Parcel parcel) {
        HttpCall call = HttpCall.post(base + "/ship")
                .withQuery("number", parcel.number())
                .withQuery("carrier", parcel.carrier())
                .withQuery("tracking", parcel.tracking());
        Answer<String> answer = exchange.run("ship", call, http -> Answer.of("shipped"));
        if (defect == Defect.LEAKS_SECRET) {
            return Answer.of("sent with " + secret.reveal());
        }
        return answer;
    }

    @Override
    public Answer<Boolean> hasArrived(Parcel parcel) {
        return Answer.of(false);
    }

    @Override
    public Answer<String> setAvailable(String code, Quantity available) {
        HttpCall call = HttpCall.post(base + "/stock")
                .withQuery("code", code)
                .withQuery("quantity", Long.toString(available.steps()))
                .repeatable();
        if (defect == Defect.CALLS_LOST_UPLOADS_DONE) {
            return Answer.of("queued and forgotten");
        }
        return exchange.run("stock", call, http -> Answer.of("set"));
    }

    @Override
    public int most() {
        return 50;
    }

    @Override
    public Answer<List<List<String>>> group(List<Receiver> orders) {
        List<String> numbers = orders.stream().map(Receiver::number).toList();
        if (defect == Defect.GROUPS_STRANGERS) {
            return Answer.of(List.of(numbers));
        }
        HttpCall call = HttpCall.get(base + "/receivers").withQuery("numbers", String.join(",", numbers));
        return exchange.run("receivers", call, http -> {
            Payload root = PayloadReader.utc().read(http);
            if (!root.isWhole()) {
                return Answer.failed(ErrorClass.RETRY, "cut", "the answer broke off");
            }
            return Answer.of(root.get("groups").items().stream()
                    .map(group -> List.of(group.textOr("").split(",", -1)))
                    .toList());
        });
    }
}
