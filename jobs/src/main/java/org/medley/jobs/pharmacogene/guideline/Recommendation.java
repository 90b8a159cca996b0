package org.medley.jobs.pharmacogene.guideline;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * One row of a guideline.
 *
 * @param id of the row
 * @param population whom it is for, such as general or pediatrics; null if it does not say
 * @param drugs that it is about
 * @param strength how strongly it is recommended; null if it does not say
 * @param implications what the genotype means, for each gene
 * @param text what to do, in HTML
 * @param keys what it asks of each gene
 */
public record Recommendation(
    String id,
    String population,
    List<String> drugs,
    String strength,
    List<String> implications,
    String text,
    Map<String, GeneKey> keys)
    implements Serializable {

  /** A row with collections of its own. */
  public Recommendation {
    drugs = List.copyOf(drugs);
    implications = List.copyOf(implications);
    keys = Map.copyOf(keys);
  }
}
