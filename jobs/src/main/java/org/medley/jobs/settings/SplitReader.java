package org.medley.jobs.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.SplitRule;
import org.medley.features.cohort.SplitRule.Persons;
import org.medley.features.cohort.Trigger;
import org.medley.features.contract.Events;

/**
 * Reads the block {@code validation.split}: persons at random, also with a cutoff in time; by the
 * site that states their facts; or as facts say.
 */
record SplitReader(Section validation, ZoneId zone) {
  private static final String KIND = "kind";
  private static final String CUTOFF = "cutoff";
  private static final String TEST = "test";
  private static final String TRAIN = "train";
  private static final String ANY_CODE = ".";

  /** What says who tests. */
  private enum Kind {
    PERSON,
    TIME,
    SITE,
    GIVEN
  }

  Optional<SplitRule> read() {
    try (Section split = validation.section("split")) {
      if (!split.has(KIND)) {
        split.required(KIND);
        split.keys().forEach(split::value);
        return Optional.empty();
      }
      Kind kind = split.choice(KIND, Kind.PERSON);
      Persons persons =
          switch (kind) {
            case PERSON, TIME -> drawn(split);
            case SITE -> stated(split, "sources", "[hospital-b]", SplitReader::from);
            case GIVEN -> stated(split, "codes", "['SPLIT//test']", SplitReader::fact);
          };
      Instant cutoff = cutoff(split, kind);
      return persons == null ? Optional.empty() : Optional.of(new SplitRule(persons, cutoff));
    }
  }

  private static Persons drawn(Section split) {
    double share = split.number("test-share", ValidationBlock.DEFAULT_TEST_SHARE);
    long seed = split.integer("seed", ModelBlock.DEFAULT_SEED);
    return split.attempt("test-share", null, () -> new SplitRule.Drawn(share, seed));
  }

  private static Persons stated(
      Section split, String what, String example, Function<String, Predicate.Plain> fact) {
    List<String> test = split.texts(TEST, List.of());
    List<String> train = split.texts(TRAIN, List.of());
    if (test.isEmpty()) {
      split.problem(TEST, "names no " + what, "write such as " + TEST + ": " + example);
      return null;
    }
    for (String both : test.stream().filter(train::contains).toList()) {
      split.problem(TRAIN, "names '" + both + "', which tests", "take it out of one of them");
    }
    return new SplitRule.Stated(
        test.stream().map(fact).toList(), train.stream().map(fact).toList());
  }

  /** Any fact from {@code source}. */
  private static Predicate.Plain from(String source) {
    return new Predicate.Plain(new CodeMatch.Regex(ANY_CODE), null, Map.of(Events.SOURCE, source));
  }

  private static Predicate.Plain fact(String code) {
    return new Predicate.Plain(new CodeMatch.Exact(code), null, Map.of());
  }

  /** The end of the day; null: none. */
  private Instant cutoff(Section split, Kind kind) {
    String text = kind == Kind.TIME ? split.required(CUTOFF) : split.text(CUTOFF, "");
    if (text.isEmpty()) {
      return null;
    }
    LocalDate date = TaskBlocks.date(split, CUTOFF, text);
    return Trigger.endOfDay(date, zone);
  }
}
