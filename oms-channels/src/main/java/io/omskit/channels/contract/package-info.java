/**
 * The contract that every channel adapter keeps, as checks that need no test framework and no network. An adapter's author
 * writes a {@link io.omskit.channels.contract.ContractSetup} and asserts that {@link
 * io.omskit.channels.contract.ChannelContract#run} finds nothing.
 */
@NullMarked
package io.omskit.channels.contract;

import org.jspecify.annotations.NullMarked;
