package org.medley.jobs.pharmacogene.call;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.outside.OutsideCall;

/** Every gene of which something is said of a sample. */
public final class SampleGenes {
  private final Caller caller;
  private final DistinctCalls calls;

  /** Says it by {@code caller}. */
  public SampleGenes(Caller caller) {
    this.caller = caller;
    this.calls = new DistinctCalls(caller);
  }

  /**
   * The calls of a sample by gene: other tools' where there are any, else the matcher's.
   *
   * @param vectors what the sample has at the sites of each gene
   * @param outside what other tools called of this sample
   */
  public SortedMap<String, GeneCall> of(
      Function<String, GenotypeVector> vectors, List<OutsideCall> outside) {
    SortedMap<String, GeneCall> found = new TreeMap<>();
    Map<String, List<OutsideCall>> byGene =
        outside.stream().collect(Collectors.groupingBy(OutsideCall::gene));
    byGene.forEach((gene, given) -> found.put(gene, caller.outside(gene, given)));
    for (String gene : caller.reportedGenes()) {
      if (!byGene.containsKey(gene)) {
        found.put(
            gene,
            caller.genes().contains(gene)
                ? calls.call(gene, vectors.apply(gene))
                : caller.withoutCall(gene));
      }
    }
    return found;
  }
}
