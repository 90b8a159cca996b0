package org.medley.features.covariate;

import static org.medley.features.contract.Covariates.ABSENT_IS_MISSING;
import static org.medley.features.contract.Covariates.ABSENT_IS_ZERO;

import java.util.Optional;
import org.apache.spark.sql.Column;

/**
 * How a family makes one covariate (or one for each code) from a {@link CodeSummary}.
 *
 * @param grain what it describes: a code in one unit, a code, or a member
 * @param stem start of the name of a member's covariate, such as {@code drug_distinct_codes}; empty
 *     for those of a code, whose names start with domain and code
 * @param aggregate how events became a number
 * @param window the lookback window; empty: at the index time
 * @param unit UCUM unit of the value; empty: none, or the unit of the summary where the grain says
 *     so
 * @param words the covariate in words, for that of a code after the code's own words
 * @param absent {@code zero} or {@code missing}
 * @param value the value; null: no row
 */
public record Covariate(
    Grain grain,
    String stem,
    String aggregate,
    Optional<LookbackWindow> window,
    Optional<String> unit,
    String words,
    String absent,
    Column value) {

  /** What one covariate describes. */
  public enum Grain {
    /** One code in one unit; the value has that unit. */
    CODE_IN_UNIT,
    /** One code, whatever its units. */
    CODE,
    /** The member. */
    MEMBER
  }

  /** Returns a covariate of each code, zero where absent. */
  static Covariate ofCode(String aggregate, LookbackWindow window, String words, Column value) {
    return new Covariate(
        Grain.CODE,
        "",
        aggregate,
        Optional.of(window),
        Optional.empty(),
        words + " " + window.words(),
        ABSENT_IS_ZERO,
        value);
  }

  /** Returns a covariate of each code in each unit, missing where absent. */
  static Covariate ofCodeInUnit(
      String aggregate, LookbackWindow window, String words, Column value) {
    return new Covariate(
        Grain.CODE_IN_UNIT,
        "",
        aggregate,
        Optional.of(window),
        Optional.empty(),
        words + " " + window.words(),
        ABSENT_IS_MISSING,
        value);
  }

  /** Returns a covariate of each member in a window, zero where absent. */
  static Covariate ofMember(
      String stem, String aggregate, LookbackWindow window, String words, Column value) {
    return new Covariate(
        Grain.MEMBER,
        stem,
        aggregate,
        Optional.of(window),
        Optional.empty(),
        words + " " + window.words(),
        ABSENT_IS_ZERO,
        value);
  }

  /** Returns a covariate of each member at the index time, zero where absent. */
  static Covariate ofMember(String stem, String aggregate, String words, Column value) {
    return new Covariate(
        Grain.MEMBER,
        stem,
        aggregate,
        Optional.empty(),
        Optional.empty(),
        words,
        ABSENT_IS_ZERO,
        value);
  }

  /** Returns this covariate with a stated unit, missing where absent. */
  Covariate missingUnlessKnown(String ucum) {
    return new Covariate(
        grain, stem, aggregate, window, Optional.of(ucum), words, ABSENT_IS_MISSING, value);
  }

  /** Returns this covariate without unit, missing where absent. */
  Covariate missingUnlessKnown() {
    return new Covariate(
        grain, stem, aggregate, window, Optional.empty(), words, ABSENT_IS_MISSING, value);
  }
}
