package org.medley.jobs.release;

import java.util.List;
import java.util.Locale;

/** Which tables a query speaks of. */
public final class Mentions {
  private Mentions() {}

  /** Those of {@code tables} whose name stands somewhere in {@code query}; maybe too many. */
  public static List<String> of(String query, List<String> tables) {
    String plain =
        query.replaceAll("[`\"]", "").replaceAll("\\s*\\.\\s*", ".").toLowerCase(Locale.ROOT);
    return tables.stream().filter(plain::contains).toList();
  }
}
