package io.omskit.order;

import static io.omskit.rule.Sensitivity.PUBLIC;

import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.fact.OrderFact;
import io.omskit.rule.Fields;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order as rules and views read it: the order, the moment of reading, because ages and open deadlines are facts too, and
 * what is known beside the order. The engine looks for the latter where a rule or a gate reads it. Immutable and thread-safe.
 */
public final class OrderView {
    private final Order order;
    private final Instant now;
    private final Known known;

    // gathered when they are first asked for, because many rules ask; two threads may gather equal ones
    private @Nullable List<OrderFact.Line> lines;
    private @Nullable Set<String> paymentMethods;
    private @Nullable Set<String> foreignHolds;
    private @Nullable Owed owed;

    private record Owed(@Nullable Money outstanding) {}

    /**
     * Makes a view.
     *
     * @param order the order
     * @param now the moment
     * @param known what is known beside it
     */
    public OrderView(Order order, Instant now, Known known) {
        this.order = order;
        this.now = now;
        this.known = known;
    }

    /** An order beside which nothing is known. */
    public OrderView(Order order, Instant now) {
        this(order, now, Known.NOTHING);
    }

    /** The order. */
    public Order order() {
        return order;
    }

    /** The moment of reading. */
    public Instant now() {
        return now;
    }

    /** What is known beside the order. */
    public Known known() {
        return known;
    }

    /** The lines as sold, each standing where it was told to stand last. */
    public List<OrderFact.Line> lines() {
        List<OrderFact.Line> read = lines;
        if (read == null) {
            read = order.sale().currentLines();
            lines = read;
        }
        return read;
    }

    /** How the buyer has paid, as far as it is told. */
    public Set<String> paymentMethods() {
        Set<String> read = paymentMethods;
        if (read == null) {
            read = sorted(order.sale().payments().values().stream()
                    .map(Payment::method)
                    .filter(method -> !method.isEmpty()));
            paymentMethods = read;
        }
        return read;
    }

    /** Types of the holds that no gate of a flow has set. */
    public Set<String> foreignHolds() {
        Set<String> read = foreignHolds;
        if (read == null) {
            read = sorted(order.holds().stream()
                    .filter(hold -> !hold.owner().equals(Hold.FLOW))
                    .map(Hold::type));
            foreignHolds = read;
        }
        return read;
    }

    /** See {@link Order#outstanding}. */
    public @Nullable Money outstanding() {
        Owed read = owed;
        if (read == null) {
            read = new Owed(order.outstanding());
            owed = read;
        }
        return read.outstanding;
    }

    private static Set<String> sorted(Stream<String> words) {
        Set<String> sorted = words.collect(Collectors.toCollection(TreeSet::new));
        return Collections.unmodifiableSet(sorted);
    }

    /** Code of the region that the order goes to: as its address says, else as the platform does. */
    public @Nullable String region() {
        String read = order.parties().signals().region();
        return read == null ? order.region() : read;
    }

    /** The same moment with the order as it has become. */
    public OrderView with(Order changed) {
        return new OrderView(changed, now, known);
    }

    /**
     * What other orders and the catalog say about an order (domain rule ). A part is absent where nobody has looked.
     *
     * @param unpaidSiblings how many orders of the same receiver wait for their payment
     * @param previousOrders how many orders the same buyer placed and paid before
     * @param returnedOrders of how many of these goods came back
     * @param othersOnNetwork how many other buyers have ordered from the same network address
     * @param goods what the order needs from stock, as the catalog knows it
     */
    public record Known(
            @Nullable Integer unpaidSiblings,
            @Nullable Integer previousOrders,
            @Nullable Integer returnedOrders,
            @Nullable Integer othersOnNetwork,
            @Nullable List<Goods> goods) {
        /** Nobody has looked. */
        public static final Known NOTHING = new Known(null, null, null, null, null);

        /** Copies the list. */
        public Known {
            goods = goods == null ? null : List.copyOf(goods);
        }
    }

    /**
     * What a part of an order needs from stock.
     *
     * @param lineId the line that needs it
     * @param sku what is needed; absent where the line is not mapped
     * @param wanted how much, without what was canceled
     * @param category the host's category; absent where there is none, or the catalog does not know the goods
     * @param labels the classes of the item in the catalog; absent where it does not know the goods
     * @param weightGrams gross weight of all of it, 0 where not known
     */
    public record Goods(
            String lineId,
            @Nullable Sku sku,
            Quantity wanted,
            @Nullable String category,
            @Nullable Set<String> labels,
            long weightGrams) {
        static final Fields<Goods> FIELDS = Fields.builder(Goods.class)
                .text("goods.line", PUBLIC, "The platform's id of the line that needs them.", Goods::lineId)
                .text("goods.sku", PUBLIC, "The host's code.", goods -> goods.sku == null ? null : goods.sku.code())
                .text("goods.category", PUBLIC, "The host's category.", Goods::category)
                .textSet("goods.labels", PUBLIC, "Classes of the item in the catalog, such as cold.", Goods::labels)
                .quantity("goods.quantity", PUBLIC, "How much is wanted, without what was canceled.", Goods::wanted)
                .integer(
                        "goods.weightGrams",
                        "g",
                        PUBLIC,
                        "Gross weight of all of it.",
                        goods -> goods.weightGrams > 0,
                        Goods::weightGrams)
                .build();

        /** What a demand needs, as the catalog knows it. */
        public static Goods of(Demand demand, @Nullable Item item) {
            Quantity wanted = demand.quantity(demand.needed() - demand.canceled());
            return new Goods(
                    demand.lineId(),
                    demand.sku(),
                    wanted,
                    item == null || item.category().isEmpty() ? null : item.category(),
                    item == null ? null : item.classes(),
                    item != null && item.measure() == demand.measure() ? item.weightGrams(wanted) : 0);
        }
    }
}
