package io.omskit.channels.sandbox;

import io.omskit.channels.sandbox.FaultPlan.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Order numbers that wait to be announced by webhook, late, twice and out of order as a plan says. A platform's sandbox makes
 * signed webhooks of them. Thread-safe.
 */
public final class WebhookQueue {
    private record Waiting(Instant due, String number) {}

    private final FaultPlan faults;
    private final List<Waiting> waiting = new ArrayList<>();

    /** An empty queue. */
    public WebhookQueue(FaultPlan faults) {
        this.faults = faults;
    }

    /** An order changed. */
    public synchronized void offer(String number, Instant now) {
        int minutes = faults.strikes(Fault.WEBHOOK_SLOW) ? 1 + faults.draw(Fault.WEBHOOK_SLOW, 60) : 0;
        waiting.add(new Waiting(now.plus(Duration.ofMinutes(minutes)), number));
        if (faults.strikes(Fault.WEBHOOK_REPEATED)) {
            waiting.add(new Waiting(now.plusSeconds(30), number));
        }
    }

    /** Takes out what is due. */
    public synchronized List<String> due(Instant now) {
        List<String> numbers = new ArrayList<>();
        waiting.removeIf(one -> {
            boolean due = !one.due().isAfter(now);
            if (due) {
                numbers.add(one.number());
            }
            return due;
        });
        if (numbers.size() > 1 && faults.strikes(Fault.WEBHOOK_OUT_OF_ORDER)) {
            Collections.reverse(numbers);
        }
        return numbers;
    }
}
