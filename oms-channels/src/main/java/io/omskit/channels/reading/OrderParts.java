package io.omskit.channels.reading;

import io.omskit.connect.Problem;
import io.omskit.connect.payload.Payload;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one payload holds about one order: order objects and the parts that belong to it, each under the API that
 * told it. Belongs to one thread, like the payloads inside.
 */
public final class OrderParts {
    private record Entry(ApiForm form, Payload object) {}

    private final ChannelRef ref;
    private final int version;
    private final Instant receivedAt;
    private final List<Entry> entries = new ArrayList<>(2);

    OrderParts(ChannelRef ref, int version, Instant receivedAt) {
        this.ref = ref;
        this.version = version;
        this.receivedAt = receivedAt;
    }

    void add(ApiForm form, Payload object) {
        entries.add(new Entry(form, object));
    }

    /** The order on its channel. */
    public ChannelRef ref() {
        return ref;
    }

    /** The objects of one API, in the order in which they came. */
    public List<Payload> objects(String api) {
        List<Payload> objects = new ArrayList<>(1);
        for (Entry entry : entries) {
            if (entry.form().name().equals(api)) {
                objects.add(entry.object());
            }
        }
        return objects;
    }

    /** The order objects of all APIs, in the order in which they came. */
    public List<Payload> orders() {
        return withRole(ApiForm.Role.ORDER);
    }

    /** The objects that belong to the order, of all APIs. */
    public List<Payload> parts() {
        return withRole(ApiForm.Role.PART);
    }

    /** The order object whose time member is the latest; of equal ones the last, because details come after lists. */
    public Optional<Payload> newest(String timeMember) {
        Payload newest = null;
        Instant newestAt = Instant.MIN;
        for (Payload order : orders()) {
            Instant at = order.get(timeMember).time();
            Instant known = at == null ? Instant.MIN : at;
            if (newest == null || !known.isBefore(newestAt)) {
                newest = order;
                newestAt = known;
            }
        }
        return Optional.ofNullable(newest);
    }

    /** Where the facts were read: the API of the first object. */
    public Provenance provenance() {
        return new Provenance(entries.get(0).form().name(), receivedAt);
    }

    /** The revision of an object with this modified time, read by this mapper. */
    public Revision revision(@Nullable Instant modified) {
        return Revision.at(modified, version);
    }

    /** The problems of all objects. */
    public List<Problem> problems() {
        return entries.stream()
                .flatMap(entry -> entry.object().problems().stream())
                .toList();
    }

    /** Reports that the parts cannot be read together. */
    void refuse(String why) {
        entries.get(0).object().problem(why);
    }

    private List<Payload> withRole(ApiForm.Role role) {
        List<Payload> objects = new ArrayList<>(1);
        for (Entry entry : entries) {
            if (entry.form().role() == role) {
                objects.add(entry.object());
            }
        }
        return objects;
    }
}
