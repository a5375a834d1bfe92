package io.omskit.rule;

/**
 * The groups of a rule book, in the fixed order in which they run (domain rule ). Inside a group the first rule
 * that matches decides; every group is asked.
 */
public enum RuleGroup {
    /** Facts missing, contradictory or unmapped. */
    DATA_QUALITY,
    /** Amounts, payments and prices. */
    MONEY,
    /** Fraud and abuse. */
    RISK,
    /** Availability of goods. */
    STOCK,
    /** Sources, carriers and parcels. */
    LOGISTICS,
    /** Gifts and campaigns. */
    MARKETING
}
