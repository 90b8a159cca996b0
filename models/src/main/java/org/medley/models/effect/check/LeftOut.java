package org.medley.models.effect.check;

/** The share of rows that could not be used since arm or outcome is unknown. */
final class LeftOut implements DesignCheck {
  private static final double LIMIT = 0.2;

  @Override
  public Check of(DesignInput input) {
    return Check.atMost(
        "attrition",
        input.leftOut(),
        LIMIT,
        "share of the rows without known arm and outcome, which are left out");
  }
}
