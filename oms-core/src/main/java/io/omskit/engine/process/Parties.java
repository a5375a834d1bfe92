package io.omskit.engine.process;

import io.omskit.address.Address;
import io.omskit.address.AddressKey;
import io.omskit.address.AddressKeys;
import io.omskit.address.HashKey;
import io.omskit.fact.BuyerKey;
import io.omskit.fact.PersonalData;
import io.omskit.fact.ShopRef;
import io.omskit.order.PartyKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Computes, once and before sealing, the keyed hashes by which orders of one buyer and receiver find each other. */
public final class Parties {
    private final List<HashKey> keys;
    private final @Nullable AddressKeys addressKeys;

    /** With no key nothing is computed, and orders never merge. */
    public Parties(List<HashKey> newestFirst) {
        keys = List.copyOf(newestFirst);
        addressKeys = keys.isEmpty() ? null : AddressKeys.of(keys.toArray(HashKey[]::new));
    }

    PartyKeys of(ShopRef shop, PersonalData personal) {
        if (addressKeys == null) {
            return PartyKeys.NONE;
        }
        HashKey newest = keys.get(0);
        List<BuyerKey> buyers = new ArrayList<>();
        add(buyers, newest, "account", shop.platform(), personal.buyerAccount());
        add(buyers, newest, "phone", "", personal.phone());
        add(buyers, newest, "mail", "", personal.mail());
        Address address = personal.address();
        List<AddressKey> addresses = address == null
                ? List.of()
                : addressKeys.keys(orEmpty(personal.name()), orEmpty(personal.phone()), address);
        String id = personal.addressId();
        return new PartyKeys(buyers, addresses, id == null ? null : addressId(newest, shop, id));
    }

    private static String addressId(HashKey key, ShopRef shop, String id) {
        return key.digest("address-id", shop.platform(), id);
    }

    /** The keyed hash of the address of a network; absent where there are no keys, or none is told in full. */
    @Nullable
    String network(@Nullable String ip) {
        return ip == null || isMasked(ip) || keys.isEmpty()
                ? null
                : keys.get(0).digest("network", "", ip.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * The keyed hash of a platform's address id: the one under which the order is known to go there, whichever of the keys made
     * it, else one of the newest key. Absent where there are no keys.
     */
    @Nullable
    String addressId(PartyKeys known, ShopRef shop, String id) {
        List<String> hashes = keys.stream().map(key -> addressId(key, shop, id)).toList();
        String digest = known.addressId();
        return digest != null && hashes.contains(digest)
                ? digest
                : hashes.stream().findFirst().orElse(null);
    }

    private static void add(List<BuyerKey> buyers, HashKey key, String kind, String scope, @Nullable String identity) {
        // masked text is shared by many people and identifies nobody
        if (identity != null && !isMasked(identity)) {
            buyers.add(BuyerKey.of(key, kind, scope, identity));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /**
     * Whether the goods are to go elsewhere than before. Keys decide where there are some, because they see through another
     * spelling; what is masked or not told any more says nothing.
     */
    static boolean isMoved(PartyKeys was, PersonalData before, PartyKeys is, PersonalData told) {
        if (!was.addresses().isEmpty() && !is.addresses().isEmpty()) {
            return Collections.disjoint(was.addresses(), is.addresses());
        }
        if (before.addressId() != null && told.addressId() != null) {
            return !before.addressId().equals(told.addressId());
        }
        Address from = before.address();
        Address to = told.address();
        return differ(before.name(), told.name())
                || differ(before.phone(), told.phone())
                || (from != null && to != null && differ(from.toString(), to.toString()));
    }

    private static boolean differ(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !isMasked(one) && !isMasked(other) && !one.equals(other);
    }

    static boolean isMasked(String text) {
        return text.isBlank() || text.indexOf('*') >= 0;
    }
}
