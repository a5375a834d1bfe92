package io.omskit.examples.cli;

import io.omskit.finance.matching.Reconciliation;
import io.omskit.finance.matching.RecordFiles;
import io.omskit.finance.statement.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code oms reconcile}: matches one list of ours with one of theirs; every record ends in exactly one row. */
@Command(
        name = "reconcile",
        description = "Match our records with theirs; prints CSV, each record in exactly one row",
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--ours", required = true, description = "Our records, CSV")
    private String ours = "";

    @Option(names = "--theirs", required = true, description = "Their records, CSV")
    private String theirs = "";

    @Option(names = "--as-of", required = true, description = "Moment as of which ages count, ISO with offset")
    private String asOf = "";

    @Option(names = "--window-days", defaultValue = "2", description = "How far apart two times may be")
    private int windowDays;

    @Option(names = "--settle-days", description = "When a sale is due to be settled; default: the window")
    private @Nullable Integer settleDays;

    @Option(names = "--tolerance", defaultValue = "2", description = "Difference of amounts that still matches")
    private long tolerance;

    @Option(names = "--fee-tolerance", defaultValue = "1", description = "Difference of fees per record of ours")
    private long feeTolerance;

    @Option(names = "--groups", description = "Group keys, CSV group,order_no")
    private @Nullable String groups;

    @Option(names = "--lump-prefix", defaultValue = "LUMP-", description = "How lump deposits are marked")
    private String lumpPrefix = "LUMP-";

    @Option(names = "--pool", defaultValue = "12", description = "Largest pool searched for a lump deposit")
    private int pool;

    @Option(names = "--attributes", description = "Match records without keys by their attributes")
    private boolean attributes;

    @Override
    public Integer call() {
        if (attributes) {
            throw new IllegalArgumentException("--attributes is not available in this version; leave it out");
        }
        OffsetDateTime moment = moment();
        Reconciliation.Options options = Reconciliation.Options.asOf(moment.toInstant(), moment.getOffset())
                .withWindow(Duration.ofDays(windowDays))
                .withSettleWithin(Duration.ofDays(settleDays == null ? windowDays : settleDays))
                .withTolerance(tolerance, feeTolerance)
                .withLumps(lumpPrefix, pool);
        if (groups != null) {
            options = options.withGroups(RecordFiles.groups(Input.bytes(groups)));
        }
        RecordFiles.Read<Reconciliation.Ours> mine = RecordFiles.ours(Input.bytes(ours), moment.getOffset());
        RecordFiles.Read<Reconciliation.Theirs> other = RecordFiles.theirs(Input.bytes(theirs), moment.getOffset());
        Output out =
                Output.standard().text(RecordFiles.write(Reconciliation.of(mine.records(), other.records(), options)));
        report(ours, mine.problems(), out);
        report(theirs, other.problems(), out);
        return out.end();
    }

    private OffsetDateTime moment() {
        try {
            return OffsetDateTime.parse(asOf);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--as-of " + asOf + " is not a moment such as 2025-06-05T00:00:00+08:00", e);
        }
    }

    private void report(String file, List<Statement.RowProblem> problems, Output out) {
        for (Statement.RowProblem problem : problems) {
            spec.commandLine().getErr().println(file + " row " + problem.row() + ": " + problem.problem());
            out.withProblems();
        }
    }
}
