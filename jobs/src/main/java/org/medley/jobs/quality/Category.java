package org.medley.jobs.quality;

/** What a rule is about (Kahn et al. 2016, https://doi.org/10.13063/2327-9214.1244). */
public enum Category {
  /** Whether values are there. */
  COMPLETENESS,
  /** Whether values keep to formats, vocabularies and references. */
  CONFORMANCE,
  /** Whether values can be believed. */
  PLAUSIBILITY
}
