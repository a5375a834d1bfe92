package io.omskit.examples.cli.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a shop day came to. Amounts are minor units beside their currency, coordinates millionths of a degree. Sentences are in
 * the language of the run; everything else reads the same in every language. Immutable.
 *
 * @param run which day this is
 * @param totals the day in a few figures
 * @param states orders by headline, most first
 * @param shops orders and goods by shop
 * @param stories single orders, explained in words
 * @param parcel the way of one parcel; absent where none was delivered
 * @param regions sales by province or state
 * @param delivery how fast goods left and arrived
 * @param reconciliation what the shops' statements came to
 * @param alerts what somebody should look at
 * @param faults what went wrong outside, and how often
 * @param capabilities what the engine can do, by name, and where the day shows it
 */
public record DayReport(
        Run run,
        Totals totals,
        List<Count> states,
        List<ShopSales> shops,
        List<Story> stories,
        @Nullable Parcel parcel,
        List<RegionSales> regions,
        Delivery delivery,
        Reconciliation reconciliation,
        List<Alert> alerts,
        List<FaultCount> faults,
        Map<String, Capability> capabilities) {
    public DayReport {
        states = List.copyOf(states);
        shops = List.copyOf(shops);
        stories = List.copyOf(stories);
        regions = List.copyOf(regions);
        alerts = List.copyOf(alerts);
        faults = List.copyOf(faults);
        capabilities = Collections.unmodifiableMap(new LinkedHashMap<>(capabilities));
    }

    /**
     * Which day this is.
     *
     * @param seed decides everything that is invented
     * @param language language tag of the sentences
     * @param zone the zone of the printed times
     * @param from when the day began
     * @param until as of when the report is
     */
    public record Run(long seed, String language, ZoneId zone, Instant from, Instant until) {}

    /**
     * The day in a few figures.
     *
     * @param orders orders that were heard of
     * @param fulfillmentOrders pieces of work at sources
     * @param parcels parcels that left
     * @param split orders in more than one fulfillment order
     * @param merged fulfillment orders with goods of more than one order
     * @param reviewed orders that a person approved
     * @param journalEntries entries of the journal
     * @param backlog messages that are not processed
     * @param poisoned messages that were put aside
     */
    public record Totals(
            long orders,
            long fulfillmentOrders,
            long parcels,
            long split,
            long merged,
            long reviewed,
            long journalEntries,
            long backlog,
            long poisoned) {}

    /**
     * How many there are of something.
     *
     * @param key its code
     * @param count how many
     */
    public record Count(String key, long count) {}

    /**
     * The orders of one shop.
     *
     * @param platform platform id
     * @param shop the host's name of the shop
     * @param orders how many orders
     * @param payable what buyers were to pay for the paid ones
     * @param refunded what went back
     * @param currency the shop's currency
     */
    public record ShopSales(String platform, String shop, long orders, long payable, long refunded, String currency) {}

    /**
     * What happened to an order, or to several together.
     *
     * @param kind {@code split, merge, bundle, presale, refund, unmapped, weighed}
     * @param orders {@code platform/shop/number} of each
     * @param sentences why it went as it did
     * @param works the fulfillment orders
     */
    public record Story(String kind, List<String> orders, List<String> sentences, List<WorkPart> works) {
        public Story {
            orders = List.copyOf(orders);
            sentences = List.copyOf(sentences);
            works = List.copyOf(works);
        }
    }

    /**
     * A fulfillment order of a story.
     *
     * @param source where it was packed
     * @param state how far it is
     * @param goods what is in it, such as {@code 2 x CUP-BLUE}
     * @param parcels tracking numbers
     */
    public record WorkPart(String source, String state, List<String> goods, List<String> parcels) {
        public WorkPart {
            goods = List.copyOf(goods);
            parcels = List.copyOf(parcels);
        }
    }

    /**
     * The way of one parcel.
     *
     * @param carrier carrier id
     * @param number tracking number
     * @param orders orders whose goods are inside
     * @param status where it stands
     * @param scans what happened, the earliest first
     */
    public record Parcel(String carrier, String number, List<String> orders, String status, List<Scan> scans) {
        public Parcel {
            orders = List.copyOf(orders);
            scans = List.copyOf(scans);
        }
    }

    /**
     * One event of a parcel.
     *
     * @param at when
     * @param type what
     * @param place where, as the carrier prints it
     * @param reason why, where the carrier gives one
     */
    public record Scan(
            Instant at,
            String type,
            @Nullable String place,
            @Nullable String reason) {}

    /**
     * Sales to one region.
     *
     * @param code code of the region
     * @param name its name in the language of the run
     * @param currency currency of its amounts
     * @param orders paid orders
     * @param goods their goods
     * @param longitude of its middle; absent where the table has none
     * @param latitude of its middle; absent where the table has none
     */
    public record RegionSales(
            String code,
            String name,
            String currency,
            long orders,
            long goods,
            @Nullable Integer longitude,
            @Nullable Integer latitude) {}

    /**
     * How fast goods left and arrived.
     *
     * @param handling from placing to hand-over
     * @param transit from hand-over to delivery
     * @param delivery from placing to delivery
     * @param hours delivered parcels by hours from placing to delivery, in steps of six hours from zero
     * @param bySource from placing to delivery, by source
     */
    public record Delivery(Span handling, Span transit, Span delivery, List<Long> hours, List<SourceSpan> bySource) {
        public Delivery {
            hours = List.copyOf(hours);
            bySource = List.copyOf(bySource);
        }
    }

    /**
     * Durations in days.
     *
     * @param count how many
     * @param median half took no longer; absent while there are none
     * @param p95 95 of 100 took no longer; absent while there are none
     */
    public record Span(
            long count, @Nullable Double median, @Nullable Double p95) {}

    /**
     * Durations of one source.
     *
     * @param source the source
     * @param span from placing to delivery
     */
    public record SourceSpan(String source, Span span) {}

    /**
     * What the statements came to.
     *
     * @param statements each file
     * @param breaks what does not fit
     */
    public record Reconciliation(List<Bill> statements, List<Break> breaks) {
        public Reconciliation {
            statements = List.copyOf(statements);
            breaks = List.copyOf(breaks);
        }
    }

    /**
     * One statement.
     *
     * @param shop {@code platform/shop}
     * @param format statement format
     * @param rows rows in it
     * @param gross sum before fees
     * @param fee sum of fees, negative when charged
     * @param net sum that was paid out
     * @param currency currency of the sums
     * @param matched expectations that it settled
     * @param problems rows that could not be read whole
     */
    public record Bill(
            String shop,
            String format,
            long rows,
            long gross,
            long fee,
            long net,
            String currency,
            long matched,
            long problems) {}

    /**
     * Something that does not fit.
     *
     * @param shop {@code platform/shop}
     * @param category what is wrong
     * @param difference minor units, as the category defines it
     * @param currency currency of the difference
     * @param ours expectations in it
     * @param note figures for a person
     * @param state OPEN or BOOKED
     */
    public record Break(
            String shop,
            String category,
            long difference,
            String currency,
            List<String> ours,
            String note,
            String state) {
        public Break {
            ours = List.copyOf(ours);
        }
    }

    /**
     * Something that somebody should look at.
     *
     * @param type what sort of alert
     * @param subject what it is about
     */
    public record Alert(String type, String subject) {}

    /**
     * How often something went wrong outside.
     *
     * @param where which side
     * @param fault what
     * @param count how often
     */
    public record FaultCount(String where, String fault, long count) {}

    /**
     * Where the day shows something that the engine can do.
     *
     * @param count how many orders show it; of the stock check, how many ledger entries were compared
     * @param order {@code platform/shop/number} of one of them; absent where it is about no order
     * @param point the sentence of the explanation that tells what was done; absent where nothing was
     * @param explanation why it went as it did, in reasons
     */
    public record Capability(
            long count, @Nullable String order, @Nullable String point, List<String> explanation) {
        public Capability {
            explanation = List.copyOf(explanation);
        }
    }
}
