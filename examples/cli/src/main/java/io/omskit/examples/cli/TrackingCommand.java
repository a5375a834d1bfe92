package io.omskit.examples.cli;

import io.omskit.logistics.Carrier;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code oms tracking}: reads carriers' tracking answers and pushes. */
@Command(
        name = "tracking",
        description = "Read a carrier's tracking answer or push",
        mixinStandardHelpOptions = true,
        subcommands = TrackingCommand.Parse.class)
final class TrackingCommand {
    private TrackingCommand() {}

    @Command(name = "parse", description = "Fold a tracking answer or push into one timeline per number")
    static final class Parse implements Callable<Integer> {
        @Option(names = "--carrier", required = true, description = "Carrier id")
        private String carrier = "";

        @Parameters(paramLabel = "FILE", description = "File, or - for standard input")
        private String file = "-";

        @Override
        public Integer call() {
            Carrier.Parsed parsed = CarrierCommand.carrier(carrier).parse(Input.bytes(file), Instant.EPOCH);
            return Output.standard().lines(parsed.rows()).end();
        }
    }
}
