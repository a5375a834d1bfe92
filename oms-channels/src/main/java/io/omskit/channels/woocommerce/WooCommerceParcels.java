package io.omskit.channels.woocommerce;

import io.omskit.channels.ShipNotice;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.payload.Payload;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Ship notices. The core platform knows no parcels: a parcel is a note to the customer, and the one that completes the order
 * also sets its status. The note goes first and is the mark by which a repeat finds what was already done, so each step that
 * was lost is done once more and none twice.
 */
final class WooCommerceParcels {
    private static final String COMPLETED = "completed";
    private static final Set<String> NOT_TO_SHIP =
            Set.of("pending", "failed", "on-hold", "cancelled", "refunded", "trash", "checkout-draft");

    private final WooCommerceCalls calls;

    WooCommerceParcels(WooCommerceCalls calls) {
        this.calls = calls;
    }

    RepeatRule repeat() {
        return RepeatRule.ASK_FIRST;
    }

    Answer<String> send(ShipNotice.Parcel parcel) {
        return WooCommerceShop.orderPath(parcel.number())
                .then(path -> status(path).then(status -> isNoted(path, parcel).then(noted -> {
                    boolean left = completes(parcel) && !status.equals(COMPLETED);
                    if (noted && !left) {
                        return Answer.failed(ErrorClass.ALREADY_DONE, "noted", "the parcel is noted already");
                    }
                    if (NOT_TO_SHIP.contains(status)) {
                        return Answer.failed(
                                ErrorClass.REJECTED,
                                "status-" + status,
                                "the order is " + status + ", not to be shipped");
                    }
                    Answer<String> noting = noted ? Answer.of("noted") : note(path, parcel);
                    return left ? noting.then(done -> complete(path, parcel)) : noting;
                })));
    }

    Answer<Boolean> hasArrived(ShipNotice.Parcel parcel) {
        return WooCommerceShop.orderPath(parcel.number()).then(path -> status(path)
                .then(status ->
                        completes(parcel) && !status.equals(COMPLETED) ? Answer.of(false) : isNoted(path, parcel)));
    }

    private static boolean completes(ShipNotice.Parcel parcel) {
        return parcel.whole() || parcel.items().isEmpty();
    }

    private Answer<String> status(String path) {
        return calls.object("order", calls.get(path))
                .map(order -> order.get("status").textOr("?"));
    }

    private Answer<Boolean> isNoted(String path, ShipNotice.Parcel parcel) {
        Pattern tracking = Pattern.compile("(?<![\\w-])" + Pattern.quote(parcel.tracking()) + "(?![\\w-])");
        return calls.sheet("notes", calls.get(path + "/notes").withQuery("type", "customer"))
                .map(sheet -> hasNote(sheet.objects(), tracking));
    }

    private static boolean hasNote(List<Payload> notes, Pattern tracking) {
        return notes.stream()
                .anyMatch(note -> tracking.matcher(note.get("note").textOr("")).find());
    }

    private Answer<String> note(String path, ShipNotice.Parcel parcel) {
        String what = completes(parcel) ? "Your order" : "A part of your order";
        String text = what + " was shipped with " + parcel.carrier().toUpperCase(Locale.ROOT) + ", tracking number "
                + parcel.tracking() + ".";
        String body = "{\"note\":" + JsonText.quoted(text) + ",\"customer_note\":true}";
        return calls.done("note", calls.write("POST", path + "/notes", body), "noted");
    }

    private Answer<String> complete(String path, ShipNotice.Parcel parcel) {
        String body = "{\"status\":\"" + COMPLETED + "\",\"meta_data\":[{\"key\":\"_tracking_provider\",\"value\":"
                + JsonText.quoted(parcel.carrier()) + "},{\"key\":\"_tracking_number\",\"value\":"
                + JsonText.quoted(parcel.tracking()) + "}]}";
        return calls.done("complete", calls.write("PUT", path, body), COMPLETED);
    }
}
