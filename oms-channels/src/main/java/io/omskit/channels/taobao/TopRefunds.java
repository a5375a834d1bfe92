package io.omskit.channels.taobao;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxOrder.Line;
import io.omskit.channels.sandbox.SandboxOrder.Refund;
import io.omskit.channels.sandbox.SandboxOrder.RefundState;
import io.omskit.channels.sandbox.SandboxOrder.State;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The refunds of the sandbox's orders; each hangs on a line, and on the trade itself where it is for the whole order. */
final class TopRefunds {
    private record Found(SandboxOrder order, Refund refund) {}

    private TopRefunds() {}

    /** Refunds that changed in a window, both ends inside, the latest first. */
    static List<ObjectNode> modified(List<SandboxOrder> orders, Instant from, Instant to, List<String> fields) {
        List<Found> found = new ArrayList<>();
        for (SandboxOrder order : orders) {
            for (Refund refund : order.refunds()) {
                if (!refund.modifiedAt().isBefore(from) && !refund.modifiedAt().isAfter(to)) {
                    found.add(new Found(order, refund));
                }
            }
        }
        found.sort(Comparator.comparing((Found one) -> one.refund().modifiedAt())
                .thenComparing(one -> one.refund().id())
                .reversed());
        return found.stream().map(one -> of(one, fields)).toList();
    }

    /** The refund with a number; none where there is no such. */
    static List<ObjectNode> numbered(List<SandboxOrder> orders, String id, List<String> fields) {
        List<ObjectNode> found = new ArrayList<>(1);
        for (SandboxOrder order : orders) {
            for (Refund refund : order.refunds()) {
                if (refund.id().equals(id)) {
                    found.add(of(new Found(order, refund), fields));
                }
            }
        }
        return found;
    }

    private static ObjectNode of(Found found, List<String> fields) {
        SandboxOrder order = found.order();
        Refund refund = found.refund();
        String lineId = refund.lineId() == null ? order.number() : refund.lineId();
        Line line = order.line(lineId);
        ObjectNode json = TopAnswers.object();
        json.put("refund_id", refund.id());
        json.put("tid", new BigInteger(order.number()));
        json.put("oid", new BigInteger(lineId));
        json.put("num", line == null ? 0 : line.quantity().steps());
        json.put("title", line == null ? "" : line.title());
        json.put("refund_fee", TopTrades.yuan(refund.amount()));
        json.put("payment", TopTrades.yuan(order.payable().minus(refund.amount())));
        json.put("total_fee", TopTrades.yuan(order.goods()));
        json.put("status", status(refund.state()));
        json.put("created", TopAnswers.time(refund.createdAt()));
        json.put("modified", TopAnswers.time(refund.modifiedAt()));
        json.put("good_status", refund.withReturn() ? "BUYER_RECEIVED" : "BUYER_NOT_RECEIVED");
        json.put("has_good_return", refund.withReturn());
        boolean left = !order.parcels().isEmpty() || order.state() == State.FINISHED;
        json.put("refund_phase", left ? "aftersale" : "onsale");
        json.put("refund_version", refund.modifiedAt().toEpochMilli());
        json.put("dispute_type", refund.withReturn() ? "REFUND_AND_RETURN" : "REFUND");
        return TopAnswers.only(json, fields);
    }

    static String status(RefundState state) {
        return switch (state) {
            case REQUESTED -> "WAIT_SELLER_AGREE";
            case SUCCEEDED -> "SUCCESS";
            case REFUSED -> "CLOSED";
        };
    }
}
