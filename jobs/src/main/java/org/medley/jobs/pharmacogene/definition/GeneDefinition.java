package org.medley.jobs.pharmacogene.definition;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The named alleles of one gene and the positions that tell them apart, without what its exemption
 * ignores.
 *
 * @param gene symbol
 * @param version of the release that the definition is from
 * @param contig plain name of the chromosome
 * @param positions in the order of the alleles' bases
 * @param alleles at least the reference, which is defined at every position
 * @param reportedAs the allele that stands for a suballele in results, such as *45 for *45.001
 * @param exemption how the gene departs from the rules
 */
public record GeneDefinition(
    String gene,
    String version,
    String contig,
    List<Position> positions,
    List<NamedAllele> alleles,
    Map<String, String> reportedAs,
    Exemption exemption)
    implements Serializable {

  /** A definition with collections of its own. */
  public GeneDefinition {
    positions = List.copyOf(positions);
    alleles = List.copyOf(alleles);
    reportedAs = Map.copyOf(reportedAs);
  }

  /** The positions, and after them the extra ones: what to read of a sample. */
  public List<Position> sites() {
    List<Position> sites = new ArrayList<>(positions);
    sites.addAll(exemption.extra());
    return sites;
  }

  /** The allele that is defined everywhere. */
  public NamedAllele reference() {
    return alleles.stream().filter(NamedAllele::reference).findFirst().orElseThrow();
  }

  /** Number of the position with {@code rsid}; -1 if there is none. */
  public int positionOf(String rsid) {
    for (int i = 0; i < positions.size(); i++) {
      if (rsid.equals(positions.get(i).rsid())) {
        return i;
      }
    }
    return -1;
  }

  /** Whether an allele of this gene bears {@code name}. */
  public boolean defines(String name) {
    return alleles.stream().anyMatch(allele -> allele.name().equals(name));
  }
}
