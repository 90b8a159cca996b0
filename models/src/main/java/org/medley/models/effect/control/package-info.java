/** Outcomes on which a treatment has no effect, and what they say of systematic error. */
package org.medley.models.effect.control;
