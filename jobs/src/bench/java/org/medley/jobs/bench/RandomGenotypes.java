package org.medley.jobs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.NamedAllele;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.definition.Wobble;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.SiteCall;

/** Samples made at random: two alleles of each gene, the first ones more often, unphased. */
final class RandomGenotypes {
  private static final double REFERENCE = 0.6;

  private final Random random;
  private final double missing;

  /** Samples by {@code seed} of which the share {@code missing} of calls is missing. */
  RandomGenotypes(long seed, double missing) {
    this.random = new Random(seed);
    this.missing = missing;
  }

  /** A sample at the sites of {@code definition}. */
  GenotypeVector next(GeneDefinition definition) {
    NamedAllele one = allele(definition);
    NamedAllele other = allele(definition);
    List<SiteCall> calls = new ArrayList<>();
    List<Position> sites = definition.sites();
    for (int i = 0; i < sites.size(); i++) {
      calls.add(
          random.nextDouble() < missing
              ? SiteCall.ABSENT
              : SiteCall.unphased(base(sites.get(i), one, i), base(sites.get(i), other, i)));
    }
    return new GenotypeVector(calls);
  }

  private NamedAllele allele(GeneDefinition definition) {
    if (random.nextDouble() < REFERENCE) {
      return definition.reference();
    }
    double share = random.nextDouble();
    return definition.alleles().get((int) (share * share * definition.alleles().size()));
  }

  private static String base(Position site, NamedAllele allele, int number) {
    String base = number < allele.bases().size() ? allele.bases().get(number) : null;
    return base == null || Wobble.isWobble(base) ? site.reference() : base;
  }
}
