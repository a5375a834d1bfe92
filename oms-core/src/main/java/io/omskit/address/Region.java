package io.omskit.address;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One administrative region of the {@link Regions} table.
 *
 * @param code identity. China: the statistics bureau's code with 12 digits ({@code 330110000000}); elsewhere ISO 3166-1 alpha-2
 *     for countries ({@code BR}) and ISO 3166-2 for states ({@code BR-SP})
 * @param level its level
 * @param name standard name: Chinese for Chinese regions ({@code 余杭区}), English elsewhere
 * @param otherName the same in the other of the two languages; empty where the table has none
 * @param parent code of the region above; null for countries
 * @param center a point near the middle, fit for a dot on a map; null where the table has none
 */
public record Region(
        String code,
        Level level,
        String name,
        String otherName,
        @Nullable String parent,
        @Nullable Point center) {

    /** How deep a region stands; the order of the constants is from the top down. */
    public enum Level {
        /** A country. */
        COUNTRY,
        /** Province, municipality, autonomous region, special administrative region; state abroad. */
        PROVINCE,
        /** Prefecture-level city, prefecture, league; also the containers of directly governed counties. */
        CITY,
        /** County, district, county-level city, banner. */
        COUNTY,
        /** Street office, town, township. */
        TOWN
    }

    /**
     * A point in whole microdegrees, so that no floating point enters a key or a report.
     *
     * @param longitudeMicrodegrees east positive
     * @param latitudeMicrodegrees north positive
     */
    public record Point(int longitudeMicrodegrees, int latitudeMicrodegrees) {
        private static final double EARTH_RADIUS_KILOMETERS = 6371.0088;

        /** Checks the range of a globe. */
        public Point {
            if (Math.abs(longitudeMicrodegrees) > 180_000_000 || Math.abs(latitudeMicrodegrees) > 90_000_000) {
                throw new IllegalArgumentException("Not a point on the globe: " + longitudeMicrodegrees + ", "
                        + latitudeMicrodegrees + "\nGive longitude and latitude in millionths of a degree.");
            }
        }

        /** Whole kilometers as the crow flies, on a sphere of the mean radius; the same on every machine. */
        public long kilometersTo(Point other) {
            double latitude = radians(latitudeMicrodegrees);
            double otherLatitude = radians(other.latitudeMicrodegrees);
            double north = StrictMath.sin((otherLatitude - latitude) / 2);
            double east = StrictMath.sin(radians(other.longitudeMicrodegrees - longitudeMicrodegrees) / 2);
            double part = north * north + StrictMath.cos(latitude) * StrictMath.cos(otherLatitude) * east * east;
            return StrictMath.round(2 * EARTH_RADIUS_KILOMETERS * StrictMath.asin(StrictMath.sqrt(Math.min(1, part))));
        }

        private static double radians(int microdegrees) {
            return microdegrees / 180e6 * StrictMath.PI;
        }
    }

    /** Checks that code and name are present. */
    public Region {
        if (code.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "A region needs a code and a name: '" + code + "', '" + name + "'\nComplete the region's row.");
        }
    }

    /** The name for a reader: Chinese for a Chinese locale where known, else English where known, else the standard name. */
    public String name(Locale locale) {
        boolean wantsChinese = locale.getLanguage().equals("zh");
        boolean standardIsChinese = isChinese();
        return wantsChinese == standardIsChinese || otherName.isEmpty() ? name : otherName;
    }

    /** Whether this region carries a code of the Chinese table (mainland, Hong Kong, Macau, Taiwan) or is the country China. */
    public boolean isChinese() {
        return code.equals("CN") || Character.isDigit(code.charAt(0));
    }
}
