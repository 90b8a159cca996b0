package org.medley.models.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.medley.models.family.Grid;
import org.medley.models.family.ModelFamilies;
import org.medley.models.family.ModelFamily;

/**
 * The candidates of a training in the order of the settings.
 *
 * @param all to be tried
 * @param note how they were drawn, in words; empty if all are tried
 */
record Candidates(List<Candidate> all, String note) {

  /** One family with its settings. */
  record Candidate(ModelFamily family, Map<String, Double> settings) {
    /** Family and settings in words. */
    String words() {
      return family.name() + " " + settings;
    }
  }

  /** The candidates of {@code settings}, at most as many as its budget. */
  static Candidates of(TrainSettings settings) {
    List<Candidate> all = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (String name : settings.families()) {
      ModelFamily family = ModelFamilies.named(name);
      Map<String, List<Double>> stated = settings.search().grids().getOrDefault(name, Map.of());
      int first = all.size();
      Grid.of(family.settings(), stated).forEach(c -> all.add(new Candidate(family, c)));
      kept.add(first);
      IntStream.range(first + 1, all.size()).forEach(others::add);
    }
    int budget = settings.search().budget();
    if (all.size() <= budget) {
      return new Candidates(all, "");
    }
    Collections.shuffle(others, new Random(settings.seed()));
    kept.addAll(others.subList(0, budget - kept.size()));
    return new Candidates(
        kept.stream().sorted().map(all::get).toList(),
        "; %d of %d candidates, the first of each family and the rest drawn with seed %d"
            .formatted(budget, all.size(), settings.seed()));
  }
}
