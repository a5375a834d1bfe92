package io.omskit.order;

import io.omskit.address.AddressKey;
import io.omskit.fact.BuyerKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who bought and where it goes, as keyed hashes only. Computed once, before personal data is sealed.
 *
 * @param buyers identities of the buyer; empty where nothing identifies one
 * @param addresses keys of receiver and address, newest host key first; empty where the text is masked
 * @param addressId keyed hash of the platform's opaque address id, with the platform; absent where there is none
 * @param group what the platform answered when it was asked which orders go to one receiver; absent where it was not
 */
public record PartyKeys(
        List<BuyerKey> buyers,
        List<AddressKey> addresses,
        @Nullable String addressId,
        @Nullable PlatformGroup group) {

    /** Nothing known: such an order never merges. */
    public static final PartyKeys NONE = new PartyKeys(List.of(), List.of(), null);

    public PartyKeys {
        buyers = List.copyOf(buyers);
        addresses = List.copyOf(addresses);
    }

    /** Keys that no answer of the platform is known for. */
    public PartyKeys(List<BuyerKey> buyers, List<AddressKey> addresses, @Nullable String addressId) {
        this(buyers, addresses, addressId, null);
    }

    /**
     * The platform's own grouping of orders by receiver.
     *
     * @param key the same for all orders of one receiver in one answer: the least of them
     * @param askedAt when the platform was asked
     */
    public record PlatformGroup(String key, Instant askedAt) {
        private static final Comparator<PlatformGroup> LATER =
                Comparator.comparing(PlatformGroup::askedAt).thenComparing(PlatformGroup::key);
    }

    /** These keys with one more answer of the platform; of two the later question counts, whichever comes first. */
    public PartyKeys with(PlatformGroup told) {
        return group != null && PlatformGroup.LATER.compare(told, group) <= 0
                ? this
                : new PartyKeys(buyers, addresses, addressId, told);
    }

    /** These keys, read anew, with the answer that the earlier ones had, unless the address is another one. */
    public PartyKeys after(PartyKeys earlier) {
        return group == null && earlier.group != null && Objects.equals(addressId, earlier.addressId)
                ? with(earlier.group)
                : this;
    }

    /**
     * The one text that equal receivers share, by the first rule of that applies: the platform's own grouping, else its
     * address id with the buyer, else the keyed normalized address. Absent where none is there: such an order never merges.
     */
    public @Nullable String mergeKey() {
        if (group != null) {
            return "grp:" + group.key();
        }
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
