package io.omskit.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omskit.catalog.Sku;
import io.omskit.connect.Problem;
import io.omskit.fact.Bearer;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.order.Order;
import io.omskit.order.OrderView;
import io.omskit.order.PartyKeys;
import io.omskit.order.Sale;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import io.omskit.value.UnitPrice;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Canonical orders read back from the lines that {@code oms channel parse} prints. A line that is no order becomes a
 * problem and its neighbors survive. Where a line tells more than the command prints, such as flags, region, terms, which
 * lines are presale, {@code buyer} with {@code previousOrders}, {@code returnedOrders} and {@code othersOnNetwork}, or of a line
 * {@code category}, {@code labels} and {@code weightGrams} of all of it, that is read too; what no line tells stays untold.
 *
 * @param orders the orders, each at its moment of decision
 * @param problems what could not be read, with the line it stands on
 */
record CanonicalOrders(List<OrderView> orders, List<Map<String, String>> problems) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    CanonicalOrders {
        orders = List.copyOf(orders);
        problems = List.copyOf(problems);
    }

    /**
     * Reads all lines.
     *
     * @param now the moment of every decision; null for the moment at which an order was paid, else placed
     */
    static CanonicalOrders read(byte[] lines, @Nullable Instant now) {
        List<OrderView> orders = new ArrayList<>();
        List<Map<String, String>> problems = new ArrayList<>();
        int number = 0;
        for (String line : new String(lines, UTF_8).lines().toList()) {
            number++;
            try {
                JsonNode object = line.isBlank() ? JSON.createObjectNode() : JSON.readTree(line);
                boolean onlyProblems = object.has("problems") && !object.has("number");
                if (onlyProblems) {
                    problems.add(problem(number, "the line is no order, it tells of one that could not be read"));
                } else if (!line.isBlank()) {
                    orders.add(view(object, now));
                }
            } catch (JsonProcessingException e) {
                problems.add(problem(number, "no JSON: " + e.getOriginalMessage()));
            } catch (IllegalArgumentException | DateTimeException e) {
                problems.add(problem(number, String.valueOf(e.getMessage()).replace('\n', ' ')));
            }
        }
        return new CanonicalOrders(orders, problems);
    }

    private static Map<String, String> problem(int line, String problem) {
        return Map.of("path", "line " + line, "problem", problem);
    }

    private static OrderView view(JsonNode object, @Nullable Instant now) {
        OrderFact fact = fact(object);
        Instant decided = now != null ? now : fact.paidAt() != null ? fact.paidAt() : fact.placedAt();
        Instant moment = decided == null ? Instant.EPOCH : decided;
        Order order = Order.expected(0, fact.ref(), moment)
                .withSale(Sale.EXPECTED.with(fact))
                .withParties(PartyKeys.NONE, fact.region());
        JsonNode buyer = object.path("buyer");
        OrderView.Known known = new OrderView.Known(
                null,
                count(buyer, "previousOrders"),
                count(buyer, "returnedOrders"),
                count(buyer, "othersOnNetwork"),
                goods(object, fact.lines()));
        return new OrderView(order, moment, known);
    }

    private static @Nullable Integer count(JsonNode object, String name) {
        return object.hasNonNull(name) ? Math.toIntExact(counted(object.get(name), "buyer." + name)) : null;
    }

    /** Absent where no line tells of its goods. */
    private static @Nullable List<OrderView.Goods> goods(JsonNode object, List<OrderFact.Line> lines) {
        List<OrderView.Goods> goods = new ArrayList<>();
        boolean told = false;
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = object.path("lines").path(i);
            OrderFact.Line read = lines.get(i);
            told |= line.hasNonNull("category") || line.hasNonNull("labels") || line.hasNonNull("weightGrams");
            Set<String> labels = new TreeSet<>();
            list(line, "labels").forEach(label -> labels.add(Input.text(label)));
            goods.add(new OrderView.Goods(
                    read.id(),
                    read.code() == null ? null : new Sku(read.code()),
                    read.quantity(),
                    line.hasNonNull("category") ? Input.text(line.get("category")) : null,
                    line.hasNonNull("labels") ? labels : null,
                    line.hasNonNull("weightGrams") ? counted(line.get("weightGrams"), "lines.weightGrams") : 0));
        }
        return told ? goods : null;
    }

    private static long counted(JsonNode value, String name) {
        long count = whole(value, name);
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " is " + count + "; give a number from 0 to 2147483647");
        }
        return count;
    }

    private static OrderFact fact(JsonNode object) {
        ChannelRef ref = new ChannelRef(required(object, "platform"), "shop", required(object, "number"));
        StatedAmounts amounts =
                amounts(object, Money.of(0, required(object, "currency")).currency());
        PlatformStatus status = word(PlatformStatus.class, required(object, "status"), "status");
        List<OrderFact.Line> lines = new ArrayList<>();
        for (JsonNode line : list(object, "lines")) {
            lines.add(line(line, amounts.currency(), status));
        }
        List<OrderFact.Block> blocks = new ArrayList<>();
        for (JsonNode block : list(object, "blocks")) {
            blocks.add(new OrderFact.Block(
                    word(OrderFact.Block.Code.class, required(block, "code"), "blocks.code"),
                    Input.text(block.path("text"))));
        }
        List<Problem> problems = new ArrayList<>();
        for (JsonNode problem : list(object, "problems")) {
            problems.add(new Problem(required(problem, "path"), required(problem, "problem")));
        }
        Set<String> flags = new HashSet<>();
        list(object, "flags").forEach(flag -> flags.add(Input.text(flag)));
        String terms = Input.text(object.path("terms"));
        return new OrderFact(
                ref,
                Revision.numbered(1, 1),
                new Provenance("canonical", Instant.EPOCH),
                OrderFact.Kind.SALE,
                status,
                Input.text(object.path("rawStatus")),
                terms.isEmpty() ? OrderFact.Terms.UNKNOWN : word(OrderFact.Terms.class, terms, "terms"),
                moment(object, "placedAt"),
                moment(object, "paidAt"),
                moment(object, "shipBy"),
                null,
                object.path("presale").asBoolean(),
                amounts,
                lines,
                blocks,
                List.of(),
                flags,
                object.hasNonNull("region") ? Input.text(object.get("region")) : null,
                null,
                problems);
    }

    private static OrderFact.Line line(JsonNode line, Currency currency, PlatformStatus status) {
        Money amount = money(line, "amount", currency);
        if (amount == null) {
            throw missing("lines.amount");
        }
        JsonNode price = line.path("unitPrice");
        JsonNode quantity = line.path("quantity");
        String refund = Input.text(line.path("refundState"));
        return new OrderFact.Line(
                required(line, "id"),
                line.hasNonNull("sku") ? Input.text(line.get("sku")) : null,
                List.of(),
                Input.text(line.path("title")),
                // a decimal text is a weighed quantity; the line does not tell its measure, and most goods are weighed
                // in kg
                quantity.isTextual()
                        ? Quantity.parse(quantity.textValue(), Measure.KILOGRAM)
                        : Quantity.pieces(whole(quantity, "lines.quantity")),
                price.isTextual() ? UnitPrice.parse(price.textValue(), currency) : null,
                amount,
                List.of(),
                null,
                Money.zero(currency),
                status,
                refund.isEmpty() ? RefundState.NONE : word(RefundState.class, refund, "lines.refundState"),
                null,
                null,
                line.hasNonNull("source") ? Input.text(line.get("source")) : null,
                moment(line, "shipBy"),
                line.path("presale").asBoolean(),
                line.path("gift").asBoolean());
    }

    private static StatedAmounts amounts(JsonNode object, Currency currency) {
        List<StatedAmounts.Discount> discounts = new ArrayList<>();
        discount(discounts, Bearer.SELLER, money(object, "sellerDiscount", currency));
        discount(discounts, Bearer.PLATFORM, money(object, "platformDiscount", currency));
        for (JsonNode other : list(object, "otherDiscounts")) {
            Bearer bearer = word(Bearer.class, required(other, "bearer"), "otherDiscounts.bearer");
            discount(discounts, bearer, money(other, "amount", currency));
        }
        return new StatedAmounts(
                currency,
                money(object, "goods", currency),
                discounts,
                money(object, "priceChange", currency),
                money(object, "freight", currency),
                money(object, "fees", currency),
                money(object, "tax", currency),
                money(object, "taxIncluded", currency),
                money(object, "taxRemitted", currency),
                money(object, "payable", currency),
                money(object, "paid", currency),
                money(object, "refunded", currency));
    }

    private static void discount(List<StatedAmounts.Discount> discounts, Bearer bearer, @Nullable Money amount) {
        if (amount != null && !amount.isZero()) {
            discounts.add(new StatedAmounts.Discount(bearer, amount, false));
        }
    }

    private static @Nullable Money money(JsonNode object, String name, Currency currency) {
        return object.hasNonNull(name) ? Money.of(whole(object.get(name), name), currency) : null;
    }

    private static long whole(JsonNode value, String name) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(
                    name + " is " + (value.isMissingNode() ? "missing" : value) + "; give a whole number");
        }
        return value.longValue();
    }

    private static @Nullable Instant moment(JsonNode object, String name) {
        if (!object.hasNonNull(name)) {
            return null;
        }
        String text = Input.text(object.get(name));
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    name + " is '" + text + "'; give a moment with offset such as 2026-01-31T08:00:00+08:00", e);
        }
    }

    private static JsonNode list(JsonNode object, String name) {
        JsonNode list = object.path(name);
        if (object.hasNonNull(name) && !list.isArray()) {
            throw new IllegalArgumentException(name + " is no list; give an order as channel parse prints it");
        }
        return list.isArray() ? list : JSON.createArrayNode();
    }

    private static String required(JsonNode object, String name) {
        String text = Input.text(object.path(name));
        if (text.isEmpty()) {
            throw missing(name);
        }
        return text;
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(name + " is missing; give an order as channel parse prints it");
    }

    private static <E extends Enum<E>> E word(Class<E> words, String text, String name) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is " + text + "; give one of " + Arrays.toString(words.getEnumConstants())));
    }
}
