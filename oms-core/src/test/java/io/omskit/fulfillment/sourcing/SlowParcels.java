package io.omskit.fulfillment.sourcing;

import io.omskit.fulfillment.sourcing.ParcelPlan.Parcel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The best plan by definition: every unit into every parcel, a new one anywhere, or nowhere. For tiny questions. */
final class SlowParcels {
    private final ParcelInput input;
    private final int most;
    private final List<Integer> unitLines = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<long[]> contents = new ArrayList<>();
    private List<Long> best = List.of();

    private SlowParcels(ParcelInput input, int most) {
        this.input = input;
        this.most = most;
        for (int line = 0; line < input.lines().size(); line++) {
            for (long unit = 0; unit < input.lines().get(line).quantity(); unit++) {
                unitLines.add(line);
            }
        }
    }

    static List<Long> best(ParcelInput input, int most) {
        SlowParcels slow = new SlowParcels(input, most);
        slow.place(0);
        return slow.best;
    }

    private void place(int unit) {
        if (unit == unitLines.size()) {
            judge();
            return;
        }
        int line = unitLines.get(unit);
        place(unit + 1);
        for (int parcel = 0; parcel < contents.size(); parcel++) {
            contents.get(parcel)[line]++;
            place(unit + 1);
            contents.get(parcel)[line]--;
        }
        for (int at = 0; at < input.places().size() && contents.size() < most; at++) {
            places.add(at);
            contents.add(new long[input.lines().size()]);
            contents.get(contents.size() - 1)[line]++;
            place(unit + 1);
            contents.remove(contents.size() - 1);
            places.remove(places.size() - 1);
        }
    }

    private void judge() {
        List<Parcel> parcels = new ArrayList<>();
        for (int p = 0; p < contents.size(); p++) {
            parcels.add(new Parcel(
                    places.get(p), Arrays.stream(contents.get(p)).boxed().toList()));
        }
        if (ParcelInvariants.holds(input, parcels).isEmpty()) {
            List<Long> cost = ParcelInvariants.cost(input, parcels);
            if (best.isEmpty() || ParcelInvariants.compare(cost, best) < 0) {
                best = cost;
            }
        }
    }
}
