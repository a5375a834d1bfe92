package io.omskit.channels.woocommerce;

import io.omskit.address.Address;
import io.omskit.connect.payload.Payload;
import io.omskit.fact.PersonalData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who ordered and where it goes: the shipping block, and the billing block where the shipping block is empty. */
final class WooCommercePerson {
    private static final List<String> PLACE = List.of("address_1", "city", "postcode");

    private WooCommercePerson() {}

    static PersonalData of(Payload order) {
        Payload billing = order.get("billing");
        Payload shipping = order.get("shipping");
        Payload receiver = hasPlace(shipping) ? shipping : billing;
        String name = name(receiver);
        String phone = shipping.get("phone").text();
        String account = order.get("customer_id").id();
        return new PersonalData(
                "0".equals(account) ? null : account,
                name == null ? name(billing) : name,
                phone == null ? billing.get("phone").text() : phone,
                billing.get("email").text(),
                hasPlace(receiver) ? address(receiver) : null,
                null,
                order.get("customer_note").text(),
                null,
                order.get("customer_ip_address").text());
    }

    private static boolean hasPlace(Payload block) {
        return block.isObject()
                && PLACE.stream().anyMatch(member -> block.get(member).isPresent());
    }

    private static @Nullable String name(Payload block) {
        String company = block.get("company").text();
        String name = joined(block, "first_name", "last_name");
        if (name.isEmpty()) {
            return company;
        }
        return company == null ? name : name + " (" + company + ")";
    }

    private static Address address(Payload block) {
        Payload country = block.get("country");
        String code = country.textOr("").strip();
        if (!code.isEmpty() && !code.matches("[A-Za-z]{2}")) {
            country.problem("is no country code of two letters");
            code = "";
        }
        return Address.international(
                code,
                block.get("state").textOr(""),
                block.get("city").textOr(""),
                joined(block, "address_1", "address_2"),
                block.get("postcode").textOr(""));
    }

    private static String joined(Payload block, String... members) {
        List<String> texts = new ArrayList<>(members.length);
        for (String member : members) {
            String text = block.get(member).text();
            if (text != null) {
                texts.add(text.strip());
            }
        }
        return String.join(" ", texts);
    }
}
