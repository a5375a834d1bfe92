package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class IdSourceProperties {
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    @Property
    void idsGrowUnderEveryClock(
            @ForAll @IntRange(max = 1023) int node,
            @ForAll @Size(min = 1, max = 60) List<@LongRange(max = 1_000) Long> clock) {
        Iterator<Long> ticks = clock.iterator();
        IdSource ids = IdSource.of(() -> START.plusMillis(ticks.next()), node);
        long last = 0;
        for (int i = 0; i < clock.size(); i++) {
            long id = ids.next();
            assertTrue(id > last, "id " + id + " after " + last);
            assertEquals(node, id >>> 12 & 1023);
            assertTrue(!IdSource.timeOf(id).isBefore(START.plusMillis(clock.get(i))), "not older than the clock");
            last = id;
        }
    }

    @Property
    void idsOfTwoNodesNeverMeet(
            @ForAll @IntRange(max = 1023) int one,
            @ForAll @IntRange(max = 1023) int two,
            @ForAll @IntRange(min = 1, max = 50) int count) {
        IdSource first = IdSource.of(() -> START, one);
        IdSource second = IdSource.of(() -> START, two);
        for (int i = 0; i < count; i++) {
            assertEquals(one == two, first.next() == second.next());
        }
    }

    @Property
    void floorsLieBelowTheIdsOfTheirMoment(
            @ForAll @LongRange(max = 1_000_000_000_000L) long millis, @ForAll @IntRange(max = 1023) int node) {
        Instant moment = START.plusMillis(millis);
        long id = IdSource.of(() -> moment, node).next();
        assertTrue(IdSource.floor(moment) <= id);
        assertTrue(IdSource.floor(moment.plusMillis(1)) > id);
    }
}
