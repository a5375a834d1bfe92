package io.omskit.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code oms split}. */
class SplitCommandTest {
    /** The second source alone is dearer by the kilogram and still cheaper than two parcels. */
    private static final String GOOD = "{\"id\":\"a-1\",\"fixedCents\":[300,400],\"perKgCents\":[100,200],"
            + "\"weightG\":[500,1000],\"qty\":[2,1],\"stock\":[[2,0],[2,1]]}";

    private static Terminal.Said split(String input, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "split";
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[arguments.length - 1] = "-";
        return Terminal.withInput(input.getBytes(UTF_8), arguments);
    }

    @Test
    void anInstanceBecomesItsCheapestPlan() {
        Terminal.Said said = split(GOOD + "\n");
        assertEquals(0, said.exit(), said.err());
        assertEquals(
                "{\"id\":\"a-1\",\"plan\":[[0,0],[2,1]],\"costMilliCents\":800000,\"unmet\":0,\"optimal\":true,\"gapBound\":0}\n",
                said.out());
    }

    @Test
    void whatNobodyHasIsUnmetAndPaidFor() {
        Terminal.Said said = split(GOOD.replace("[2,1],\"stock\"", "[5,3],\"stock\""));
        assertEquals(0, said.exit());
        JsonNode plan = said.object();
        assertEquals("[[2,0],[2,1]]", plan.get("plan").toString());
        assertEquals(3, plan.get("unmet").longValue());
        assertEquals(
                300_000_000L + 700_000 + 100_000 + 400_000,
                plan.get("costMilliCents").longValue());
    }

    @Test
    void noSourcesAndNoLinesAreInstancesToo() {
        Terminal.Said said =
                split("{\"id\":7,\"fixedCents\":[],\"perKgCents\":[],\"weightG\":[1],\"qty\":[2],\"stock\":[]}\n"
                        + "{\"fixedCents\":[5],\"perKgCents\":[5],\"weightG\":[],\"qty\":[],\"stock\":[[]]}\n");
        assertEquals(0, said.exit(), said.out());
        assertEquals(7, said.object().get("id").intValue());
        assertEquals(2, said.object().get("unmet").intValue());
        assertFalse(said.objects().get(1).has("id"));
        assertEquals("[[]]", said.objects().get(1).get("plan").toString());
    }

    @Test
    void otherMembersBlankLinesAndAByteOrderMarkAreIgnored() {
        Terminal.Said said = split("\ufeff" + GOOD.replace("{", "{\"minUnmet\":\"x\",") + "\r\n\r\n  \n" + GOOD);
        assertEquals(0, said.exit(), said.out());
        assertEquals(2, said.objects().size());
    }

    @Test
    void aBrokenLineIsAProblemAndItsNeighborsArePlanned() {
        Terminal.Said said = split(GOOD + "\n{\"id\":2,\n[1]\n" + GOOD);
        assertEquals(1, said.exit());
        assertEquals(4, said.objects().size(), said.out());
        assertTrue(said.objects().get(0).get("optimal").booleanValue());
        assertTrue(said.objects().get(1).at("/problems/0/problem").textValue().startsWith("line 2 is not JSON"));
        assertTrue(said.objects().get(2).at("/problems/0/problem").textValue().startsWith("line 3 is not a JSON"));
        assertTrue(said.objects().get(3).get("optimal").booleanValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "fixedCents":[300,400]   | "fixedCents":[300,-4]       | $.fixedCents[1] | is -4; give a whole number of 0 or more
        "fixedCents":[300,400]   | "fixedCents":[300,4.5]      | $.fixedCents[1] | is 4.5; give a whole number
        "fixedCents":[300,400]   | "fixedCents":[1,99999999999999999999] | $.fixedCents[1] | is 99999999999999999999; give
        "fixedCents":[300,400]   | "fixedCents":[1,9223372036854775807]  | $ | could cost
        "fixedCents":[300,400]   | "fixedCents":{}             | $.fixedCents    | is {}; give an array with one entry for each source
        "fixedCents":[300,400]   | "other":1                   | $.fixedCents    | is missing; give an array with one entry for each source
        "perKgCents":[100,200]   | "perKgCents":[100]          | $.perKgCents    | has 1 entries, expected are 2; give one entry for each source
        "weightG":[500,1000]     | "weightG":null              | $.weightG       | is null; give an array
        "weightG":[500,1000]     | "weightG":[500,"1000"]      | $.weightG[1]    | is "1000"; give a whole number of 0 or more, without quotes
        "qty":[2,1]              | "qty":[2,1,1]               | $.qty           | has 3 entries, expected are 2; give one entry for each line
        "qty":[2,1]              | "qty":[2,4000000000000000000]  | $ | units of 2 lines are wanted
        "stock":[[2,0],[2,1]]    | "stock":[[2,0]]             | $.stock         | has 1 entries, expected are 2; give one entry for each source
        "stock":[[2,0],[2,1]]    | "stock":[[2,0],[2]]         | $.stock[1]      | has 1 entries, expected are 2; give one entry for each line
        "stock":[[2,0],[2,1]]    | "stock":[[2,0],[2,-1]]      | $.stock[1][1]   | is -1; give a whole number of 0 or more
        "stock":[[2,0],[2,1]]    | "stock":[[2,0],7]           | $.stock[1]      | is 7; give an array with one entry for each line
        """, quoteCharacter = '\'')
    void whatIsWrongIsSaidByPlaceValueAndRemedy(String right, String wrong, String path, String problem) {
        Terminal.Said said = split(GOOD.replace(right, wrong) + "\n" + GOOD);
        assertEquals(1, said.exit(), said.out());
        JsonNode answer = said.object();
        assertEquals("a-1", answer.get("id").textValue());
        assertFalse(answer.has("plan"));
        assertEquals(path, answer.at("/problems/0/path").textValue(), said.out());
        assertTrue(answer.at("/problems/0/problem").textValue().contains(problem), said.out());
        assertTrue(said.objects().get(1).has("plan"));
    }

    @Test
    void oneInstanceDoesNotFillTheScreenWithProblems() {
        String many = "[" + "-1,".repeat(500) + "-1]";
        Terminal.Said said = split(GOOD.replace("[300,400]", many));
        assertEquals(1, said.exit());
        assertEquals(20, said.object().get("problems").size());
    }

    @Test
    void fileAndStandardInputAreTheSame(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("orders.jsonl"), GOOD + "\n" + GOOD + "\n");
        assertEquals(
                split(GOOD + "\n" + GOOD).out(),
                Terminal.oms("split", file.toString()).out());
        assertEquals(
                split(GOOD).out(),
                Terminal.withInput(GOOD.getBytes(UTF_8), "split").out());
    }

    @Test
    void anUnreadableFileAndALimitOfNothingAreWrongUsage(@TempDir Path folder) {
        for (String[] arguments : new String[][] {
            {"split", folder.resolve("absent.jsonl").toString()},
            {"split", folder.toString()},
            {"split", "--nodes", "0", "-"},
            {"split", "--nodes", "many", "-"}
        }) {
            Terminal.Said said = Terminal.oms(arguments);
            assertEquals(2, said.exit(), said.out());
            assertEquals("", said.out());
            assertEquals(1, said.err().lines().count(), said.err());
        }
    }
}
