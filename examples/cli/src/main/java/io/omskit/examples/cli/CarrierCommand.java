package io.omskit.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.omskit.logistics.Carrier;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code oms carrier}: signs carriers' calls. */
@Command(
        name = "carrier",
        description = "Try a carrier's signature",
        mixinStandardHelpOptions = true,
        subcommands = CarrierCommand.Sign.class)
final class CarrierCommand {
    private CarrierCommand() {}

    static Carrier carrier(String id) {
        return Carrier.find(id)
                .orElseThrow(() -> new IllegalArgumentException("there is no carrier " + id + "; known are "
                        + Carrier.all().stream().map(Carrier::id).toList()));
    }

    @Command(name = "sign", description = "Compute a signature; the id without its number names the variant")
    static final class Sign implements Callable<Integer> {
        @Option(names = "--carrier", required = true, description = "Carrier id")
        private String carrier = "";

        @Parameters(paramLabel = "FILE", description = "{id, inputs} as JSON")
        private String file = "-";

        @Override
        public Integer call() {
            JsonNode entry = Input.object(file);
            String variant = Carrier.variant(Input.text(entry.path("id")));
            String signature = carrier(carrier).sign(variant, Input.texts(entry.path("inputs")));
            return Output.standard().line(Map.of("signature", signature)).end();
        }
    }
}
