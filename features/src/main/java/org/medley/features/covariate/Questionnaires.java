package org.medley.features.covariate;

import java.util.List;

/**
 * Each question or score of a questionnaire: how many answers with a number, days since the last
 * one, and the last number, in each unit.
 */
final class Questionnaires implements CovariateFamily {
  @Override
  public String name() {
    return "questionnaires";
  }

  @Override
  public List<String> domains() {
    return List.of("questionnaire");
  }

  @Override
  public boolean splitsUnits() {
    return true;
  }

  @Override
  public List<Covariate> within(LookbackWindow window) {
    return List.of(
        Numbers.count(domains(), window, "answer"),
        Numbers.daysSinceLast(domains(), window, "answer"),
        Covariate.ofCodeInUnit(domains(), "last", window, "last answer", CodeSummary.last(window)));
  }
}
