package io.omskit.order;

import static io.omskit.rule.Sensitivity.COMMERCIAL;
import static io.omskit.rule.Sensitivity.PUBLIC;

import io.omskit.address.Region;
import io.omskit.address.Regions;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundState;
import io.omskit.rule.Fields;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The field catalogs of orders and their lines. Personal data is not among them: it is sealed elsewhere. Reading a field
 * makes no object, but: {@code order.discountPercent}; {@code order.unmappedLines} of an order that has an unmapped line of
 * which money has gone back; and once for each {@link OrderView} what it gathers.
 */
public final class OrderFields {
    /** The field that tells how many orders of the same receiver are not paid; gates that read it need an expiry. */
    public static final String UNPAID_SIBLINGS = "order.unpaidSiblings";

    /** The field that tells how often the same buyer has ordered and paid before. */
    public static final String PREVIOUS_ORDERS = "buyer.previousOrders";

    /** The field that tells of how many of these orders goods came back. */
    public static final String RETURNED_ORDERS = "buyer.returnedOrders";

    /** The field that tells how many other buyers have ordered from the same network address. */
    public static final String OTHERS_ON_NETWORK = "buyer.othersOnNetwork";

    /** The list of what an order needs from stock, as the catalog knows it. */
    public static final String GOODS = "goods";

    /** The field that tells the weight of an order, which the catalog must know of all its goods. */
    public static final String WEIGHT = "order.weightGrams";

    /** The fields that only other orders and the catalog tell; where nobody looks at these, they are absent. */
    public static final Set<String> BESIDE_THE_ORDER =
            Set.of(UNPAID_SIBLINGS, PREVIOUS_ORDERS, RETURNED_ORDERS, OTHERS_ON_NETWORK, GOODS, WEIGHT);

    private static final long SECONDS_OF_MINUTE = 60;
    private static final long SECONDS_OF_DAY = 86_400;

    /** The weekday of 1 January 1970. */
    private static final DayOfWeek FIRST_WEEKDAY = DayOfWeek.THURSDAY;

    private static final List<OrderFact.Block.Code> BLOCK_CODES = List.of(OrderFact.Block.Code.values());
    private static final List<String> BLOCK_WORDS = BLOCK_CODES.stream()
            .filter(code -> code != OrderFact.Block.Code.REFUND_OPEN)
            .map(Enum::name)
            .toList();
    private static final AtomicReferenceArray<@Nullable Set<String>> BLOCK_NAMES =
            new AtomicReferenceArray<>(1 << BLOCK_CODES.size());

    private static final Fields<OrderFact.Line> LINES = Fields.builder(OrderFact.Line.class)
            .text("line.id", PUBLIC, "The platform's line id.", OrderFact.Line::id)
            .present()
            .text("line.code", PUBLIC, "The code that identifies the goods in the shop.", OrderFact.Line::code)
            .text("line.title", PUBLIC, "Name of the goods as shown to the buyer.", OrderFact.Line::title)
            .present()
            .quantity("line.quantity", PUBLIC, "Quantity as sold.", OrderFact.Line::quantity)
            .present()
            .notNegative()
            .money("line.amount", COMMERCIAL, "Line goods before discounts.", OrderFact.Line::amount)
            .present()
            .text("line.source", PUBLIC, "Who must fulfill the line, where fixed.", OrderFact.Line::source)
            .bool("line.presale", PUBLIC, "Whether the line is a presale.", OrderFact.Line::presale)
            .present()
            .bool("line.gift", PUBLIC, "Whether the platform gave it as a gift.", OrderFact.Line::gift)
            .present()
            .bool("line.weighed", PUBLIC, "Whether it is sold by measure, not by piece.", line -> line.quantity()
                    .isWeighed())
            .present()
            .text("line.status", PUBLIC, "The platform's status of the line in neutral words.", line -> line.status()
                    .name())
            .present()
            .words(PlatformStatus.values())
            .text("line.refundState", PUBLIC, "How far a refund of the line is.", line -> line.refundState()
                    .name())
            .present()
            .words(RefundState.values())
            .instant("line.shipBy", PUBLIC, "Until when to hand the line over.", OrderFact.Line::shipBy)
            .build();

    private static final Fields<OrderView> ORDERS = Fields.builder(OrderView.class)
            .text("order.platform", PUBLIC, "Platform id.", view -> view.order()
                    .ref()
                    .platform())
            .present()
            .text("order.shop", PUBLIC, "The host's name of the shop.", view -> view.order()
                    .ref()
                    .shop())
            .present()
            .text("order.number", PUBLIC, "The platform's order number.", view -> view.order()
                    .ref()
                    .number())
            .present()
            .text("order.status", PUBLIC, "The platform's status in neutral words.", view -> view.order()
                    .sale()
                    .status()
                    .name())
            .present()
            .words(PlatformStatus.values())
            .text("order.terms", PUBLIC, "How the buyer pays.", OrderFields::terms)
            .words(OrderFact.Terms.values())
            .bool("order.expected", PUBLIC, "Whether no reading of the order itself has come yet.", view -> view.order()
                    .sale()
                    .isExpected())
            .present()
            .bool(
                    "order.shippedElsewhere",
                    PUBLIC,
                    "Whether the platform says that the goods have left, and none left through us.",
                    OrderFields::shippedElsewhere)
            .present()
            .bool("order.presale", PUBLIC, "Whether the platform marks it as presale.", OrderFields::presale)
            .bool("order.refundOpen", PUBLIC, "Whether a refund is asked for and not decided.", view -> view.order()
                    .sale()
                    .isRefundOpen())
            .present()
            .money("order.goods", COMMERCIAL, "Goods before discounts.", view -> stated(view, true))
            .money("order.payable", COMMERCIAL, "What the buyer owes as sold.", view -> stated(view, false))
            .money(
                    "order.paid",
                    COMMERCIAL,
                    "What the buyer has paid so far.",
                    view -> view.order().sale().paidCurrency(),
                    view -> view.order().sale().paidMinor())
            .integer("order.problems", "", PUBLIC, "Problems of the newest reading.", OrderFields::problems)
            .notNegative()
            .integer(
                    "order.unmappedLines",
                    "",
                    PUBLIC,
                    "Lines that the catalog does not know.",
                    view -> Demands.countUnmapped(view.order()))
            .notNegative()
            .integer("order.missing", "", PUBLIC, "Steps of demands that no stock was found for.", OrderFields::missing)
            .notNegative()
            .integer(
                    "order.minutesSincePaid",
                    "minutes",
                    PUBLIC,
                    "Whole minutes since payment was complete.",
                    view -> view.order().paidAt() != null,
                    view -> minutesSince(view.order().paidAt(), view.now()))
            .integer(
                    "order.minutesToShipBy",
                    "minutes",
                    PUBLIC,
                    "Whole minutes until the promised hand-over, negative when late.",
                    view -> view.order().shipBy() != null,
                    view -> -minutesSince(view.order().shipBy(), view.now()))
            .integer(
                    UNPAID_SIBLINGS,
                    "",
                    PUBLIC,
                    "Orders of the same receiver that wait for their payment.",
                    view -> view.known().unpaidSiblings() != null,
                    view -> count(view.known().unpaidSiblings()))
            .notNegative()
            .integer(
                    PREVIOUS_ORDERS,
                    "",
                    COMMERCIAL,
                    "Orders that the same buyer placed and paid before, 100 at most.",
                    view -> view.known().previousOrders() != null,
                    view -> count(view.known().previousOrders()))
            .notNegative()
            .integer(
                    RETURNED_ORDERS,
                    "",
                    COMMERCIAL,
                    "How many of these brought goods back.",
                    view -> view.known().returnedOrders() != null,
                    view -> count(view.known().returnedOrders()))
            .notNegative()
            .integer(
                    OTHERS_ON_NETWORK,
                    "",
                    COMMERCIAL,
                    "Other buyers among the newest 100 orders from the same network address.",
                    view -> view.known().othersOnNetwork() != null,
                    view -> count(view.known().othersOnNetwork()))
            .notNegative()
            .instant("order.placedAt", PUBLIC, "When the buyer placed it.", OrderFields::placedAt)
            .instant("order.paidAt", PUBLIC, "When payment was complete.", view -> view.order()
                    .paidAt())
            .instant("order.shipBy", PUBLIC, "Until when to hand over.", view -> view.order()
                    .shipBy())
            .text("order.region", PUBLIC, "Code of the destination region.", view -> view.order()
                    .region())
            .text(
                    "order.province",
                    PUBLIC,
                    "Name of the province or state.",
                    view -> place(view, Region.Level.PROVINCE))
            .text("order.city", PUBLIC, "Name of the city.", view -> place(view, Region.Level.CITY))
            .text("order.county", PUBLIC, "Name of the county or district.", view -> place(view, Region.Level.COUNTY))
            .text("order.town", PUBLIC, "Name of the town or street office.", view -> place(view, Region.Level.TOWN))
            .textSet("order.flags", PUBLIC, "Free marks of the platform.", view -> flags(view.order()))
            .textSet("order.blocks", PUBLIC, "Why the platform does not want it shipped.", view -> blocks(view.order()))
            .words(BLOCK_WORDS)
            .text("order.kind", PUBLIC, "A sale to a buyer, or a pick for a platform.", OrderFields::kind)
            .words(OrderFact.Kind.values())
            .text("order.currency", PUBLIC, "Currency of its amounts.", OrderFields::currency)
            .money(
                    "order.discount",
                    COMMERCIAL,
                    "All discounts, whoever bears them.",
                    OrderFields::statedCurrency,
                    OrderFields::discountMinor)
            .notNegative()
            .decimal(
                    "order.discountPercent",
                    "%",
                    COMMERCIAL,
                    "All discounts in percent of the goods, with two decimals.",
                    OrderFields::discountPercent)
            .notNegative()
            .money("order.freight", COMMERCIAL, "Freight that the buyer pays.", OrderFields::freight)
            .money(
                    "order.outstanding",
                    COMMERCIAL,
                    "What is still owed; negative where too much was paid.",
                    OrderView::outstanding)
            .integer("order.pieces", "", PUBLIC, "Pieces sold, weighed goods apart.", OrderFields::pieces)
            .notNegative()
            .integer(
                    WEIGHT,
                    "g",
                    PUBLIC,
                    "Gross weight of all that is wanted.",
                    view -> weightGrams(view) > 0,
                    OrderFields::weightGrams)
            .notNegative()
            .textSet("order.paymentMethods", PUBLIC, "How the buyer has paid.", OrderView::paymentMethods)
            .bool("order.addressKnown", PUBLIC, "Whether it is known where to.", OrderFields::addressKnown)
            .present()
            .bool("order.addressComplete", PUBLIC, "Whether the address has every level.", view -> signals(view)
                    .addressComplete())
            .bool("order.phonePlausible", PUBLIC, "Whether the phone looks like one.", view -> signals(view)
                    .phonePlausible())
            .bool("order.blacklisted", COMMERCIAL, "Whether the host's blacklist knows the buyer.", view -> signals(
                            view)
                    .blacklisted())
            .textSet("order.messageWords", PUBLIC, "Keywords in the buyer's message.", view -> signals(view)
                    .messageWords())
            .textSet("order.memoWords", PUBLIC, "Keywords in the seller's memo.", view -> signals(view)
                    .memoWords())
            .textSet("order.holds", PUBLIC, "Types of the holds that no gate has set.", OrderView::foreignHolds)
            .textSet("order.tags", PUBLIC, "Words that rules and gates have given it.", view -> view.order()
                    .handling()
                    .tags())
            .present()
            .bool("order.sealed", PUBLIC, "Whether it may be neither merged nor split.", view -> view.order()
                    .handling()
                    .sealed())
            .present()
            .text("order.reviewer", COMMERCIAL, "Who is to review it.", view -> view.order()
                    .handling()
                    .reviewer())
            .lines("lines", PUBLIC, "What was sold, and where it stands now.", LINES, OrderView::lines)
            .present()
            .lines(
                    GOODS,
                    PUBLIC,
                    "What it needs from stock, as the catalog knows it.",
                    OrderView.Goods.FIELDS,
                    view -> view.known().goods())
            .build();

    private OrderFields() {}

    /** The catalog of orders. */
    public static Fields<OrderView> orders() {
        return ORDERS;
    }

    /**
     * The catalog of orders with the time of day besides, for cut-offs and business days.
     *
     * @param zone of the clock on the wall, usually the one of the shop or the warehouse
     */
    public static Fields<OrderView> orders(ZoneId zone) {
        return ORDERS.extend(fields -> fields.integer(
                        "order.minuteOfDay",
                        "minutes",
                        PUBLIC,
                        "Minutes since midnight on the wall clock, now.",
                        view -> minuteOfDay(view.now(), zone))
                .notNegative()
                .text(
                        "order.weekday",
                        PUBLIC,
                        "Day of the week on the wall clock, now, such as MONDAY.",
                        view -> weekday(view.now(), zone).name())
                .present()
                .words(DayOfWeek.values())
                .integer(
                        "order.paidMinuteOfDay",
                        "minutes",
                        PUBLIC,
                        "Minutes since midnight on the wall clock, when payment was complete.",
                        view -> view.order().paidAt() != null,
                        view -> minuteOfDay(view.order().paidAt(), zone))
                .notNegative()
                .integer(
                        "order.daysSincePaid",
                        "days",
                        PUBLIC,
                        "Midnights of the wall clock since payment was complete.",
                        view -> view.order().paidAt() != null,
                        view -> daysSince(view.order().paidAt(), view.now(), zone)));
    }

    /** The catalog of what an order needs from stock. */
    public static Fields<OrderView.Goods> goods() {
        return OrderView.Goods.FIELDS;
    }

    /** The catalog of order lines. */
    public static Fields<OrderFact.Line> lines() {
        return LINES;
    }

    private static @Nullable String kind(OrderView view) {
        Sale.Basis basis = view.order().sale().basis();
        return basis == null ? null : basis.kind().name();
    }

    private static @Nullable String currency(OrderView view) {
        Currency currency = statedCurrency(view);
        return currency == null ? null : currency.getCurrencyCode();
    }

    private static @Nullable Currency statedCurrency(OrderView view) {
        Sale.Basis basis = view.order().sale().basis();
        return basis == null ? null : basis.amounts().currency();
    }

    private static @Nullable Money freight(OrderView view) {
        Sale.Basis basis = view.order().sale().basis();
        return basis == null ? null : basis.amounts().freight();
    }

    private static long discountMinor(OrderView view) {
        Sale.Basis basis = view.order().sale().basis();
        return basis == null ? 0 : basis.amounts().discountTotal().minor();
    }

    private static @Nullable BigDecimal discountPercent(OrderView view) {
        Money goods = stated(view, true);
        return goods == null || !goods.isPositive()
                ? null
                : BigDecimal.valueOf(discountMinor(view))
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(goods.minor()), 2, RoundingMode.HALF_UP);
    }

    private static long pieces(OrderView view) {
        long pieces = 0;
        List<OrderFact.Line> lines = view.order().sale().lines();
        for (int i = 0; i < lines.size(); i++) {
            Quantity quantity = lines.get(i).quantity();
            pieces += quantity.isWeighed() ? 0 : quantity.steps();
        }
        return pieces;
    }

    private static boolean addressKnown(OrderView view) {
        PartyKeys parties = view.order().parties();
        return !parties.addresses().isEmpty() || parties.addressId() != null;
    }

    private static long count(@Nullable Integer counted) {
        return counted == null ? 0 : counted;
    }

    private static @Nullable String place(OrderView view, Region.Level level) {
        String region = view.region();
        return region == null ? null : Regions.bundled().nameAt(region, level);
    }

    /** Zero where the weight of something wanted is not known. */
    private static long weightGrams(OrderView view) {
        List<OrderView.Goods> goods = view.known().goods();
        if (goods == null || !haveGoods(view.order().sale().lines(), goods)) {
            return 0;
        }
        long sum = 0;
        for (int i = 0; i < goods.size(); i++) {
            OrderView.Goods one = goods.get(i);
            if (one.weightGrams() == 0 && !one.wanted().isZero()) {
                return 0;
            }
            sum = Math.addExact(sum, one.weightGrams());
        }
        return sum;
    }

    private static boolean haveGoods(List<OrderFact.Line> lines, List<OrderView.Goods> goods) {
        for (int i = 0; i < lines.size(); i++) {
            boolean found = false;
            for (int j = 0; j < goods.size() && !found; j++) {
                found = goods.get(j).lineId().equals(lines.get(i).id());
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static PartyKeys.Signals signals(OrderView view) {
        return view.order().parties().signals();
    }

    private static long minuteOfDay(@Nullable Instant moment, ZoneId zone) {
        return moment == null ? 0 : Math.floorMod(wallSeconds(moment, zone), SECONDS_OF_DAY) / SECONDS_OF_MINUTE;
    }

    private static long daysSince(@Nullable Instant since, Instant now, ZoneId zone) {
        return since == null ? 0 : wallDay(now, zone) - wallDay(since, zone);
    }

    private static DayOfWeek weekday(Instant moment, ZoneId zone) {
        return FIRST_WEEKDAY.plus(wallDay(moment, zone));
    }

    private static long wallDay(Instant moment, ZoneId zone) {
        return Math.floorDiv(wallSeconds(moment, zone), SECONDS_OF_DAY);
    }

    /** Seconds since the first midnight of 1970 on the wall clock; a date would be an object for each reading. */
    private static long wallSeconds(Instant moment, ZoneId zone) {
        return moment.getEpochSecond() + zone.getRules().getOffset(moment).getTotalSeconds();
    }

    private static @Nullable String terms(OrderView view) {
        Sale.Basis basis = view.order().sale().basis();
        return basis == null ? null : basis.terms().name();
    }

    private static @Nullable Boolean presale(OrderView view) {
        Sale.Reading latest = view.order().sale().latest();
        return latest == null ? null : latest.presale();
    }

    private static @Nullable Money stated(OrderView view, boolean goods) {
        Sale.Basis basis = view.order().sale().basis();
        if (basis == null) {
            return null;
        }
        return goods ? basis.amounts().goods() : basis.amounts().payable();
    }

    private static @Nullable Instant placedAt(OrderView view) {
        Sale.Basis basis = view.order().sale().basis();
        return basis == null ? null : basis.placedAt();
    }

    private static boolean shippedElsewhere(OrderView view) {
        PlatformStatus status = view.order().sale().status();
        if (!status.isShippedSomewhere() || status == PlatformStatus.PART_SHIPPED) {
            return false;
        }
        List<Demand> demands = view.order().demands();
        for (int i = 0; i < demands.size(); i++) {
            if (demands.get(i).progress().shipped() != 0) {
                return false;
            }
        }
        return true;
    }

    private static long problems(OrderView view) {
        Sale.Reading latest = view.order().sale().latest();
        return latest == null ? 0 : latest.problems();
    }

    private static long missing(OrderView view) {
        long sum = 0;
        List<Demand> demands = view.order().demands();
        for (int i = 0; i < demands.size(); i++) {
            sum += demands.get(i).missing();
        }
        return sum;
    }

    private static long minutesSince(@Nullable Instant since, Instant now) {
        if (since == null) {
            return 0;
        }
        long seconds = Math.subtractExact(now.getEpochSecond(), since.getEpochSecond());
        return (now.getNano() < since.getNano() ? seconds - 1 : seconds) / SECONDS_OF_MINUTE;
    }

    private static Set<String> flags(Order order) {
        Sale.Reading latest = order.sale().latest();
        return latest == null ? Set.of() : latest.flags();
    }

    /** Every block but an open refund, which is a fact of its own; absent where there is none. */
    private static @Nullable Set<String> blocks(Order order) {
        Sale.Reading latest = order.sale().latest();
        List<OrderFact.Block> blocks = latest == null ? List.of() : latest.blocks();
        int codes = 0;
        for (int i = 0; i < blocks.size(); i++) {
            OrderFact.Block.Code code = blocks.get(i).code();
            codes |= code == OrderFact.Block.Code.REFUND_OPEN ? 0 : 1 << BLOCK_CODES.indexOf(code);
        }
        return codes == 0 ? null : blockNames(codes);
    }

    /** The names of the codes whose bits are set. Each such set is made once; two threads may make equal ones. */
    private static Set<String> blockNames(int codes) {
        Set<String> known = BLOCK_NAMES.get(codes);
        if (known != null) {
            return known;
        }
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < BLOCK_CODES.size(); i++) {
            if ((codes & (1 << i)) != 0) {
                names.add(BLOCK_CODES.get(i).name());
            }
        }
        Set<String> made = Collections.unmodifiableSet(names);
        BLOCK_NAMES.set(codes, made);
        return made;
    }
}
