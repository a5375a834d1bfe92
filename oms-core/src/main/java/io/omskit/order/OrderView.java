package io.omskit.order;

import static io.omskit.rule.Sensitivity.PUBLIC;

import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.rule.Fields;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order as rules and views read it: the order, the moment of reading, because ages and open deadlines are facts too, and
 * what is known beside the order. The engine looks for the latter where a rule or a gate reads it.
 *
 * @param order the order
 * @param now the moment
 * @param known what is known beside it
 */
public record OrderView(Order order, Instant now, Known known) {
    /** An order beside which nothing is known. */
    public OrderView(Order order, Instant now) {
        this(order, now, Known.NOTHING);
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
