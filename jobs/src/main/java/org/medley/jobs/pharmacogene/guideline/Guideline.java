package org.medley.jobs.pharmacogene.guideline;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A guideline of one body on some drugs.
 *
 * @param id of the annotation
 * @param name in words
 * @param source who wrote it: CPIC or DPWG
 * @param url where to read it
 * @param version of the release
 * @param recommendations its rows
 */
public record Guideline(
    String id,
    String name,
    String source,
    String url,
    String version,
    List<Recommendation> recommendations)
    implements Serializable {

  /** A guideline with a list of its own. */
  public Guideline {
    recommendations = List.copyOf(recommendations);
  }

  /** The genes that its rows ask of, in their order. */
  public Set<String> genes() {
    Set<String> genes = new TreeSet<>();
    recommendations.forEach(row -> genes.addAll(row.keys().keySet()));
    return genes;
  }

  /** The drugs that its rows are about, in their order. */
  public Set<String> drugs() {
    Set<String> drugs = new TreeSet<>();
    recommendations.forEach(row -> drugs.addAll(row.drugs()));
    return drugs;
  }
}
