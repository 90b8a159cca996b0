/** Checks of a study's design: each has a state, a value and the limit that decides. */
package org.medley.models.effect.check;
