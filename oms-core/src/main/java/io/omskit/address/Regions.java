package io.omskit.address;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of administrative regions: China down to the town, all countries, the states of the USA and of Brazil. Read once, on
 * first use, from a resource of this library (its sources and licences: {@code NOTICE.txt} beside it). Immutable and safe for
 * use by many threads.
 */
public final class Regions {
    private final RegionTable table;

    private Regions(RegionTable table) {
        this.table = table;
    }

    /** The table that comes with this library. */
    public static Regions bundled() {
        return Holder.BUNDLED;
    }

    /** The day that the Chinese part of the table describes, for example {@code 2023-06-30}. */
    public String asOf() {
        return table.asOf();
    }

    /**
     * The region of a code. Chinese codes may be given with 2, 4, 6, 9 or 12 digits; {@code HK}, {@code MO} and {@code TW}
     * answer with the region of the Chinese table.
     */
    public Optional<Region> find(String code) {
        return Optional.ofNullable(table.find(code));
    }

    /** The country that a text names: alpha-2 or alpha-3 code, English or Chinese name, in any case. */
    public Optional<Region> country(String text) {
        return Optional.ofNullable(table.country(text));
    }

    /** All countries, in the order of their codes. */
    public List<Region> countries() {
        return table.countries();
    }

    /**
     * The standard name of the region of one level in which a region lies, or of the region itself. A county that a province
     * governs directly stands for its city as well. Makes no object where the code has 6 or 12 digits.
     *
     * @param code as for {@link #find}
     * @return null where the code is unknown, or names no region that deep
     */
    public @Nullable String nameAt(String code, Region.Level level) {
        return table.nameAt(code, level);
    }

    /** The regions directly below one, in the order of their codes; empty for towns and unknown codes. */
    public List<Region> children(String code) {
        return table.children(code);
    }

    /** The regions from the country down to the given one, both included. */
    public List<Region> path(Region region) {
        return table.path(region);
    }

    /** All regions above the town that a text names in any spelling of {@link #spellings}, in the order of their codes. */
    public List<Region> named(String text) {
        return table.named(text);
    }

    /** Every spelling under which {@link #resolve} knows a region: the standard name first, then short, old and other names. */
    public List<String> spellings(Region region) {
        return table.spellings(region);
    }

    /** As {@link #resolve(String, String, String, String)} with the fields of an address. */
    public Resolution resolve(Address address) {
        return resolve(address.country(), address.province(), address.city(), address.district());
    }

    /**
     * Finds the region that the fields name together. Short, old and traditional spellings are understood, empty fields are
     * skipped as long as the rest is unique, and a municipality or a direct county may be repeated or left out as city.
     *
     * @param country ISO 3166-1 alpha-2, empty for China
     * @return what was found; never a guess
     */
    public Resolution resolve(String country, String province, String city, String district) {
        return new RegionResolver(table).resolve(country, province, city, district);
    }

    private static final class Holder {
        static final Regions BUNDLED = new Regions(RegionTable.load());
    }
}
