package io.omskit.logistics.sandbox;

import io.omskit.fact.ShipmentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The way of one parcel, fixed when it starts: stops with SF's op codes, and what each means for where the parcel stands. The
 * meaning is written down here for itself, so that a test compares two independent readings of the carrier's page.
 *
 * @param stops in the order of time
 */
record Route(List<Stop> stops) {
    private static final List<String> CITIES = List.of("深圳市", "广州市", "杭州市", "武汉市", "成都市", "北京市", "西安市");
    private static final String UNKNOWN_CODE = "7777";

    Route {
        stops = List.copyOf(stops);
    }

    /**
     * One scan.
     *
     * @param at when
     * @param code op code
     * @param place where
     * @param remark what is printed
     * @param status where the parcel stands after it
     */
    record Stop(Instant at, String code, String place, String remark, ShipmentStatus status) {}

    /** The route of a parcel that starts at the given moment. */
    static Route of(String number, Instant start, FaultPlan faults) {
        SplittableRandom random = faults.random("route/" + number);
        Draft draft = new Draft(start, random);
        int from = random.nextInt(CITIES.size());
        int to = (from + 1 + random.nextInt(CITIES.size() - 1)) % CITIES.size();
        draft.add("54", CITIES.get(from), "已收取快件", ShipmentStatus.PICKED_UP);
        draft.add("30", CITIES.get(from), "快件完成分拣,准备发往下一站", ShipmentStatus.IN_TRANSIT);
        for (int hub = random.nextInt(3); hub >= 0; hub--) {
            String place = hub == 0 ? CITIES.get(to) : CITIES.get(random.nextInt(CITIES.size()));
            draft.add("31", place, "快件到达中转场", ShipmentStatus.IN_TRANSIT);
            if (faults.happens(FaultPlan.Kind.UNKNOWN_CODE, number + "/" + hub)) {
                draft.add(UNKNOWN_CODE, place, "内部操作", ShipmentStatus.IN_TRANSIT);
            }
            draft.add("36", place, "快件离开中转场", ShipmentStatus.IN_TRANSIT);
        }
        draft.add("44", CITIES.get(to), "正在派送途中,派件员 测试员", ShipmentStatus.OUT_FOR_DELIVERY);
        end(draft, CITIES.get(to), number, random);
        return new Route(draft.stops);
    }

    private static void end(Draft draft, String city, String number, SplittableRandom random) {
        int chance = random.nextInt(100);
        if (chance < 15) {
            draft.add("33", city, "派送不成功,电话无人接听", ShipmentStatus.DELIVERY_FAILED);
            draft.add("44", city, "再次派送", ShipmentStatus.OUT_FOR_DELIVERY);
        }
        if (chance >= 90) {
            draft.add("70", city, "收件人拒收", ShipmentStatus.DELIVERY_FAILED);
            draft.add("648", city, "快件退回,新单号 SF9" + number.substring(3), ShipmentStatus.RETURNING);
        } else if (chance >= 75) {
            draft.add("130", city, "快件已到达驿站", ShipmentStatus.AWAITING_COLLECTION);
        } else {
            draft.add("80", city, "已签收", ShipmentStatus.DELIVERED);
            draft.add("8000", city, "可查看签收证明", ShipmentStatus.DELIVERED);
        }
    }

    /** The scans up to a moment. */
    List<Stop> until(Instant now) {
        return stops.stream().filter(stop -> !stop.at().isAfter(now)).toList();
    }

    /** Where the parcel stands at a moment; {@code unscanned} before its first scan. */
    ShipmentStatus status(Instant now, ShipmentStatus unscanned) {
        List<Stop> passed = until(now);
        return passed.isEmpty() ? unscanned : passed.get(passed.size() - 1).status();
    }

    private static final class Draft {
        private final List<Stop> stops = new ArrayList<>();
        private final SplittableRandom random;
        private Instant at;

        Draft(Instant start, SplittableRandom random) {
            this.at = Instant.ofEpochSecond(start.getEpochSecond());
            this.random = random;
        }

        void add(String code, String place, String remark, ShipmentStatus status) {
            at = at.plus(Duration.ofMinutes(10 + random.nextInt(240)));
            stops.add(new Stop(at, code, place, remark, status));
        }
    }
}
