package io.omskit.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.omskit.value.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the counting roll-ups say, figure by figure. */
class RollUpsTest {
    private static final LocalDate MARCH_31 = LocalDate.parse("2024-03-31");
    private static final LocalDate APRIL_1 = LocalDate.parse("2024-04-01");

    private static Money cny(long minor) {
        return Money.of(minor, "CNY");
    }

    private static Money usd(long minor) {
        return Money.of(minor, "USD");
    }

    @Test
    void orderStatesCountStatesMonthsAndDays() {
        OrderStates states = new OrderStates();
        states.add("SHIPPED", APRIL_1);
        states.add("PAID", MARCH_31);
        states.add("SHIPPED", MARCH_31);
        states.add(null, null);
        assertEquals(4, states.orders());
        assertEquals(
                "{orders=4, byState={(none)=1, PAID=1, SHIPPED=2}, byMonth={2024-03=2, 2024-04=1},"
                        + " byDay={2024-03-31=2, 2024-04-01=1}}",
                states.toMap().toString());
    }

    @Test
    void ofEquallyBusyDaysTheLaterComesFirst() {
        OrderStates states = new OrderStates();
        for (int day = 1; day <= 4; day++) {
            states.add("PAID", APRIL_1.withDayOfMonth(day));
        }
        states.add("PAID", APRIL_1.withDayOfMonth(2));
        assertEquals(
                "{2024-04-02=2, 2024-04-04=1, 2024-04-03=1}",
                states.busiestDays(3).toString());
        assertEquals(Map.of(), states.busiestDays(0));
        assertThrows(IllegalArgumentException.class, () -> states.busiestDays(-1));
    }

    @Test
    void aTallyNeverAddsTwoCurrencies() {
        Tally payments = new Tally();
        payments.add("card", cny(1_000));
        payments.add("card", usd(5));
        payments.add("card", cny(-300));
        payments.add(" ", cny(0));
        assertEquals(
                "{(none)={CNY={count=1, sum=0}}, card={CNY={count=2, sum=700}, USD={count=1, sum=5}}}",
                payments.toMap().toString());
        assertEquals(
                List.of(new Tally.Row("total", 3, cny(700)), new Tally.Row("total", 1, usd(5))), payments.totals());
    }

    @Test
    void aSumOutside64BitsIsRefusedNotWrapped() {
        Tally tally = new Tally();
        tally.add("card", cny(Long.MAX_VALUE));
        assertThrows(ArithmeticException.class, () -> tally.add("card", cny(1)));
        assertEquals(List.of(new Tally.Row("card", 1, cny(Long.MAX_VALUE))), tally.rows());
    }

    @Test
    void salesOfARegionCountOrdersItemsGoodsAndFreight() {
        RegionalSales sales = new RegionalSales();
        sales.add("BR-SP", 2, cny(5_000), cny(600));
        sales.add("BR-SP", 0, cny(0), cny(0));
        sales.add(null, 1, usd(900), usd(100));
        assertEquals(
                "{(none)={USD={orders=1, items=1, goods=900, freight=100}},"
                        + " BR-SP={CNY={orders=2, items=2, goods=5000, freight=600}}}",
                sales.toMap().toString());
        assertEquals(2, sales.totals().size());
        assertEquals(2, sales.rows().size());
    }

    @Test
    void goodsAndFreightOfTwoCurrenciesAreRefused() {
        RegionalSales sales = new RegionalSales();
        assertThrows(IllegalArgumentException.class, () -> sales.add("BR-SP", 1, cny(1), usd(1)));
        assertThrows(IllegalArgumentException.class, () -> sales.add("BR-SP", -1, cny(1), cny(1)));
        assertEquals(List.of(), sales.rows());
    }

    @Test
    void returnRatesHaveSixDigitsAndNoneWhereNothingWasSold() {
        ReturnRates rates = new ReturnRates();
        rates.add("shoes", 3, 0);
        rates.add("shoes", 0, 2);
        rates.add("hats", 0, 0);
        assertEquals(
                "{overall={sold=3, returned=2, rate=0.666667},"
                        + " byKey={hats={sold=0, returned=0}, shoes={sold=3, returned=2, rate=0.666667}}}",
                rates.toMap().toString());
        assertEquals(OptionalDouble.empty(), rates.byKey().get("hats").rate());
        assertThrows(IllegalArgumentException.class, () -> rates.add("hats", -1, 0));
        assertThrows(IllegalArgumentException.class, () -> rates.add("hats", 0, -1));
    }
}
