package io.omskit.examples.cli.report;

import io.omskit.address.Region;
import io.omskit.address.Regions;
import io.omskit.examples.cli.report.DayReport.RegionSales;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Sales by region as bubbles over the places of a country. No borders are drawn: small dots at the middles of its cities, or
 * states, show where the country lies, and the area of a bubble grows with its sales.
 */
final class BubbleMap {
    private static final int WIDTH = 620;
    private static final int PAD = 46;
    private static final int LABELS = 7;
    private static final double LARGEST = 30;
    private static final double MICRO = 1e6;

    private record Dot(double x, double y) {}

    private final List<Region.Point> places;
    private final double west;
    private final double north;
    private final double squeeze;
    private final double scale;
    private final int height;

    private BubbleMap(List<Region.Point> places) {
        this.places = places;
        double left = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double top = -Double.MAX_VALUE;
        double bottom = Double.MAX_VALUE;
        for (Region.Point place : places) {
            left = Math.min(left, place.longitudeMicrodegrees() / MICRO);
            right = Math.max(right, place.longitudeMicrodegrees() / MICRO);
            top = Math.max(top, place.latitudeMicrodegrees() / MICRO);
            bottom = Math.min(bottom, place.latitudeMicrodegrees() / MICRO);
        }
        west = left;
        north = top;
        squeeze = Math.cos(Math.toRadians((top + bottom) / 2));
        scale = (WIDTH - 2 * PAD) / ((right - left) * squeeze);
        height = (int) Math.round((top - bottom) * scale) + 2 * PAD;
    }

    /** The picture of one currency's sales; empty where no place is known. */
    static String of(List<RegionSales> sales, Words words) {
        List<RegionSales> placed = sales.stream()
                .filter(one -> one.longitude() != null && one.latitude() != null)
                .sorted(Comparator.comparingLong(RegionSales::goods).reversed().thenComparing(RegionSales::code))
                .toList();
        if (placed.isEmpty()) {
            return "";
        }
        boolean chinese = Character.isDigit(placed.get(0).code().charAt(0));
        return new BubbleMap(chinese ? cities() : states()).svg(placed, words);
    }

    private static List<Region.Point> cities() {
        List<Region.Point> places = new ArrayList<>();
        Regions regions = Regions.bundled();
        for (Region province : regions.children("CN")) {
            regions.children(province.code()).forEach(city -> add(places, city));
            add(places, province);
        }
        return places;
    }

    /** The contiguous states: Alaska and Hawaii would make everything else small. */
    private static List<Region.Point> states() {
        List<Region.Point> places = new ArrayList<>();
        for (Region state : Regions.bundled().children("US")) {
            if (!List.of("US-AK", "US-HI").contains(state.code())) {
                add(places, state);
            }
        }
        places.removeIf(point -> point.longitudeMicrodegrees() > -60_000_000
                || point.longitudeMicrodegrees() < -130_000_000
                || point.latitudeMicrodegrees() < 24_000_000);
        return places;
    }

    private static void add(List<Region.Point> places, Region region) {
        Region.Point center = region.center();
        if (center != null) {
            places.add(center);
        }
    }

    private Dot dot(int longitude, int latitude) {
        return new Dot(PAD + (longitude / MICRO - west) * squeeze * scale, PAD + (north - latitude / MICRO) * scale);
    }

    private String svg(List<RegionSales> placed, Words words) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                height,
                Html.escaped(words.of("regions.title"))));
        for (Region.Point place : places) {
            Dot dot = dot(place.longitudeMicrodegrees(), place.latitudeMicrodegrees());
            out.append(String.format(
                    Locale.ROOT, "<circle class=\"land\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.1\"/>", dot.x(), dot.y()));
        }
        long most = placed.get(0).goods();
        for (RegionSales one : placed) {
            out.append(bubble(one, most));
        }
        placed.stream().limit(LABELS).forEach(one -> out.append(label(one, most)));
        return out.append("</svg>").toString();
    }

    private String bubble(RegionSales one, long most) {
        Dot dot = dot(coordinate(one.longitude()), coordinate(one.latitude()));
        String hint = one.name() + ": " + Figures.money(one.goods(), one.currency()) + " / " + one.orders();
        return String.format(
                Locale.ROOT,
                "<circle class=\"bubble\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>",
                dot.x(),
                dot.y(),
                radius(one, most),
                Html.escaped(hint));
    }

    private String label(RegionSales one, long most) {
        Dot dot = dot(coordinate(one.longitude()), coordinate(one.latitude()));
        double radius = radius(one, most);
        boolean inside = radius > 22;
        return String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                inside ? "in" : "out",
                dot.x(),
                inside ? dot.y() + 4 : dot.y() - radius - 4,
                Html.escaped(one.name()));
    }

    private static int coordinate(@org.jspecify.annotations.Nullable Integer microdegrees) {
        return microdegrees == null ? 0 : microdegrees;
    }

    /** The area, not the radius, grows with the sales. */
    private static double radius(RegionSales one, long most) {
        return most == 0 ? 3 : Math.max(3, LARGEST * Math.sqrt((double) one.goods() / most));
    }
}
