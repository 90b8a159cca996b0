package org.medley.jobs.card;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The registry of facts: name to what says it. */
final class CardFacts {
  private static final Map<String, Fact> ALL = register();

  private CardFacts() {}

  /** Names of all facts. */
  static Set<String> names() {
    return ALL.keySet();
  }

  /** What the run says of {@code fact}. */
  static Optional<String> of(String fact, CardData data) {
    return ALL.get(fact).of(data).filter(text -> !text.isBlank());
  }

  private static Map<String, Fact> register() {
    Map<String, Fact> all = new TreeMap<>();
    all.putAll(CohortFacts.all());
    all.putAll(PredictorFacts.all());
    all.putAll(ModelFacts.all());
    all.putAll(PerformanceFacts.all());
    all.putAll(DataFacts.all());
    all.putAll(ExternalFacts.all());
    return all;
  }
}
