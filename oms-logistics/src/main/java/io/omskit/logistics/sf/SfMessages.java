package io.omskit.logistics.sf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.address.Address;
import io.omskit.logistics.CarrierAccount;
import io.omskit.logistics.Waybill;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The messages that go to SF, as JSON texts. Source: the SF page of the logistics reference, "Services". */
final class SfMessages {
    private static final int SENDER = 1;
    private static final int RECEIVER = 2;
    private static final Pattern CODE = Pattern.compile("\\d{1,6}");

    private SfMessages() {}

    /** Routes of a waybill; the last four digits of a phone where they are known. */
    static String searchRoutes(String number, @Nullable String phoneTail) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("language", "0").put("trackingType", "1");
        message.putArray("trackingNumber").add(number);
        message.put("methodType", "1");
        if (phoneTail != null) {
            message.put("checkPhoneNo", phoneTail);
        }
        return message.toString();
    }

    /** The waybill that was made under a key. */
    static String searchOrder(String key) {
        return JsonNodeFactory.instance.objectNode().put("orderId", key).toString();
    }

    /** A new waybill; the account adds product, payer and monthly card. */
    static String createOrder(Waybill.Order order, CarrierAccount account) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("language", "zh-CN").put("orderId", order.key());
        ArrayNode cargo = message.putArray("cargoDetails");
        order.goods()
                .forEach(goods -> cargo.addObject().put("name", goods.name()).put("count", goods.count()));
        ArrayNode contacts = message.putArray("contactInfoList");
        contacts.add(contact(SENDER, order.sender()));
        contacts.add(contact(RECEIVER, order.receiver()));
        account.find("monthlyCard").ifPresent(card -> message.put("monthlyCard", card));
        message.put("payMethod", payMethod(account));
        message.put("expressTypeId", product(order.product() != null ? order.product() : product(account)));
        message.put("parcelQty", order.parcels());
        message.put("isReturnRoutelabel", 1);
        if (order.weightGrams() != null) {
            message.put("totalWeight", BigDecimal.valueOf(order.weightGrams(), 3));
        }
        return message.toString();
    }

    /** Who pays: 1 sender, 2 receiver, 3 third party. */
    static int payMethod(CarrierAccount account) {
        return code("payMethod", account.find("payMethod").orElse("1"));
    }

    /** The product of an account; 1 is the express standard. */
    static String product(CarrierAccount account) {
        return account.find("product").orElse("1");
    }

    /** The product as SF wants it. */
    static int product(String product) {
        return code("product", product);
    }

    private static int code(String name, String value) {
        if (!CODE.matcher(value).matches()) {
            throw new IllegalArgumentException("the SF " + name + " is not a number of one to six digits but has "
                    + value.length() + " characters.\nGive the gateway's own code, for instance 1.");
        }
        return Integer.parseInt(value);
    }

    private static ObjectNode contact(int type, Waybill.Party party) {
        Address address = party.address();
        ObjectNode contact = JsonNodeFactory.instance.objectNode();
        contact.put("contactType", type).put("contact", party.name()).put("mobile", party.phone());
        if (party.company() != null) {
            contact.put("company", party.company());
        }
        contact.put("country", address.country().isEmpty() ? "CN" : address.country());
        contact.put("province", address.province()).put("city", address.city());
        return contact.put("county", address.district()).put("address", address.town() + address.detail());
    }
}
