package io.omskit.channels.taobao;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxOrder.Line;
import io.omskit.channels.sandbox.SandboxOrder.RefundState;
import io.omskit.channels.sandbox.SandboxOrder.State;
import io.omskit.value.Apportionment;
import io.omskit.value.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as a trade of the sandbox. Amounts keep the official identities: a line pays price times number less its discount,
 * the post fee lies inside the line where there is only one, and the trade's discount is allotted to the lines.
 */
final class TopTrades {
    private static final List<String> OAID_NEEDS =
            List.of("receiver_name", "receiver_address", "created", "receiver_mobile", "receiver_phone");

    private TopTrades() {}

    /**
     * The trade with the members that were asked for. The opaque address id comes only with the whole receiver.
     *
     * @param seller the seller and the application that asks
     */
    static ObjectNode of(SandboxOrder order, String seller, List<String> fields) {
        ObjectNode trade = amounts(order);
        receiver(trade, order);
        if (fields.containsAll(OAID_NEEDS)) {
            trade.put("oaid", oaid(order, seller));
        }
        List<ObjectNode> lines = lines(order);
        List<String> lineFields = fields.stream()
                .filter(field -> field.startsWith("orders."))
                .map(field -> field.substring("orders.".length()))
                .toList();
        if (fields.contains("orders")) {
            TopAnswers.putList(trade, "orders", "order", lines);
        } else if (!lineFields.isEmpty()) {
            List<ObjectNode> some = lines.stream()
                    .map(line -> TopAnswers.only(line, lineFields))
                    .toList();
            TopAnswers.putList(trade, "orders", "order", some);
        }
        promotions(trade, order);
        List<String> asked = new ArrayList<>(fields);
        asked.add("orders");
        asked.add("oaid");
        return TopAnswers.only(trade, asked);
    }

    private static ObjectNode amounts(SandboxOrder order) {
        ObjectNode trade = TopAnswers.object();
        trade.put("tid", new BigInteger(order.number()));
        trade.put("tid_str", order.number());
        trade.put("status", status(order.state()));
        boolean presale = order.deposit() != null;
        trade.put("type", presale ? "step" : "fixed");
        trade.put("created", TopAnswers.time(order.placedAt()));
        trade.put("modified", TopAnswers.time(order.modifiedAt()));
        if (order.paidAt() != null) {
            trade.put("pay_time", TopAnswers.time(order.paidAt()));
        }
        if (!order.parcels().isEmpty()) {
            trade.put("consign_time", TopAnswers.time(order.parcels().get(0).at()));
        }
        trade.put("seller_memo", order.memo());
        trade.put("seller_flag", 0);
        trade.put("payment", yuan(order.payable()));
        trade.put("total_fee", yuan(order.goods()));
        trade.put("discount_fee", yuan(tradeDiscount(order)));
        trade.put("adjust_fee", "0.00");
        trade.put("post_fee", yuan(order.freight()));
        trade.put("cod_fee", "0.00");
        trade.put("received_payment", "0.00");
        if (!order.platformDiscount().isZero()) {
            trade.put("platform_subsidy_fee", yuan(order.platformDiscount()));
        }
        if (presale) {
            presale(trade, order);
        }
        return trade;
    }

    private static void presale(ObjectNode trade, SandboxOrder order) {
        trade.put("step_trade_status", step(order));
        trade.put("new_presell", true);
        if (order.paid().isPositive()) {
            trade.put("step_paid_fee", yuan(order.paid()));
        }
    }

    private static String step(SandboxOrder order) {
        if (order.paidAt() != null) {
            return "FRONT_PAID_FINAL_PAID";
        }
        return switch (order.state()) {
            case DEPOSIT_PAID -> "FRONT_PAID_FINAL_NOPAID";
            case FORFEITED -> "FRONT_PAID_FRONT_FORFEITED";
            default -> "FRONT_NOPAID_FINAL_NOPAID";
        };
    }

    /** What is taken off the whole order, whoever pays for it. */
    private static Money tradeDiscount(SandboxOrder order) {
        return order.sellerDiscount().plus(order.platformDiscount());
    }

    private static List<ObjectNode> lines(SandboxOrder order) {
        boolean single = order.lines().size() == 1;
        long[] weights = new long[order.lines().size()];
        for (int i = 0; i < weights.length; i++) {
            Line line = order.lines().get(i);
            weights[i] = line.amount().minus(line.discount()).minor();
        }
        long[] shares = Apportionment.share(tradeDiscount(order).minor(), weights);
        List<ObjectNode> lines = new ArrayList<>(weights.length);
        for (int i = 0; i < weights.length; i++) {
            Money payment = Money.of(weights[i], order.freight().currency());
            payment = single ? payment.plus(order.freight()) : payment;
            lines.add(line(order, order.lines().get(i), payment, Money.of(shares[i], payment.currency())));
        }
        return lines;
    }

    private static ObjectNode line(SandboxOrder order, Line line, Money payment, Money share) {
        ObjectNode json = TopAnswers.object();
        json.put("oid", new BigInteger(line.id()));
        json.put("oid_str", line.id());
        json.put("num_iid", Long.parseLong(line.itemId()));
        json.put("sku_id", skuId(line.itemId()));
        json.put("outer_iid", line.code());
        json.put("outer_sku_id", line.code());
        json.put("title", line.title());
        json.put("sku_properties_name", "颜色:样品");
        json.put("price", line.unitPrice().amount().setScale(2).toPlainString());
        BigDecimal number = line.quantity().toDecimal();
        json.put("num", number);
        json.put("total_fee", yuan(line.amount().minus(line.discount())));
        json.put("discount_fee", yuan(line.discount()));
        json.put("adjust_fee", "0.00");
        json.put("payment", yuan(payment));
        json.put("part_mjz_discount", yuan(share));
        Money divided = payment.minus(share);
        json.put("divide_order_fee", yuan(divided));
        json.put("status", status(lineState(order, line)));
        refund(json, order, line, divided);
        parcel(json, order, line);
        json.put("cid", 50_011_001);
        return json;
    }

    /** The line shows its last refund; one that gave back only a part leaves the line as it is. */
    private static void refund(ObjectNode json, SandboxOrder order, Line line, Money divided) {
        String status = "NO_REFUND";
        for (SandboxOrder.Refund refund : order.refunds()) {
            boolean part =
                    refund.state() == RefundState.SUCCEEDED && refund.amount().compareTo(divided) < 0;
            if (line.id().equals(refund.lineId()) && !part) {
                status = TopRefunds.status(refund.state());
                json.put("refund_id", refund.id());
            }
        }
        json.put("refund_status", status);
    }

    private static void parcel(ObjectNode json, SandboxOrder order, Line line) {
        for (SandboxOrder.Parcel parcel : order.parcels()) {
            if (parcel.lineIds().isEmpty() || parcel.lineIds().contains(line.id())) {
                json.put("logistics_company", parcel.carrier());
                json.put("invoice_no", parcel.tracking());
                json.put("consign_time", TopAnswers.time(parcel.at()));
            }
        }
    }

    private static State lineState(SandboxOrder order, Line line) {
        if (order.state() != State.PART_SHIPPED) {
            return order.state();
        }
        return order.unshippedLines().contains(line.id()) ? State.PAID : State.SHIPPED;
    }

    static String skuId(String itemId) {
        return itemId + "01";
    }

    private static void promotions(ObjectNode trade, SandboxOrder order) {
        List<ObjectNode> promotions = new ArrayList<>(2);
        promotion(promotions, order, "店铺满减", "shopbonus-1_1", order.sellerDiscount());
        promotion(promotions, order, "平台券", "Tmall$coupon-2_2", order.platformDiscount());
        TopAnswers.putList(trade, "promotion_details", "promotion_detail", promotions);
    }

    private static void promotion(
            List<ObjectNode> promotions, SandboxOrder order, String name, String id, Money discount) {
        if (!discount.isZero()) {
            ObjectNode promotion = TopAnswers.object();
            promotion.put("id", new BigInteger(order.number()));
            promotion.put("promotion_name", name);
            promotion.put("promotion_id", id);
            promotion.put("discount_fee", yuan(discount));
            promotions.add(promotion);
        }
    }

    private static void receiver(ObjectNode trade, SandboxOrder order) {
        SandboxOrder.Receiver receiver = order.receiver();
        trade.put("buyer_nick", order.buyer().charAt(0) + "**");
        trade.put("buyer_open_uid", "AAH" + Integer.toHexString(order.buyer().hashCode()));
        trade.put("seller_nick", "样品旗舰店");
        trade.put("receiver_name", receiver.name().charAt(0) + "**");
        trade.put("receiver_state", receiver.province());
        trade.put("receiver_city", receiver.city());
        trade.put("receiver_district", receiver.district());
        trade.put("receiver_address", receiver.detail().charAt(0) + "**路***号");
        trade.put("receiver_zip", "000000");
        trade.put("receiver_mobile", "*******" + tail(receiver.phone()));
        trade.put("receiver_phone", "");
    }

    private static String tail(String phone) {
        return phone.substring(Math.max(0, phone.length() - 4));
    }

    /**
     * The opaque id of the receiver, for one seller and one application, and for orders of one calendar week: the same person
     * has another one next week. Nothing can be read from it.
     */
    static String oaid(SandboxOrder order, String seller) {
        SandboxOrder.Receiver receiver = order.receiver();
        OffsetDateTime created = order.placedAt().atOffset(TopAnswers.PLATFORM_ZONE);
        String parts = String.join(
                "|",
                receiver.name(),
                receiver.phone(),
                receiver.province(),
                receiver.city(),
                receiver.district(),
                receiver.detail(),
                created.get(IsoFields.WEEK_BASED_YEAR) + "-" + created.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                seller);
        return "1" + Base64.getUrlEncoder().withoutPadding().encodeToString(TopAccess.digest("SHA-256", parts));
    }

    static String status(State state) {
        return switch (state) {
            case PLACED, DEPOSIT_PAID -> "WAIT_BUYER_PAY";
            case HELD -> "PAID_FORBID_CONSIGN";
            case PAID -> "WAIT_SELLER_SEND_GOODS";
            case PART_SHIPPED -> "SELLER_CONSIGNED_PART";
            case SHIPPED -> "WAIT_BUYER_CONFIRM_GOODS";
            case FINISHED -> "TRADE_FINISHED";
            case CLOSED_UNPAID, FORFEITED -> "TRADE_CLOSED_BY_TAOBAO";
            case CLOSED_REFUNDED -> "TRADE_CLOSED";
        };
    }

    static String yuan(@Nullable Money money) {
        return money == null ? "0.00" : money.toMajor().setScale(2).toPlainString();
    }
}
