package io.omskit.fact;

import io.omskit.address.Address;
import org.jspecify.annotations.Nullable;

/**
 * Everything of an order that names or describes a person. It is sealed as one block per order and never logged;
 * {@link #toString} tells only which parts are there.
 *
 * @param buyerAccount the buyer's account on the platform
 * @param name receiver's name, perhaps masked by the platform
 * @param phone receiver's phone, perhaps masked or virtual
 * @param mail the buyer's mail address
 * @param address where to deliver
 * @param addressId the platform's opaque stand-in for the receiver (OAID, open_address_id); kept as it is
 * @param buyerMessage what the buyer wrote
 * @param sellerMemo what the shop noted
 * @param ip the address of the network from which the order was placed
 */
public record PersonalData(
        @Nullable String buyerAccount,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String mail,
        @Nullable Address address,
        @Nullable String addressId,
        @Nullable String buyerMessage,
        @Nullable String sellerMemo,
        @Nullable String ip) {

    /** Nothing known. */
    public static final PersonalData NONE = new PersonalData(null, null, null, null, null, null, null, null, null);

    @Override
    public String toString() {
        return "PersonalData[sealed " + (name == null ? "" : "name ") + (phone == null ? "" : "phone ")
                + (mail == null ? "" : "mail ") + (address == null ? "" : "address ") + "]";
    }
}
