package io.omskit.logistics;

import static io.omskit.logistics.Scans.after;
import static io.omskit.logistics.Scans.fact;
import static io.omskit.logistics.Scans.minute;
import static io.omskit.logistics.Scans.polled;
import static io.omskit.logistics.Scans.pushed;
import static io.omskit.logistics.Scans.revoking;
import static io.omskit.logistics.Scans.scan;
import static io.omskit.logistics.Scans.timeline;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.ShipmentStatus;
import io.omskit.fact.TrackingFact;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void thereAre42TypesAndEveryStatusHasOne() {
        Map<ShipmentStatus, Integer> perStatus = new EnumMap<>(ShipmentStatus.class);
        for (TrackingEventType type : TrackingEventType.values()) {
            if (type.status() != null) {
                perStatus.merge(type.status(), 1, Integer::sum);
            }
        }
        assertEquals(42, TrackingEventType.values().length);
        assertEquals(40, perStatus.values().stream().mapToInt(Integer::intValue).sum());
        assertEquals(16, perStatus.size());
        assertEquals(7, perStatus.get(ShipmentStatus.IN_TRANSIT));
        assertEquals(5, perStatus.get(ShipmentStatus.CUSTOMS));
        assertEquals(5, perStatus.get(ShipmentStatus.DELIVERED));
        assertNull(TrackingEventType.UNMAPPED.status());
        assertNull(TrackingEventType.EVENT_REVOKED.status());
    }

    @Test
    void aNumberWithoutEventsIsUnknown() {
        Timeline nothing = Timeline.of("sf", "SF1", "");
        assertEquals(ShipmentStatus.UNKNOWN, nothing.standing().status());
        assertFalse(nothing.isExpired(minute(1_000_000), Duration.ofDays(1)));
    }

    @Test
    void theStatusFollowsTheLatestScanNotTheLatestArrival() {
        Timeline late = timeline(
                pushed(scan(300, TrackingEventType.OUT_FOR_DELIVERY)), pushed(scan(60, TrackingEventType.HUB_ARRIVED)));
        assertEquals(ShipmentStatus.OUT_FOR_DELIVERY, late.standing().status());
        assertEquals(
                List.of(TrackingEventType.HUB_ARRIVED, TrackingEventType.OUT_FOR_DELIVERY),
                late.events().stream().map(TrackingEvent::type).toList());
    }

    @Test
    void scansOfOneSecondAreOrderedByTheirType() {
        Timeline tied = after(
                scan(5, TrackingEventType.DELIVERED),
                scan(5, TrackingEventType.PLACED_AT_STATION),
                scan(5, TrackingEventType.OUT_FOR_DELIVERY),
                scan(5, TrackingEventType.HUB_ARRIVED),
                scan(5, TrackingEventType.HUB_DEPARTED),
                scan(5, TrackingEventType.PICKED_UP));
        assertEquals(
                List.of(
                        TrackingEventType.PICKED_UP,
                        TrackingEventType.HUB_DEPARTED,
                        TrackingEventType.HUB_ARRIVED,
                        TrackingEventType.OUT_FOR_DELIVERY,
                        TrackingEventType.PLACED_AT_STATION,
                        TrackingEventType.DELIVERED),
                tied.events().stream().map(TrackingEvent::type).toList());
        assertEquals(ShipmentStatus.DELIVERED, tied.standing().status());
    }

    @Test
    void scansOfOneSecondAndTypeKeepTheOrderOfTheirSource() {
        TrackingFact.Event first = new TrackingFact.Event(minute(5), 0, "IN_TRANSIT", null, "b", null, null, 0);
        TrackingFact.Event second = new TrackingFact.Event(minute(5), 0, "IN_TRANSIT", null, "a", null, null, 1);
        assertEquals(
                List.of("b", "a"),
                after(second, first).events().stream().map(TrackingEvent::code).toList());
    }

    @Test
    void theSamePushTwiceIsOneEvent() {
        TrackingFact push = pushed(scan(5, TrackingEventType.PICKED_UP, "深圳市", "快件已揽收"));
        assertEquals(1, timeline(push, push).events().size());
        assertEquals(timeline(push), timeline(push, push));
    }

    @Test
    void textsThatDifferInSpacesAndMarksAreOneEvent() {
        Timeline both = after(
                scan(5, TrackingEventType.PICKED_UP, "深圳市", "快件已揽收，感谢使用"),
                scan(5, TrackingEventType.PICKED_UP, "深圳市", "快件已揽收 , 感谢使用"));
        assertEquals(1, both.events().size());
        assertEquals(
                2,
                after(
                                scan(5, TrackingEventType.PICKED_UP, "深圳市", "甲"),
                                scan(5, TrackingEventType.PICKED_UP, "深圳市", "乙"))
                        .events()
                        .size());
    }

    @Test
    void pullAndPushOfOneScanAreOneEventThatNamesBoth() {
        Timeline both = timeline(
                pushed(scan(5, TrackingEventType.PICKED_UP)), polled(20_000, scan(5, TrackingEventType.PICKED_UP)));
        assertEquals(1, both.events().size());
        assertEquals(List.of("sf.push", "sf.routes"), both.events().get(0).toldBy());
        assertEquals(minute(10_000), both.events().get(0).receivedAt());
    }

    @Test
    void anAggregatorsReportOfAScanGivesWayToTheCarriers() {
        TrackingFact.Event own = scan(60, TrackingEventType.HUB_ARRIVED, "广东省深圳市", "到达【深圳中转】");
        TrackingFact relayed =
                fact("kuaidi100.push", 11_000, true, scan(61, TrackingEventType.HUB_ARRIVED, "深圳市福田区", "快件到达"));
        Timeline both = timeline(relayed, pushed(own));
        assertEquals(1, both.events().size());
        assertEquals("到达【深圳中转】", both.events().get(0).text());
        assertEquals(List.of("kuaidi100.push", "sf.push"), both.events().get(0).toldBy());
    }

    @Test
    void anAggregatorsReportOfAnotherScanStays() {
        TrackingFact own = pushed(scan(60, TrackingEventType.HUB_ARRIVED, "深圳市", null));
        for (TrackingFact.Event other : List.of(
                scan(63, TrackingEventType.HUB_ARRIVED, "深圳市", "x"),
                scan(61, TrackingEventType.HUB_DEPARTED, "深圳市", "x"),
                scan(61, TrackingEventType.HUB_ARRIVED, "广州市", "x"))) {
            assertEquals(
                    2,
                    timeline(own, fact("kuaidi100.push", 11_000, true, other))
                            .events()
                            .size());
        }
    }

    @Test
    void aSnapshotReplacesWhatItsSourceTold() {
        Timeline replaced = timeline(
                polled(100, scan(1, TrackingEventType.PICKED_UP), scan(2, TrackingEventType.DELIVERED)),
                polled(200, scan(1, TrackingEventType.PICKED_UP), scan(3, TrackingEventType.IN_TRANSIT)));
        assertEquals(ShipmentStatus.IN_TRANSIT, replaced.standing().status());
        assertEquals(2, replaced.events().size());
    }

    @Test
    void anOlderSnapshotThatComesLateReplacesNothing() {
        TrackingFact older = polled(100, scan(1, TrackingEventType.PICKED_UP));
        TrackingFact newer = polled(200, scan(1, TrackingEventType.PICKED_UP), scan(3, TrackingEventType.IN_TRANSIT));
        assertEquals(timeline(older, newer), timeline(newer, older));
        assertEquals(
                ShipmentStatus.IN_TRANSIT, timeline(newer, older).standing().status());
    }

    @Test
    void anEmptySnapshotIsNoNews() {
        Timeline known = timeline(polled(100, scan(1, TrackingEventType.PICKED_UP)));
        assertEquals(known, known.with(polled(200)));
    }

    @Test
    void aDeltaAddsAndASnapshotOfAnotherSourceLeavesItAlone() {
        Timeline both = timeline(
                pushed(scan(1, TrackingEventType.PICKED_UP)), polled(20_000, scan(3, TrackingEventType.IN_TRANSIT)));
        assertEquals(2, both.events().size());
    }

    @Test
    void aRevokedDeliveryTakesTheStatusBack() {
        Timeline revoked = after(
                scan(1, TrackingEventType.OUT_FOR_DELIVERY),
                scan(2, TrackingEventType.DELIVERED),
                revoking(3, TrackingEventType.DELIVERED));
        assertEquals(ShipmentStatus.OUT_FOR_DELIVERY, revoked.standing().status());
        assertNull(revoked.standing().deliveredAt());
        assertEquals(
                List.of(TrackingEventType.OUT_FOR_DELIVERY, TrackingEventType.EVENT_REVOKED),
                revoked.events().stream().map(TrackingEvent::type).toList());
    }

    @Test
    void aRevocationWithoutTypeTakesTheEventBeforeIt() {
        Timeline revoked =
                after(scan(1, TrackingEventType.PICKED_UP), scan(2, TrackingEventType.HUB_ARRIVED), revoking(3, null));
        assertEquals(ShipmentStatus.PICKED_UP, revoked.standing().status());
    }

    @Test
    void aRevocationReachesOnlyWhatHappenedBefore() {
        Timeline again = after(
                scan(1, TrackingEventType.DELIVERED),
                revoking(3, TrackingEventType.DELIVERED),
                scan(5, TrackingEventType.DELIVERED));
        assertEquals(ShipmentStatus.DELIVERED, again.standing().status());
        assertEquals(minute(5), again.standing().deliveredAt());
    }

    @Test
    void finalStatusesHoldAgainstScansWithinSixHours() {
        for (TrackingEventType last : List.of(
                TrackingEventType.DELIVERED,
                TrackingEventType.RETURNED,
                TrackingEventType.CANCELED,
                TrackingEventType.LOST)) {
            Timeline held = after(scan(0, last), scan(359, TrackingEventType.IN_TRANSIT));
            assertEquals(last.status(), held.standing().status());
            assertFalse(held.standing().anomaly());
        }
    }

    @Test
    void oneScanMuchLaterIsAnAnomalyAndTwoEndTheDelivery() {
        Timeline one = after(scan(0, TrackingEventType.DELIVERED), scan(361, TrackingEventType.HUB_ARRIVED));
        assertEquals(ShipmentStatus.DELIVERED, one.standing().status());
        assertTrue(one.standing().anomaly());
        Timeline two = one.with(pushed(scan(500, TrackingEventType.OUT_FOR_DELIVERY)));
        assertEquals(ShipmentStatus.OUT_FOR_DELIVERY, two.standing().status());
        assertTrue(two.standing().anomaly());
        assertNull(two.standing().deliveredAt());
    }

    @Test
    void anAggregatorsLateScansAreNoEvidenceAgainstADelivery() {
        Timeline held = timeline(
                pushed(scan(0, TrackingEventType.DELIVERED)),
                fact(
                        "kuaidi100.push",
                        11_000,
                        false,
                        scan(700, TrackingEventType.IN_TRANSIT),
                        scan(900, TrackingEventType.IN_TRANSIT)));
        assertEquals(ShipmentStatus.DELIVERED, held.standing().status());
        assertFalse(held.standing().anomaly());
    }

    @Test
    void aReturnMayFollowADelivery() {
        Timeline back = after(scan(0, TrackingEventType.DELIVERED), scan(10, TrackingEventType.RETURN_STARTED));
        assertEquals(ShipmentStatus.RETURNING, back.standing().status());
        assertEquals(minute(0), back.standing().deliveredAt());
        assertEquals(
                ShipmentStatus.LOST,
                after(scan(0, TrackingEventType.LOST), scan(10, TrackingEventType.RETURN_STARTED))
                        .standing()
                        .status());
    }

    @Test
    void theProofOfADeliveryIsNoSecondDelivery() {
        Timeline proven = after(scan(0, TrackingEventType.DELIVERED), scan(900, TrackingEventType.DELIVERED_PROOF));
        assertEquals(minute(0), proven.standing().deliveredAt());
        assertFalse(proven.standing().anomaly());
    }

    @Test
    void anUnmappedCodeStaysInTheListAndMovesNothing() {
        Timeline unmapped = after(scan(0, TrackingEventType.PICKED_UP), scan(5, TrackingEventType.UNMAPPED));
        assertEquals(ShipmentStatus.PICKED_UP, unmapped.standing().status());
        assertEquals(1, unmapped.standing().unmapped());
        assertEquals(2, unmapped.events().size());
        assertEquals(
                ShipmentStatus.UNKNOWN,
                after(scan(5, TrackingEventType.UNMAPPED)).standing().status());
    }

    @Test
    void aTypeOfANewerVersionIsUnmapped() {
        TrackingFact.Event future = new TrackingFact.Event(minute(1), 0, "TELEPORTED", null, "x", null, null, 0);
        assertEquals(TrackingEventType.UNMAPPED, after(future).events().get(0).type());
    }

    @Test
    void noInfoNeverTakesAStatusBack() {
        assertEquals(
                ShipmentStatus.PICKED_UP,
                after(scan(0, TrackingEventType.PICKED_UP), scan(5, TrackingEventType.NO_INFO))
                        .standing()
                        .status());
    }

    @Test
    void theStationIsNotTheRecipient() {
        assertEquals(DeliveredTo.STATION, to(TrackingEventType.PLACED_AT_STATION, null));
        assertEquals(DeliveredTo.LOCKER, to(TrackingEventType.PLACED_AT_STATION, "快件已存放至丰巢柜"));
        assertEquals(DeliveredTo.PROPERTY, to(TrackingEventType.DELIVERED, "已签收,签收人: 物业前台"));
        assertEquals(DeliveredTo.PROXY, to(TrackingEventType.DELIVERED_TO_PROXY, null));
        assertEquals(DeliveredTo.RECIPIENT, to(TrackingEventType.DELIVERED, "已从丰巢柜取出"));
        assertEquals(DeliveredTo.RECIPIENT, to(TrackingEventType.COLLECTED_FROM_STATION, "驿站"));
        Timeline collected =
                after(scan(0, TrackingEventType.PLACED_AT_STATION), scan(5, TrackingEventType.COLLECTED_FROM_STATION));
        assertEquals(ShipmentStatus.DELIVERED, collected.standing().status());
        assertEquals(DeliveredTo.RECIPIENT, collected.standing().deliveredTo());
    }

    private static DeliveredTo to(TrackingEventType type, String text) {
        return after(scan(0, type, "深圳市", text)).standing().deliveredTo();
    }

    @Test
    void shippedIsWhenTheCarrierTookIt() {
        Timeline taken = after(
                scan(0, TrackingEventType.LABEL_CREATED),
                scan(9, TrackingEventType.PICKED_UP),
                scan(20, TrackingEventType.HUB_ARRIVED));
        assertEquals(minute(9), taken.standing().shippedAt());
        assertEquals(minute(20), taken.standing().since());
    }

    @Test
    void expiredIsAFlagThatDependsOnNow() {
        Timeline quiet = after(scan(0, TrackingEventType.HUB_ARRIVED));
        Duration week = Duration.ofDays(7);
        assertFalse(quiet.isExpired(minute(0).plus(week), week));
        assertTrue(quiet.isExpired(minute(1).plus(week), week));
        assertFalse(
                after(scan(0, TrackingEventType.DELIVERED)).isExpired(minute(1).plus(week), week));
    }

    @Test
    void theExpectationToldLastCounts() {
        TrackingFact early = expecting(100, 5_000);
        TrackingFact late = expecting(200, 6_000);
        assertEquals(minute(6_000), timeline(early, late).estimatedDelivery());
        assertEquals(minute(6_000), timeline(late, early).estimatedDelivery());
    }

    private static TrackingFact expecting(long received, long expected) {
        TrackingFact bare = polled(received);
        return new TrackingFact(
                bare.carrier(),
                bare.number(),
                bare.discriminator(),
                bare.provenance(),
                true,
                minute(expected),
                List.of());
    }

    @Test
    void aFactOfAnotherParcelIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Timeline.of("sf", "SF2", "")
                .with(pushed(scan(1, TrackingEventType.PICKED_UP))));
    }

    @Test
    void citiesAreRecognizedInPrintedPlaces() {
        assertEquals(
                List.of("深圳", "深圳", "深圳", "北京", "南宁", ""),
                Arrays.asList("广东省深圳市南山区", "深圳市", "【深圳】", "北京市朝阳区", "广西壮族自治区南宁市", "").stream()
                        .map(Sightings::city)
                        .toList());
    }

    @Test
    void textsOfCouriersAreNotShown() {
        Timeline named = after(scan(1, TrackingEventType.OUT_FOR_DELIVERY, "深圳市", "派送员 王某 13800000000"));
        assertFalse((named + " " + named.events()).contains("13800000000"));
        assertNull(named.withoutTexts().events().get(0).text());
        assertTrue(named.saysTheSameAs(named.withoutTexts()));
    }
}
