package io.omskit.examples.benchmarks;

import dev.cel.common.values.NullValue;
import io.omskit.fact.OrderFact;
import io.omskit.order.OrderFields;
import io.omskit.order.OrderView;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an order as general engines like them: a bean of boxed values and a flat map, both made beforehand, so that
 * no engine is charged for it. Amounts are minor units beside their currency, moments seconds; what is absent is null in
 * the bean and not in the map.
 */
public final class RuleFacts {
    /** All names that {@link #map} may have. */
    static final List<String> NAMES = List.of(
            "platform",
            "shop",
            "status",
            "terms",
            "region",
            "goods",
            "goodsCurrency",
            "payable",
            "payableCurrency",
            "paid",
            "paidCurrency",
            "problems",
            "missing",
            "unmappedLines",
            "minutesSincePaid",
            "minutesToShipBy",
            "placedAt",
            "presale",
            "refundOpen",
            "flags",
            "blocks",
            "lines");

    private final Map<String, Object> map = new LinkedHashMap<>();
    private final @Nullable String platform;
    private final @Nullable String shop;
    private final @Nullable String status;
    private final @Nullable String terms;
    private final @Nullable String region;
    private final @Nullable Long goods;
    private final @Nullable String goodsCurrency;
    private final @Nullable Long payable;
    private final @Nullable String payableCurrency;
    private final @Nullable Long paid;
    private final @Nullable String paidCurrency;
    private final @Nullable Long problems;
    private final @Nullable Long missing;
    private final @Nullable Long unmappedLines;
    private final @Nullable Long minutesSincePaid;
    private final @Nullable Long minutesToShipBy;
    private final @Nullable Long placedAt;
    private final @Nullable Boolean presale;
    private final @Nullable Boolean refundOpen;
    private final @Nullable Set<String> flags;
    private final @Nullable Set<String> blocks;
    private final List<Line> lines;

    RuleFacts(OrderView view) {
        this.platform = (String) put("platform", read(view, "order.platform"));
        this.shop = (String) put("shop", read(view, "order.shop"));
        this.status = (String) put("status", read(view, "order.status"));
        this.terms = (String) put("terms", read(view, "order.terms"));
        this.region = (String) put("region", read(view, "order.region"));
        Money goodsMoney = (Money) read(view, "order.goods");
        this.goods = (Long) put("goods", goodsMoney == null ? null : (Long) goodsMoney.minor());
        this.goodsCurrency = (String) put(
                "goodsCurrency",
                goodsMoney == null ? null : goodsMoney.currency().getCurrencyCode());
        Money payableMoney = (Money) read(view, "order.payable");
        this.payable = (Long) put("payable", payableMoney == null ? null : (Long) payableMoney.minor());
        this.payableCurrency = (String) put(
                "payableCurrency",
                payableMoney == null ? null : payableMoney.currency().getCurrencyCode());
        Money paidMoney = (Money) read(view, "order.paid");
        this.paid = (Long) put("paid", paidMoney == null ? null : (Long) paidMoney.minor());
        this.paidCurrency = (String) put(
                "paidCurrency", paidMoney == null ? null : paidMoney.currency().getCurrencyCode());
        this.problems = (Long) put("problems", read(view, "order.problems"));
        this.missing = (Long) put("missing", read(view, "order.missing"));
        this.unmappedLines = (Long) put("unmappedLines", read(view, "order.unmappedLines"));
        this.minutesSincePaid = (Long) put("minutesSincePaid", read(view, "order.minutesSincePaid"));
        this.minutesToShipBy = (Long) put("minutesToShipBy", read(view, "order.minutesToShipBy"));
        Instant placed = (Instant) read(view, "order.placedAt");
        this.placedAt = (Long) put("placedAt", placed == null ? null : (Long) placed.getEpochSecond());
        this.presale = (Boolean) put("presale", read(view, "order.presale"));
        this.refundOpen = (Boolean) put("refundOpen", read(view, "order.refundOpen"));
        this.flags = texts(put("flags", read(view, "order.flags")));
        this.blocks = texts(put("blocks", read(view, "order.blocks")));
        this.lines = view.order().sale().lines().stream().map(Line::new).toList();
        map.put("lines", lines.stream().map(Line::map).toList());
    }

    Map<String, Object> map() {
        return map;
    }

    /** One fact for CEL, which has a null of its own. */
    Optional<Object> find(String name) {
        return Optional.of(map.getOrDefault(name, NullValue.NULL_VALUE));
    }

    private static @Nullable Object read(OrderView view, String field) {
        return OrderFields.orders().get(field).read(view);
    }

    private @Nullable Object put(String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
        return value;
    }

    @SuppressWarnings("unchecked") // the fields hold sets of texts
    private static @Nullable Set<String> texts(@Nullable Object value) {
        return (Set<String>) value;
    }

    public @Nullable String getPlatform() {
        return platform;
    }

    public @Nullable String getShop() {
        return shop;
    }

    public @Nullable String getStatus() {
        return status;
    }

    public @Nullable String getTerms() {
        return terms;
    }

    public @Nullable String getRegion() {
        return region;
    }

    public @Nullable Long getGoods() {
        return goods;
    }

    public @Nullable String getGoodsCurrency() {
        return goodsCurrency;
    }

    public @Nullable Long getPayable() {
        return payable;
    }

    public @Nullable String getPayableCurrency() {
        return payableCurrency;
    }

    public @Nullable Long getPaid() {
        return paid;
    }

    public @Nullable String getPaidCurrency() {
        return paidCurrency;
    }

    public @Nullable Long getProblems() {
        return problems;
    }

    public @Nullable Long getMissing() {
        return missing;
    }

    public @Nullable Long getUnmappedLines() {
        return unmappedLines;
    }

    public @Nullable Long getMinutesSincePaid() {
        return minutesSincePaid;
    }

    public @Nullable Long getMinutesToShipBy() {
        return minutesToShipBy;
    }

    public @Nullable Long getPlacedAt() {
        return placedAt;
    }

    public @Nullable Boolean getPresale() {
        return presale;
    }

    public @Nullable Boolean getRefundOpen() {
        return refundOpen;
    }

    public @Nullable Set<String> getFlags() {
        return flags;
    }

    public @Nullable Set<String> getBlocks() {
        return blocks;
    }

    public List<Line> getLines() {
        return lines;
    }

    /** One line. */
    public static final class Line {
        private final Map<String, Object> map = new LinkedHashMap<>();
        private final @Nullable String code;
        private final @Nullable String source;
        private final @Nullable Long quantity;
        private final @Nullable String measure;
        private final @Nullable Long amount;
        private final @Nullable String amountCurrency;
        private final @Nullable Boolean gift;
        private final @Nullable Boolean presale;

        Line(OrderFact.Line line) {
            Quantity sold = line.quantity();
            this.code = (String) put("code", line.code());
            this.source = (String) put("source", line.source());
            this.quantity = (Long) put("quantity", sold.steps());
            this.measure = (String) put("measure", sold.measure().name());
            this.amount = (Long) put("amount", line.amount().minor());
            this.amountCurrency =
                    (String) put("amountCurrency", line.amount().currency().getCurrencyCode());
            this.gift = (Boolean) put("gift", line.gift());
            this.presale = (Boolean) put("presale", line.presale());
        }

        Map<String, Object> map() {
            return map;
        }

        private @Nullable Object put(String name, @Nullable Object value) {
            if (value != null) {
                map.put(name, value);
            }
            return value;
        }

        public @Nullable String getCode() {
            return code;
        }

        public @Nullable String getSource() {
            return source;
        }

        public @Nullable Long getQuantity() {
            return quantity;
        }

        public @Nullable String getMeasure() {
            return measure;
        }

        public @Nullable Long getAmount() {
            return amount;
        }

        public @Nullable String getAmountCurrency() {
            return amountCurrency;
        }

        public @Nullable Boolean getGift() {
            return gift;
        }

        public @Nullable Boolean getPresale() {
            return presale;
        }
    }
}
