package io.omskit.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The record that somebody was shown personal data in plain: names of fields, never values. Whoever shows the data journals
 * it first.
 *
 * @param who the person as the host names them
 * @param role in which role
 * @param purpose what for, as that person said
 * @param order whose data, by our id or the channel's reference
 * @param plain names of the personal fields that were shown as they are, ascending
 * @param masked names of the fields that were shown masked, ascending
 * @param at when
 */
public record Audit(
        String who, String role, String purpose, String order, List<String> plain, List<String> masked, Instant at) {
    public Audit {
        plain = plain.stream().sorted().toList();
        masked = masked.stream().sorted().toList();
    }

    /**
     * What somebody must say who wants to see personal data.
     *
     * @param who the person as the host names them
     * @param purpose what for
     * @param order whose data, by our id or the channel's reference
     * @param at when
     */
    public record Request(String who, String purpose, String order, Instant at) {
        private static final int MAX_LENGTH = 256;

        /** Refuses blank and overlong texts. */
        public Request {
            check("person who asks", who);
            check("purpose", purpose);
            check("order", order);
        }

        private static void check(String what, String text) {
            if (text.isBlank() || text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("A request for personal data names the " + what + " in "
                        + text.strip().length() + " characters.\nSay it in 1 to " + MAX_LENGTH + ".");
            }
        }
    }

    /** The record in a fixed order, the time as ISO-8601 text, ready for JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("who", who);
        map.put("role", role);
        map.put("purpose", purpose);
        map.put("order", order);
        map.put("plain", plain);
        map.put("masked", masked);
        map.put("at", at.toString());
        return map;
    }
}
