package org.medley.jobs.pharmacogene.match;

import java.io.Serializable;
import java.util.List;

/**
 * What the matcher makes of one sample and gene.
 *
 * @param diplotypes every diplotype that explains the sample as well as any other; none where it is
 *     not called or the variants cannot be put on strands
 * @param listed where the variants of DPYD or RYR1 cannot be put on strands: each that was found,
 *     twice if it is on both
 * @param reason why the gene is not called; null if it is
 * @param notes sentences on what to know of the answer
 */
public record GeneMatch(
    List<Diplotype> diplotypes, List<Haplotype> listed, String reason, List<String> notes)
    implements Serializable {

  /** A match with lists of its own. */
  public GeneMatch {
    diplotypes = List.copyOf(diplotypes);
    listed = List.copyOf(listed);
    notes = List.copyOf(notes);
  }

  /** Of diplotypes, with notes. */
  public static GeneMatch of(List<Diplotype> diplotypes, List<String> notes) {
    return new GeneMatch(diplotypes, List.of(), null, notes);
  }

  /** Of variants without strands, with notes. */
  public static GeneMatch list(List<Haplotype> listed, List<String> notes) {
    return new GeneMatch(List.of(), listed, null, notes);
  }

  /** Of a gene that is not called, for {@code reason}. */
  public static GeneMatch notCalled(String reason, List<String> notes) {
    return new GeneMatch(List.of(), List.of(), reason, notes);
  }

  /** Whether the gene is called. */
  public boolean called() {
    return reason == null;
  }
}
