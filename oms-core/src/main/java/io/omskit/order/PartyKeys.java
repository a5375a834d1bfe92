package io.omskit.order;

import io.omskit.address.AddressKey;
import io.omskit.fact.BuyerKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who bought and where it goes, as keyed hashes and yes-or-no facts only. Computed once, before personal data is sealed.
 *
 * @param buyers identities of the buyer; empty where nothing identifies one
 * @param addresses keys of receiver and address, newest host key first; empty where the text is masked
 * @param addressId keyed hash of the platform's opaque address id, with the platform; absent where there is none
 * @param group what the platform answered last when it was asked which orders go to one receiver; absent where it was not
 * @param signals what rules may read of the words and the receiver
 */
public record PartyKeys(
        List<BuyerKey> buyers,
        List<AddressKey> addresses,
        @Nullable String addressId,
        @Nullable PlatformGroup group,
        Signals signals) {

    /** Nothing known: such an order never merges. */
    public static final PartyKeys NONE = new PartyKeys(List.of(), List.of(), null);

    public PartyKeys {
        buyers = List.copyOf(buyers);
        addresses = List.copyOf(addresses);
    }

    /** Keys that no answer of the platform is known for. */
    public PartyKeys(List<BuyerKey> buyers, List<AddressKey> addresses, @Nullable String addressId) {
        this(buyers, addresses, addressId, null, Signals.NONE);
    }

    /**
     * What rules may read of personal data, without being personal data (domain rule ). Absent parts are not known:
     * nothing was told, or what was told is masked.
     *
     * @param messageWords the host's keywords that the buyer's message holds
     * @param memoWords the host's keywords that the seller's memo holds
     * @param addressComplete whether the address has every level that a carrier asks for
     * @param phonePlausible whether the phone has the form of a number that can be called
     * @param blacklisted whether the host's blacklist knows the buyer or the receiver
     * @param region code of the deepest region of the address that is certain, a town at most
     * @param network keyed hash of the address of the network from which the order was placed
     */
    public record Signals(
            @Nullable Set<String> messageWords,
            @Nullable Set<String> memoWords,
            @Nullable Boolean addressComplete,
            @Nullable Boolean phonePlausible,
            boolean blacklisted,
            @Nullable String region,
            @Nullable String network) {
        /** Nothing known. */
        public static final Signals NONE = new Signals(null, null, null, null, false, null, null);

        public Signals {
            messageWords = messageWords == null ? null : ordered(messageWords);
            memoWords = memoWords == null ? null : ordered(memoWords);
        }

        private static Set<String> ordered(Set<String> words) {
            return Collections.unmodifiableSet(new TreeSet<>(words));
        }

        /** The same with another answer of the blacklist. */
        public Signals withBlacklisted(boolean listed) {
            return listed == blacklisted
                    ? this
                    : new Signals(messageWords, memoWords, addressComplete, phonePlausible, listed, region, network);
        }

        /**
         * Whether a decision that was made on the earlier signals did not know what these say: other words, or a place on the
         * blacklist. What is not known any more, because it is masked now, says nothing.
         */
        public boolean isNewsAfter(Signals earlier) {
            return differ(earlier.messageWords, messageWords)
                    || differ(earlier.memoWords, memoWords)
                    || (blacklisted && !earlier.blacklisted);
        }

        private static boolean differ(@Nullable Set<String> before, @Nullable Set<String> now) {
            return now != null && !now.equals(before == null ? Set.of() : before);
        }
    }

    /**
     * The platform's own grouping of orders by receiver.
     *
     * @param key the same for all orders of one receiver in one answer: the least of them
     * @param askedAt when the platform was asked
     * @param addressId keyed hash of the address id that was asked about; the answer counts only while the order goes there
     */
    public record PlatformGroup(String key, Instant askedAt, String addressId) {
        private static final Comparator<PlatformGroup> LATER = Comparator.comparing(PlatformGroup::askedAt)
                .thenComparing(PlatformGroup::key)
                .thenComparing(PlatformGroup::addressId);
    }

    /** What tells this buyer from others: the account if it is known, else the phone, else the mail; absent where nothing is. */
    public @Nullable String buyer() {
        return buyers.isEmpty() ? null : buyers.get(0).text();
    }

    /** The platform's grouping, where its last answer is about the address that the order goes to. */
    public @Nullable PlatformGroup grouping() {
        return group != null && group.addressId().equals(addressId) ? group : null;
    }

    /** These keys with one more answer of the platform; of two the later question counts, whichever comes first. */
    public PartyKeys with(PlatformGroup told) {
        return group != null && PlatformGroup.LATER.compare(told, group) <= 0
                ? this
                : new PartyKeys(buyers, addresses, addressId, told, signals);
    }

    /** The same keys with other signals. */
    public PartyKeys with(Signals told) {
        return told.equals(signals) ? this : new PartyKeys(buyers, addresses, addressId, group, told);
    }

    /** These keys, read anew, with the answer that the earlier ones had. */
    public PartyKeys after(PartyKeys earlier) {
        return earlier.group == null ? this : with(earlier.group);
    }

    /**
     * The one text that equal receivers share, by the first rule of that applies: the platform's own grouping, else its
     * address id with the buyer, else the keyed normalized address. Absent where none is there: such an order never merges.
     */
    public @Nullable String mergeKey() {
        PlatformGroup told = grouping();
        if (told != null) {
            return "grp:" + told.key();
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
