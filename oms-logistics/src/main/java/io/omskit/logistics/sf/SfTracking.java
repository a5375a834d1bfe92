package io.omskit.logistics.sf;

import io.omskit.connect.Problem;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.fact.Provenance;
import io.omskit.fact.TrackingFact;
import io.omskit.logistics.Carrier;
import io.omskit.logistics.EventCodes;
import io.omskit.logistics.TrackingEventType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads SF's route answers and route pushes. An answer holds the whole list of a parcel, the oldest first; a push adds to it.
 * Times are China local time without offset. Source: the SF page of the logistics reference, "Response" and "Push".
 */
final class SfTracking {
    static final String SEARCH_ROUTES = "EXP_RECE_SEARCH_ROUTES";

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final PayloadReader READER = PayloadReader.inZone(CHINA);
    private static final EventCodes OP_CODES = EventCodes.read(SfTracking.class.getResourceAsStream("op-codes.csv"));
    private static final int MAX_NUMBER = 64;

    /** Numbers that a return or a new label gives: SF and 12 to 15 characters, in old remarks 12 digits alone. */
    private static final Pattern NUMBER =
            Pattern.compile("(?<![A-Za-z0-9])(SF[A-Za-z0-9]{12,15}|\\d{12})(?![A-Za-z0-9])");

    /** A code that a problem may show; anything else may be personal. */
    private static final Pattern CODE = Pattern.compile("[A-Z]?\\d{1,8}");

    private final Instant receivedAt;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    private SfTracking(Instant receivedAt) {
        this.receivedAt = receivedAt;
    }

    static Carrier.Parsed parse(byte[] body, Instant receivedAt) {
        SfTracking reading = new SfTracking(receivedAt);
        Payload root = READER.read(body);
        reading.read(root);
        return reading.parsed(root);
    }

    private void read(Payload root) {
        if (root.isList()) {
            push(root.items());
        } else if (root.get("routeResps").isPresent()) {
            root.get("routeResps").items().forEach(this::answer);
        } else if (root.get("WaybillRoute").isPresent()) {
            push(root.get("WaybillRoute").parsed().items());
        } else if (root.get("Body").isPresent()) {
            read(root.get("Body").parsed());
        } else if (root.get("apiResultCode").isPresent()) {
            reported(root, "apiResultCode", "A1000", "apiErrorMsg", "apiResultData");
        } else if (root.get("success").isPresent() || root.get("errorCode").isPresent()) {
            reported(root, "errorCode", "S0000", "errorMsg", "msgData");
        } else if (root.isPresent() || root.problems().isEmpty()) {
            root.problem("is neither a route answer nor a route push");
        }
    }

    /** One layer of an answer: a code that says whether the next one is there. */
    private void reported(Payload layer, String code, String good, String text, String next) {
        String found = layer.get(code).textOr("");
        if (!found.equals(good)) {
            layer.get(code)
                    .problem("reports the failure " + (CODE.matcher(found).matches() ? found : "without code")
                            + (layer.get(text).isPresent() ? "; see " + text : ""));
        }
        Payload inner = layer.get(next).parsed();
        if (inner.isObject() && inner.isPresent()) {
            read(inner);
        } else if (found.equals(good)) {
            layer.require(next);
        }
    }

    private void answer(Payload parcel) {
        Draft draft = draft(parcel, parcel.require("mailNo"), SfCarrier.ID + "." + SEARCH_ROUTES, true);
        if (draft != null) {
            draft.routes.addAll(parcel.get("routes").items());
            draft.places.add(parcel);
        }
    }

    private void push(List<Payload> items) {
        for (Payload item : items) {
            Draft draft = draft(item, item.require("mailno"), SfCarrier.ID + ".push", false);
            if (draft != null) {
                draft.routes.add(item);
                draft.places.add(item);
            }
        }
    }

    private @Nullable Draft draft(Payload place, Payload numberField, String source, boolean snapshot) {
        String number = place.isObject() ? numberField.id() : null;
        if (number == null) {
            return null;
        }
        if (number.length() > MAX_NUMBER) {
            numberField.problem("has " + number.length() + " characters, too many for a waybill number");
            return null;
        }
        return drafts.computeIfAbsent(number, key -> new Draft(key, source, snapshot));
    }

    private Carrier.Parsed parsed(Payload root) {
        List<Carrier.Parcel> parcels =
                drafts.values().stream().map(this::parcel).toList();
        List<Problem> rest = new ArrayList<>(root.problems());
        parcels.forEach(parcel -> rest.removeAll(parcel.problems()));
        return new Carrier.Parsed(SfCarrier.ID, parcels, rest);
    }

    private Carrier.Parcel parcel(Draft draft) {
        List<TrackingFact.Event> events = new ArrayList<>();
        String successor = null;
        boolean newestFirst = isNewestFirst(draft.routes);
        List<Payload> routes = new ArrayList<>(draft.routes);
        if (newestFirst) {
            Collections.reverse(routes);
        }
        for (Payload route : routes) {
            TrackingFact.Event event = event(route, events.size());
            if (event != null) {
                events.add(event);
                String next = event.type().equals(TrackingEventType.RETURN_STARTED.name())
                        ? successor(draft.number, event.text())
                        : null;
                successor = next == null ? successor : next;
            }
        }
        TrackingFact fact = new TrackingFact(
                SfCarrier.ID, draft.number, "", new Provenance(draft.source, receivedAt), draft.snapshot, null, events);
        List<Problem> problems = draft.places.stream()
                .flatMap(place -> place.problems().stream())
                .distinct()
                .toList();
        return new Carrier.Parcel(fact, problems, successor);
    }

    private static boolean isNewestFirst(List<Payload> routes) {
        if (routes.size() < 2) {
            return false;
        }
        Instant first = READER.read(routes.get(0).json()).get("acceptTime").time();
        Instant last = READER.read(routes.get(routes.size() - 1).json())
                .get("acceptTime")
                .time();
        return first != null && last != null && first.isAfter(last);
    }

    private static TrackingFact.@Nullable Event event(Payload route, int sequence) {
        Instant at = route.require("acceptTime").time();
        if (at == null) {
            return null;
        }
        Payload code = route.require("opCode");
        TrackingEventType type = OP_CODES.of(code);
        String text = route.get("remark").text();
        return new TrackingFact.Event(
                at,
                CHINA.getRules().getOffset(at).getTotalSeconds(),
                type.name(),
                SfReasons.of(type, text),
                code.textOr(""),
                route.get("acceptAddress").text(),
                text,
                sequence);
    }

    private static @Nullable String successor(String number, @Nullable String remark) {
        Matcher matcher = NUMBER.matcher(remark == null ? "" : remark);
        while (matcher.find()) {
            if (!matcher.group(1).equals(number)) {
                return matcher.group(1);
            }
        }
        return null;
    }

    /** What a body says of one number, as it is collected. */
    private static final class Draft {
        private final String number;
        private final String source;
        private final boolean snapshot;
        private final List<Payload> routes = new ArrayList<>();
        private final List<Payload> places = new ArrayList<>();

        Draft(String number, String source, boolean snapshot) {
            this.number = number;
            this.source = source;
            this.snapshot = snapshot;
        }
    }
}
