/** Whether individual effects are real: what held-out doubly robust scores say of them. */
package org.medley.models.effect.heterogeneity;
