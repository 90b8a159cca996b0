package org.medley.jobs.polygenic.score;

import java.util.List;
import org.medley.jobs.polygenic.match.Match;
import org.medley.jobs.polygenic.match.SiteAlleles;
import org.medley.jobs.polygenic.weight.Effect;

/** Adds the weights of one site to the sums of all samples. */
final class SiteScorer {
  private final ScoringPlan plan;
  private final Sums[] sums;
  private final Chromosome chromosome;
  private final SiteGenotypes genotypes;

  SiteScorer(ScoringPlan plan, Sums[] sums, Chromosome chromosome, SiteGenotypes genotypes) {
    this.plan = plan;
    this.sums = sums;
    this.chromosome = chromosome;
    this.genotypes = genotypes;
  }

  /** Adds those of {@code matches} that count. */
  void add(String contig, String id, SiteAlleles alleles, List<Match> matches) {
    for (Match match : matches) {
      if (match.category().counts()) {
        Effect effect = plan.weights.effect(match.weight());
        double frequency = frequency(contig, id, alleles, match.effectAllele());
        Addend[] addends =
            genotypes.distinct().stream()
                .map(each -> addend(each, effect, match.effectAllele(), frequency))
                .toArray(Addend[]::new);
        sums[plan.weights.score(match.weight())].add(genotypes.ofSample(), addends);
      }
    }
  }

  private double frequency(String contig, String id, SiteAlleles alleles, int allele) {
    if (allele == SiteAlleles.CARRIED_BY_NONE) {
      return 0;
    }
    Double stated = plan.frequencies.of(contig, id, alleles, allele);
    return stated == null ? genotypes.frequency(allele, alleles.size()) : stated;
  }

  private Addend addend(Observation observation, Effect effect, int allele, double frequency) {
    int evidence = Evidence.of(chromosome, observation);
    return Addend.of(observation, effect, allele, frequency, plan.imputes, evidence);
  }
}
