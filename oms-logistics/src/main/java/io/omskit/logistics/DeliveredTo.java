package io.omskit.logistics;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who took a parcel. In China a parcel left at a station or in a locker counts as signed for some settlement rules, but not
 * for the buyer. Source: logistics reference 2.3.
 */
public enum DeliveredTo {
    RECIPIENT,
    /** Somebody in the recipient's place: family, colleague, neighbor. */
    PROXY,
    STATION,
    LOCKER,
    /** Property management, guard or reception of the building. */
    PROPERTY;

    private static final Pattern TAKEN_OUT = Pattern.compile("取出|取走|已取件|自提签收|(?i)collected");
    private static final Pattern LOCKER_WORDS = Pattern.compile("柜|丰巢|(?i)locker");
    private static final Pattern PROPERTY_WORDS = Pattern.compile("物业|门卫|保安|前台|传达室|收发室|(?i)reception");
    private static final Pattern STATION_WORDS = Pattern.compile("驿站|代收点|自提点|便利店|超市|服务站|(?i)parcel ?shop");
    private static final Pattern PROXY_WORDS = Pattern.compile("代签|代收|家人|同事|邻居|(?i)neighbou?r");

    /** What an event says about it: the words of its text first, then what its type implies; null where it says nothing. */
    static @Nullable DeliveredTo of(TrackingEventType type, @Nullable String text) {
        String words = text == null ? "" : text;
        return switch (type) {
            case COLLECTED_FROM_STATION -> RECIPIENT;
            case PLACED_AT_STATION -> place(words, STATION);
            case DELIVERED_TO_PROXY -> place(words, PROXY);
            case DELIVERED, PARTIALLY_DELIVERED ->
                TAKEN_OUT.matcher(words).find() ? RECIPIENT : place(words, RECIPIENT);
            default -> null;
        };
    }

    private static DeliveredTo place(String words, DeliveredTo otherwise) {
        if (LOCKER_WORDS.matcher(words).find()) {
            return LOCKER;
        }
        if (PROPERTY_WORDS.matcher(words).find()) {
            return PROPERTY;
        }
        if (STATION_WORDS.matcher(words).find()) {
            return STATION;
        }
        return PROXY_WORDS.matcher(words).find() ? PROXY : otherwise;
    }
}
