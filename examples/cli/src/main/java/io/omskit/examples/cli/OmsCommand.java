package io.omskit.examples.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Entry point of {@code oms}. Exit 0: done; 1: done, but some object carries problems; 2: wrong usage or unreadable input.
 *
 * <p>This is a named boundary: whatever a command throws becomes one clear line, because a stack trace helps nobody at a
 * command line.
 */
@Command(
        name = "oms",
        description = "Order management for e-commerce, from the command line",
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            ChannelCommand.class,
            TrackingCommand.class,
            CarrierCommand.class,
            StatementCommand.class,
            ReconcileCommand.class,
            RulesCommand.class,
            SplitCommand.class,
            SimulateCommand.class
        })
public final class OmsCommand implements Runnable {
    /** Done. */
    static final int DONE = 0;

    /** Done, but some object carries problems. */
    static final int WITH_PROBLEMS = 1;

    /** Wrong usage or unreadable input. */
    static final int UNUSABLE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given; try: oms --help");
    }

    /** A command line whose failures are one line and exit code 2. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new OmsCommand());
        line.setOut(new PrintWriter(Output.standard().writer(), true));
        line.setParameterExceptionHandler((failure, arguments) -> {
            failure.getCommandLine().getErr().println("oms: " + firstLine(failure));
            return UNUSABLE;
        });
        line.setExecutionExceptionHandler((failure, command, result) -> {
            command.getErr().println("oms: " + firstLine(failure));
            return UNUSABLE;
        });
        return line;
    }

    private static String firstLine(Exception failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().reduce((all, line) -> all + " " + line).orElse("");
    }

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param arguments command, options and files, as the shell hands them over
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
