package io.omskit.channels.taobao;

import io.omskit.connect.payload.Payload;
import io.omskit.fact.OrderFact.Terms;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The platform's code words in neutral ones. Source: channel reference, page taobao and section 4 of the overview. */
final class TaobaoWords {
    /** How far the two payments of a presale are. */
    enum Step {
        NONE,
        DEPOSIT_OPEN,
        BALANCE_OPEN,
        PAID,
        FORFEITED,
        UNKNOWN
    }

    private static final Map<String, PlatformStatus> STATUS = Map.ofEntries(
            Map.entry("TRADE_NO_CREATE_PAY", PlatformStatus.UNPAID),
            Map.entry("WAIT_BUYER_PAY", PlatformStatus.UNPAID),
            Map.entry("PAY_PENDING", PlatformStatus.UNPAID),
            Map.entry("WAIT_PRE_AUTH_CONFIRM", PlatformStatus.UNPAID),
            Map.entry("PAID_FORBID_CONSIGN", PlatformStatus.PAID_HOLD),
            Map.entry("WAIT_SELLER_SEND_GOODS", PlatformStatus.TO_SHIP),
            Map.entry("SELLER_CONSIGNED_PART", PlatformStatus.PART_SHIPPED),
            Map.entry("WAIT_BUYER_CONFIRM_GOODS", PlatformStatus.SHIPPED),
            Map.entry("TRADE_BUYER_SIGNED", PlatformStatus.SIGNED),
            Map.entry("TRADE_FINISHED", PlatformStatus.FINISHED),
            Map.entry("TRADE_CLOSED_BY_TAOBAO", PlatformStatus.CLOSED_UNPAID),
            Map.entry("TRADE_CLOSED", PlatformStatus.CLOSED_REFUNDED));

    private static final Map<String, Step> STEPS = Map.of(
            "FRONT_NOPAID_FINAL_NOPAID", Step.DEPOSIT_OPEN,
            "FRONT_PAID_FINAL_NOPAID", Step.BALANCE_OPEN,
            "FRONT_PAID_FINAL_PAID", Step.PAID,
            "FRONT_PAID_FRONT_FORFEITED", Step.FORFEITED);

    private static final Map<String, RefundState> LINE_REFUND = Map.of(
            "NO_REFUND", RefundState.NONE,
            "CLOSED", RefundState.NONE,
            "SUCCESS", RefundState.REFUNDED,
            "WAIT_SELLER_AGREE", RefundState.REQUESTED,
            "WAIT_BUYER_RETURN_GOODS", RefundState.REQUESTED,
            "WAIT_SELLER_CONFIRM_GOODS", RefundState.REQUESTED,
            "SELLER_REFUSE_BUYER", RefundState.REQUESTED);

    private static final Map<String, RefundFact.Status> REFUND = Map.of(
            "CLOSED", RefundFact.Status.CLOSED,
            "SUCCESS", RefundFact.Status.SUCCEEDED,
            "WAIT_SELLER_AGREE", RefundFact.Status.REQUESTED,
            "WAIT_BUYER_RETURN_GOODS", RefundFact.Status.REQUESTED,
            "WAIT_SELLER_CONFIRM_GOODS", RefundFact.Status.REQUESTED,
            "SELLER_REFUSE_BUYER", RefundFact.Status.REQUESTED);

    private static final Map<Long, String> FLAGS =
            Map.of(1L, "flag-red", 2L, "flag-yellow", 3L, "flag-green", 4L, "flag-blue", 5L, "flag-purple");

    private static final Set<String> PAID_FIRST =
            Set.of("fixed", "auction", "step", "ec", "auto_delivery", "guarantee_trade");

    /** Carrier ids of the logistics reference to company codes; section 3 of the overview. */
    private static final Map<String, String> CARRIERS = Map.of(
            "sf", "SF",
            "zto", "ZTO",
            "yto", "YTO",
            "sto", "STO",
            "yunda", "YUNDA",
            "jt", "HTKY",
            "ems", "EMS",
            "post", "POSTB",
            "deppon", "DBKD");

    private static final Set<String> COMPANY_CODES = Set.of(
            "POSTB", "EMS", "EYB", "SF", "STO", "YUNDA", "YTO", "ZTO", "HTKY", "TTKDEX", "DBKD", "DBL", "BEST",
            "BESTQJT");

    private TaobaoWords() {}

    /** The status of a trade or a line. */
    static PlatformStatus status(Payload raw) {
        return raw.mapped(STATUS, PlatformStatus.UNKNOWN);
    }

    /** The step of a presale. */
    static Step step(Payload raw) {
        return raw.isAbsent() ? Step.NONE : raw.mapped(STEPS, Step.UNKNOWN);
    }

    /** A line's refund state; whatever is neither closed nor successful is open, unknown words included. */
    static RefundState lineRefund(Payload raw) {
        return raw.isAbsent() ? RefundState.NONE : raw.mapped(LINE_REFUND, RefundState.REQUESTED);
    }

    /** The state of a refund record. */
    static RefundFact.Status refund(Payload raw) {
        return raw.mapped(REFUND, RefundFact.Status.UNKNOWN);
    }

    /** How the buyer pays, by the trade's type. */
    static Terms terms(Payload type) {
        String word = type.textOr("");
        if (word.equals("cod")) {
            return Terms.CASH_ON_DELIVERY;
        }
        return PAID_FIRST.contains(word) ? Terms.PAY_FIRST : Terms.UNKNOWN;
    }

    /** The seller's colored flag; grey, which is no flag, and unknown colors give none. */
    static Set<String> flags(Payload sellerFlag) {
        Long color = sellerFlag.whole();
        if (color == null || color == 0) {
            return Set.of();
        }
        String flag = FLAGS.get(color);
        if (flag == null) {
            sellerFlag.problem("is the unknown color " + color);
            return Set.of();
        }
        return Set.of(flag);
    }

    /** The company code of a carrier, given by our carrier id or already as such a code. */
    static Optional<String> company(String carrier) {
        String code = CARRIERS.get(carrier.toLowerCase(Locale.ROOT));
        if (code == null && COMPANY_CODES.contains(carrier.toUpperCase(Locale.ROOT))) {
            code = carrier.toUpperCase(Locale.ROOT);
        }
        return Optional.ofNullable(code);
    }
}
