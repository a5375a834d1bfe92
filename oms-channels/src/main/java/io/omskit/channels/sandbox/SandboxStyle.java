package io.omskit.channels.sandbox;

import java.util.Currency;

/**
 * What invented orders of a platform look like.
 *
 * @param currency the shop's currency
 * @param firstNumber the number of the first order; beyond 2^53 where the platform's are
 * @param platformDiscounts whether the platform takes part in discounts
 * @param presales whether there are presales with a deposit
 * @param weighed whether some goods are sold by weight
 * @param taxOnTop whether tax comes on top of the prices
 * @param country where receivers live: CN or US
 */
public record SandboxStyle(
        Currency currency,
        long firstNumber,
        boolean platformDiscounts,
        boolean presales,
        boolean weighed,
        boolean taxOnTop,
        String country) {}
