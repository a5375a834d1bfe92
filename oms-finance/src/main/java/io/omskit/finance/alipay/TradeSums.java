package io.omskit.finance.alipay;

import io.omskit.value.Money;
import org.jspecify.annotations.Nullable;

/** What the rows add up to, in fen, as far as footer and summary speak of it. Amounts that were left out count nothing. */
final class TradeSums {
    /** The rows of one business type. */
    static final class Group {
        private long rows;
        private long received;
        private long discount;

        long rows() {
            return rows;
        }

        /** 商家实收. */
        long received() {
            return received;
        }

        /** 商家优惠, that column alone. */
        long discount() {
            return discount;
        }

        void add(@Nullable Money receivedByRow, @Nullable Money discountOfRow) {
            rows++;
            received = plus(received, receivedByRow);
            discount = plus(discount, discountOfRow);
        }

        private void add(Group other) {
            rows += other.rows;
            received = Math.addExact(received, other.received);
            discount = Math.addExact(discount, other.discount);
        }
    }

    private final Group sales = new Group();
    private final Group refunds = new Group();
    private long ordered;
    private long received;
    private long serviceFee;
    private long net;

    Group sales() {
        return sales;
    }

    Group refunds() {
        return refunds;
    }

    /** 订单金额 of all rows. */
    long ordered() {
        return ordered;
    }

    /** 商家实收 of all rows, of whatever business type. */
    long received() {
        return received;
    }

    /** 服务费 of all rows. */
    long serviceFee() {
        return serviceFee;
    }

    /** 商家实收 and all fees of all rows. */
    long net() {
        return net;
    }

    void add(@Nullable Money order, @Nullable Money gross, @Nullable Money fee, @Nullable Money netOfRow) {
        ordered = plus(ordered, order);
        received = plus(received, gross);
        serviceFee = plus(serviceFee, fee);
        net = plus(net, netOfRow);
    }

    void add(TradeSums other) {
        sales.add(other.sales);
        refunds.add(other.refunds);
        ordered = Math.addExact(ordered, other.ordered);
        received = Math.addExact(received, other.received);
        serviceFee = Math.addExact(serviceFee, other.serviceFee);
        net = Math.addExact(net, other.net);
    }

    private static long plus(long sum, @Nullable Money amount) {
        return amount == null ? sum : Math.addExact(sum, amount.minor());
    }
}
