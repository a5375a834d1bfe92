package io.omskit.order;

import io.omskit.address.AddressKey;
import io.omskit.catalog.Sku;
import io.omskit.fact.Bearer;
import io.omskit.fact.BuyerKey;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.fact.StatedAmounts;
import io.omskit.fact.StatedAmounts.Discount;
import io.omskit.order.stored.StoredObject;
import io.omskit.order.stored.StoredWriter;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads what {@link OrderJson} writes. Used for one order. */
final class OrderReader {
    private final StoredObject row;
    private final @Nullable Currency currency;

    private OrderReader(StoredObject row) {
        this.row = row;
        String code = row.text("cur");
        this.currency = code == null ? null : StoredObject.currency("cur", code);
    }

    static Order order(long id, ChannelRef ref, StoredObject row) {
        return new OrderReader(row).order(id, ref);
    }

    private Order order(long id, ChannelRef ref) {
        Order order = new Order(
                id,
                ref,
                sale(),
                demands(),
                row.objects("holds").stream().map(OrderReader::hold).toList(),
                parties(),
                row.text("region"),
                row.objects("passes").stream().map(OrderReader::pass).toList(),
                Handling.read(row),
                row.list("work", Long.class),
                StoredObject.required("seen", row.instant("seen")),
                row.number("journal", 0),
                null);
        row.end("order", "");
        return order.withUnknown(row.unknown());
    }

    private Sale sale() {
        StoredObject basis = row.object("basis");
        Sale.Basis sold = basis == null ? null : basis(basis);
        StoredObject latest = row.object("latest");
        SortedMap<String, Payment> payments = new TreeMap<>();
        for (StoredObject stored : row.objects("pays")) {
            Payment payment = payment(stored);
            payments.put(payment.tradeNo(), payment);
        }
        SortedMap<String, Refund> refunds = new TreeMap<>();
        for (StoredObject stored : row.objects("refunds")) {
            Refund refund = refund(stored);
            refunds.put(refund.refundId(), refund);
        }
        return new Sale(sold, latest == null ? null : latest(latest, sold), payments, refunds);
    }

    private Sale.Basis basis(StoredObject stored) {
        Revision revision = stored.revision();
        PlatformStatus usual = stored.word("st", PlatformStatus.class);
        Sale.Basis basis = new Sale.Basis(
                revision,
                stored.flag("paid"),
                stored.word("kind", OrderFact.Kind.SALE),
                stored.word("terms", OrderFact.Terms.PAY_FIRST),
                stored.instant("placed"),
                amounts(stored),
                row.objects("lines").stream()
                        .map(line -> line(line, usual, revision))
                        .toList());
        stored.end("basis", revision);
        return basis;
    }

    private StatedAmounts amounts(StoredObject stored) {
        return new StatedAmounts(
                StoredObject.required("cur", currency),
                stored.money("goods", currency),
                discounts(stored),
                stored.money("change", currency),
                stored.money("freight", currency),
                stored.money("extra", currency),
                stored.money("tax", currency),
                stored.money("taxIn", currency),
                stored.money("taxOut", currency),
                stored.money("payable", currency),
                stored.money("had", currency),
                stored.money("back", currency));
    }

    private List<Discount> discounts(StoredObject stored) {
        List<Object> flat = stored.list("off", Object.class);
        List<Discount> discounts = new ArrayList<>(flat.size() / 2);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            String bearer = flat.get(i).toString();
            boolean claimed = bearer.endsWith(OrderJson.CLAIMED);
            discounts.add(new Discount(
                    StoredObject.word("off", Bearer.class, claimed ? bearer.substring(0, bearer.length() - 1) : bearer),
                    StoredObject.money("off", flat.get(i + 1), currency),
                    claimed));
        }
        return discounts;
    }

    private OrderFact.Line line(StoredObject stored, @Nullable PlatformStatus usual, Revision revision) {
        PlatformStatus status = stored.word("st", PlatformStatus.class);
        Money change = stored.money("change", currency);
        String title = stored.text("title");
        Quantity quantity = StoredObject.required("qty", stored.quantity());
        Money amount = StoredObject.required("amt", stored.money("amt", currency));
        OrderFact.Line line = new OrderFact.Line(
                stored.required("id"),
                stored.text("code"),
                stored.list("alt", String.class),
                title == null ? "" : title,
                quantity,
                stored.has("price") ? stored.price(currency) : StoredWriter.evenPrice(amount, quantity),
                amount,
                discounts(stored),
                stored.money("share", currency),
                change == null ? Money.zero(StoredObject.required("cur", currency)) : change,
                StoredObject.required("st", status == null ? usual : status),
                stored.word("refund", RefundState.NONE),
                stored.text("refundId"),
                stored.money("back", currency),
                stored.text("source"),
                stored.instant("shipBy"),
                stored.flag("presale"),
                stored.flag("gift"));
        stored.end("line#" + line.id(), revision);
        return line;
    }

    private Sale.Reading latest(StoredObject stored, Sale.@Nullable Basis basis) {
        Revision revision = basis != null && stored.flag("same") ? basis.revision() : stored.revision();
        PlatformStatus status = StoredObject.required("st", stored.word("st", PlatformStatus.class));
        String raw = stored.text("raw");
        StatedAmounts sold = basis == null ? null : basis.amounts();
        Sale.Reading latest = new Sale.Reading(
                revision,
                status,
                raw == null ? status.name() : raw,
                stored.instant("paidAt"),
                stored.instant("shipBy"),
                stored.instant("closed"),
                stored.flag("presale"),
                sold == null || stored.has("had") ? stored.money("had", currency) : sold.paid(),
                sold == null || stored.has("back") ? stored.money("back", currency) : sold.refunded(),
                pairs(stored, "blocks", OrderReader::block),
                pairs(stored, "related", OrderReader::related),
                new TreeSet<>(stored.list("flags", String.class)),
                states(basis, status, revision),
                stored.small("problems", 0));
        stored.end("latest", revision);
        return latest;
    }

    private static OrderFact.Block block(String code, String text) {
        return new OrderFact.Block(StoredObject.word("blocks", OrderFact.Block.Code.class, code), text);
    }

    private static OrderFact.Related related(String role, String number) {
        return new OrderFact.Related(StoredObject.word("related", OrderFact.Related.Role.class, role), number);
    }

    /** What was written as two texts for each entry. */
    private static <T> List<T> pairs(StoredObject stored, String name, BiFunction<String, String, T> entry) {
        List<String> flat = stored.list(name, String.class);
        List<T> entries = new ArrayList<>(flat.size() / 2);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            entries.add(entry.apply(flat.get(i), flat.get(i + 1)));
        }
        return entries;
    }

    private List<Sale.LineState> states(Sale.@Nullable Basis basis, PlatformStatus usual, Revision revision) {
        List<OrderFact.Line> lines = basis == null ? List.of() : basis.lines();
        if (!row.has("states")) {
            return lines.stream().map(Sale.LineState::of).toList();
        }
        List<Sale.LineState> states = new ArrayList<>(lines.size());
        for (StoredObject stored : row.objects("states")) {
            int position = states.size();
            String id = stored.text("id");
            Sale.LineState state = new Sale.LineState(
                    id == null && position < lines.size() ? lines.get(position).id() : StoredObject.required("id", id),
                    stored.word("st", usual),
                    stored.word("refund", RefundState.NONE),
                    stored.text("refundId"),
                    stored.money("back", currency));
            stored.end("state#" + state.lineId(), revision);
            states.add(state);
        }
        return states;
    }

    private Payment payment(StoredObject stored) {
        String method = stored.text("method");
        Revision revision = stored.revision();
        Payment payment = new Payment(
                stored.required("trade"),
                revision,
                StoredObject.required("amt", stored.money("amt", currency)),
                method == null ? "" : method,
                stored.small("parts", 1),
                StoredObject.required("st", stored.word("st", PaymentFact.Status.class)),
                stored.has("paidAt") ? stored.instant("paidAt") : revision.modifiedAt());
        stored.end("pay#" + payment.tradeNo(), payment.revision());
        return payment;
    }

    private Refund refund(StoredObject stored) {
        Revision revision = stored.revision();
        Refund refund = new Refund(
                stored.required("id"),
                revision,
                stored.text("line"),
                stored.quantity(),
                stored.money("amt", currency),
                StoredObject.required("st", stored.word("st", RefundFact.Status.class)),
                stored.word("phase", RefundFact.Phase.UNKNOWN),
                stored.flag("return"),
                stored.has("on") ? stored.instant("on") : revision.modifiedAt());
        stored.end("refund#" + refund.refundId(), refund.revision());
        return refund;
    }

    private List<Demand> demands() {
        List<Demand> demands = new ArrayList<>();
        for (StoredObject stored : row.objects("demands")) {
            int index = stored.small("index", demands.size());
            demands.add(demand(stored, index));
            stored.end("demand", index);
        }
        return demands;
    }

    private static Demand demand(StoredObject stored, int index) {
        long needed = stored.number("need", 0);
        long canceled = stored.number("canceled", 0);
        long missing = stored.number("missing", 0);
        long allocated = stored.number("allocated", 0);
        return new Demand(
                index,
                stored.required("line"),
                new Sku(stored.required("sku")),
                stored.word("unit", Measure.PIECE),
                stored.word("origin", Demand.Origin.SOLD),
                stored.number("ratio", 1),
                stored.number("weight", 1),
                stored.text("bundle"),
                stored.flag("together"),
                stored.text("source"),
                stored.flag("presale"),
                stored.instant("shipBy"),
                stored.text("rule"),
                triggers(stored),
                needed,
                canceled,
                stored.number("withdrawn", 0),
                stored.number("unplanned", needed - canceled - missing - allocated),
                missing,
                allocated,
                progress(stored));
    }

    private static List<Demand.Trigger> triggers(StoredObject stored) {
        List<Object> flat = stored.list("for", Object.class);
        List<Demand.Trigger> triggers = new ArrayList<>(flat.size() / 2);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            triggers.add(new Demand.Trigger(
                    StoredObject.whole("for", flat.get(i)), flat.get(i + 1).toString()));
        }
        return triggers;
    }

    private static Progress progress(StoredObject stored) {
        Progress progress = new Progress(
                stored.number("released", 0),
                stored.number("packed", 0),
                stored.number("shipped", 0),
                stored.number("delivered", 0),
                stored.number("announced", 0),
                stored.number("good", 0),
                stored.number("damaged", 0),
                stored.number("lost", 0));
        return progress.equals(Progress.NONE) ? Progress.NONE : progress;
    }

    private static Hold hold(StoredObject stored) {
        String type = stored.required("type");
        String owner = stored.text("owner");
        String handle = stored.text("handle");
        String line = stored.text("line");
        Hold hold = new Hold(
                type,
                owner == null ? Hold.FLOW : owner,
                handle == null ? type : handle,
                line,
                stored.required("why"),
                StoredObject.required("at", stored.instant("at")),
                stored.instant("until"),
                stored.has("blocks") ? steps(stored.list("blocks", String.class)) : OrderJson.USUAL_BLOCKS);
        stored.end("hold#" + hold.owner() + "#" + hold.handle(), line == null ? "" : line);
        return hold;
    }

    private static Set<Hold.Step> steps(List<String> words) {
        Set<Hold.Step> steps = EnumSet.noneOf(Hold.Step.class);
        for (String word : words) {
            steps.add(StoredObject.word("blocks", Hold.Step.class, word));
        }
        return steps;
    }

    private static Order.Pass pass(StoredObject stored) {
        Order.Pass pass = new Order.Pass(
                stored.required("gate"), stored.required("by"), StoredObject.required("at", stored.instant("at")));
        stored.end("pass", pass.gate());
        return pass;
    }

    private PartyKeys parties() {
        List<Object> addresses = row.list("addresses", Object.class);
        List<AddressKey> addressKeys = new ArrayList<>(addresses.size() / 3);
        for (int i = 0; i + 2 < addresses.size(); i += 3) {
            addressKeys.add(new AddressKey(
                    addresses.get(i).toString(),
                    Math.toIntExact(StoredObject.whole("addresses", addresses.get(i + 1))),
                    addresses.get(i + 2).toString()));
        }
        String addressId = row.text("addressId");
        return new PartyKeys(pairs(row, "buyers", BuyerKey::new), addressKeys, addressId, group(addressId), signals());
    }

    /** An answer that says nothing of the address it is about is about the one that the order goes to. */
    private PartyKeys.@Nullable PlatformGroup group(@Nullable String addressId) {
        String key = row.text("group");
        String about = Objects.requireNonNullElse(row.text("groupId"), Objects.requireNonNullElse(addressId, ""));
        return key == null
                ? null
                : new PartyKeys.PlatformGroup(key, StoredObject.required("groupAt", row.instant("groupAt")), about);
    }

    private PartyKeys.Signals signals() {
        Set<String> messageWords = words("messageWords");
        Set<String> memoWords = words("memoWords");
        Boolean addressComplete = answer("addressComplete");
        Boolean phonePlausible = answer("phonePlausible");
        return new PartyKeys.Signals(
                messageWords,
                memoWords,
                addressComplete,
                phonePlausible,
                row.flag("blacklisted"),
                row.text("place"),
                row.text("network"));
    }

    private @Nullable Set<String> words(String name) {
        return row.has(name) ? Set.copyOf(row.list(name, String.class)) : null;
    }

    private @Nullable Boolean answer(String name) {
        String told = row.text(name);
        return told == null ? null : Boolean.valueOf(told.equals(OrderJson.YES));
    }
}
