package io.omskit.logistics;

import io.omskit.address.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that a carrier gave out for one delivery.
 *
 * @param number the number of the first or only parcel
 * @param more numbers of further parcels of the same delivery
 * @param signedReturn the number under which a signed receipt comes back, where one was ordered
 */
public record Waybill(
        String number, List<String> more, @Nullable String signedReturn) {
    public Waybill {
        if (number.isBlank()) {
            throw new IllegalArgumentException(
                    "a waybill has no number.\nReport the carrier's answer as a failure instead.");
        }
        more = List.copyOf(more);
    }

    /**
     * What a carrier needs to know to make a waybill. Holds personal data: {@link #toString} shows the key only.
     *
     * @param key the same for every attempt; the carrier recognizes repeats by it
     * @param sender where it is collected
     * @param receiver where it goes
     * @param goods what is inside, at least one
     * @param parcels how many parcels, at least 1
     * @param product the carrier's own product code; absent means the account's
     * @param weightGrams estimated weight of all; absent where not known
     */
    public record Order(
            String key,
            Party sender,
            Party receiver,
            List<Goods> goods,
            int parcels,
            @Nullable String product,
            @Nullable Long weightGrams) {
        public Order {
            goods = List.copyOf(goods);
            if (key.isBlank() || goods.isEmpty() || parcels < 1) {
                throw new IllegalArgumentException("waybill order '" + key + "' has " + goods.size() + " goods and "
                        + parcels + " parcels.\nGive a key, at least one kind of goods and at least one parcel.");
            }
        }

        @Override
        public String toString() {
            return "Waybill.Order[" + key + "]";
        }
    }

    /**
     * One end of a delivery. Personal data: {@link #toString} shows none of it.
     *
     * @param name a person or department
     * @param phone as the carrier can call it
     * @param company absent for private persons
     * @param address where
     */
    public record Party(String name, String phone, @Nullable String company, Address address) {
        public Party {
            if (name.isBlank() || phone.isBlank()) {
                throw new IllegalArgumentException("a party of a waybill has no " + (name.isBlank() ? "name" : "phone")
                        + ".\nCarriers need both; fetch them from the channel before the waybill is made.");
            }
        }

        @Override
        public String toString() {
            return "Party[" + address + "]";
        }
    }

    /**
     * Goods on a waybill.
     *
     * @param name what the carrier may print
     * @param count pieces, at least 1
     */
    public record Goods(String name, int count) {}
}
