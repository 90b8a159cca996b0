package org.medley.jobs.external;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.medley.models.external.UpdateKind;
import org.medley.models.external.Validation;

/**
 * An external validation with where its data come from.
 *
 * @param task the task
 * @param model version of the model that was validated
 * @param lake where that model is registered
 * @param data what it was validated on
 * @param by user of the process
 * @param why in words; empty: no reason was given
 * @param time wall clock, for people only
 * @param validation what was found
 * @param chosen the update that was asked for, or recommended where that was left to the test;
 *     empty: none was asked for
 */
public record Finding(
    String task,
    String model,
    String lake,
    Data data,
    String by,
    String why,
    Instant time,
    Validation validation,
    Optional<UpdateKind> chosen) {

  /**
   * The members that a model was validated on.
   *
   * @param name of the data set
   * @param lake where they were read
   * @param release in which
   * @param asOf its logical date
   * @param since first day of index times that were taken; empty: all
   * @param first day of the first index time
   * @param last day of the last index time
   * @param counts who was taken
   */
  public record Data(
      String name,
      String lake,
      String release,
      LocalDate asOf,
      Optional<LocalDate> since,
      LocalDate first,
      LocalDate last,
      Counts counts) {
    /** In words. */
    public String words() {
      return "%s, release %s as of %s, index times from %s to %s"
          .formatted(lake, release, asOf, first, last);
    }
  }

  /**
   * Members of the task there.
   *
   * @param all members with a target window
   * @param open those whose window had not closed by the logical date, who were left out
   * @param before those of the others with an index time before the first day that was asked for,
   *     who were left out
   * @param trained those of the others whose people the model was trained on, who were left out; 0
   *     in another lake, whose people have other identifiers
   */
  public record Counts(long all, long open, long before, long trained) {}

  /** What makes the papers of a finding; a step knows no other thing about them. */
  @FunctionalInterface
  public interface Papers {
    /** Texts by the ending of their file. */
    java.util.Map<String, String> of(Finding finding);
  }
}
