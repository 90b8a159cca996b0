package org.medley.jobs.pull.bulk;

import java.util.Locale;

/** Why an export is asked for. */
public enum Purpose {
  /** Everything of the scope: what is absent from it is no longer there. */
  FULL,
  /** What changed since the export before. */
  SINCE,
  /** Everything of the patients who are new in the group. */
  NEWCOMERS,
  /** The ids of the group's patients; never lands. */
  ROSTER;

  /** The name in a landed manifest. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
