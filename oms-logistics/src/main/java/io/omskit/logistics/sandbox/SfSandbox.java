package io.omskit.logistics.sandbox;

import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Transport;
import io.omskit.connect.UrlText;
import io.omskit.connect.payload.Payload;
import io.omskit.connect.payload.PayloadReader;
import io.omskit.fact.ShipmentStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * SF Express inside a test: its gateway, its parcels and its pushes. Answers create, search and route calls whose digest,
 * timestamp and partner are right; parcels move in the time of the given source; pushes wait until they are taken.
 * Thread-safe.
 */
public final class SfSandbox {
    private static final Duration TOLERANCE = Duration.ofMinutes(15);
    private static final Set<String> SERVICES =
            Set.of("EXP_RECE_CREATE_ORDER", "EXP_RECE_SEARCH_ORDER_RESP", "EXP_RECE_SEARCH_ROUTES");
    private static final PayloadReader READER = PayloadReader.utc();

    private final String partnerId;
    private final String checkWord;
    private final InstantSource time;
    private final FaultPlan faults;
    private final Map<String, String> numbersByKey = new LinkedHashMap<>();
    private final Map<String, Parcel> parcels = new TreeMap<>();
    private final Set<String> requestIds = new TreeSet<>();
    private final List<Push> waiting = new ArrayList<>();
    private int calls;

    /**
     * A sandbox with one customer.
     *
     * @param partnerId the customer
     * @param checkWord the customer's invented secret
     * @param time what the time is, usually virtual
     * @param faults what goes wrong; also the seed of routes
     */
    public SfSandbox(String partnerId, String checkWord, InstantSource time, FaultPlan faults) {
        this.partnerId = partnerId;
        this.checkWord = checkWord;
        this.time = time;
        this.faults = faults;
    }

    private record Parcel(String number, String key, Route route) {}

    /**
     * A push on its way.
     *
     * @param due when it is sent
     * @param number the parcel
     * @param body what is sent
     */
    public record Push(Instant due, String number, String body) {
        /** Due time and number; the body may name a courier. */
        @Override
        public String toString() {
            return "Push[" + number + " due " + due + "]";
        }
    }

    /** The way into the sandbox without a socket. */
    public Transport transport() {
        return (call, timeout) -> send(call);
    }

    private Answer<HttpAnswer> send(HttpCall call) {
        return handle(call.bodyText())
                .map(Answer::of)
                .orElseGet(() -> Answer.failed(ErrorClass.UNKNOWN_OUTCOME, "no-answer", "the connection broke"));
    }

    /**
     * Answers one request.
     *
     * @param form the body as it came
     * @return the answer; empty where the connection breaks before it
     */
    public synchronized Optional<HttpAnswer> handle(String form) {
        Map<String, String> fields = new TreeMap<>();
        UrlText.parse(form).forEach(field -> fields.put(field.name(), field.value()));
        String subject = "call/" + calls++;
        if (faults.happens(FaultPlan.Kind.THROTTLE, subject)) {
            return Optional.of(SfReplies.refused("A1005", "请求过于频繁"));
        }
        HttpAnswer refusal = refusal(fields);
        if (refusal != null) {
            return Optional.of(refusal);
        }
        if (faults.happens(FaultPlan.Kind.BUSY, subject)) {
            return Optional.of(SfReplies.refused("A1009", "后端服务不可达"));
        }
        HttpAnswer answer = served(fields);
        if (faults.happens(FaultPlan.Kind.LOST_ANSWER, subject)) {
            return Optional.empty();
        }
        return Optional.of(faults.happens(FaultPlan.Kind.TORN_ANSWER, subject) ? torn(answer) : answer);
    }

    /** What the gateway finds wrong, permission before signature as the real one does. */
    private @Nullable HttpAnswer refusal(Map<String, String> fields) {
        for (String name : List.of("partnerID", "requestID", "serviceCode", "timestamp", "msgData", "msgDigest")) {
            if (fields.getOrDefault(name, "").isEmpty()) {
                return SfReplies.refused("A1001", "missing " + name);
            }
        }
        if (!partnerId.equals(fields.get("partnerID")) || !SERVICES.contains(fields.get("serviceCode"))) {
            return SfReplies.refused("A1004", "无对应服务权限");
        }
        if (!isNow(fields.getOrDefault("timestamp", ""))) {
            return SfReplies.refused("A1002", "时间戳失效");
        }
        String digest =
                SfDigest.of(fields.getOrDefault("msgData", ""), fields.getOrDefault("timestamp", ""), checkWord);
        if (!digest.equals(fields.get("msgDigest"))) {
            return SfReplies.refused("A1006", "数字签名无效");
        }
        return requestIds.add(fields.getOrDefault("requestID", "")) ? null : SfReplies.refused("A1007", "重复请求");
    }

    private boolean isNow(String timestamp) {
        if (!timestamp.matches("\\d{10}|\\d{13}")) {
            return false;
        }
        long number = Long.parseLong(timestamp);
        Instant at = timestamp.length() == 10 ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        return Duration.between(at, time.instant()).abs().compareTo(TOLERANCE) <= 0;
    }

    private HttpAnswer served(Map<String, String> fields) {
        Payload message = READER.read(fields.getOrDefault("msgData", ""));
        return switch (fields.getOrDefault("serviceCode", "")) {
            case "EXP_RECE_CREATE_ORDER" -> create(message);
            case "EXP_RECE_SEARCH_ORDER_RESP" -> search(message);
            default -> routes(message);
        };
    }

    private HttpAnswer create(Payload message) {
        String key = message.get("orderId").textOr("");
        boolean complete = message.get("contactInfoList").items().size() == 2
                && !message.get("cargoDetails").items().isEmpty();
        if (key.isEmpty() || !complete) {
            return SfReplies.failed("1010", "必传参数不可为空");
        }
        if (numbersByKey.containsKey(key)) {
            return SfReplies.failed("8016", "重复下单");
        }
        return SfReplies.done(SfReplies.waybill(key, start(key)));
    }

    private HttpAnswer search(Payload message) {
        String key = message.get("orderId").textOr("");
        String number = numbersByKey.get(key);
        return number == null ? SfReplies.failed("8024", "未下单") : SfReplies.done(SfReplies.waybill(key, number));
    }

    private HttpAnswer routes(Payload message) {
        List<Payload> numbers = message.get("trackingNumber").items();
        String number = numbers.isEmpty() ? "" : numbers.get(0).textOr("");
        Parcel parcel = parcels.get(number);
        return SfReplies.done(SfReplies.routes(
                number, parcel == null ? List.of() : parcel.route().until(time.instant())));
    }

    /** Gives a parcel to the carrier without a call; returns its number. */
    public synchronized String handOver(String key) {
        String known = numbersByKey.get(key);
        return known == null ? start(key) : known;
    }

    private String start(String key) {
        String number = String.format("SF1%012d", numbersByKey.size() + 1L);
        numbersByKey.put(key, number);
        Parcel parcel = new Parcel(number, key, Route.of(number, time.instant(), faults));
        parcels.put(number, parcel);
        parcel.route().stops().forEach(stop -> schedule(parcel, stop));
        return number;
    }

    private void schedule(Parcel parcel, Route.Stop stop) {
        String subject = parcel.number() + "/" + stop.at().getEpochSecond();
        if (faults.happens(FaultPlan.Kind.LOST_PUSH, subject)) {
            return;
        }
        boolean late = faults.happens(FaultPlan.Kind.LATE_PUSH, subject);
        int minutes = faults.random("delay/" + subject).nextInt(late ? 24 * 60 : 3);
        String body = SfReplies.push(parcel.number(), parcel.key(), stop);
        Push push = new Push(stop.at().plus(Duration.ofMinutes(minutes)), parcel.number(), body);
        waiting.add(push);
        if (faults.happens(FaultPlan.Kind.REPEATED_PUSH, subject)) {
            waiting.add(new Push(push.due().plus(Duration.ofMinutes(30)), push.number(), body));
        }
    }

    /** The pushes that are due, in the order in which they are sent; each is given out once. */
    public synchronized List<Push> takePushes() {
        Instant now = time.instant();
        List<Push> due = waiting.stream()
                .filter(push -> !push.due().isAfter(now))
                .sorted(Comparator.comparing(Push::due))
                .toList();
        waiting.removeAll(due);
        return due;
    }

    /** Puts a push back that the receiver did not take; it is due again an hour later. */
    public synchronized void pushAgain(Push push) {
        waiting.add(new Push(time.instant().plus(Duration.ofHours(1)), push.number(), push.body()));
    }

    /** The numbers that were given out, by the keys under which they were asked for. */
    public synchronized Map<String, String> waybills() {
        return Map.copyOf(numbersByKey);
    }

    /** Where a parcel truly stands now; label created before its first scan. */
    public synchronized ShipmentStatus truth(String number) {
        Parcel parcel = parcels.get(number);
        return parcel == null
                ? ShipmentStatus.UNKNOWN
                : parcel.route().status(time.instant(), ShipmentStatus.LABEL_CREATED);
    }

    /** When the last parcel has reached the end of its route. */
    public synchronized Instant end() {
        return parcels.values().stream()
                .map(parcel -> parcel.route().stops())
                .map(stops -> stops.get(stops.size() - 1).at())
                .max(Comparator.naturalOrder())
                .orElseGet(time::instant);
    }

    private static HttpAnswer torn(HttpAnswer answer) {
        byte[] body = answer.body();
        return HttpAnswer.of(200, Map.of(), Arrays.copyOf(body, body.length / 2));
    }
}
