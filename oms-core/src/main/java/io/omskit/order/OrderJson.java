package io.omskit.order;

import io.omskit.address.AddressKey;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.StatedAmounts;
import io.omskit.fact.StatedAmounts.Discount;
import io.omskit.order.stored.StateVersions;
import io.omskit.order.stored.StoredWriter;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of an order: compact JSON with readable names (invariant U1).
 *
 * <p>The form is flat: scalars, objects of scalars and flat lists ({@code basis}, {@code latest}, {@code parties}), and
 * lists of such objects ({@code lines}, {@code states}, {@code pays}, {@code refunds}, {@code demands}, {@code holds},
 * {@code passes}, {@code approvals}, {@code questions}). The order of members never matters. What is absent, zero, empty or usual is left out; id and channel
 * reference are columns of the row. Money is whole minor units of {@code cur}.
 *
 * <p>Versions: an old row goes through the upgraders of all versions since; a row of a newer version is read as it is. A
 * member that this version does not know stays with its object (see {@link Order#unknown}) and is written again as long as
 * that object is the same reading. So a version may add members, to any object, and must give them a meaning where they
 * are absent; it never adds positions to a flat list. An upgrader leaves alone what is already there, because an older
 * process may have written the row last.
 *
 * <p>Stateless and safe for several threads.
 */
public final class OrderJson {
    private static final StateVersions VERSIONS = StateVersions.upgradedBy(List.of());

    /** Version of the form that {@link #write} makes; stored beside the row. */
    public static final int STATE_VERSION = VERSIONS.newest();

    /** After the bearer of a discount: only claimed until a settlement shows it. */
    static final String CLAIMED = "?";

    /** What most holds block. */
    static final Set<Hold.Step> USUAL_BLOCKS = Set.of(Hold.Step.RELEASE, Hold.Step.HAND_OVER);

    /** An answer that may also be absent. */
    static final String YES = "Y";

    private static final String NO = "N";

    private OrderJson() {}

    /** The order without its id and reference, which the row holds in columns. */
    public static String write(Order order) {
        return new Writing(order).order();
    }

    /**
     * The order that was written.
     *
     * @param stateVersion the version beside the row
     * @throws IllegalArgumentException if the text is not an order, or holds a word that only a newer version knows
     */
    public static Order read(long id, ChannelRef ref, int stateVersion, String json) {
        return read(id, ref, stateVersion, json, VERSIONS);
    }

    static Order read(long id, ChannelRef ref, int stateVersion, String json, StateVersions versions) {
        return versions.read(
                "order " + id + " (" + ref + ")", stateVersion, json, row -> OrderReader.order(id, ref, row));
    }

    /** One order on its way into text. */
    private static final class Writing {
        private final Order order;
        private final Sale sale;
        private final @Nullable Money zero;
        private final StoredWriter out;

        Writing(Order order) {
            this.order = order;
            this.sale = order.sale();
            Sale.Basis basis = sale.basis();
            Currency currency = basis == null ? null : basis.amounts().currency();
            this.zero = currency == null ? null : Money.zero(currency);
            this.out = new StoredWriter(currency, order.unknown());
        }

        String order() {
            Sale.Basis basis = sale.basis();
            if (basis != null) {
                out.text("cur", basis.amounts().currency().getCurrencyCode());
            }
            out.instant("seen", order.firstSeenAt());
            out.number("journal", order.journal(), 0);
            out.text("region", order.region());
            if (basis != null) {
                basis(basis);
            }
            Sale.Reading latest = sale.latest();
            if (latest != null) {
                out.object("latest", () -> latest(latest, basis));
                states(latest);
            }
            out.objects("pays", sale.payments().values(), (position, payment) -> payment(payment));
            out.objects("refunds", sale.refunds().values(), (position, refund) -> refund(refund));
            out.objects("demands", order.demands(), this::demand);
            out.objects("holds", order.holds(), (position, hold) -> hold(hold));
            out.objects("passes", order.passes(), (position, pass) -> pass(pass));
            order.handling().write(out);
            out.values("work", order.fulfillmentOrders());
            parties(order.parties());
            out.unknown("order", "");
            return out.end();
        }

        private void basis(Sale.Basis basis) {
            List<OrderFact.Line> lines = basis.lines();
            PlatformStatus usual = lines.isEmpty() ? null : lines.get(0).status();
            out.object("basis", () -> {
                out.revision(basis.revision());
                out.flag("paid", basis.paid());
                out.word("kind", basis.kind(), OrderFact.Kind.SALE);
                out.word("terms", basis.terms(), OrderFact.Terms.PAY_FIRST);
                out.instant("placed", basis.placedAt());
                out.word("st", usual, null);
                amounts(basis.amounts());
                out.unknown("basis", basis.revision());
            });
            out.objects("lines", lines, (position, line) -> {
                line(line, usual);
                out.unknown("line#" + line.id(), basis.revision());
            });
        }

        private void amounts(StatedAmounts amounts) {
            out.money("goods", amounts.goods());
            discounts(amounts.discounts());
            out.money("change", amounts.priceChange());
            out.money("freight", amounts.freight());
            out.money("extra", amounts.surcharges());
            out.money("tax", amounts.tax());
            out.money("taxIn", amounts.taxIncluded());
            out.money("taxOut", amounts.taxRemitted());
            out.money("payable", amounts.payable());
            out.money("had", amounts.paid());
            out.money("back", amounts.refunded());
        }

        /** Bearer and amount in turn; a question mark after a bearer who only claims to pay. */
        private void discounts(List<Discount> discounts) {
            out.values("off", discounts, off -> List.of(bearer(off), out.plain(off.amount())));
        }

        private static String bearer(Discount off) {
            return off.claimed() ? off.bearer() + CLAIMED : off.bearer().name();
        }

        private void line(OrderFact.Line line, @Nullable PlatformStatus usual) {
            out.text("id", line.id());
            out.text("code", line.code());
            out.values("alt", line.alternateCodes());
            out.text("title", line.title().isEmpty() ? null : line.title());
            out.quantity(line.quantity());
            out.money("amt", line.amount());
            out.price(line.unitPrice(), StoredWriter.evenPrice(line.amount(), line.quantity()));
            discounts(line.discounts());
            out.money("share", line.orderDiscountShare());
            out.moneyUnless(zero, "change", line.priceChange());
            out.word("st", line.status(), usual);
            out.word("refund", line.refundState(), RefundState.NONE);
            out.text("refundId", line.refundId());
            out.money("back", line.refundedAmount());
            out.text("source", line.source());
            out.instant("shipBy", line.shipBy());
            out.flag("presale", line.presale());
            out.flag("gift", line.gift());
        }

        private void latest(Sale.Reading latest, Sale.@Nullable Basis basis) {
            if (basis != null && basis.revision().equals(latest.revision())) {
                out.flag("same", true);
            } else {
                out.revision(latest.revision());
            }
            out.word("st", latest.status(), null);
            out.text("raw", latest.rawStatus().equals(latest.status().name()) ? null : latest.rawStatus());
            out.instant("paidAt", latest.paidAt());
            out.instant("shipBy", latest.shipBy());
            out.instant("closed", latest.closedAt());
            out.flag("presale", latest.presale());
            out.moneyUnless(basis == null ? null : basis.amounts().paid(), "had", latest.paid());
            out.moneyUnless(basis == null ? null : basis.amounts().refunded(), "back", latest.refunded());
            out.values("blocks", latest.blocks(), block -> List.of(block.code(), block.text()));
            out.values("related", latest.related(), related -> List.of(related.role(), related.number()));
            out.values("flags", List.copyOf(latest.flags()));
            out.number("problems", latest.problems(), 0);
            out.unknown("latest", latest.revision());
        }

        /** Left out where the lines as sold say the same; an id is left out where the line has the same place. */
        private void states(Sale.Reading latest) {
            List<OrderFact.Line> lines = sale.lines();
            if (isToldByLines(latest.lines(), lines)) {
                return;
            }
            out.allObjects("states", latest.lines(), (position, state) -> {
                boolean inPlace =
                        position < lines.size() && lines.get(position).id().equals(state.lineId());
                out.text("id", inPlace ? null : state.lineId());
                out.word("st", state.status(), latest.status());
                out.word("refund", state.refundState(), RefundState.NONE);
                out.text("refundId", state.refundId());
                out.money("back", state.refundedAmount());
                out.unknown("state#" + state.lineId(), latest.revision());
            });
        }

        private static boolean isToldByLines(List<Sale.LineState> states, List<OrderFact.Line> lines) {
            boolean told = states.size() == lines.size();
            for (int i = 0; told && i < states.size(); i++) {
                told = states.get(i).equals(Sale.LineState.of(lines.get(i)));
            }
            return told;
        }

        private void payment(Payment payment) {
            out.text("trade", payment.tradeNo());
            out.revision(payment.revision());
            out.money("amt", payment.amount());
            out.text("method", payment.method().isEmpty() ? null : payment.method());
            out.number("parts", payment.instalments(), 1);
            out.word("st", payment.status(), null);
            out.instantUnless(payment.revision().modifiedAt(), "paidAt", payment.paidAt());
            out.unknown("pay#" + payment.tradeNo(), payment.revision());
        }

        private void refund(Refund refund) {
            out.text("id", refund.refundId());
            out.revision(refund.revision());
            out.text("line", refund.lineId());
            out.quantity(refund.quantity());
            out.money("amt", refund.amount());
            out.word("st", refund.status(), null);
            out.word("phase", refund.phase(), RefundFact.Phase.UNKNOWN);
            out.flag("return", refund.withReturn());
            out.instantUnless(refund.revision().modifiedAt(), "on", refund.occurredAt());
            out.unknown("refund#" + refund.refundId(), refund.revision());
        }

        private void demand(int position, Demand demand) {
            out.number("index", demand.index(), position);
            out.text("line", demand.lineId());
            out.text("sku", demand.sku().code());
            out.word("unit", demand.measure(), Measure.PIECE);
            out.word("origin", demand.origin(), Demand.Origin.SOLD);
            out.number("ratio", demand.ratio(), 1);
            out.number("weight", demand.shareWeight(), 1);
            out.text("bundle", demand.bundle());
            out.flag("together", demand.shipTogether());
            out.text("source", demand.source());
            out.flag("presale", demand.presale());
            out.instant("shipBy", demand.shipBy());
            out.text("rule", demand.ruleId());
            out.values("for", demand.triggers(), trigger -> List.of(trigger.orderId(), trigger.lineId()));
            out.number("need", demand.needed(), 0);
            out.number("canceled", demand.canceled(), 0);
            out.number("withdrawn", demand.withdrawn(), 0);
            out.number("missing", demand.missing(), 0);
            out.number("allocated", demand.allocated(), 0);
            out.number("unplanned", demand.unplanned(), restOf(demand));
            progress(demand.progress());
            out.unknown("demand", demand.index());
        }

        /** By invariant Q1; so the counter is written only where it is broken. */
        private static long restOf(Demand demand) {
            return demand.needed() - demand.canceled() - demand.missing() - demand.allocated();
        }

        private void progress(Progress progress) {
            out.number("released", progress.released(), 0);
            out.number("packed", progress.packed(), 0);
            out.number("shipped", progress.shipped(), 0);
            out.number("delivered", progress.delivered(), 0);
            out.number("announced", progress.returnRequested(), 0);
            out.number("good", progress.returnedGood(), 0);
            out.number("damaged", progress.returnedDamaged(), 0);
            out.number("lost", progress.lost(), 0);
        }

        private void hold(Hold hold) {
            out.text("type", hold.type());
            out.text("owner", hold.owner().equals(Hold.FLOW) ? null : hold.owner());
            out.text("handle", hold.handle().equals(hold.type()) ? null : hold.handle());
            out.text("line", hold.lineId());
            out.text("why", hold.reason());
            out.instant("at", hold.createdAt());
            out.instant("until", hold.expiresAt());
            if (!hold.blocks().equals(USUAL_BLOCKS)) {
                out.allValues("blocks", List.copyOf(new TreeSet<>(hold.blocks())));
            }
            out.unknown("hold#" + hold.owner() + "#" + hold.handle(), Objects.requireNonNullElse(hold.lineId(), ""));
        }

        private void pass(Order.Pass pass) {
            out.text("gate", pass.gate());
            out.text("by", pass.by());
            out.instant("at", pass.at());
            out.unknown("pass", pass.gate());
        }

        private void parties(PartyKeys parties) {
            out.values("buyers", parties.buyers(), key -> List.of(key.keyId(), key.text()));
            out.values("addresses", parties.addresses(), Writing::parts);
            out.text("addressId", parties.addressId());
            PartyKeys.PlatformGroup group = parties.group();
            if (group != null) {
                out.text("group", group.key());
                out.instant("groupAt", group.askedAt());
                out.text("groupId", group.addressId().equals(parties.addressId()) ? null : group.addressId());
            }
            signals(parties.signals());
        }

        /** What is not known is not written, so that no words and unknown words differ. */
        private void signals(PartyKeys.Signals signals) {
            words("messageWords", signals.messageWords());
            words("memoWords", signals.memoWords());
            out.text("addressComplete", yesOrNo(signals.addressComplete()));
            out.text("phonePlausible", yesOrNo(signals.phonePlausible()));
            out.flag("blacklisted", signals.blacklisted());
            out.text("place", signals.region());
            out.text("network", signals.network());
        }

        private void words(String name, @Nullable Set<String> words) {
            if (words != null) {
                out.allValues(name, List.copyOf(words));
            }
        }

        private static @Nullable String yesOrNo(@Nullable Boolean answer) {
            return answer == null ? null : answer ? YES : NO;
        }

        private static List<Object> parts(AddressKey key) {
            return List.of(key.keyId(), key.normalizerVersion(), key.text());
        }
    }
}
