package io.omskit.access;

import static io.omskit.rule.Sensitivity.PERSONAL;
import static io.omskit.rule.Sensitivity.PUBLIC;

import io.omskit.address.Address;
import io.omskit.fact.PersonalData;
import io.omskit.rule.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The field catalog of the personal data of an order, and how its parts are usually masked. */
public final class PersonalFields {
    private static final Fields<PersonalData> CATALOG = Fields.builder(PersonalData.class)
            .text("person.account", PERSONAL, "The buyer's account on the platform.", PersonalData::buyerAccount)
            .text("person.name", PERSONAL, "Name of the receiver.", PersonalData::name)
            .text("person.phone", PERSONAL, "Phone of the receiver.", PersonalData::phone)
            .text("person.mail", PERSONAL, "Mail address of the buyer.", PersonalData::mail)
            .text("person.country", PUBLIC, "Country of delivery, ISO 3166-1 alpha-2.", place(Address::country))
            .text("person.region", PUBLIC, "Code of the region of delivery.", place(Address::regionCode))
            .text("person.area", PERSONAL, "Place of delivery down to the district.", place(PersonalFields::area))
            .text("person.street", PERSONAL, "Town, street, building and room.", place(PersonalFields::street))
            .text("person.zip", PERSONAL, "Postal code.", place(Address::zip))
            .text("person.addressId", PERSONAL, "The platform's stand-in for the receiver.", PersonalData::addressId)
            .text("person.buyerMessage", PERSONAL, "What the buyer wrote.", PersonalData::buyerMessage)
            .text("person.sellerMemo", PERSONAL, "What the shop noted.", PersonalData::sellerMemo)
            .text("person.ip", PERSONAL, "Network address of the buyer.", PersonalData::ip)
            .build();

    private static final Map<String, Masking> MASKS = Map.ofEntries(
            Map.entry("person.account", Masking.ALL),
            Map.entry("person.name", Masking.NAME),
            Map.entry("person.phone", Masking.PHONE),
            Map.entry("person.mail", Masking.MAIL),
            Map.entry("person.street", Masking.ALL),
            Map.entry("person.zip", Masking.ALL),
            Map.entry("person.buyerMessage", Masking.MESSAGE),
            Map.entry("person.sellerMemo", Masking.MESSAGE));

    private PersonalFields() {}

    /** The catalog. */
    public static Fields<PersonalData> catalog() {
        return CATALOG;
    }

    /**
     * The usual masks, for {@link Role.Builder#seesMasked(Fields, Map)}. The address goes down to the district if {@code
     * person.area} is granted beside them; the platform's stand-in and the network address are left out.
     */
    public static Map<String, Masking> masks() {
        return MASKS;
    }

    private static Function<PersonalData, @Nullable String> place(Function<Address, @Nullable String> part) {
        return data -> {
            Address address = data.address();
            String text = address == null ? null : part.apply(address);
            return text == null || text.isEmpty() ? null : text;
        };
    }

    private static String area(Address address) {
        return joined(address, address.province(), address.city(), address.district());
    }

    private static String street(Address address) {
        return joined(address, address.town(), address.detail());
    }

    /** Chinese places are written without a break; a municipality is not named twice. */
    private static String joined(Address address, String... parts) {
        List<String> said = new ArrayList<>();
        for (String part : parts) {
            if (!part.isEmpty() && !said.contains(part)) {
                said.add(part);
            }
        }
        return String.join(address.country().equals("CN") ? "" : ", ", said);
    }
}
