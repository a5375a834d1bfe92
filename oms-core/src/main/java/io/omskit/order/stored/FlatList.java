package io.omskit.order.stored;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads lists whose members have their meaning by place, in which stored rows keep what they have many of. Stateless and safe for
 * several threads.
 */
public final class FlatList {
    private FlatList() {}

    /**
     * The text at a place.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static String text(List<?> flat, int index) {
        return member(flat, index, String.class, "text");
    }

    /**
     * The whole number at a place.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static long whole(List<?> flat, int index) {
        return member(flat, index, Long.class, "whole number");
    }

    /**
     * The list at a place.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static List<?> list(List<?> flat, int index) {
        return member(flat, index, List.class, "list");
    }

    /** What follows a place as names and values in turn. */
    public static Map<String, Object> named(List<?> flat, int from) {
        Map<String, Object> named = new HashMap<>();
        for (int i = from; i + 1 < flat.size(); i += 2) {
            named.put(text(flat, i), flat.get(i + 1));
        }
        return named;
    }

    private static <T> T member(List<?> flat, int index, Class<T> type, String kind) {
        Object member = index < flat.size() ? flat.get(index) : null;
        if (type.isInstance(member)) {
            return type.cast(member);
        }
        throw new IllegalArgumentException("a list has no " + kind + " at place " + index);
    }
}
