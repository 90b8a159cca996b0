package org.medley.models.effect.unit;

/** Columns of the data from which effects are estimated; the grain is a row of the user's. */
public final class UnitColumns {
  /** Number of the row, unique; BIGINT. */
  public static final String ROW = "row";

  /** Whom the row belongs to; STRING. */
  public static final String SUBJECT = "subject";

  /** Number of the arm received, from 0; INT, null: not known, the row is only predicted. */
  public static final String ARM = "arm";

  /** The outcome; DOUBLE, null: not known, the row is only predicted. */
  public static final String OUTCOME = "outcome";

  /** Inverse probability of being observed; DOUBLE of at least 0, 0: the outcome is censored. */
  public static final String WEIGHT = "weight";

  /**
   * How many people of the population the row stands for; DOUBLE above 0, null: not known, the row
   * is only predicted. Without the column each row stands for one.
   */
  public static final String SAMPLING = "sampling";

  /** The covariates, without missing values; a vector. */
  public static final String FEATURES = "features";

  /**
   * Groups of people whose treatment is looked at; ARRAY of STRING, null where missing. Read only
   * where the settings name groups.
   */
  public static final String GROUPS = "groups";

  private UnitColumns() {}
}
