package io.omskit.channels.taobao;

import io.omskit.address.Address;
import io.omskit.channels.reading.ApiForm;
import io.omskit.channels.reading.OrderParts;
import io.omskit.channels.reading.PlatformOrders;
import io.omskit.channels.reading.Statuses;
import io.omskit.channels.taobao.TaobaoWords.Step;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.OrderFact.Block;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trades and refunds of TOP as facts. A trade that misses what nobody may guess (status, payment, lines, a line's price or
 * number) is read as UNKNOWN with the problem named. Stateless and thread-safe.
 *
 * <p>Source: channel reference, page taobao, sections 4, 5, 7 and "Sample".
 */
final class TaobaoOrders implements PlatformOrders {
    static final String SOLD = "taobao.trades.sold.get";
    static final String INCREMENT = "taobao.trades.sold.increment.get";
    static final String FULL_INFO = "taobao.trade.fullinfo.get";
    static final String REFUND = "taobao.refund.get";
    static final String REFUNDS = "taobao.refunds.receive.get";

    private static final List<ApiForm> FORMS = List.of(
            ApiForm.orders(SOLD)
                    .under(TaobaoGateway.envelope(SOLD), "trades", "trade")
                    .numberedBy("tid_str", "tid"),
            ApiForm.orders(INCREMENT)
                    .under(TaobaoGateway.envelope(INCREMENT), "trades", "trade")
                    .numberedBy("tid_str", "tid"),
            ApiForm.orders(FULL_INFO)
                    .under(TaobaoGateway.envelope(FULL_INFO), "trade")
                    .numberedBy("tid_str", "tid"),
            ApiForm.parts(REFUND)
                    .under(TaobaoGateway.envelope(REFUND), "refund")
                    .numberedBy("tid_str", "tid"),
            ApiForm.parts(REFUNDS)
                    .under(TaobaoGateway.envelope(REFUNDS), "refunds", "refund")
                    .numberedBy("tid_str", "tid"));

    @Override
    public String platform() {
        return TaobaoChannel.ID;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public PayloadReader reader() {
        return TaobaoGateway.READER;
    }

    @Override
    public List<ApiForm> forms() {
        return FORMS;
    }

    @Override
    public List<Fact> read(OrderParts parts) {
        List<RefundFact> refunds = TaobaoRefunds.read(parts);
        List<Fact> facts = new ArrayList<>(1 + refunds.size());
        parts.newest("modified").ifPresent(trade -> facts.add(order(parts, trade, refunds)));
        facts.addAll(refunds);
        return facts;
    }

    private static OrderFact order(OrderParts parts, Payload trade, List<RefundFact> refunds) {
        PlatformStatus raw = TaobaoWords.status(trade.require("status"));
        Step step = TaobaoWords.step(trade.get("step_trade_status"));
        boolean presale = trade.get("type").textOr("").equals("step")
                || trade.get("new_presell").flagOr(false);
        TaobaoLines lines = TaobaoLines.of(trade, raw, presale);
        TaobaoAmounts amounts = TaobaoAmounts.of(trade, lines, step, refunds);
        boolean known = lines.isComplete() && amounts.stated().payable() != null && step != Step.UNKNOWN;
        PlatformStatus status =
                known || raw.isClosed() ? Statuses.of(raw, step == Step.BALANCE_OPEN, false) : PlatformStatus.UNKNOWN;
        PersonalData personal = personal(trade);
        return new OrderFact(
                parts.ref(),
                parts.revision(trade.require("modified").time()),
                parts.provenance(),
                OrderFact.Kind.SALE,
                status,
                trade.get("status").textOr(""),
                TaobaoWords.terms(trade.get("type")),
                trade.get("created").time(),
                trade.get("pay_time").time(),
                null,
                trade.get("end_time").time(),
                presale,
                amounts.stated(),
                lines.lines(),
                blocks(lines),
                List.of(),
                TaobaoWords.flags(trade.get("seller_flag")),
                null,
                personal,
                trade.problems());
    }

    /** An open refund of a line stops the order, whatever its status; source: overview, trap 8. */
    private static List<Block> blocks(TaobaoLines lines) {
        for (OrderFact.Line line : lines.lines()) {
            if (line.refundState() == RefundState.REQUESTED) {
                return List.of(new Block(Block.Code.REFUND_OPEN, "refund_status of line " + line.id()));
            }
        }
        return List.of();
    }

    private static @Nullable PersonalData personal(Payload trade) {
        PersonalData personal = new PersonalData(
                account(trade),
                trade.get("receiver_name").text(),
                phone(trade),
                null,
                address(trade),
                trade.get("oaid").text(),
                trade.get("buyer_message").text(),
                trade.get("seller_memo").text(),
                null);
        return personal.equals(PersonalData.NONE) ? null : personal;
    }

    /** The opaque id; a nick only where it is not masked, because many buyers share one masked nick. */
    private static @Nullable String account(Payload trade) {
        String openId = trade.get("buyer_open_uid").text();
        if (openId != null) {
            return openId;
        }
        String nick = trade.get("buyer_nick").text();
        return nick == null || nick.indexOf('*') >= 0 ? null : nick;
    }

    private static @Nullable String phone(Payload trade) {
        String mobile = trade.get("receiver_mobile").text();
        return mobile == null ? trade.get("receiver_phone").text() : mobile;
    }

    private static @Nullable Address address(Payload trade) {
        Address address = new Address(
                "CN",
                trade.get("receiver_state").textOr(""),
                trade.get("receiver_city").textOr(""),
                trade.get("receiver_district").textOr(""),
                trade.get("receiver_town").textOr(""),
                trade.get("receiver_address").textOr(""),
                trade.get("receiver_zip").textOr(""),
                null);
        boolean empty = (address.province() + address.city() + address.district() + address.detail()).isEmpty();
        return empty ? null : address;
    }
}
