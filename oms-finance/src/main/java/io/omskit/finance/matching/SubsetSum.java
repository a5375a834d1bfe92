package io.omskit.finance.matching;

import java.util.List;

/**
 * Which subsets of a small pool add up to a target. Meets in the middle: the sums of each half are made in ascending
 * order by merging, then both lists are walked against each other, so 36 records take two lists of 2^18.
 */
final class SubsetSum {
    private static final int MAX = 36;

    private final long[] sums;
    private final long[] masks;

    private SubsetSum(long[] sums, long[] masks) {
        this.sums = sums;
        this.masks = masks;
    }

    /**
     * All non-empty subsets that add up to the target, taken together.
     *
     * @param count how many there are; two stands for two or more
     * @param members the records that stand in at least one of them, as a bit set over the pool
     */
    record Explanations(int count, long members) {}

    static Explanations of(List<Long> amounts, long target) {
        if (amounts.size() > MAX) {
            throw new IllegalArgumentException(
                    "a pool of " + amounts.size() + " records.\nNarrow it to at most " + MAX + ".");
        }
        int half = amounts.size() / 2;
        SubsetSum low = sums(amounts, 0, half);
        SubsetSum high = sums(amounts, half, amounts.size());
        long count = 0;
        long members = 0;
        int right = high.sums.length - 1;
        for (int left = 0; left < low.sums.length && right >= 0; ) {
            long sum = low.sums[left] + high.sums[right];
            if (sum < target) {
                left++;
            } else if (sum > target) {
                right--;
            } else {
                int leftEnd = left;
                while (leftEnd < low.sums.length && low.sums[leftEnd] == low.sums[left]) {
                    members |= low.masks[leftEnd++];
                }
                int rightEnd = right;
                while (rightEnd >= 0 && high.sums[rightEnd] == high.sums[right]) {
                    members |= high.masks[rightEnd--];
                }
                count += (long) (leftEnd - left) * (right - rightEnd);
                left = leftEnd;
                right = rightEnd;
            }
        }
        // the empty subset explains nothing, though it adds up to zero
        return new Explanations((int) Math.min(2, target == 0 ? count - 1 : count), members);
    }

    /** The sums of all subsets of the records from..to, ascending. */
    private static SubsetSum sums(List<Long> amounts, int from, int to) {
        long[] sums = {0};
        long[] masks = {0};
        for (int item = from; item < to; item++) {
            long amount = amounts.get(item);
            int size = sums.length;
            long[] moreSums = new long[2 * size];
            long[] moreMasks = new long[2 * size];
            int without = 0;
            int with = 0;
            for (int i = 0; i < moreSums.length; i++) {
                boolean takesIt = without == size || (with < size && sums[with] + amount < sums[without]);
                moreSums[i] = takesIt ? sums[with] + amount : sums[without];
                moreMasks[i] = takesIt ? masks[with] | (1L << item) : masks[without];
                with += takesIt ? 1 : 0;
                without += takesIt ? 0 : 1;
            }
            sums = moreSums;
            masks = moreMasks;
        }
        return new SubsetSum(sums, masks);
    }
}
