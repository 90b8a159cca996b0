package org.medley.features.comorbidity;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One category of an index.
 *
 * @param name short name, as the R package comorbidity 1.x has it
 * @param description the category in words
 * @param notWith the graver category of the same disease, beside which this one does not count
 * @param weights weight by the name of the weight set
 * @param codes beginnings of codes without dots, by {@code 9} (ICD-9-CM) and {@code 10} (ICD-10)
 */
public record ComorbidityCategory(
    String name,
    String description,
    Optional<String> notWith,
    Map<String, Integer> weights,
    Map<String, List<String>> codes) {
  /** Copies the maps. */
  public ComorbidityCategory {
    weights = Map.copyOf(weights);
    codes = Map.copyOf(codes);
  }
}
