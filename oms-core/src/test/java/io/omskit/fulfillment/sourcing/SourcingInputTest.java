package io.omskit.fulfillment.sourcing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fulfillment.sourcing.SourcingInput.Line;
import io.omskit.fulfillment.sourcing.SourcingPlan.Take;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SourcingInputTest {
    private static final List<FreightRate> RATES = List.of(new FreightRate(300, 100), new FreightRate(400, 200));
    private static final List<Line> LINES = List.of(new Line(500, 2), new Line(1000, 1));

    private static SourcingInput input(long[][] stock) {
        return SourcingInput.of(RATES, LINES, stock, 1_000_000);
    }

    private static void refused(String what, Executable asked) {
        String message = assertThrows(IllegalArgumentException.class, asked).getMessage();
        assertTrue(message.contains(what), message);
        assertTrue(message.contains("\n"), message);
    }

    @Test
    void freightIsPricedByTheGramWithoutRounding() {
        FreightRate rate = new FreightRate(7, 333);
        assertEquals(7_000, rate.parcelCost());
        assertEquals(333 * 17, rate.unitCost(17));
        assertThrows(ArithmeticException.class, () -> new FreightRate(0, Long.MAX_VALUE).unitCost(2));
        assertThrows(ArithmeticException.class, () -> new FreightRate(Long.MAX_VALUE, 0).parcelCost());
    }

    @Test
    void stockThatDoesNotFitTheSourcesAndLinesIsRefused() {
        refused("there is stock of 1 sources and freight of 2", () -> input(new long[][] {{2, 0}}));
        refused("source 1 has stock of 3 lines, wanted are 2", () -> input(new long[][] {{2, 0}, {1, 2, 3}}));
        refused("source 1 has -1 units of line 0", () -> input(new long[][] {{2, 0}, {-1, 2}}));
    }

    @Test
    void negativeNumbersAreRefused() {
        refused("freight of -1 per parcel", () -> new FreightRate(-1, 0));
        refused("-2 per kilogram", () -> new FreightRate(0, -2));
        refused("a line of -1 units", () -> new Line(0, -1));
        refused("-5 grams", () -> new Line(-5, 0));
        refused("an unmet unit costs -1", () -> SourcingInput.of(List.of(), List.of(), new long[0][], -1));
        refused("taking 0 units", () -> new Take(0, 0, 0));
        refused("from source -1", () -> new Take(-1, 0, 1));
        refused("bound -1", () -> new SourcingPlan(List.of(), 0, 0, -1, 0));
    }

    @Test
    void whatCouldNotBeAddedUpIsRefused() {
        long most = Long.MAX_VALUE;
        refused("a plan could cost more", () -> one(new FreightRate(most, 0), new Line(1, 1), 1));
        refused("a plan could cost more", () -> one(new FreightRate(0, most), new Line(2, 1), 1));
        refused("a plan could cost more", () -> one(new FreightRate(0, 1), new Line(most, 3), 1));
        refused("a plan could cost more", () -> one(new FreightRate(0, 0), new Line(0, 3), most));
        refused("units of 1 lines are wanted", () -> one(new FreightRate(0, 0), new Line(0, most), 0));
        refused("units of 1 lines are wanted", () -> one(new FreightRate(0, 0), new Line(0, (1L << 40) + 1), 0));
    }

    private static SourcingInput one(FreightRate rate, Line line, long unmetCost) {
        return SourcingInput.of(List.of(rate), List.of(line), new long[][] {{most()}}, unmetCost);
    }

    private static long most() {
        return Long.MAX_VALUE;
    }

    @Test
    void theLargestNumbersAllowedArePlannedExactly() {
        SourcingInput input = one(new FreightRate(0, 1 << 10), new Line(1 << 10, 1L << 40), 0);
        assertEquals(1L << 40, SourcingPlanner.plan(input, 1).unmet());
        input = one(new FreightRate(0, 1 << 9), new Line(1 << 10, 1L << 40), 1 << 20);
        assertEquals(
                new SourcingPlan(List.of(new Take(0, 0, 1L << 40)), 0, 1L << 59, 1L << 59, 1),
                SourcingPlanner.plan(input, 1));
    }

    @Test
    void aLineThatWantsNothingMayHaveAnyWeight() {
        SourcingInput input = one(new FreightRate(5, Long.MAX_VALUE), new Line(Long.MAX_VALUE, 0), 1);
        assertEquals(new SourcingPlan(List.of(), 0, 0, 0, 1), SourcingPlanner.plan(input, 1));
    }

    @Test
    void whatWasGivenMayChangeAfterwards() {
        long[][] stock = {{2, 0}, {2, 1}};
        List<FreightRate> rates = new ArrayList<>(RATES);
        SourcingInput input = SourcingInput.of(rates, LINES, stock, 1_000_000);
        stock[1][1] = 9;
        rates.clear();
        assertEquals(input(new long[][] {{2, 0}, {2, 1}}), input);
        assertEquals(input(new long[][] {{2, 0}, {2, 1}}).hashCode(), input.hashCode());
        assertNotEquals(input(stock), input);
        assertTrue(input.toString().contains("2, 0, 2, 1"), input.toString());
    }
}
