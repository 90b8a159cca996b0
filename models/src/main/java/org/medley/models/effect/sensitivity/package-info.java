/** How much unmeasured confounding a conclusion bears. */
package org.medley.models.effect.sensitivity;
