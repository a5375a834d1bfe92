package io.omskit.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.omskit.channels.Channel;
import io.omskit.channels.Channels;
import io.omskit.channels.reading.CanonicalOrder;
import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.RefundFact;
import io.omskit.fact.ShopRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code oms channel}: lists the adapters, reads payloads, signs calls, verifies webhooks. */
@Command(
        name = "channel",
        description = "Try a platform's payload, signature or webhook against its adapter",
        mixinStandardHelpOptions = true,
        subcommands = {
            ChannelCommand.ListChannels.class,
            ChannelCommand.Parse.class,
            ChannelCommand.Sign.class,
            ChannelCommand.Verify.class
        })
final class ChannelCommand {
    private static final String PLATFORM = "Platform id, as `oms channel list` prints it";

    private ChannelCommand() {}

    private static Channel channel(String platform) {
        return Channels.installed().stream()
                .filter(channel -> channel.id().equals(platform))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no platform " + platform + "; known are "
                        + Channels.installed().stream()
                                .map(Channel::id)
                                .sorted()
                                .toList()));
    }

    @Command(name = "list", description = "List the adapters with what they can do and how well that is proven")
    static final class ListChannels implements Callable<Integer> {
        @Override
        public Integer call() {
            Output out = Output.standard();
            Channels.installed().stream()
                    .sorted(java.util.Comparator.comparing(Channel::id))
                    .forEach(channel -> out.line(object(channel)));
            return out.end();
        }

        private static Map<String, Object> object(Channel channel) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("platform", channel.id());
            object.put("name", channel.name());
            object.put("tier", channel.tier().name().toLowerCase(java.util.Locale.ROOT));
            object.put("capabilities", words(channel.capabilities()));
            object.put("evidence", words(channel.evidence()));
            object.put(
                    "skipped",
                    channel.skipped().stream()
                            .map(skipped -> Map.of("check", skipped.check(), "reason", skipped.reason()))
                            .toList());
            return object;
        }

        private static List<String> words(Set<? extends Enum<?>> words) {
            return words.stream()
                    .sorted(java.util.Comparator.comparingInt(Enum::ordinal))
                    .map(word -> word.name().toLowerCase(java.util.Locale.ROOT))
                    .toList();
        }
    }

    @Command(name = "parse", description = "Read an answer body, a list of orders, or a bundle into canonical orders")
    static final class Parse implements Callable<Integer> {
        @Option(names = "--platform", required = true, description = PLATFORM)
        private String platform = "";

        @Option(names = "--api", description = "The API whose body it is; without it the body is recognized")
        private String api = "";

        @Parameters(paramLabel = "FILE", description = "File, or - for standard input")
        private String file = "-";

        @Override
        public Integer call() {
            FactMapper mapper = channel(platform).mapper();
            byte[] body = Input.bytes(file);
            FactMapper.Mapped mapped = mapper.map(api, new ShopRef(platform, "shop"), body, Instant.EPOCH);
            if (mapped.facts().isEmpty() && !mapped.problems().isEmpty() && body.length == 0) {
                throw new IllegalArgumentException(file + " is empty");
            }
            return print(mapped);
        }

        private static int print(FactMapper.Mapped mapped) {
            Output out = Output.standard();
            Map<ChannelRef, List<RefundFact>> refunds = mapped.facts().stream()
                    .filter(RefundFact.class::isInstance)
                    .map(RefundFact.class::cast)
                    .collect(Collectors.groupingBy(RefundFact::ref));
            for (Fact fact : mapped.facts()) {
                if (fact instanceof OrderFact order) {
                    out.line(CanonicalOrder.members(order, refunds.getOrDefault(order.ref(), List.of())));
                }
            }
            if (!mapped.problems().isEmpty()) {
                out.line(Map.of("problems", CanonicalOrder.problems(mapped.problems())));
            }
            return out.end();
        }
    }

    @Command(name = "sign", description = "Sign a call as the platform wants it")
    static final class Sign implements Callable<Integer> {
        @Option(names = "--platform", required = true, description = PLATFORM)
        private String platform = "";

        @Parameters(
                paramLabel = "FILE",
                description = "{credentials, method, path, query, headers, body, timestamp} as JSON")
        private String file = "-";

        @Override
        public Integer call() {
            Channel.Signer signer = channel(platform)
                    .signer()
                    .orElseThrow(() -> new IllegalArgumentException("calls to " + platform + " are not signed"));
            JsonNode call = Input.object(file);
            String timestamp = Input.text(call.path("timestamp"));
            Channel.Signature signature = signer.sign(new Channel.Unsigned(
                    Input.texts(call.path("credentials")),
                    Input.text(call.path("method")),
                    Input.text(call.path("path")),
                    Input.texts(call.path("query")),
                    Input.texts(call.path("headers")),
                    Input.text(call.path("body")),
                    timestamp.isEmpty() ? null : timestamp));
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("signature", signature.signature());
            object.put("where", signature.where());
            return Output.standard().line(object).end();
        }
    }

    @Command(name = "verify", description = "Verify a webhook and tell which orders it is about")
    static final class Verify implements Callable<Integer> {
        @Option(names = "--platform", required = true, description = PLATFORM)
        private String platform = "";

        @Parameters(paramLabel = "FILE", description = "{credentials, headers, query, body} as JSON")
        private String file = "-";

        @Override
        public Integer call() {
            Channel.Verifier verifier = channel(platform)
                    .verifier()
                    .orElseThrow(() -> new IllegalArgumentException(platform + " sends no webhooks"));
            JsonNode hook = Input.object(file);
            Channel.Verdict verdict = verifier.verify(
                    Input.texts(hook.path("credentials")),
                    new Channel.WebhookCall(
                            Input.texts(hook.path("headers")),
                            Input.texts(hook.path("query")),
                            Input.utf8(Input.text(hook.path("body")))));
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("valid", verdict.valid());
            object.put(
                    "hints",
                    verdict.orders().stream()
                            .map(order -> Map.of("order", order))
                            .toList());
            return Output.standard().line(object).end();
        }
    }
}
