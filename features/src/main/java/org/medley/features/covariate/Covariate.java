package org.medley.features.covariate;

import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Covariates.ABSENT_IS_MISSING;
import static org.medley.features.contract.Covariates.ABSENT_IS_ZERO;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * How a family makes one covariate (or one for each code) from a {@link CodeSummary}.
 *
 * @param grain what it describes: a code in one unit, a code, or a member
 * @param domains the domains whose codes it describes; empty: it describes the member
 * @param stem start of the name of a member's covariate, such as {@code drug_distinct_codes}; empty
 *     for those of a code, whose names are domain, code, aggregate and window
 * @param aggregate how events became a number
 * @param window the lookback window; empty: at the index time
 * @param unit UCUM unit of the value, or what follows the unit of the summary where the grain says
 *     that it has one; empty: none
 * @param words the covariate in words, for that of a code after the code's own words
 * @param absent {@code zero} or {@code missing}
 * @param value the value; null: no row
 */
public record Covariate(
    Grain grain,
    List<String> domains,
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
  static Covariate ofCode(
      List<String> domains, String aggregate, LookbackWindow window, String words, Column value) {
    return new Covariate(
        Grain.CODE,
        domains,
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
      List<String> domains, String aggregate, LookbackWindow window, String words, Column value) {
    return new Covariate(
        Grain.CODE_IN_UNIT,
        domains,
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
        List.of(),
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
        List.of(),
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
        grain,
        domains,
        stem,
        aggregate,
        window,
        Optional.of(ucum),
        words,
        ABSENT_IS_MISSING,
        value);
  }

  /** Returns this covariate of a code in a unit, as a number in that unit for each day. */
  Covariate perDay() {
    return new Covariate(
        grain, domains, stem, aggregate, window, Optional.of("/d"), words, absent, value);
  }

  /** Returns this covariate without unit, missing where absent. */
  Covariate missingUnlessKnown() {
    return new Covariate(
        grain, domains, stem, aggregate, window, Optional.empty(), words, ABSENT_IS_MISSING, value);
  }

  /** Returns the domains of the summaries that it is made from. */
  List<String> sources() {
    return grain == Grain.MEMBER ? List.of(CodeSummary.SUBJECT) : domains;
  }

  /** Returns the value where there is one to tell, else null. */
  Column told() {
    Column number = value.cast(DataTypes.DoubleType);
    Column present = absent.equals(ABSENT_IS_ZERO) ? when(number.notEqual(0), number) : number;
    return grain == Grain.CODE ? when(CodeSummary.standsForCode(), present) : present;
  }

  /**
   * Returns how the name ends after domain and code, or the whole name where it is the member's.
   */
  String nameEnd() {
    String start = grain == Grain.MEMBER ? stem : "_" + aggregate;
    return start + window.map(w -> "_" + w.name()).orElse("");
  }

  /** Returns how the description ends after the code's words, or the whole description. */
  String wordsEnd() {
    return grain == Grain.MEMBER ? words : ", " + words;
  }
}
