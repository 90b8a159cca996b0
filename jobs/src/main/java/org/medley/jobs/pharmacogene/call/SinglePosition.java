package org.medley.jobs.pharmacogene.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.pharmacogene.call.GeneCall.Origin;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.match.Diplotype;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.Haplotype;
import org.medley.jobs.pharmacogene.match.SiteCall;

/**
 * What the one position of SLCO1B1 that matters most comes to where the gene is not called. The
 * diplotype stays unknown.
 *
 * @param definition of the gene
 * @param interpretation by the alleles that the position tags
 * @param label the position's alleles
 */
record SinglePosition(GeneDefinition definition, Interpretation interpretation, String label) {
  private static final String GENE = "SLCO1B1";
  private static final String RSID = "rs4149056";
  private static final Map<String, String> TAGGED = Map.of("T", "*1", "C", "*5");

  /** What the position shows; empty of other genes, and where it was not called. */
  static Optional<SinglePosition> call(
      GeneDefinition definition, GenotypeVector vector, Interpreter interpreter) {
    int number = definition.positionOf(RSID);
    if (!definition.gene().equals(GENE) || number < 0) {
      return Optional.empty();
    }
    SiteCall call = vector.calls().get(number);
    if (call.isAbsent()
        || call.isHalf()
        || !TAGGED.containsKey(call.first())
        || !TAGGED.containsKey(call.second())) {
      return Optional.empty();
    }
    Diplotype tagged =
        Diplotype.of(
            Haplotype.of(TAGGED.get(call.first())), Haplotype.of(TAGGED.get(call.second())));
    List<String> bases = new ArrayList<>(List.of(call.first(), call.second()));
    bases.sort(null);
    String label = "%s %s/%s %s".formatted(RSID, bases.get(0), RSID, bases.get(1));
    return Optional.of(new SinglePosition(definition, interpreter.of(GENE, tagged), label));
  }

  /** The gene's call: not called for {@code reason}, and yet interpreted. */
  GeneCall because(String reason, List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    all.add("the phenotype is that of %s".formatted(label));
    return new GeneCall(
        GENE,
        definition.version(),
        Origin.MATCHER,
        List.of(),
        List.of(interpretation),
        reason,
        all);
  }
}
