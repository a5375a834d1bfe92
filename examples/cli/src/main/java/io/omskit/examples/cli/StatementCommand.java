package io.omskit.examples.cli;

import io.omskit.finance.statement.Statement;
import io.omskit.finance.statement.StatementFormat;
import io.omskit.finance.statement.StatementView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code oms statement}: reads bill files. */
@Command(
        name = "statement",
        description = "Read a bill file of a channel, a wallet or a bank",
        mixinStandardHelpOptions = true,
        subcommands = StatementCommand.Parse.class)
final class StatementCommand {
    private StatementCommand() {}

    @Command(name = "parse", description = "Print the neutral rows of a bill file and, last, its control line")
    static final class Parse implements Callable<Integer> {
        @Option(names = "--format", required = true, description = "Statement format")
        private String format = "";

        @Option(
                names = "--zone",
                description = "Zone of naive times in formats that have none; default ${DEFAULT-VALUE}")
        private ZoneId zone = ZoneId.of("+08:00");

        @Parameters(paramLabel = "FILE", description = "File, or - for standard input")
        private String file = "-";

        @Override
        public Integer call() {
            Statement statement = StatementFormat.of(format).read(Input.bytes(file), zone, Instant.EPOCH);
            return Output.standard().lines(StatementView.of(statement)).end();
        }
    }
}
