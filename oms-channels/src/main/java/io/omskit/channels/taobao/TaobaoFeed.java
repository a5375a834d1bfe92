package io.omskit.channels.taobao;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.Feed;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.connect.Pager;
import io.omskit.connect.Pager.Page;
import io.omskit.connect.WindowSplitter;
import io.omskit.connect.payload.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A list by modified time: trades, or refund records. The newest come first and an object that is touched moves to the front,
 * so the list is read from the last page to the first; that needs the total, which {@code use_has_next} would suppress.
 *
 * <p>Windows are half an hour, as the platform recommends, and reach back ten minutes because changes may show late.
 *
 * <p>Source: channel reference, page taobao, sections 3 and 7.
 */
final class TaobaoFeed implements Feed {
    /** Where a list is and what is asked for. */
    private record Source(String api, String fields, String wrap, String item) {}

    private static final int PAGE_SIZE = 50;
    private static final int MAX_PAGES = 100;
    /** A window ends before now: an order that is touched while paging then leaves it instead of moving to its front. */
    private static final WindowSplitter WINDOWS = WindowSplitter.ofMaxSpan(Duration.ofMinutes(30))
            .withOverlap(Duration.ofMinutes(10))
            .withLag(Duration.ofSeconds(5));

    private final String name;
    private final Source source;
    private final TaobaoGateway gateway;
    private final Function<Payload, Answer<Row>> row;

    private TaobaoFeed(String name, Source source, TaobaoGateway gateway, Function<Payload, Answer<Row>> row) {
        this.name = name;
        this.source = source;
        this.gateway = gateway;
        this.row = row;
    }

    /** The trades of a shop, each with the records of its successful refunds. */
    static TaobaoFeed orders(TaobaoGateway gateway, TaobaoListings listings) {
        TaobaoRecords records = new TaobaoRecords(gateway);
        Source source = new Source(TaobaoOrders.INCREMENT, TaobaoShop.TRADE_FIELDS, "trades", "trade");
        return new TaobaoFeed(ORDERS, source, gateway, trade -> {
            listings.learn(trade);
            return records.ofLines(trade, false)
                    .map(found -> TaobaoRecords.row(source.api(), number(trade), trade, found));
        });
    }

    /** The refund records of a shop. */
    static TaobaoFeed refunds(TaobaoGateway gateway) {
        Source source = new Source(TaobaoOrders.REFUNDS, TaobaoRecords.REFUND_FIELDS, "refunds", "refund");
        return new TaobaoFeed(
                REFUNDS,
                source,
                gateway,
                refund -> Answer.of(new Row(
                        source.api(),
                        number(refund),
                        refund.get("modified").time(),
                        refund.json().getBytes(UTF_8))));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public WindowSplitter windows() {
        return WINDOWS;
    }

    @Override
    public Pager.Sweep read(WindowSplitter.Window window, Predicate<List<Row>> receiver) {
        return Pager.of(PAGE_SIZE, MAX_PAGES).fromLast(number -> page(window, number), receiver);
    }

    private Answer<Page<Row>> page(WindowSplitter.Window window, int number) {
        Map<String, String> parameters = Map.of(
                "fields", source.fields(),
                "start_modified", TaobaoGateway.text(window.from()),
                "end_modified", TaobaoGateway.text(window.to()),
                "page_no", Integer.toString(number),
                "page_size", Integer.toString(PAGE_SIZE),
                "use_has_next", "false");
        return gateway.repeatable(source.api(), parameters).then(this::rows);
    }

    private Answer<Page<Row>> rows(Payload response) {
        List<Payload> objects = response.at(source.wrap(), source.item()).items();
        Long total = response.get("total_results").whole();
        if (total == null && !objects.isEmpty()) {
            return Answer.failed(
                    ErrorClass.RETRY,
                    "no-total",
                    "a page of " + source.api() + " tells no total_results although it has rows");
        }
        List<Row> rows = new ArrayList<>(objects.size());
        for (Payload object : objects) {
            Answer<Row> read = row.apply(object);
            Failure failure = read.failure().orElse(null);
            if (failure != null) {
                return Answer.failed(failure);
            }
            read.toOptional().ifPresent(rows::add);
        }
        return Answer.of(Page.ofTotal(rows, total == null ? 0 : total));
    }

    /** The number of an object; one without still goes to the archive, where reading names the problem. */
    private static String number(Payload object) {
        String text = object.get("tid_str").id();
        String number = text == null ? object.get("tid").id() : text;
        return number == null ? "without-number" : number;
    }
}
