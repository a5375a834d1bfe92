package io.omskit.examples.benchmarks;

import static io.omskit.examples.benchmarks.HandWritten.CNY;
import static io.omskit.examples.benchmarks.HandWritten.MARCH_10;
import static io.omskit.examples.benchmarks.HandWritten.MARCH_19;
import static io.omskit.examples.benchmarks.HandWritten.MARCH_2;
import static io.omskit.examples.benchmarks.HandWritten.MARCH_22;
import static io.omskit.examples.benchmarks.HandWritten.MARCH_5;
import static io.omskit.examples.benchmarks.HandWritten.MARCH_7;
import static io.omskit.examples.benchmarks.HandWritten.MARCH_8;
import static io.omskit.examples.benchmarks.HandWritten.USD;
import static io.omskit.examples.benchmarks.HandWritten.flags;
import static io.omskit.examples.benchmarks.HandWritten.goods;
import static io.omskit.examples.benchmarks.HandWritten.hasBlock;
import static io.omskit.examples.benchmarks.HandWritten.hasBlocks;
import static io.omskit.examples.benchmarks.HandWritten.isDueWithin;
import static io.omskit.examples.benchmarks.HandWritten.isIn;
import static io.omskit.examples.benchmarks.HandWritten.isKnown;
import static io.omskit.examples.benchmarks.HandWritten.isPaid;
import static io.omskit.examples.benchmarks.HandWritten.isPieces;
import static io.omskit.examples.benchmarks.HandWritten.isPlacedBetween;
import static io.omskit.examples.benchmarks.HandWritten.isPresale;
import static io.omskit.examples.benchmarks.HandWritten.minutesSincePaid;
import static io.omskit.examples.benchmarks.HandWritten.missing;
import static io.omskit.examples.benchmarks.HandWritten.paid;
import static io.omskit.examples.benchmarks.HandWritten.payable;
import static io.omskit.examples.benchmarks.HandWritten.problems;
import static io.omskit.examples.benchmarks.HandWritten.startsWith;
import static io.omskit.examples.benchmarks.HandWritten.terms;
import static io.omskit.examples.benchmarks.HandWritten.within;

import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.order.Demands;
import io.omskit.order.OrderView;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The rules of {@code mixed-rules.yaml} about stock, logistics and marketing, as typed lambdas. */
final class HandWrittenGoods {
    private static final Set<String> SHOPS_3 = Set.of("flagship", "studio", "wholesale");
    private static final Set<String> SHOPS_5 = Set.of("flagship", "outlet", "studio");
    private static final Set<String> REGIONS_19 =
            Set.of("110200", "130200", "130300", "310200", "330300", "440100", "510200", "510300");
    private static final Set<String> SHOPS_6 = Set.of("cross-border-eu", "cross-border-us", "wholesale");
    private static final Set<String> CODES_8 = Set.of(
            "SKU-062", "SKU-073", "SKU-077", "SKU-083", "SKU-090", "SKU-103", "SKU-114", "SKU-130", "SKU-174",
            "SKU-190", "SKU-195");
    private static final Set<String> REGIONS_20 = Set.of(
            "110100", "110200", "110300", "130100", "130200", "310100", "320100", "320200", "320300", "320400",
            "440300", "440400", "450100", "510100", "510400", "610200");
    private static final Set<String> CODES_9 =
            Set.of("SKU-003", "SKU-020", "SKU-029", "SKU-076", "SKU-085", "SKU-114", "SKU-123", "SKU-165", "SKU-189");
    private static final Set<String> REGIONS_21 = Set.of(
            "110100", "110200", "120200", "120300", "120400", "130400", "320200", "320300", "320400", "330200",
            "330400", "440200", "450100", "450300", "510300", "610300");
    private static final Set<String> CODES_10 = Set.of("SKU-011", "SKU-017", "SKU-120", "SKU-133", "SKU-175");
    private static final Set<String> REGIONS_23 = Set.of("130100", "310400", "510300", "610300");
    private static final Set<String> CODES_11 = Set.of("SKU-024", "SKU-093", "SKU-131");
    private static final Set<String> SHOPS_7 = Set.of("cross-border-eu", "farm", "flagship");
    private static final Set<PlatformStatus> STATUSES_4 =
            EnumSet.of(PlatformStatus.PART_SHIPPED, PlatformStatus.CANCELED, PlatformStatus.UNKNOWN);
    private static final Set<String> SHOPS_8 = Set.of("farm", "flagship", "outlet");
    private static final Set<String> REGIONS_24 = Set.of("120400", "310100", "450300", "510200");
    private static final Set<String> REGIONS_25 = Set.of(
            "110200", "110300", "120300", "130200", "130300", "130400", "310100", "320100", "440200", "450100",
            "450400", "510400");
    private static final Set<String> CODES_12 = Set.of(
            "SKU-032", "SKU-092", "SKU-099", "SKU-118", "SKU-139", "SKU-143", "SKU-163", "SKU-167", "SKU-192",
            "SKU-193");
    private static final Set<PlatformStatus> STATUSES_6 =
            EnumSet.of(PlatformStatus.TO_SHIP, PlatformStatus.PART_SHIPPED, PlatformStatus.SIGNED);

    static final List<Predicate<OrderView>> STOCK = List.of(
            v -> {
                if (SHOPS_5.contains(v.order().ref().shop()) && Demands.countUnmapped(v.order()) > 0) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (line.gift()) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> (within(payable(v), CNY, Long.MIN_VALUE, 1_144_00)
                            || startsWith(v.order().region(), "11"))
                    && Demands.countUnmapped(v.order()) > 0
                    && (flags(v).contains("note") || flags(v).contains("sample") || flags(v).contains("second-hand")),
            v -> v.order().ref().shop().equals("outlet") && terms(v) == OrderFact.Terms.CREDIT,
            v -> {
                if (Demands.countUnmapped(v.order()) > 0
                        && (problems(v) > 1 || isIn(v.order().region(), REGIONS_19))) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (line.presale() && line.gift()) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> SHOPS_6.contains(v.order().ref().shop()) && flags(v).contains("second-hand"),
            v -> flags(v).contains("priority") && (isPaid(v) && minutesSincePaid(v) < 30),
            v -> {
                if (startsWith(v.order().region(), "31") && within(goods(v), CNY, 3_724_00, Long.MAX_VALUE)) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (isIn(line.code(), CODES_8) && "south".equals(line.source())) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> (Demands.countUnmapped(v.order()) > 0 || v.order().ref().shop().startsWith("cross-border"))
                    && terms(v) == OrderFact.Terms.CREDIT,
            v -> !(terms(v) == OrderFact.Terms.CREDIT) && !(missing(v) > 2),
            v -> !v.order().ref().shop().equals("cross-border-eu") && isPresale(v),
            v -> {
                if ((isPaid(v) && minutesSincePaid(v) < 1440) && !(Demands.countUnmapped(v.order()) > 0)) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if ("east".equals(line.source())) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> v.order().ref().shop().startsWith("cross-border")
                    && isIn(v.order().region(), REGIONS_20),
            v -> isDueWithin(v, 120) && problems(v) > 1,
            v -> {
                if (within(paid(v), CNY, 2_375_01, Long.MAX_VALUE) && !within(goods(v), CNY, 581_00, 780_00)) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (isPieces(line.quantity())
                                && line.quantity().steps() >= 3
                                && "south".equals(line.source())) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> missing(v) > 2 && v.order().sale().status() == PlatformStatus.PAID_HOLD,
            v -> (isPaid(v) && minutesSincePaid(v) < 60)
                    && missing(v) > 1
                    && v.order().ref().platform().equals("jd"),
            v -> {
                if (missing(v) > 3 && within(goods(v), CNY, 708_00, 781_00)) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (isIn(line.code(), CODES_9)) {
                            return true;
                        }
                    }
                }
                return false;
            });

    static final List<Predicate<OrderView>> LOGISTICS = List.of(
            v -> startsWith(v.order().region(), "44")
                    && (flags(v).contains("priority") || within(paid(v), CNY, 2_081_00, Long.MAX_VALUE)),
            v -> missing(v) > 2 && v.order().sale().isRefundOpen(),
            v -> within(paid(v), CNY, Long.MIN_VALUE, 834_00) && (isKnown(v) && !isPresale(v)),
            v -> {
                if (!(isIn(v.order().region(), REGIONS_21) && missing(v) > 2)) {
                    return false;
                }
                int count = 0;
                List<OrderFact.Line> lines = v.order().sale().lines();
                for (int i = 0; i < lines.size(); i++) {
                    OrderFact.Line line = lines.get(i);
                    count += isPieces(line.quantity()) && line.quantity().steps() >= 5 ? 1 : 0;
                }
                return count > 1;
            },
            v -> isPlacedBetween(v, MARCH_19, MARCH_22) && hasBlocks(v),
            v -> (isKnown(v) && !isPresale(v)) && isDueWithin(v, 120),
            v -> {
                if (!(missing(v) > 0 && within(paid(v), CNY, 1_250_00, Long.MAX_VALUE))) {
                    return false;
                }
                int count = 0;
                List<OrderFact.Line> lines = v.order().sale().lines();
                for (int i = 0; i < lines.size(); i++) {
                    OrderFact.Line line = lines.get(i);
                    count += "south".equals(line.source()) && isIn(line.code(), CODES_10) ? 1 : 0;
                }
                return count > 1;
            },
            v -> !v.order().ref().shop().equals("outlet") && within(payable(v), CNY, 285_00, 814_00),
            v -> within(payable(v), CNY, 856_00, 1_357_00)
                    && isPlacedBetween(v, MARCH_2, MARCH_5)
                    && v.order().ref().platform().equals("shopify"),
            v -> {
                if (within(goods(v), CNY, 3_226_00, Long.MAX_VALUE)
                        && (v.order().ref().platform().equals("taobao") || (isKnown(v) && !isPresale(v)))) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if ("east".equals(line.source()) && startsWith(line.code(), "BESPOKE-")) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> (isIn(v.order().region(), REGIONS_23) || v.order().sale().isRefundOpen())
                    && isPlacedBetween(v, MARCH_7, MARCH_10),
            v -> flags(v).contains("fragile") && problems(v) > 1,
            v -> isDueWithin(v, 240)
                    && (flags(v).contains("fragile") || flags(v).contains("gift-wrap") || flags(v).contains("sample"))
                    && within(goods(v), CNY, Long.MIN_VALUE, 1_052_99),
            v -> {
                if (hasBlocks(v) && v.order().sale().status() == PlatformStatus.CANCELED) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (line.presale() && line.gift()) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> problems(v) > 1
                    && (hasBlock(v, OrderFact.Block.Code.LOCKED) || hasBlock(v, OrderFact.Block.Code.PAYMENT_REVIEW)),
            v -> within(goods(v), USD, 2_508_01, Long.MAX_VALUE)
                    && !v.order().ref().shop().equals("cross-border-us"));

    static final List<Predicate<OrderView>> MARKETING = List.of(
            v -> {
                if ((v.order().sale().status() == PlatformStatus.PAID_HOLD
                                || within(goods(v), CNY, Long.MIN_VALUE, 896_99))
                        && isPlacedBetween(v, MARCH_5, MARCH_8)) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if ("south".equals(line.source()) && isIn(line.code(), CODES_11)) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> within(paid(v), CNY, Long.MIN_VALUE, 355_00)
                    && problems(v) > 1
                    && startsWith(v.order().region(), "31"),
            v -> SHOPS_7.contains(v.order().ref().shop()) && hasBlocks(v),
            v -> {
                if ((STATUSES_4.contains(v.order().sale().status())
                                || v.order().ref().platform().equals("douyin"))
                        && flags(v).contains("second-hand")) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if ("east".equals(line.source()) && line.gift()) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> missing(v) > 1 && terms(v) == OrderFact.Terms.CREDIT,
            v -> isPresale(v) && within(goods(v), USD, 1_632_01, Long.MAX_VALUE) && problems(v) > 1,
            v -> SHOPS_8.contains(v.order().ref().shop())
                    && missing(v) > 0
                    && isIn(v.order().region(), REGIONS_24),
            v -> {
                if (!(SHOPS_3.contains(v.order().ref().shop())
                        && v.order().sale().status() == PlatformStatus.TO_SHIP)) {
                    return false;
                }
                int count = 0;
                List<OrderFact.Line> lines = v.order().sale().lines();
                for (int i = 0; i < lines.size(); i++) {
                    OrderFact.Line line = lines.get(i);
                    count += line.gift() ? 1 : 0;
                }
                return count > 1;
            },
            v -> isDueWithin(v, 240)
                    && terms(v) == OrderFact.Terms.CASH_ON_DELIVERY
                    && within(payable(v), CNY, 2_977_00, Long.MAX_VALUE),
            v -> (isPaid(v) && minutesSincePaid(v) < 60) && missing(v) > 0,
            v -> {
                if (missing(v) > 2 && hasBlocks(v)) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (line.gift()) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> (hasBlock(v, OrderFact.Block.Code.LOCKED) || hasBlock(v, OrderFact.Block.Code.PAYMENT_REVIEW))
                    && !v.order().ref().platform().equals("shopify")
                    && problems(v) > 1,
            v -> isDueWithin(v, 1440) && !isIn(v.order().region(), REGIONS_25),
            v -> {
                if (!(v.order().sale().status() == PlatformStatus.UNKNOWN)
                        && within(payable(v), CNY, 906_00, 1_268_00)) {
                    List<OrderFact.Line> lines = v.order().sale().lines();
                    for (int i = 0; i < lines.size(); i++) {
                        OrderFact.Line line = lines.get(i);
                        if (line.amount().currency().equals(CNY)
                                && line.amount().minor() > 2_021_00
                                && isIn(line.code(), CODES_12)) {
                            return true;
                        }
                    }
                }
                return false;
            },
            v -> (flags(v).contains("fragile") || flags(v).contains("gift-wrap") || flags(v).contains("sample"))
                    && STATUSES_6.contains(v.order().sale().status()),
            v -> !(isKnown(v) && !isPresale(v))
                    && !flags(v).contains("sample")
                    && (within(paid(v), CNY, 1_422_00, Long.MAX_VALUE) || Demands.countUnmapped(v.order()) > 0));

    private HandWrittenGoods() {}
}
