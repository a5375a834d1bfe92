package io.omskit.channels.file;

import io.omskit.address.Address;
import io.omskit.channels.reading.ApiForm;
import io.omskit.channels.reading.OrderParts;
import io.omskit.channels.reading.PlatformOrders;
import io.omskit.channels.reading.Statuses;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.fact.Bearer;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.value.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the payloads that {@link OrderFile} makes. Rows are lines; what belongs to the whole order is taken from the first row
 * that has it, and another value in a later row is a problem. Without a total, payable is what the parts add up to. Naive times are
 * in China's zone; amounts are in yuan unless a currency column says otherwise.
 */
final class FileOrders implements PlatformOrders {
    static final String PLATFORM = "file";
    static final String API = "file.orders";

    private static final int VERSION = 1;
    private static final PayloadReader READER = PayloadReader.inZone(ZoneId.of("Asia/Shanghai"))
            .withTimePatterns(
                    "yyyy/M/d H:mm:ss",
                    "yyyy/M/d H:mm",
                    "yyyy/M/d",
                    "yyyy-M-d H:mm:ss",
                    "yyyy-M-d H:mm",
                    "yyyy年M月d日 H:mm:ss");
    private static final Map<String, Boolean> YES_NO = Map.of(
            "是", true, "否", false, "true", true, "false", false, "yes", true, "no", false, "1", true, "0", false);

    @Override
    public String platform() {
        return PLATFORM;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public PayloadReader reader() {
        return READER;
    }

    @Override
    public List<ApiForm> forms() {
        return List.of(ApiForm.orders(API).numberedBy("number"));
    }

    @Override
    public List<Fact> read(OrderParts parts) {
        List<Fact> facts = new ArrayList<>();
        for (Payload order : parts.orders()) {
            List<Payload> rows = List.copyOf(order.get("rows").members().values());
            if (rows.isEmpty()) {
                order.problem("has no rows");
            } else {
                facts.add(fact(parts, order, rows));
            }
        }
        return facts;
    }

    private static OrderFact fact(OrderParts parts, Payload order, List<Payload> rows) {
        OrderCells cells = new OrderCells(rows);
        Currency currency = cells.currency();
        List<OrderFact.Line> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            OrderFact.Line line = FileLine.read(rows.get(i), i + 1, currency);
            if (line != null) {
                lines.add(line);
            }
        }
        StatedAmounts amounts = amounts(cells, lines, rows, currency);
        Instant modified = cells.time(Column.MODIFIED_AT);
        Revision revision = parts.revision(modified == null ? parts.provenance().receivedAt() : modified);
        return new OrderFact(
                parts.ref(),
                revision,
                parts.provenance(),
                OrderFact.Kind.SALE,
                status(rows, lines, amounts),
                cells.textOr(Column.STATUS, ""),
                OrderFact.Terms.PAY_FIRST,
                cells.time(Column.PLACED_AT),
                cells.time(Column.PAID_AT),
                cells.time(Column.SHIP_BY),
                null,
                cells.flag(Column.PRESALE, YES_NO),
                amounts,
                lines,
                List.of(),
                List.of(),
                flags(cells),
                null,
                personal(cells),
                order.problems());
    }

    /** An order of which a line could not be read waits for a person, whatever its rows say. */
    private static PlatformStatus status(List<Payload> rows, List<OrderFact.Line> lines, StatedAmounts amounts) {
        if (lines.size() < rows.size()) {
            return PlatformStatus.UNKNOWN;
        }
        PlatformStatus status =
                Statuses.ofLines(lines.stream().map(OrderFact.Line::status).toList());
        if (!status.isClosed()) {
            return status;
        }
        boolean sayAll = lines.stream().allMatch(line -> line.status() == PlatformStatus.CLOSED_REFUNDED);
        boolean unpaid = lines.stream().allMatch(line -> line.status() == PlatformStatus.CLOSED_UNPAID);
        return unpaid ? PlatformStatus.CLOSED_UNPAID : Statuses.closed(sayAll, amounts.paid(), amounts.refunded());
    }

    private static StatedAmounts amounts(
            OrderCells cells, List<OrderFact.Line> lines, List<Payload> rows, Currency currency) {
        Money goods = Money.zero(currency);
        Money ofLines = Money.zero(currency);
        for (OrderFact.Line line : lines) {
            goods = goods.plus(line.amount());
            for (StatedAmounts.Discount discount : line.discounts()) {
                ofLines = ofLines.plus(discount.amount());
            }
        }
        Money seller = cells.positive(Column.SELLER_DISCOUNT, currency);
        StatedAmounts.Builder amounts = StatedAmounts.builder(currency)
                .goods(goods)
                .discount(Bearer.SELLER, seller == null ? ofLines : seller.plus(ofLines), false)
                .discount(Bearer.PLATFORM, cells.positive(Column.PLATFORM_DISCOUNT, currency), false)
                .priceChange(cells.moneyOrZero(Column.PRICE_CHANGE, currency))
                .freight(cells.moneyOrZero(Column.FREIGHT, currency))
                .surcharges(cells.moneyOrZero(Column.SURCHARGES, currency))
                .tax(Money.zero(currency))
                .refunded(cells.positiveOrZero(Column.REFUNDED, currency));
        Money payable = cells.money(Column.PAYABLE, currency);
        if (payable == null && lines.size() == rows.size()) {
            StatedAmounts parts = amounts.payable(Money.zero(currency)).build();
            Money rest = parts.unexplained();
            payable = rest == null ? null : rest.negated();
        }
        return amounts.payable(payable).paid(paid(cells, payable, currency)).build();
    }

    /** The column, else everything from the moment that a payment time stands there, else nothing while it is unpaid. */
    private static @Nullable Money paid(OrderCells cells, @Nullable Money payable, Currency currency) {
        Money told = cells.money(Column.PAID, currency);
        if (told != null) {
            return told;
        }
        if (cells.time(Column.PAID_AT) != null) {
            return payable;
        }
        boolean unpaid = StatusWords.of(cells.textOr(Column.STATUS, "")) == PlatformStatus.UNPAID;
        return unpaid ? Money.zero(currency) : null;
    }

    private static Set<String> flags(OrderCells cells) {
        String flags = cells.textOr(Column.FLAG, "");
        return flags.isEmpty() ? Set.of() : Set.of(flags);
    }

    private static @Nullable PersonalData personal(OrderCells cells) {
        PersonalData personal = new PersonalData(
                cells.text(Column.BUYER),
                cells.text(Column.NAME),
                cells.text(Column.PHONE),
                null,
                address(cells),
                null,
                cells.text(Column.BUYER_MESSAGE),
                cells.text(Column.SELLER_MEMO),
                null);
        return personal.equals(PersonalData.NONE) ? null : personal;
    }

    private static @Nullable Address address(OrderCells cells) {
        String detail = cells.textOr(Column.ADDRESS, "");
        String province = cells.textOr(Column.PROVINCE, "");
        if (detail.isEmpty() && province.isEmpty()) {
            return null;
        }
        String country = cells.textOr(Column.COUNTRY, "");
        return new Address(
                country.matches("[A-Za-z]{2}") ? country : country.isEmpty() || country.equals("中国") ? "CN" : "",
                province,
                cells.textOr(Column.CITY, ""),
                cells.textOr(Column.DISTRICT, ""),
                cells.textOr(Column.TOWN, ""),
                detail,
                cells.textOr(Column.ZIP, ""),
                null);
    }
}
