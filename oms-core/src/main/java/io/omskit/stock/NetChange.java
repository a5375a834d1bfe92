package io.omskit.stock;

import io.omskit.stock.StockMovement.Delta;
import io.omskit.stock.StockMovement.Op;

/** Adds up the changes of one counter within one commit. */
final class NetChange {
    private final String key;
    private long sum;
    private long asked;
    private long floor = Delta.NO_FLOOR;

    NetChange(String key) {
        this.key = key;
    }

    void add(Op op, Delta delta) {
        sum = Math.addExact(sum, delta.delta());
        boolean bounded = delta.floor() != Delta.NO_FLOOR;
        if (bounded || op == Op.RELEASE || op == Op.QUOTA) {
            asked = Math.addExact(asked, delta.delta());
        }
        if (bounded) {
            floor = Math.max(floor, delta.floor());
        }
    }

    /** The sum; with the highest floor if more is asked for than given back. */
    Delta delta() {
        return new Delta(key, sum, asked < 0 ? floor : Delta.NO_FLOOR);
    }
}
