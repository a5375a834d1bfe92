package io.omskit.address;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Computes the address keys of a consignee under one or more hash keys of the host. Orders with a common key may be shipped
 * together (domain-rules ). Immutable and safe for use by many threads.
 */
public final class AddressKeys {
    private static final String DOMAIN = "omskit.address/" + AddressNormalizer.VERSION;

    private final List<HashKey> newestFirst;
    private final AddressNormalizer normalizer;

    private AddressKeys(List<HashKey> newestFirst, AddressNormalizer normalizer) {
        this.newestFirst = newestFirst;
        this.normalizer = normalizer;
    }

    /**
     * Keys under the given hash keys, newest first; the older ones let new orders meet those that were stored before a rotation.
     *
     * @throws IllegalArgumentException if there is none or an id occurs twice
     */
    public static AddressKeys of(HashKey... newestFirst) {
        Set<String> ids = new HashSet<>();
        for (HashKey key : newestFirst) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException(
                        "Two hash keys have the id '" + key.id() + "'\nGive every secret an id of its own.");
            }
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("No hash key given\nPass at least one HashKey, the newest first.");
        }
        return new AddressKeys(List.of(newestFirst), AddressNormalizer.standard());
    }

    /**
     * The keys of a consignee, one per hash key, newest first. Empty if there is nothing to compare by: any part is masked, or
     * the address has neither detail nor (abroad) postal code.
     *
     * @param name receiver as sent; empty if not known
     * @param phone phone as sent; empty if not known
     * @param address place as sent, resolved or not
     */
    public List<AddressKey> keys(String name, String phone, Address address) {
        Optional<NormalAddress> normal = normalizer.normalize(name, phone, address);
        if (normal.isEmpty()) {
            return List.of();
        }
        String[] parts = normal.get().parts();
        List<AddressKey> keys = new ArrayList<>(newestFirst.size());
        for (HashKey key : newestFirst) {
            keys.add(new AddressKey(key.id(), AddressNormalizer.VERSION, key.digest(DOMAIN, parts)));
        }
        return List.copyOf(keys);
    }
}
