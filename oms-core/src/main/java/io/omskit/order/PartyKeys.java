package io.omskit.order;

import io.omskit.address.AddressKey;
import io.omskit.fact.BuyerKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who bought and where it goes, as keyed hashes only. Computed once, before personal data is sealed.
 *
 * @param buyers identities of the buyer; empty where nothing identifies one
 * @param addresses keys of receiver and address, newest host key first; empty where the text is masked
 * @param addressId keyed hash of the platform's opaque address id, with the platform; absent where there is none
 */
public record PartyKeys(
        List<BuyerKey> buyers,
        List<AddressKey> addresses,
        @Nullable String addressId) {

    /** Nothing known: such an order never merges. */
    public static final PartyKeys NONE = new PartyKeys(List.of(), List.of(), null);

    public PartyKeys {
        buyers = List.copyOf(buyers);
        addresses = List.copyOf(addresses);
    }

    /**
     * The one text that equal receivers share, by the first rule of that applies: the platform's address id with
     * the buyer, else the keyed normalized address. Absent where neither is there: such an order never merges.
     */
    public @Nullable String mergeKey() {
        if (addressId != null) {
            return buyers.isEmpty()
                    ? null
                    : "id:" + addressId + ":" + buyers.get(0).text();
        }
        if (addresses.isEmpty()) {
            return null;
        }
        AddressKey newest = addresses.get(0);
        return "adr:" + newest.keyId() + ":" + newest.normalizerVersion() + ":" + newest.text();
    }
}
