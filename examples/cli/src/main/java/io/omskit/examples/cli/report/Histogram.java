package io.omskit.examples.cli.report;

import io.omskit.examples.cli.report.DayReport.Span;
import java.util.List;
import java.util.Locale;

/** Parcels by hours until delivery as bars, with marks at the median and at the 95th of 100. */
final class Histogram {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 210;
    private static final int LEFT = 34;
    private static final int RIGHT = 12;
    private static final int TOP = 26;
    private static final int BOTTOM = 40;
    private static final int STEP_HOURS = 6;
    private static final int HOURS_OF_DAY = 24;

    private Histogram() {}

    /**
     * The picture.
     *
     * @param counts parcels in steps of six hours from zero
     */
    static String of(List<Long> counts, Span span, Words words) {
        long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
        if (most == 0) {
            return "";
        }
        double step = (WIDTH - LEFT - RIGHT) / (double) counts.size();
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"hist\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                HEIGHT,
                Html.escaped(words.of("delivery.title"))));
        grid(out, most);
        for (int i = 0; i < counts.size(); i++) {
            out.append(bar(i, counts.get(i), most, step));
            if (i % (HOURS_OF_DAY / STEP_HOURS) == 0) {
                out.append(text("tick", LEFT + i * step, HEIGHT - BOTTOM + 16, Integer.toString(i * STEP_HOURS)));
            }
        }
        mark(out, span.median(), step, words.of("delivery.median"), 12);
        mark(out, span.p95(), step, words.of("delivery.p95"), 12);
        out.append(text("axis", LEFT + (WIDTH - LEFT - RIGHT) / 2.0, HEIGHT - 6, words.of("delivery.axis")));
        return out.append("</svg>").toString();
    }

    private static void grid(StringBuilder out, long most) {
        for (int part = 0; part <= 2; part++) {
            double y = y(most * part / 2.0, most);
            out.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                    LEFT,
                    WIDTH - RIGHT,
                    y,
                    y));
            out.append(String.format(
                    Locale.ROOT,
                    "<text class=\"scale\" x=\"%d\" y=\"%.1f\">%d</text>",
                    LEFT - 6,
                    y + 4,
                    most * part / 2));
        }
    }

    private static String bar(int index, long count, long most, double step) {
        double y = y((double) count, most);
        return String.format(
                Locale.ROOT,
                "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\">"
                        + "<title>%d–%d h: %d</title></rect>",
                LEFT + index * step + 1.5,
                y,
                step - 3,
                HEIGHT - BOTTOM - y,
                index * STEP_HOURS,
                (index + 1) * STEP_HOURS,
                count);
    }

    private static void mark(
            StringBuilder out, @org.jspecify.annotations.Nullable Double days, double step, String label, int y) {
        if (days == null) {
            return;
        }
        double x = LEFT + days * HOURS_OF_DAY / STEP_HOURS * step;
        out.append(String.format(
                Locale.ROOT,
                "<line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                x,
                x,
                y + 5,
                HEIGHT - BOTTOM));
        out.append(text("marked", x, y, String.format(Locale.ROOT, "%s %.1f h", label, days * HOURS_OF_DAY)));
    }

    private static double y(double count, long most) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - count / most);
    }

    private static String text(String css, double x, double y, String text) {
        return String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", css, x, y, Html.escaped(text));
    }
}
