package io.omskit.address;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A consignee's place as a channel sends it in fields. Texts are kept as sent, only trimmed; an absent field is empty text.
 *
 * <p>This is personal data: {@link #toString()} shows country and region code only, and so do our logs.
 *
 * @param country ISO 3166-1 alpha-2 code in capitals, or empty where the channel does not say
 * @param province first level: province, municipality, autonomous or special administrative region, state
 * @param city second level; empty where the channel has none
 * @param district third level: county, district, county-level city
 * @param town fourth level: street office, town, township
 * @param detail street, building, room
 * @param zip postal code
 * @param regionCode code of the deepest {@link Region} that is certain; null while not resolved
 */
public record Address(
        String country,
        String province,
        String city,
        String district,
        String town,
        String detail,
        String zip,
        @Nullable String regionCode) {

    /**
     * Trims the fields and checks the country code.
     *
     * @throws IllegalArgumentException if {@code country} is neither empty nor two letters
     */
    public Address {
        country = country.strip().toUpperCase(Locale.ROOT);
        if (!country.isEmpty() && !isTwoLetters(country)) {
            throw new IllegalArgumentException("The country of an address is not an ISO 3166-1 alpha-2 code ("
                    + country.length() + " characters)\nMap the platform's country with Regions.country(text) first.");
        }
        province = province.strip();
        city = city.strip();
        district = district.strip();
        town = town.strip();
        detail = detail.strip();
        zip = zip.strip();
    }

    /** A place in mainland China, Hong Kong, Macau or Taiwan as Chinese platforms send it; not resolved yet. */
    public static Address chinese(String province, String city, String district, String town, String detail) {
        return new Address("CN", province, city, district, town, detail, "", null);
    }

    /** A place as international platforms send it; not resolved yet. */
    public static Address international(String country, String state, String city, String detail, String zip) {
        return new Address(country, state, city, "", "", detail, zip, null);
    }

    /** This address with the code of its region. */
    public Address withRegion(Region region) {
        return new Address(country, province, city, district, town, detail, zip, region.code());
    }

    /** Whether any field holds text that the platform has masked ({@code 文**路***号}); such an address never makes a key. */
    public boolean isMasked() {
        return Masking.isMasked(province)
                || Masking.isMasked(city)
                || Masking.isMasked(district)
                || Masking.isMasked(town)
                || Masking.isMasked(detail)
                || Masking.isMasked(zip);
    }

    /** Country and region code; never the personal fields. */
    @Override
    public String toString() {
        return "Address[" + (country.isEmpty() ? "??" : country) + (regionCode == null ? "" : " " + regionCode) + "]";
    }

    private static boolean isTwoLetters(String text) {
        return text.length() == 2 && isLetter(text.charAt(0)) && isLetter(text.charAt(1));
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
