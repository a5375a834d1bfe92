package io.omskit.channels.contract;

import io.omskit.channels.Channel;
import io.omskit.channels.Feed;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.SandboxStyle;
import io.omskit.fact.PlatformStatus;

/** What the contract needs to know of an adapter under test. */
public interface ContractSetup {
    /** The adapter. */
    Channel channel();

    /** What invented orders look like on this platform. */
    SandboxStyle style();

    /** The platform's sandbox over a shop, breaking what the plan says. */
    Sandbox sandbox(SandboxShop shop, FaultPlan faults);

    /** The account that the sandbox knows. */
    ShopAccount account();

    /** The same payload of an order with a raw status that nobody knows. */
    Feed.Row withUnknownStatus(Feed.Row order);

    /** How many orders come at once; more than two pages of the orders feed, so that paging is put to the test. */
    default int burst() {
        return 120;
    }

    /** The neutral status that an order must get; override where the platform tells fewer states apart. */
    default PlatformStatus status(SandboxOrder order) {
        return switch (order.state()) {
            case PLACED -> PlatformStatus.UNPAID;
            case DEPOSIT_PAID -> PlatformStatus.DEPOSIT_PAID;
            case HELD -> PlatformStatus.PAID_HOLD;
            case PAID -> PlatformStatus.TO_SHIP;
            case PART_SHIPPED -> PlatformStatus.PART_SHIPPED;
            case SHIPPED -> PlatformStatus.SHIPPED;
            case FINISHED -> PlatformStatus.FINISHED;
            case CLOSED_UNPAID, FORFEITED -> PlatformStatus.CLOSED_UNPAID;
            case CLOSED_REFUNDED -> PlatformStatus.CLOSED_REFUNDED;
        };
    }
}
