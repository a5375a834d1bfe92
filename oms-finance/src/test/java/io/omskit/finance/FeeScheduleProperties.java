package io.omskit.finance;

import static io.omskit.finance.Orders.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.finance.FeeSchedule.RefundRule;
import io.omskit.value.Money;
import io.omskit.value.Rate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;

class FeeScheduleProperties {
    @Property
    void anyOrderOfRefundsThatReturnsEverythingGivesBackExactlyTheFee(
            @ForAll @NotEmpty List<@LongRange(min = 1, max = 100_000) Long> refunds,
            @ForAll @IntRange(max = 3_000) int rate) {
        FeeSchedule schedule = FeeSchedule.of(Rate.parse("0." + String.format("%04d", rate)), RefundRule.GIVEN_BACK);
        Money sale = cny(refunds.stream().mapToLong(Long::longValue).sum());
        Money back = cny(0);
        Money before = cny(0);
        for (long refund : refunds) {
            Money after = before.plus(cny(refund));
            Money step = schedule.givenBack(sale, after).minus(schedule.givenBack(sale, before));
            assertTrue(!step.isNegative());
            back = back.plus(step);
            before = after;
        }
        assertEquals(schedule.charged(sale), back);
    }
}
