package org.medley.jobs.pharmacogene.call;

import java.io.Serializable;
import java.util.List;

/**
 * What is said of one gene of one sample.
 *
 * @param gene symbol
 * @param version of the release of its definition, or of its phenotype table where it has no
 *     definition; null if it has neither
 * @param origin who called it
 * @param diplotypes every diplotype that explains the calls as well as any other, such as *1/*2;
 *     one allele of a haploid sample; of DPYD and RYR1 without phase each variant that was found;
 *     none if the gene is not called
 * @param interpretations what follows from each diplotype; there may be some though the gene is not
 *     called, where one position tells enough
 * @param reason why the gene is not called; null if it is
 * @param notes sentences on what to know of the call
 */
public record GeneCall(
    String gene,
    String version,
    Origin origin,
    List<String> diplotypes,
    List<Interpretation> interpretations,
    String reason,
    List<String> notes)
    implements Serializable {

  /** Who called a gene. */
  public enum Origin {
    /** The named-allele matcher. */
    MATCHER,
    /** Another tool. */
    OUTSIDE
  }

  /** A call with lists of its own. */
  public GeneCall {
    diplotypes = List.copyOf(diplotypes);
    interpretations = List.copyOf(interpretations);
    notes = List.copyOf(notes);
  }

  /** Whether the gene is called. */
  public boolean called() {
    return reason == null;
  }

  /** The phenotypes, each once, in the order of the diplotypes. */
  public List<String> phenotypes() {
    return interpretations.stream()
        .flatMap(interpretation -> interpretation.phenotypes().stream())
        .distinct()
        .toList();
  }

  /** The activity score as CPIC writes it; null if there is none, or not one for all diplotypes. */
  public String activityScore() {
    List<List<String>> scores =
        interpretations.stream().map(Interpretation::activityScores).distinct().toList();
    return scores.size() == 1 && scores.get(0).size() == 1 ? scores.get(0).get(0) : null;
  }
}
