package io.omskit.logistics;

import io.omskit.connect.Answer;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.Problem;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Acceptance;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.Message;
import io.omskit.fact.Provenance;
import io.omskit.fact.TrackingFact;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logistics beside an engine: carriers' accounts, pushes and polls that become timelines and, where a parcel stands
 * differently than before, the engine's {@link io.omskit.fact.ShipmentFact}s, and waybills as effects of type
 * {@value #WAYBILL} with the carrier id as target.
 *
 * <pre>{@code
 * Logistics logistics = Logistics.on(oms)
 *         .account(CarrierAccount.of("sf").with("partnerID", "SHOP").secret("checkWord", word), Wiring.of(network, time))
 *         .sender("W1", warehouse);
 * Logistics.Received received = logistics.push("sf", headers, body);
 * }</pre>
 *
 * <p>Thread-safe. After the engine is closed every call is refused as the engine refuses it.
 */
public final class Logistics {
    /** The type of effects that make waybills; the key is the carrier's key, data {@code product, parcels} may be absent. */
    public static final String WAYBILL = "waybill";

    private static final Logger LOG = LoggerFactory.getLogger(Logistics.class);
    private static final String CREATED = ".created";

    private final Oms oms;
    private final TrackingBook book;
    private final Map<String, Carrier> carriers = new ConcurrentHashMap<>();
    private final Map<String, CarrierConnection> connections = new ConcurrentHashMap<>();
    private final Map<String, Waybill.Party> senders = new ConcurrentHashMap<>();

    private Logistics(Oms oms) {
        this.oms = oms;
        // nodes that make the same id meet at the unique index, and the slower one takes another
        this.book = new TrackingBook(oms.store(), oms.ids(), oms.time(), oms::accept);
    }

    /** Attaches logistics to an engine: makes its table and tells the engine what an earlier run could not tell. */
    public static Logistics on(Oms oms) {
        Logistics logistics = new Logistics(oms);
        logistics.settle();
        return logistics;
    }

    /**
     * Connects an account of a carrier on the class path.
     *
     * @throws IllegalArgumentException if the carrier is not on the class path or the account misses a credential
     */
    public Logistics account(CarrierAccount account, CarrierConnection.Wiring wiring) {
        Carrier carrier = Carrier.find(account.carrier())
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no carrier " + account.carrier() + " on the class path.\nKnown are "
                                + Carrier.all().stream().map(Carrier::id).toList() + "; add the artifact of another."));
        return account(carrier, account, wiring);
    }

    /** Connects an account of the host's own carrier. */
    public Logistics account(Carrier carrier, CarrierAccount account, CarrierConnection.Wiring wiring) {
        CarrierConnection connection = carrier.connect(account, wiring);
        oms.register(new CarrierMapper(carrier));
        if (connection instanceof CarrierConnection.MakesWaybills makes) {
            oms.register(carrier.id(), effects(carrier.id(), makes));
        }
        carriers.put(carrier.id(), carrier);
        connections.put(carrier.id(), connection);
        return this;
    }

    /** Who sends from a source: name, phone and address on the waybills. */
    public Logistics sender(String source, Waybill.Party party) {
        senders.put(source, party);
        return this;
    }

    private WaybillEffects effects(String carrier, CarrierConnection.MakesWaybills connection) {
        return new WaybillEffects(
                connection, new WaybillOrders(oms, senders)::of, waybill -> recordWaybill(carrier, waybill));
    }

    /** A new number is a parcel whose label exists; told by us, so no carrier's answer replaces it. */
    private void recordWaybill(String carrier, Waybill waybill) {
        Instant now = oms.time().instant();
        List<String> numbers = new ArrayList<>(waybill.more());
        numbers.add(waybill.number());
        for (String number : numbers) {
            if (timeline(carrier, number, "").isEmpty()) {
                TrackingFact.Event event = new TrackingFact.Event(
                        now,
                        ZoneOffset.UTC.getTotalSeconds(),
                        TrackingEventType.LABEL_CREATED.name(),
                        null,
                        "created",
                        null,
                        null,
                        0);
                Provenance ours = new Provenance(carrier + CREATED, now);
                book.add(new TrackingFact(carrier, number, "", ours, false, null, List.of(event)), null);
            }
        }
    }

    /**
     * Makes the waybill of a fulfillment order now, or finds the one that was made before.
     *
     * @throws IllegalArgumentException if the carrier is not connected or makes no waybills
     */
    public Answer<Waybill> waybill(String carrier, long fulfillmentOrder) {
        CarrierConnection.MakesWaybills connection = able(carrier, CarrierConnection.MakesWaybills.class);
        Effect work =
                new Effect(0, WAYBILL + "-" + fulfillmentOrder, WAYBILL, carrier, 0, fulfillmentOrder, Map.of(), 1, 0);
        Answer<Waybill> answer = connection.find(work.key()).then(found -> found.map(Answer::of)
                .orElseGet(() -> new WaybillOrders(oms, senders).of(work).then(connection::create)));
        answer.toOptional().ifPresent(waybill -> recordWaybill(carrier, waybill));
        return answer;
    }

    /**
     * Takes a push. It is stored durably, sealed as it came, before it is folded and before the carrier hears that it was
     * taken; where it is not taken the carrier pushes it again.
     *
     * @throws IllegalArgumentException if the carrier is not connected or pushes nothing
     */
    public Received push(String carrier, Map<String, String> headers, byte[] body) {
        CarrierConnection.Pushes connection = able(carrier, CarrierConnection.Pushes.class);
        if (body.length > Message.MAX_PAYLOAD) {
            Problem large = new Problem("$", "has " + body.length + " bytes, more than " + Message.MAX_PAYLOAD);
            return new Received(false, List.of(), List.of(large), connection.reply(false));
        }
        if (!connection.isGenuine(headers, body)) {
            Problem forged = new Problem("$", "does not prove that it comes from " + carrier);
            return new Received(false, List.of(), List.of(forged), connection.reply(false));
        }
        Carrier.Parsed parsed = carrier(carrier).parse(body, oms.time().instant());
        if (!archived(parsed, carrier + ".push", body)) {
            return new Received(false, List.of(), parsed.allProblems(), connection.reply(false));
        }
        return new Received(true, fold(parsed), parsed.allProblems(), connection.reply(true));
    }

    /**
     * Asks the carrier where a parcel is.
     *
     * @return its timeline, with texts; a number without scans has no events
     * @throws IllegalArgumentException if the carrier is not connected or cannot be asked
     */
    public Answer<Timeline> track(String carrier, String number) {
        return track(carrier, number, null);
    }

    /**
     * Asks the carrier where a parcel is, with the last digits of a phone where the carrier wants them.
     *
     * @throws IllegalArgumentException if the carrier is not connected or cannot be asked
     */
    public Answer<Timeline> track(String carrier, String number, @Nullable String phoneTail) {
        return able(carrier, CarrierConnection.Tracks.class)
                .track(number, phoneTail)
                .map(parsed -> fold(parsed).stream()
                        .filter(timeline -> timeline.number().equals(number))
                        .findFirst()
                        .orElseGet(
                                () -> timeline(carrier, number, "").orElseGet(() -> Timeline.of(carrier, number, ""))));
    }

    /** The stored timeline of a parcel, without texts. */
    public Optional<Timeline> timeline(String carrier, String number, String discriminator) {
        return book.find(carrier, number, discriminator);
    }

    /** The number under which a parcel goes on after a return or a new label, if its carrier named one. */
    public Optional<String> successor(String carrier, String number, String discriminator) {
        return book.successor(carrier, number, discriminator);
    }

    /** Tells the engine what it could not be told because its inbox was full; returns how many parcels are still untold. */
    public int settle() {
        return book.settle();
    }

    private boolean archived(Carrier.Parsed parsed, String api, byte[] body) {
        String subject = parsed.parcels().stream()
                .map(parcel -> parcel.fact().number())
                .findFirst()
                .orElse("unreadable");
        Message message = CarrierMapper.message(parsed.carrier(), api, subject, body);
        return oms.accept(List.of(message)) == Acceptance.ACCEPTED;
    }

    private List<Timeline> fold(Carrier.Parsed parsed) {
        List<Problem> problems = parsed.allProblems();
        if (!problems.isEmpty()) {
            LOG.warn(
                    "{} told {} things that are not understood, first {}",
                    parsed.carrier(),
                    problems.size(),
                    problems.get(0));
        }
        return parsed.parcels().stream()
                .filter(parcel -> !parcel.fact().events().isEmpty())
                .map(parcel -> book.add(parcel.fact(), parcel.successor()))
                .toList();
    }

    private Carrier carrier(String id) {
        Carrier carrier = carriers.get(id);
        if (carrier == null) {
            throw notConnected(id);
        }
        return carrier;
    }

    private <T> T able(String id, Class<T> capability) {
        CarrierConnection connection = connections.get(id);
        if (connection == null) {
            throw notConnected(id);
        }
        if (!capability.isInstance(connection)) {
            throw new IllegalArgumentException("the connection to " + id + " is no " + capability.getSimpleName()
                    + ".\nLook at the carrier's capabilities before you ask.");
        }
        return capability.cast(connection);
    }

    private IllegalArgumentException notConnected(String id) {
        return new IllegalArgumentException("no account of carrier " + id + " is connected.\nConnected are "
                + new TreeSet<>(connections.keySet()) + "; add one with account(...).");
    }

    /**
     * What became of a push.
     *
     * @param taken whether it was stored; if not, the carrier has to push it again
     * @param parcels the timelines of its parcels after it, with the texts that it brought
     * @param problems what could not be read, or why it was not taken
     * @param reply what the carrier wants to hear
     */
    public record Received(boolean taken, List<Timeline> parcels, List<Problem> problems, HttpAnswer reply) {
        public Received {
            parcels = List.copyOf(parcels);
            problems = List.copyOf(problems);
        }
    }
}
