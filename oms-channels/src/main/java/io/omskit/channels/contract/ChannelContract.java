package io.omskit.channels.contract;

import io.omskit.channels.Channel;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.FaultPlan.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The contract of channel adapters: under every plan of faults all orders arrive (I1), none twice in contradiction, the cursor
 * never passes a lost one, ship notices and stock uploads survive repeats, orders are grouped as the platform groups
 * them, no secret and nothing personal is said aloud,
 * amounts balance or are flagged, an unknown status stays unknown, forged webhooks are refused, and broken payloads cost
 * nothing but themselves. Needs the adapter's sandbox, no network and no test framework. Immutable.
 *
 * <p>A finding names plan and seed; {@link #run} with that seed repeats it.
 */
public final class ChannelContract {
    /**
     * A check that failed.
     *
     * @param check its name, as {@link Channel#skipped} uses it
     * @param plan the plan of faults
     * @param seed the seed that repeats it
     * @param detail what was seen
     */
    public record Finding(String check, String plan, long seed, String detail) {
        @Override
        public String toString() {
            return check + " under " + plan + ", seed " + seed + ": " + detail;
        }
    }

    private static final int CERTAIN_PERCENT = 35;
    private static final int MIXED_PERCENT = 12;
    private static final int LATER_PERCENT = 10;
    private static final String NO_FAULT = "no fault";
    private static final String ALL_FAULTS = "all faults";

    private final ContractSetup setup;

    private ChannelContract(ContractSetup setup) {
        this.setup = setup;
    }

    /** The contract for an adapter. */
    public static ChannelContract of(ContractSetup setup) {
        return new ChannelContract(setup);
    }

    /** Runs all checks under all plans of faults: none, every fault alone, all together. */
    public List<Finding> run(long seed) {
        List<Finding> findings = new ArrayList<>();
        plans(seed).forEach((name, plan) -> findings.addAll(run(name, plan, seed)));
        return findings;
    }

    /** The names of the checks. */
    public static Set<String> checks() {
        return Set.of(
                "complete",
                "no-duplicate",
                "cursor",
                "ship-notice",
                "stock",
                "merge-ask",
                "secrets",
                "balance",
                "unknown-status",
                "webhook",
                "broken-payload");
    }

    private static Map<String, FaultPlan> plans(long seed) {
        Map<String, FaultPlan> plans = new LinkedHashMap<>();
        plans.put(NO_FAULT, FaultPlan.none());
        for (Fault fault : Fault.values()) {
            plans.put(fault.name(), FaultPlan.of(seed).with(fault, CERTAIN_PERCENT));
        }
        plans.put(ALL_FAULTS, FaultPlan.all(seed, MIXED_PERCENT));
        return plans;
    }

    private List<Finding> run(String name, FaultPlan plan, long seed) {
        boolean calm = name.equals(NO_FAULT);
        boolean webhooks = name.startsWith("WEBHOOK") || name.equals(ALL_FAULTS);
        World world = new World(setup, plan, seed, calm ? 0 : LATER_PERCENT, webhooks);
        Map<String, List<String>> found = new LinkedHashMap<>();
        FeedChecks feeds = new FeedChecks(world, found);
        world.live(10, feeds::cursor);
        EffectChecks effects = new EffectChecks(world, found);
        effects.shipNotice();
        effects.stock();
        effects.mergeAsk();
        world.live(2, feeds::cursor);
        world.settle();
        feeds.complete();
        feeds.noDuplicate();
        feeds.balance();
        PayloadChecks payloads = new PayloadChecks(world, found, seed);
        payloads.unknownStatus();
        payloads.brokenPayload();
        payloads.webhook();
        payloads.secrets();
        Set<String> skipped =
                setup.channel().skipped().stream().map(Channel.Skipped::check).collect(Collectors.toSet());
        List<Finding> findings = new ArrayList<>();
        found.forEach((check, details) -> {
            if (!skipped.contains(check)) {
                details.stream().limit(5).forEach(detail -> findings.add(new Finding(check, name, seed, detail)));
            }
        });
        return findings;
    }
}
