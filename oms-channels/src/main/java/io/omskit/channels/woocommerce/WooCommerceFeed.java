package io.omskit.channels.woocommerce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.channels.Feed;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.Failure;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Pager;
import io.omskit.connect.WindowSplitter;
import io.omskit.connect.payload.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Orders by the time of their last change. Pages are cut by offset, and an order that changes leaves a closed window: the list
 * only shrinks and later rows move up, so it is sorted by id and read from the last page to the first.
 *
 * <p>An order with refunds comes as a bundle with their resources, because the order lists no more than their totals.
 */
final class WooCommerceFeed implements Feed {
    private static final int MAX_PAGES = 200;
    private static final int REFUNDS_PER_PAGE = 100;

    private final WooCommerceCalls calls;
    private final int pageSize;

    WooCommerceFeed(WooCommerceCalls calls, int pageSize) {
        this.calls = calls;
        this.pageSize = pageSize;
    }

    @Override
    public String name() {
        return ORDERS;
    }

    @Override
    public WindowSplitter windows() {
        return WindowSplitter.ofMaxSpan(Duration.ofDays(7))
                .withOverlap(Duration.ofMinutes(5))
                .withLag(Duration.ofSeconds(5));
    }

    @Override
    public Pager.Sweep read(WindowSplitter.Window window, Predicate<List<Row>> receiver) {
        // overlapping rounds show most orders again; their refunds are asked for once
        Map<String, Row> known = new HashMap<>();
        return Pager.of(pageSize, MAX_PAGES)
                .fromLast(
                        number -> calls.sheet("orders", call(window, number)).then(sheet -> page(sheet, known)),
                        receiver);
    }

    /** Both ends of the platform's window are outside of it, ours begins inside. */
    private HttpCall call(WindowSplitter.Window window, int number) {
        return calls.get("/orders")
                .withQuery("modified_after", WooCommerceCalls.gmt(window.from().minusSeconds(1)))
                .withQuery("modified_before", WooCommerceCalls.gmt(window.to()))
                .withQuery("dates_are_gmt", "true")
                .withQuery("orderby", "id")
                .withQuery("order", "asc")
                .withQuery("page", Integer.toString(number))
                .withQuery("per_page", Integer.toString(pageSize));
    }

    private Answer<Pager.Page<Row>> page(WooCommerceCalls.Sheet sheet, Map<String, Row> known) {
        List<Row> rows = new ArrayList<>(sheet.objects().size());
        for (Payload order : sheet.objects()) {
            Row row = known.get(order.json());
            if (row == null) {
                Answer<Row> read = row(order);
                if (!read.isSuccess()) {
                    return read.map(none -> Pager.Page.bare(List.of()));
                }
                row = read.orThrow();
                known.put(order.json(), row);
            }
            rows.add(row);
        }
        return Answer.of(Pager.Page.ofTotal(rows, sheet.total()));
    }

    /** The row of an order, its refunds with it. */
    Answer<Row> row(Payload order) {
        String id = order.get("id").id();
        if (id == null || order.get("refunds").items().isEmpty()) {
            return Answer.of(row(id == null ? "?" : id, WooCommerceOrders.ORDERS, order, order.json()));
        }
        List<String> refunds = new ArrayList<>();
        // not every server tells the total of this list, but a page that is not full is always the last
        Pager.Sweep sweep = Pager.of(REFUNDS_PER_PAGE, MAX_PAGES)
                .fromFirst(
                        number -> calls.sheet("refunds", refundsOf(id, number))
                                .map(sheet -> Pager.Page.ofMore(
                                        sheet.objects(), sheet.objects().size() >= REFUNDS_PER_PAGE)),
                        page -> {
                            page.forEach(refund -> refunds.add(withOrder(refund, id)));
                            return true;
                        });
        if (!sweep.isComplete()) {
            return Answer.failed(incomplete(id, sweep));
        }
        String bundle = "{\"" + WooCommerceOrders.ORDERS + "\":[" + order.json() + "],\"" + WooCommerceOrders.REFUNDS
                + "\":[" + String.join(",", refunds) + "]}";
        return Answer.of(row(id, "", order, bundle));
    }

    private static Row row(String number, String api, Payload order, String payload) {
        return new Row(api, number, order.get("date_modified_gmt").time(), payload.getBytes(UTF_8));
    }

    private HttpCall refundsOf(String id, int page) {
        return calls.get("/orders/" + id + "/refunds")
                .withQuery("page", Integer.toString(page))
                .withQuery("per_page", Integer.toString(REFUNDS_PER_PAGE));
    }

    /** A refund does not always say which order it is of; the address of the call did. */
    private static String withOrder(Payload refund, String id) {
        String json = refund.json().strip();
        boolean told = !refund.isObject()
                || refund.get(WooCommerceOrders.ORDER_OF_REFUND).isPresent();
        if (told || refund.isAbsent()) {
            return json;
        }
        return "{\"" + WooCommerceOrders.ORDER_OF_REFUND + "\":" + id + "," + json.substring(1);
    }

    private static Failure incomplete(String id, Pager.Sweep sweep) {
        Failure failure = sweep.failure();
        String why = failure == null ? sweep.outcome().name() : failure.code() + ": " + failure.text();
        ErrorClass errorClass = failure == null ? ErrorClass.RETRY : failure.errorClass();
        return Failure.of(
                errorClass == ErrorClass.NOT_FOUND ? ErrorClass.RETRY : errorClass,
                "refunds-not-read",
                "the refunds of order " + id + " could not be read, " + why);
    }
}
