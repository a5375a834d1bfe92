/** Proves that the contract sees what it promises to see, with an adapter that can be told to be wrong. */
package io.omskit.channels.contract;
