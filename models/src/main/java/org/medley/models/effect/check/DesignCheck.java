package org.medley.models.effect.check;

/** One check of the design. */
@FunctionalInterface
interface DesignCheck {
  /** What it finds; of several contrasts the worst decides. */
  Check of(DesignInput input);
}
