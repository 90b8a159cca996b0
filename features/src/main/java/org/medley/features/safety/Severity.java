package org.medley.features.safety;

/** How much a rule says against an option. */
public enum Severity {
  /** The option is ruled out. */
  VETO,
  /** The option needs a closer look. */
  CAUTION;

  /** The word in files and tables. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
