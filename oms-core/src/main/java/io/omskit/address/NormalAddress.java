package io.omskit.address;

/**
 * A consignee in the canonical form of one {@link AddressNormalizer#VERSION}. Equal people written differently have equal normal
 * forms. Personal data: {@link #toString()} shows country and region code only.
 *
 * @param name receiver without case, width, spaces and punctuation; empty if not known
 * @param phone digits without the prefix of the country; empty if not known
 * @param extension digits behind the number; empty if none
 * @param country ISO 3166-1 alpha-2, or empty
 * @param regionCode code of the deepest certain {@link Region}; empty if none
 * @param places what the region table did not understand, level by level, separated by {@code /}; empty if all was understood
 * @param detail town, street, building and room
 * @param zip postal code, outside China only
 */
public record NormalAddress(
        String name,
        String phone,
        String extension,
        String country,
        String regionCode,
        String places,
        String detail,
        String zip) {

    /** The texts of this form in a fixed order, as they enter a key. */
    String[] parts() {
        return new String[] {name, phone, extension, country, regionCode, places, detail, zip};
    }

    @Override
    public String toString() {
        return "NormalAddress[" + country + (regionCode.isEmpty() ? "" : " " + regionCode) + "]";
    }
}
