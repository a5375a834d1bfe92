package io.omskit.order.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.order.edit.Arrangement.Sort;
import io.omskit.order.edit.Arrangement.Units;
import io.omskit.value.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The changes of an order: what each refuses, and that a change replaces nothing but its own. */
class EditsTest {
    private static final Instant NOON = Instant.parse("2026-11-11T12:00:00Z");
    private static final Units SOME = new Units(1, 0, 2);

    private static Exchange exchange(String reference, long units, long quantity) {
        return new Exchange(reference, "A", units, new Sku("RED"), Measure.PIECE, quantity, true, false);
    }

    @Test
    void anExchangeHasAReferenceAndTakesAndSendsSomething() {
        assertFalse(exchange("E1", 1, 1).canceled());
        for (List<Object> bad : List.<List<Object>>of(
                List.of(" ", 1L, 1L), List.of("E1", 0L, 1L), List.of("E1", 1L, 0L), List.of("E1", -1L, 1L))) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> exchange((String) bad.get(0), (Long) bad.get(1), (Long) bad.get(2)))
                    .getMessage();
            assertTrue(
                    message.startsWith("exchange '" + bad.get(0) + "' of line A takes " + bad.get(1)
                            + " units back and sends " + bad.get(2) + " of RED.\n"),
                    message);
        }
    }

    @Test
    void callingOffChangesNothingElse() {
        Exchange exchange = exchange("E1", 2, 3);
        assertEquals(new Exchange("E1", "A", 2, new Sku("RED"), Measure.PIECE, 3, true, true), exchange.calledOff());
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void anArrangementNamesWhatItsSortNeedsAndNothingElse(Sort sort) {
        boolean named = sort == Sort.AT || sort == Sort.PRESALE;
        boolean units = sort != Sort.PRESALE;
        String good = sort == Sort.PRESALE ? "WAIT_ALL" : "W1";
        for (String value : List.of("", " ", good)) {
            for (List<Units> some : List.of(List.<Units>of(), List.of(SOME))) {
                boolean fits = named == value.equals(good) && units == !some.isEmpty();
                if (fits) {
                    assertEquals(some, new Arrangement(sort, value, some).units());
                } else {
                    String message = assertThrows(
                                    IllegalArgumentException.class, () -> new Arrangement(sort, value, some))
                            .getMessage();
                    assertTrue(
                            message.startsWith("arrangement " + sort + " has the value '" + value + "' and "
                                    + some.size() + " units.\n"),
                            message);
                }
            }
        }
    }

    @Test
    void presaleGoodsAreAnsweredAboutWithOneOfTwoWords() {
        for (String answer : List.of("SPLIT", "WAIT_ALL")) {
            assertEquals(answer, new Arrangement(Sort.PRESALE, answer, List.of()).value());
        }
        for (String none : List.of("ASK", "split", "LATER")) {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> new Arrangement(Sort.PRESALE, none, List.of()))
                    .getMessage();
            assertEquals("arrangement PRESALE has the answer '" + none + "'.\nAnswer with SPLIT or WAIT_ALL.", message);
        }
    }

    @Test
    void anExchangeReplacesTheOneOfItsReferenceInItsPlace() {
        Edits edits =
                Edits.NONE.with(exchange("E1", 1, 1)).with(exchange("E2", 2, 2)).with(exchange("E3", 3, 3));
        Edits changed = edits.with(exchange("E2", 9, 9));
        assertEquals(List.of(exchange("E1", 1, 1), exchange("E2", 9, 9), exchange("E3", 3, 3)), changed.exchanges());
        assertEquals(Optional.of(exchange("E2", 9, 9)), changed.exchange("E2"));
        assertEquals(Optional.empty(), changed.exchange("E4"));
        assertEquals(3, edits.exchanges().size(), "the earlier edits are as they were");
    }

    @Test
    void aRejectionLastsAsLongAsTheLatestOneSays() {
        Edits edits = Edits.NONE.withRejection("W1", NOON).withRejection("W2", NOON.plusSeconds(9));
        assertEquals(edits, edits.withRejection("W2", NOON), "an earlier end does not shorten it");
        Edits longer = edits.withRejection("W1", NOON.plusSeconds(5));
        assertEquals(Map.of("W1", NOON.plusSeconds(5), "W2", NOON.plusSeconds(9)), longer.rejections());
    }

    @Test
    void aRejectionIsOverAtItsMoment() {
        Edits edits = Edits.NONE.withRejection("W1", NOON).withRejection("W2", NOON.plusSeconds(9));
        assertEquals(
                List.of("W1", "W2"),
                List.copyOf(edits.rejectionsAt(NOON.minusNanos(1)).keySet()));
        assertEquals(List.of("W2"), List.copyOf(edits.rejectionsAt(NOON).keySet()));
        assertEquals(Map.of(), edits.rejectionsAt(NOON.plusSeconds(9)));
    }

    @Test
    void eachChangeLeavesTheOtherPartsAsTheyWere() {
        Arrangement arrangement = new Arrangement(Sort.AT, "W1", List.of(SOME));
        Edits all = Edits.NONE
                .with(exchange("E1", 1, 1))
                .withArrangements(List.of(arrangement))
                .withRejection("W1", NOON);
        Edits more = all.with(exchange("E2", 2, 2)).withRejection("W2", NOON);
        assertEquals(List.of(arrangement), more.arrangements());
        assertEquals(List.of(), more.withArrangements(List.of()).arrangements());
        assertEquals(more.exchanges(), more.withArrangements(List.of()).exchanges());
        assertEquals(more.rejections(), more.withArrangements(List.of()).rejections());
    }

    @Test
    void whatIsHandedInCanNotBeChangedLater() {
        List<Exchange> exchanges = new ArrayList<>(List.of(exchange("E1", 1, 1)));
        SortedMap<String, Instant> rejections = new TreeMap<>(Map.of("W1", NOON));
        Edits edits = new Edits(exchanges, List.of(), rejections, null);
        exchanges.clear();
        rejections.clear();
        assertEquals(1, edits.exchanges().size());
        assertEquals(Map.of("W1", NOON), edits.rejections());
        assertThrows(
                UnsupportedOperationException.class, () -> edits.rejections().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> edits.exchanges().clear());
    }
}
