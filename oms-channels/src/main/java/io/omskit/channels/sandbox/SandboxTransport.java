package io.omskit.channels.sandbox;

import io.omskit.channels.sandbox.FaultPlan.Fault;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.HttpAnswer;
import io.omskit.connect.HttpCall;
import io.omskit.connect.Transport;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** The line to a sandbox in this process, which loses, breaks and cuts as the plan says. */
final class SandboxTransport implements Transport {
    private final Sandbox sandbox;
    private final FaultPlan faults;

    SandboxTransport(Sandbox sandbox, FaultPlan faults) {
        this.sandbox = sandbox;
        this.faults = faults;
    }

    @Override
    public Answer<HttpAnswer> send(HttpCall call, Duration timeout) {
        if (faults.strikes(Fault.SERVER_ERROR)) {
            return Answer.of(HttpAnswer.json(503, ""));
        }
        HttpAnswer answer = sandbox.handle(Sandbox.Request.of(call));
        if (faults.strikes(Fault.LOST_ANSWER)) {
            return Answer.failed(ErrorClass.UNKNOWN_OUTCOME, "no-answer", "no answer within " + timeout);
        }
        return Answer.of(faults.strikes(Fault.TRUNCATED) ? truncated(answer) : answer);
    }

    private HttpAnswer truncated(HttpAnswer answer) {
        byte[] body = answer.body();
        if (body.length < 2) {
            return answer;
        }
        byte[] part = Arrays.copyOf(body, 1 + faults.draw(Fault.TRUNCATED, body.length - 1));
        HttpAnswer cut = HttpAnswer.of(answer.status(), Map.of(), part);
        for (String name : new String[] {"Content-Type", "Date", "Link", "X-WP-Total", "X-WP-TotalPages"}) {
            String value = answer.header(name).orElse("");
            cut = value.isEmpty() ? cut : cut.withHeader(name, value);
        }
        return cut;
    }
}
