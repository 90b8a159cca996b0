package org.medley.jobs.pharmacogene.definition;

import java.io.Serializable;
import java.util.List;

/**
 * A site that tells named alleles apart, on GRCh38, written as in a normalised VCF file.
 *
 * @param contig plain name, such as 10 or X
 * @param position of the first base of the reference, from 1
 * @param rsid name in dbSNP; null if it has none
 * @param reference bases of the reference
 * @param alternates bases of the alternates that alleles are defined by
 * @param hgvs chromosomal name of each alternate, such as g.94781859G>A
 */
public record Position(
    String contig,
    int position,
    String rsid,
    String reference,
    List<String> alternates,
    List<String> hgvs)
    implements Serializable {

  /** A position with lists of its own. */
  public Position {
    alternates = List.copyOf(alternates);
    hgvs = List.copyOf(hgvs);
  }

  /** Whether {@code bases} are the reference or an alternate. */
  public boolean documents(String bases) {
    return bases.equals(reference) || alternates.contains(bases);
  }

  /** The rsid, or else the place, to name the position in a message. */
  public String label() {
    return rsid != null ? rsid : "%s:%d".formatted(contig, position);
  }

  /** Chromosomal name of {@code bases} at this position. */
  public String nameOf(String bases) {
    int known = alternates.indexOf(bases);
    return known >= 0 && known < hgvs.size()
        ? hgvs.get(known)
        : "g.%d%s>%s".formatted(position, reference, bases);
  }
}
