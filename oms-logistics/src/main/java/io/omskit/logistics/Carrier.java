package io.omskit.logistics;

import io.omskit.connect.Problem;
import io.omskit.fact.TrackingFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The connector of one carrier: what it can do, how well that is proven, how its tracking bodies are read, how it signs, and
 * how an account is connected. Found by {@link ServiceLoader}; implementations have a public constructor without parameters,
 * hold no state and are safe for several threads.
 */
public interface Carrier {
    /** The carrier id, as the logistics reference names it: {@code sf}, {@code jdl}. */
    String id();

    /** The carrier's name for people. */
    String name();

    /** What the connector can do; {@link #connect} gives a connection that really does it. */
    Set<Capability> capabilities();

    /** What the mapping and the signature were proven with. */
    Set<Evidence> evidence();

    /**
     * Reads a tracking answer or a push body. Never throws for bad input: what cannot be read is a problem, and good
     * neighbors survive.
     *
     * @param body as the carrier sends it
     * @param receivedAt when it came
     */
    Parsed parse(byte[] body, Instant receivedAt);

    /**
     * Computes a signature, for trying credentials out.
     *
     * @param variant which of the carrier's signatures, see {@link #variant}
     * @param inputs what is signed, by the names of the carrier's page
     * @throws IllegalArgumentException if the variant is not known or an input is missing; the message names it
     */
    String sign(String variant, Map<String, String> inputs);

    /**
     * Connects an account. Does not call the carrier yet.
     *
     * @throws IllegalArgumentException if the account misses a credential; the message names it
     */
    CarrierConnection connect(CarrierAccount account, CarrierConnection.Wiring wiring);

    /** All carriers on the class path, by id. */
    static List<Carrier> all() {
        return ServiceLoader.load(Carrier.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(Carrier::id))
                .toList();
    }

    /** The carrier of that id, if its connector is on the class path. */
    static Optional<Carrier> find(String id) {
        return all().stream().filter(carrier -> carrier.id().equals(id)).findFirst();
    }

    /** The variant that an entry of a list of signature vectors names: its id without the trailing number. */
    static String variant(String entryId) {
        return entryId.replaceFirst("-\\d+$", "");
    }

    /**
     * An input that a signature needs.
     *
     * @throws IllegalArgumentException if it is missing; the message shows no value
     */
    static String input(Map<String, String> inputs, String name) {
        String value = inputs.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the input " + name + " of the signature is missing.\nGive it beside "
                    + new TreeSet<>(inputs.keySet()) + ".");
        }
        return value;
    }

    /** What a connector can do. */
    enum Capability {
        PARSE,
        SIGN,
        TRACK,
        PUSH,
        WAYBILL,
        SANDBOX
    }

    /** What a connector was proven with, the weakest first. */
    enum Evidence {
        DOCUMENTED_PAYLOAD,
        SDK_VECTOR,
        OFFICIAL_VECTOR,
        LIVE_PEER
    }

    /**
     * What a body says.
     *
     * @param carrier the carrier id
     * @param parcels what it says of each parcel
     * @param problems what belongs to no parcel
     */
    record Parsed(String carrier, List<Parcel> parcels, List<Problem> problems) {
        public Parsed {
            parcels = List.copyOf(parcels);
            problems = List.copyOf(problems);
        }

        /** Every problem, of parcels and of the body. */
        public List<Problem> allProblems() {
            List<Problem> all = new ArrayList<>();
            parcels.forEach(parcel -> all.addAll(parcel.problems()));
            all.addAll(problems);
            return all;
        }

        /**
         * The parcels as objects for output, one per number: {@code carrier, number, shipmentId, status, delivered,
         * estimatedDelivery, events[at, type, reason, code, place, text], problems}, in this order, what is absent left out. A
         * last object without number holds the problems that belong to no parcel. The texts may name persons.
         */
        public List<Map<String, Object>> rows() {
            return TrackingOutput.rows(this);
        }
    }

    /**
     * What a body says of one parcel.
     *
     * @param fact its events
     * @param problems what could not be read
     * @param successor the number under which the parcel goes on, where a return or a new label changed it
     */
    record Parcel(
            TrackingFact fact,
            List<Problem> problems,
            @Nullable String successor) {
        public Parcel {
            problems = List.copyOf(problems);
        }
    }
}
