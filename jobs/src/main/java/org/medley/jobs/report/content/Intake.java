package org.medley.jobs.report.content;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What was read. Lines of files are not people, so their counts are never withheld; what violates a
 * rule of data quality may be of few people, so that small counts of it are.
 *
 * @param sources accounts of each source
 * @param quarantine why lines were rejected
 * @param availability how it is known when events became available; the shares of a source add to 1
 * @param quality how the data fare against the rules of data quality
 */
public record Intake(
    List<Source> sources,
    List<Rejected> quarantine,
    List<Availability> availability,
    List<Judgement> quality) {

  /** Copies the lists. */
  public Intake {
    sources = List.copyOf(sources);
    quarantine = List.copyOf(quarantine);
    availability = List.copyOf(availability);
    quality = List.copyOf(quality);
  }

  /** Lines read in all sources. */
  public long lines() {
    return sources.stream().mapToLong(Source::lines).sum();
  }

  /** Lines rejected in all sources. */
  public long quarantined() {
    return sources.stream().mapToLong(Source::quarantined).sum();
  }

  /**
   * Accounts of a source; {@code lines} is the sum of the five counts after it.
   *
   * @param name the source
   * @param kind its format
   * @param files input files
   * @param lines lines in them
   * @param accepted lines in use
   * @param superseded lines replaced by a newer version
   * @param duplicate lines that repeat another
   * @param quarantined lines rejected
   * @param blank empty lines
   * @param freshTo day of its latest record or extract; empty where the source does not say
   */
  public record Source(
      String name,
      String kind,
      long files,
      long lines,
      long accepted,
      long superseded,
      long duplicate,
      long quarantined,
      long blank,
      Optional<LocalDate> freshTo) {}

  /**
   * Lines rejected for one reason.
   *
   * @param source the source
   * @param reason the reason in words, without values of the lines
   * @param lines how many
   */
  public record Rejected(String source, String reason, long lines) {}

  /**
   * The share of a source's events whose time of availability has one basis.
   *
   * @param source the source
   * @param basis {@code stated}, {@code encounter} or {@code assumed}
   * @param share between 0 and 1
   */
  public record Availability(String source, String basis, double share) {}

  /**
   * How the data fare against one rule.
   *
   * @param rule its name
   * @param table the table that it judges
   * @param description the rule in words
   * @param severity {@code note}, {@code warn} or {@code block}
   * @param denominator what it applies to; empty: too few to be shown
   * @param violations how many of these violate it; empty: too few to be shown
   * @param percent their share, 0 to 100; empty: withheld, or the rule applies to nothing
   * @param threshold the share that is tolerated, 0 to 100
   * @param passed whether no more than that violate it
   */
  public record Judgement(
      String rule,
      String table,
      String description,
      String severity,
      OptionalLong denominator,
      OptionalLong violations,
      OptionalDouble percent,
      double threshold,
      boolean passed) {}
}
