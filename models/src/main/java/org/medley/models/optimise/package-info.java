/** Minimisation of convex functions whose values and gradients are sums over distributed rows. */
package org.medley.models.optimise;
