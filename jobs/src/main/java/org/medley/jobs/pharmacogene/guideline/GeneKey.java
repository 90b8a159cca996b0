package org.medley.jobs.pharmacogene.guideline;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a recommendation asks of a gene, or a sample answers.
 *
 * @param text a phenotype, an activity score, or the like; null if it is about alleles
 * @param alleles how often each is there; empty if it is about a text
 */
public record GeneKey(String text, Map<String, Integer> alleles) implements Serializable {

  /** A key with a map of its own. */
  public GeneKey {
    alleles = Map.copyOf(alleles);
  }

  /** The key that {@code text} is. */
  public static GeneKey of(String text) {
    return new GeneKey(text, Map.of());
  }

  /** The key of the alleles of a diplotype. */
  public static GeneKey ofAlleles(Iterable<String> names) {
    Map<String, Integer> counts = new TreeMap<>();
    names.forEach(name -> counts.merge(name, 1, Integer::sum));
    return new GeneKey(null, counts);
  }

  /** Whether it is about alleles. */
  public boolean isOfAlleles() {
    return text == null;
  }
}
