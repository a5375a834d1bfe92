package io.omskit.fulfillment.stored;

import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergePolicy.OrderType;
import io.omskit.fulfillment.merge.MergePolicy.ParcelLimit;
import io.omskit.fulfillment.merge.MergePolicy.Refunds;
import io.omskit.fulfillment.merge.MergePolicy.Until;
import io.omskit.fulfillment.merge.MergeTraits;
import io.omskit.fulfillment.merge.MergeTraits.Load;
import io.omskit.fulfillment.merge.MergeTraits.PresaleClass;
import io.omskit.fulfillment.merge.MergeTraits.Refusal;
import io.omskit.fulfillment.merge.MergeTraits.Seller;
import io.omskit.fulfillment.merge.MergeTraits.Timing;
import io.omskit.fulfillment.merge.MergeTraits.Way;
import io.omskit.order.stored.StoredObject;
import io.omskit.order.stored.StoredWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The journaled form of what merging asks for; usual values are left out. Stateless and safe for several threads. */
public final class MergeJson {
    private MergeJson() {}

    /** The policy as members of the row; nothing where it is the usual one. */
    public static void write(StoredWriter out, MergePolicy policy) {
        MergePolicy usual = MergePolicy.defaults();
        if (policy.equals(usual)) {
            return;
        }
        out.flag("alone", !policy.enabled());
        out.text("window", policy.window().toString());
        out.flag("across", policy.acrossShops());
        out.flag("entities", policy.acrossEntities());
        out.flag("invoices", !policy.separateInvoices());
        out.text(
                "span",
                policy.promiseSpan() == null ? null : policy.promiseSpan().toString());
        text(out, "activation", policy.activationSpan(), usual.activationSpan());
        out.word("refunds", policy.refunds(), usual.refunds());
        out.word("until", policy.until(), usual.until());
        out.values("holds", List.copyOf(policy.forbiddingHolds()));
        if (!policy.types().equals(usual.types())) {
            out.allValues("types", policy.types().stream().map(OrderType::name).toList());
        }
        if (!policy.platformMarks().equals(usual.platformMarks())) {
            out.allValues("marks", List.copyOf(policy.platformMarks()));
        }
        out.number("grams", policy.parcel().weightGrams(), 0);
        out.number("mm3", policy.parcel().cubicMillimeters(), 0);
        out.values("single", List.copyOf(policy.parcel().alone()));
        out.values("apart", List.copyOf(policy.parcel().apart()));
    }

    private static void text(StoredWriter out, String name, Duration value, Duration usual) {
        out.text(name, value.equals(usual) ? null : value.toString());
    }

    /** The policy of a decision; the two older versions of the planner knew only the first three of its parts. */
    public static MergePolicy policy(StoredObject row) {
        MergePolicy usual = MergePolicy.defaults();
        String window = row.text("window");
        if (window == null) {
            return usual;
        }
        Duration activation = duration(row, "activation");
        return new MergePolicy(
                !row.flag("alone"),
                row.flag("across"),
                row.flag("entities"),
                !row.flag("invoices"),
                Duration.parse(window),
                duration(row, "span"),
                activation == null ? usual.activationSpan() : activation,
                row.word("refunds", Refunds.BAN),
                row.word("until", Until.RELEASE),
                new TreeSet<>(row.list("holds", String.class)),
                row.has("types") ? types(row) : usual.types(),
                row.has("marks") ? new TreeSet<>(row.list("marks", String.class)) : usual.platformMarks(),
                new ParcelLimit(
                        row.number("grams", 0),
                        row.number("mm3", 0),
                        new TreeSet<>(row.list("single", String.class)),
                        new TreeSet<>(row.list("apart", String.class))));
    }

    private static @Nullable Duration duration(StoredObject row, String name) {
        String text = row.text(name);
        return text == null ? null : Duration.parse(text);
    }

    private static Set<OrderType> types(StoredObject row) {
        Set<OrderType> types = EnumSet.noneOf(OrderType.class);
        for (String word : row.list("types", String.class)) {
            types.add(StoredObject.word("types", OrderType.class, word));
        }
        return types;
    }

    /** The traits as members of the row; nothing where the order has no merge key. */
    public static void write(StoredWriter out, MergeTraits traits) {
        if (traits.key() == null) {
            return;
        }
        out.text("key", traits.key());
        Refusal refusal = traits.refusal();
        if (refusal != null) {
            String detail = refusal.detail();
            out.values("no", detail == null ? List.of(refusal.code()) : List.of(refusal.code(), detail));
        }
        Seller seller = traits.seller();
        out.flag("hidden", seller.encrypted());
        out.text("cur", seller.currency() == null ? null : seller.currency().getCurrencyCode());
        out.text("ent", seller.entity());
        out.text("inv", seller.invoice());
        Timing timing = traits.timing();
        out.flag("presale", timing.stock() != PresaleClass.SPOT);
        out.flag("come", timing.stock() == PresaleClass.ACTIVE);
        out.instant("due", timing.activation());
        out.instant("by", timing.promised());
        out.flag("ok", timing.approved());
        out.values("from", List.copyOf(traits.way().sources()));
        out.text("via", traits.way().carrier());
        out.text("in", traits.way().fulfiller());
        out.values("class", List.copyOf(traits.load().classes()));
        out.number("g", traits.load().weightGrams(), 0);
        out.number("mm3", traits.load().cubicMillimeters(), 0);
        out.values("drop", List.copyOf(traits.dropped()));
        out.values("apart", List.copyOf(traits.apart()));
    }

    /** What was written, also by the two older versions of the planner. */
    public static MergeTraits traits(StoredObject stored) {
        String key = stored.text("key");
        if (key == null) {
            return MergeTraits.NONE;
        }
        List<String> no = stored.list("no", String.class);
        String currency = stored.text("cur");
        PresaleClass stock = stored.flag("come")
                ? PresaleClass.ACTIVE
                : stored.flag("presale") ? PresaleClass.WAITING : PresaleClass.SPOT;
        return new MergeTraits(
                key,
                no.isEmpty() ? null : new Refusal(no.get(0), no.size() > 1 ? no.get(1) : null),
                new Seller(
                        stored.text("ent"),
                        currency == null ? null : StoredObject.currency("cur", currency),
                        stored.text("inv"),
                        stored.flag("hidden")),
                new Way(new TreeSet<>(stored.list("from", String.class)), stored.text("via"), stored.text("in")),
                new Load(
                        new TreeSet<>(stored.list("class", String.class)),
                        stored.number("g", 0),
                        stored.number("mm3", 0)),
                new Timing(stock, stored.instant("due"), stored.instant("by"), stored.flag("ok")),
                whole(stored, "drop", Math::toIntExact),
                whole(stored, "apart", number -> number));
    }

    private interface Narrowing<T> {
        T of(long number);
    }

    private static <T extends Comparable<T>> SortedSet<T> whole(
            StoredObject stored, String name, Narrowing<T> narrowing) {
        TreeSet<T> values = new TreeSet<>();
        stored.list(name, Long.class).forEach(number -> values.add(narrowing.of(number)));
        return values;
    }
}
