package org.medley.jobs.quality;

import java.util.List;

/**
 * One rule.
 *
 * @param name the name, unique among all rules
 * @param place file and key path, for messages
 * @param description the rule in words
 * @param table the table that it judges
 * @param category what it is about
 * @param severity what follows
 * @param threshold the percentage of violations that is tolerated
 * @param where the rows that it applies to, a condition
 * @param check what it asks of them
 */
public record Rule(
    String name,
    Place place,
    String description,
    String table,
    Category category,
    Severity severity,
    double threshold,
    String where,
    Check check) {

  /**
   * Where a rule stands.
   *
   * @param file the file
   * @param path the key path of the rule
   */
  public record Place(String file, String path) {}

  /** What decides its result, as one text; where it stands does not. */
  public String settings() {
    Object what =
        check instanceof Check.Ranges ranges ? new java.util.TreeMap<>(ranges.byCode()) : check;
    return List.of(name, description, table, category, severity, threshold, where, what).toString();
  }

  /** The same rule, which warns where it would block. */
  public Rule warning() {
    Severity less = severity == Severity.BLOCK ? Severity.WARN : severity;
    return new Rule(name, place, description, table, category, less, threshold, where, check);
  }

  /** Its result. */
  Verdict judged(long denominator, long violations) {
    return new Verdict(this, name, description, denominator, violations);
  }

  /** Its result for one code. */
  Verdict judged(String code, String words, long denominator, long violations) {
    return new Verdict(this, name + "/" + code, words, denominator, violations);
  }
}
