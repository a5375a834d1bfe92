/**
 * What sandboxes of platforms have in common. {@link io.omskit.channels.sandbox.SandboxShop} is the truth: orders that are
 * placed, paid, changed and refunded; a platform's own {@link io.omskit.channels.sandbox.Sandbox} speaks its wire format over
 * it and checks signatures by code of its own; {@link io.omskit.channels.sandbox.FaultPlan} breaks things from a seed. A
 * sandbox runs inside the process or behind {@link io.omskit.channels.sandbox.SandboxServer}. For tests, demonstrations and
 * simulation; never with real data.
 */
@NullMarked
package io.omskit.channels.sandbox;

import org.jspecify.annotations.NullMarked;
