/** Outcomes at a horizon, weighted for those who were lost before it. */
package org.medley.models.effect.survival;
