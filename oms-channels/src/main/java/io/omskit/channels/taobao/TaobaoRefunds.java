package io.omskit.channels.taobao;

import static io.omskit.channels.taobao.TaobaoLines.CNY;

import io.omskit.channels.reading.OrderParts;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.Payload.Unit;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundFact.Phase;
import io.omskit.fact.RefundFact.Status;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refund records as facts. What they say is read from the record alone, so that one record gives one fact, whichever API
 * brought it and whatever came beside it.
 *
 * <p>Source: channel reference, page taobao, section 7. {@code order_status} of a record is known from general knowledge only.
 */
final class TaobaoRefunds {
    private static final Set<String> WITH_RETURN = Set.of("REFUND_AND_RETURN", "TMALL_EXCHANGE", "TAOBAO_EXCHANGE");

    private TaobaoRefunds() {}

    /** The records of an order, of each refund the newest. */
    static List<RefundFact> read(OrderParts parts) {
        Map<String, RefundFact> newest = new LinkedHashMap<>();
        for (Payload record : parts.parts()) {
            String id = record.require("refund_id").id();
            Money amount = record.require("refund_fee").money(CNY, Unit.MAJOR);
            if (id == null || id.isBlank()) {
                continue;
            }
            if (amount != null && amount.isNegative()) {
                record.get("refund_fee").problem("is negative");
                amount = null;
            }
            RefundFact refund = refund(parts, record, id, amount);
            RefundFact known = newest.get(id);
            if (known == null || refund.revision().compareTo(known.revision()) >= 0) {
                newest.put(id, refund);
            }
        }
        return List.copyOf(newest.values());
    }

    private static RefundFact refund(OrderParts parts, Payload record, String id, @Nullable Money amount) {
        Status status = TaobaoWords.refund(record.require("status"));
        Instant modified = record.get("modified").time();
        Instant created = record.get("created").time();
        boolean withReturn = record.get("has_good_return").flagOr(false)
                || WITH_RETURN.contains(record.get("dispute_type").textOr(""));
        return new RefundFact(
                parts.ref(),
                id,
                parts.revision(modified == null ? created : modified),
                parts.provenance(),
                line(record),
                quantity(record, withReturn),
                amount,
                status,
                record.get("status").textOr(""),
                phase(record, withReturn),
                withReturn,
                status == Status.SUCCEEDED ? modified : created);
    }

    private static @Nullable String line(Payload record) {
        String line = record.get("oid_str").id();
        return line == null ? record.get("oid").id() : line;
    }

    /** Units count where goods come back or the shop keeps nothing of the line; any other refund is by amount only. */
    private static @Nullable Quantity quantity(Payload record, boolean withReturn) {
        Long number = record.get("num").whole();
        Money kept = record.get("payment").money(CNY, Unit.MAJOR);
        boolean whole = withReturn || (kept != null && kept.isZero());
        return number != null && number > 0 && whole ? Quantity.pieces(number) : null;
    }

    /** {@code onsale} only means that the trade is not finished, so it does not tell whether the goods have left. */
    private static Phase phase(Payload record, boolean withReturn) {
        if (withReturn || record.get("refund_phase").textOr("").equals("aftersale")) {
            return Phase.AFTER_SHIPPING;
        }
        return switch (record.get("order_status").textOr("")) {
            case "WAIT_SELLER_SEND_GOODS", "PAID_FORBID_CONSIGN" -> Phase.BEFORE_SHIPPING;
            case "WAIT_BUYER_CONFIRM_GOODS", "TRADE_BUYER_SIGNED", "TRADE_FINISHED" -> Phase.AFTER_SHIPPING;
            default -> Phase.UNKNOWN;
        };
    }
}
