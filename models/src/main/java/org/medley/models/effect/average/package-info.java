/** Average effects from doubly robust scores, and the simpler estimates beside them. */
package org.medley.models.effect.average;
