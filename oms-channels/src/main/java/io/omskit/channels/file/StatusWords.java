package io.omskit.channels.file;

import io.omskit.fact.PlatformStatus;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Status words of exports, Chinese and English, and our own names. {@code CANCELED} stands for "closed*" of the reference. */
final class StatusWords {
    private static final Map<String, PlatformStatus> WORDS = words();

    private StatusWords() {}

    /** The status of a word, UNKNOWN where nobody knows it. */
    static PlatformStatus of(String text) {
        return WORDS.getOrDefault(normalized(text), PlatformStatus.UNKNOWN);
    }

    private static Map<String, PlatformStatus> words() {
        Map<String, PlatformStatus> words = new HashMap<>();
        for (PlatformStatus status : PlatformStatus.values()) {
            words.put(normalized(status.name()), status);
        }
        put(words, PlatformStatus.UNPAID, "待付款", "未付款", "等待买家付款", "pending payment", "pending", "awaiting payment");
        put(words, PlatformStatus.DEPOSIT_PAID, "定金已付", "待付尾款", "已付定金");
        put(words, PlatformStatus.PAID_HOLD, "已付款待审核", "on hold", "payment review");
        put(
                words,
                PlatformStatus.TO_SHIP,
                "待发货",
                "已付款",
                "买家已付款",
                "买家已付款,等待卖家发货",
                "等待卖家发货",
                "paid",
                "processing",
                "awaiting shipment",
                "unshipped");
        put(words, PlatformStatus.PART_SHIPPED, "部分发货", "卖家部分发货", "partially shipped");
        put(words, PlatformStatus.SHIPPED, "已发货", "卖家已发货", "卖家已发货,等待买家确认", "待收货", "in transit");
        put(words, PlatformStatus.SIGNED, "已签收", "delivered");
        put(words, PlatformStatus.FINISHED, "交易成功", "已完成", "完成", "completed", "complete");
        put(words, PlatformStatus.CANCELED, "交易关闭", "已关闭", "已取消", "取消", "cancelled", "closed");
        put(words, PlatformStatus.CLOSED_UNPAID, "未付款关闭", "超时未付款关闭", "expired");
        put(words, PlatformStatus.CLOSED_REFUNDED, "refunded", "已退款", "退款成功", "全额退款");
        return Map.copyOf(words);
    }

    private static void put(Map<String, PlatformStatus> words, PlatformStatus status, String... texts) {
        for (String text : texts) {
            words.put(normalized(text), status);
        }
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
