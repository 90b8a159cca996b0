package org.medley.features.cohort;

import java.io.Serializable;

/**
 * Who may enter, by attributes.
 *
 * @param age whole years at the index date in the task's zone; a person without birth date is
 *     outside; null: any age
 */
public record Eligibility(CountRange age) implements Serializable {
  /** Everyone. */
  public static final Eligibility ANYONE = new Eligibility(null);
}
