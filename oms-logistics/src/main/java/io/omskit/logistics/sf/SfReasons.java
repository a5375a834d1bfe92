package io.omskit.logistics.sf;

import io.omskit.fact.ShipmentStatus;
import io.omskit.logistics.TrackingEventType;
import io.omskit.logistics.TrackingReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a delivery failed, by the words of the remark; SF has no code for it. A remark that fits nothing gives no reason. */
final class SfReasons {
    private static final Map<Pattern, TrackingReason> WORDS = words();

    private SfReasons() {}

    static @Nullable String of(TrackingEventType type, @Nullable String remark) {
        ShipmentStatus status = type.status();
        boolean failed =
                status == ShipmentStatus.DELIVERY_FAILED || status == ShipmentStatus.EXCEPTION || type.isReturn();
        if (!failed || remark == null) {
            return null;
        }
        return WORDS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(remark).find())
                .map(entry -> entry.getValue().name())
                .findFirst()
                .orElse(null);
    }

    private static Map<Pattern, TrackingReason> words() {
        Map<Pattern, TrackingReason> words = new LinkedHashMap<>();
        words.put(Pattern.compile("拒收|拒签"), TrackingReason.RECIPIENT_REFUSED);
        words.put(Pattern.compile("地址.{0,6}(?:错误|不详|不全|有误)"), TrackingReason.ADDRESS_WRONG);
        words.put(Pattern.compile("(?:更改|修改|变更).{0,6}地址"), TrackingReason.ADDRESS_CHANGED);
        words.put(Pattern.compile("联系不上|无法联系|无人接听|无法接通|关机"), TrackingReason.RECIPIENT_UNREACHABLE);
        words.put(Pattern.compile("另约|改约|约定.{0,6}时间|要求.{0,6}再.{0,2}派"), TrackingReason.RECIPIENT_RESCHEDULED);
        words.put(Pattern.compile("收件人不在|无人在家|客户不在"), TrackingReason.RECIPIENT_ABSENT);
        words.put(Pattern.compile("超(?:出)?.{0,4}(?:派送|服务)范围"), TrackingReason.OUT_OF_AREA);
        words.put(Pattern.compile("暴雨|台风|大雪|天气"), TrackingReason.WEATHER);
        words.put(Pattern.compile("破损|损坏"), TrackingReason.PACKAGE_DAMAGED);
        return words;
    }
}
