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
import java.util.List;
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

    /** Whether the order still goes to the platform's address id, under whichever of the keys it was hashed. */
    boolean isAt(PartyKeys known, ShopRef shop, String id) {
        String digest = known.addressId();
        return digest != null
                && keys.stream().anyMatch(key -> addressId(key, shop, id).equals(digest));
    }

    private static void add(List<BuyerKey> buyers, HashKey key, String kind, String scope, @Nullable String identity) {
        // masked text is shared by many people and identifies nobody
        if (identity != null && !identity.isBlank() && identity.indexOf('*') < 0) {
            buyers.add(BuyerKey.of(key, kind, scope, identity));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
