package org.medley.jobs.card;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.SplitRule;
import org.medley.features.cohort.SplitRule.Drawn;
import org.medley.features.cohort.SplitRule.Stated;
import org.medley.features.contract.Events;
import org.medley.jobs.text.Numbers;

/** How people were split into training and test, in words. */
final class Partition {
  private Partition() {}

  static String words(SplitRule rule, ZoneId zone) {
    String persons =
        rule.persons() instanceof Drawn drawn
            ? Numbers.percent(drawn.testShare(), 0) + " of the people are kept for the test"
            : stated((Stated) rule.persons());
    if (rule.cutoff() == null) {
      return "By person: " + persons + ". Nobody is in both.";
    }
    return ("By time and by person: %s, in which their index times from the end of %s on count; all"
            + " others train, with times-at-risk that end by then. Nobody is in both; members that"
            + " fit neither are under embargo.")
        .formatted(persons, rule.cutoff().atZone(zone).toLocalDate());
  }

  private static String stated(Stated stated) {
    String test = "who has " + facts(stated.test()) + " is kept for the test";
    return stated.train().isEmpty()
        ? test
        : test + ", and who has " + facts(stated.train()) + " and not the former trains";
  }

  private static String facts(List<Predicate.Plain> facts) {
    return facts.stream()
        .map(
            fact ->
                fact.code() instanceof CodeMatch.Exact exact
                    ? "the fact " + exact.code()
                    : "a fact from " + fact.columns().get(Events.SOURCE))
        .collect(Collectors.joining(" or "));
  }
}
