package org.medley.jobs.polygenic.score;

/** The sex of a sample as far as counting alleles depends on it. */
public enum Sex {
  /** Not stated: the calls themselves say how many copies there are. */
  UNKNOWN,
  MALE,
  FEMALE
}
