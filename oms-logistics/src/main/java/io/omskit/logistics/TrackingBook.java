package io.omskit.logistics;

import io.omskit.engine.edge.Acceptance;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.TrackingFact;
import io.omskit.store.Commit;
import io.omskit.store.CommitResult;
import io.omskit.store.IdSource;
import io.omskit.store.Kind;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Schema;
import io.omskit.store.Store;
import io.omskit.value.Violation;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stored timelines, one row per parcel, and the duty to tell the engine where each stands. A change is committed first and
 * marked as untold; telling takes the mark away. So a crash in between delays the news and never loses it. Thread-safe.
 */
final class TrackingBook {
    static final Kind TRACKING = Kind.named("tracking")
            .column("carrier", Kind.Type.TEXT)
            .column("number", Kind.Type.TEXT)
            .column("discriminator", Kind.Type.TEXT)
            .column("status", Kind.Type.TEXT)
            .optional("untold", Kind.Type.LONG)
            .unique("identity", "carrier", "number", "discriminator")
            .index("untold", "untold")
            .build();

    static final Schema SCHEMA = Schema.of("logistics", TrackingBook.class::getResourceAsStream)
            .migrations("0001-tracking.sql")
            .kinds(TRACKING);

    private static final int MAX_ATTEMPTS = 32;
    private static final int AT_ONCE = 1_000;
    private static final int MAPPER_VERSION = 1;

    private final Store store;
    private final IdSource ids;
    private final InstantSource time;
    private final Function<ShipmentFact, Acceptance> engine;

    TrackingBook(Store store, IdSource ids, InstantSource time, Function<ShipmentFact, Acceptance> engine) {
        this.store = store;
        this.ids = ids;
        this.time = time;
        this.engine = engine;
        store.migrate(SCHEMA);
    }

    /** The stored timeline of a parcel, without texts. */
    Optional<Timeline> find(String carrier, String number, String discriminator) {
        return row(carrier, number, discriminator).map(TrackingBook::timeline);
    }

    /** The number under which a stored parcel goes on. */
    Optional<String> successor(String carrier, String number, String discriminator) {
        return row(carrier, number, discriminator).map(row -> TimelineJson.successor(row.json()));
    }

    /**
     * Folds a fact into the stored timeline and tells the engine if the parcel stands differently. A fact that says nothing new
     * writes nothing.
     */
    Timeline add(TrackingFact fact, @Nullable String successor) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Row row = row(fact.carrier(), fact.number(), fact.discriminator()).orElse(null);
            Timeline before =
                    row == null ? Timeline.of(fact.carrier(), fact.number(), fact.discriminator()) : timeline(row);
            Timeline after = before.with(fact);
            boolean known = successor == null || (row != null && successor.equals(TimelineJson.successor(row.json())));
            if (known && after.saysTheSameAs(before)) {
                tell(row);
                return after;
            }
            Row changed = changed(row, before, after, successor);
            if (store(row, changed)) {
                store.load(TRACKING, List.of(changed.id())).forEach(this::tell);
                return after;
            }
        }
        throw new IllegalStateException("parcel " + fact.carrier() + " " + fact.number() + " changed under "
                + MAX_ATTEMPTS + " attempts to record it.\nOffer the same answer or push again.");
    }

    /** Tells the engine what it was not told, after a crash or a full inbox; returns how many parcels are still untold. */
    int settle() {
        List<Row> untold =
                store.find(Query.by(TRACKING, "untold").between(0L, null).limit(AT_ONCE));
        return (int) untold.stream().filter(row -> !tell(row)).count();
    }

    private Row changed(@Nullable Row row, Timeline before, Timeline after, @Nullable String successor) {
        Optional<Violation> broken = TrackingInvariants.check(after);
        if (broken.isPresent()) {
            throw new IllegalStateException(broken.get() + "\nNothing was stored; report this parcel.");
        }
        boolean news = row == null || row.hasValue("untold") || !told(before).equals(told(after));
        String json = TimelineJson.write(after, successor, row == null ? null : row.json());
        Object[] fixed = {
            after.carrier(),
            after.number(),
            after.discriminator(),
            after.standing().status().name()
        };
        @Nullable Long untold = news ? (Long) time.instant().toEpochMilli() : null;
        return row == null
                ? Row.json(
                        TRACKING,
                        ids.next(),
                        TimelineJson.STATE_VERSION,
                        json,
                        fixed[0],
                        fixed[1],
                        fixed[2],
                        fixed[3],
                        untold)
                : row.withJson(TimelineJson.STATE_VERSION, json, fixed[0], fixed[1], fixed[2], fixed[3], untold);
    }

    private boolean store(@Nullable Row before, Row changed) {
        Commit.Builder commit = Commit.builder();
        CommitResult result = store.commit((before == null ? commit.insert(changed) : commit.update(changed)).build());
        return result.committed();
    }

    /** Hands the standing to the engine and takes the mark away; whoever was faster has done it already. */
    private boolean tell(@Nullable Row row) {
        if (row == null || !row.hasValue("untold")) {
            return true;
        }
        if (engine.apply(shipment(timeline(row), row.version())) != Acceptance.ACCEPTED) {
            return false;
        }
        store.commit(Commit.builder().update(row.withValue("untold", null)).build());
        return true;
    }

    /** The reading that the engine gets: contents are the source's to tell, the version of the row orders the readings. */
    private ShipmentFact shipment(Timeline timeline, int version) {
        Timeline.Standing standing = timeline.standing();
        return new ShipmentFact(
                timeline.carrier(),
                timeline.number(),
                timeline.discriminator(),
                Revision.numbered(version, MAPPER_VERSION),
                new Provenance("logistics." + timeline.carrier(), time.instant()),
                List.of(),
                standing.status(),
                standing.shippedAt(),
                standing.deliveredAt(),
                timeline.estimatedDelivery(),
                null);
    }

    private static List<Object> told(Timeline timeline) {
        Timeline.Standing standing = timeline.standing();
        return List.of(
                standing.status(),
                String.valueOf(standing.shippedAt()),
                String.valueOf(standing.deliveredAt()),
                String.valueOf(timeline.estimatedDelivery()));
    }

    private Optional<Row> row(String carrier, String number, String discriminator) {
        return store.find(Query.by(TRACKING, "identity", carrier, number, discriminator)).stream()
                .findFirst();
    }

    private static Timeline timeline(Row row) {
        return TimelineJson.read(
                Objects.requireNonNull(row.text("carrier")),
                Objects.requireNonNull(row.text("number")),
                Objects.requireNonNull(row.text("discriminator")),
                row.json());
    }
}
