package io.omskit.channels.reading;

import io.omskit.connect.payload.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of one API's answer: where its objects are and where each carries its order number. Data, so that it can be
 * declared in one line: {@code ApiForm.orders("taobao.trades.sold.get").under("trades_sold_get_response", "trades",
 * "trade").numberedBy("tid_str", "tid")}. Immutable.
 */
public final class ApiForm {
    /** What the objects of an answer are. */
    public enum Role {
        /** Each object is an order, or the detail of one. */
        ORDER,
        /** Each object belongs to an order: a refund, an item list, a shipment. */
        PART
    }

    private final String name;
    private final Role role;
    private final List<String> path;
    private final List<String> numberMembers;

    private ApiForm(String name, Role role, List<String> path, List<String> numberMembers) {
        this.name = name;
        this.role = role;
        this.path = List.copyOf(path);
        this.numberMembers = List.copyOf(numberMembers);
    }

    /** An API whose objects are orders. Without {@link #under} the body is the list, or the object, itself. */
    public static ApiForm orders(String name) {
        return new ApiForm(name, Role.ORDER, List.of(), List.of("id"));
    }

    /** An API whose objects belong to orders. */
    public static ApiForm parts(String name) {
        return new ApiForm(name, Role.PART, List.of(), List.of("id"));
    }

    /** Where the objects are in a body; the first member also tells bodies of this form from others. */
    public ApiForm under(String... members) {
        return new ApiForm(name, role, List.of(members), numberMembers);
    }

    /** Members of an object that may carry the order number, the best first; a dot steps into an object. */
    public ApiForm numberedBy(String... members) {
        return new ApiForm(name, role, path, List.of(members));
    }

    /** The API's name, as bundles and messages use it. */
    public String name() {
        return name;
    }

    /** What its objects are. */
    public Role role() {
        return role;
    }

    /** Whether a body has this form's envelope. */
    boolean envelops(Payload body) {
        if (path.isEmpty() || !body.isObject()) {
            return false;
        }
        Payload envelope = body.get(path.get(0));
        return envelope.isObject() || envelope.isList() || envelope.isPresent();
    }

    /** The objects inside an envelope; one that stands alone is its own only object. */
    List<Payload> objects(Payload body) {
        return envelops(body) ? body.at(path.toArray(String[]::new)).items() : body.items();
    }

    /** The order number that an object carries. */
    @Nullable
    String number(Payload object) {
        for (String member : numberMembers) {
            Payload place = object.at(member.split("\\.", -1));
            String number = place.isPresent() ? place.id() : null;
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "ApiForm[" + role + " " + name + "]";
    }
}
