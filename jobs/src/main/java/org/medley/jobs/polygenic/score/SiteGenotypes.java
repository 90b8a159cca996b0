package org.medley.jobs.polygenic.score;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.vcf.Call;
import org.medley.jobs.source.vcf.CallFormat;

/** The genotypes of all samples at one site. Samples with the same text and sex share one. */
public final class SiteGenotypes {
  private final int[] ofSample;
  private final List<Observation> distinct = new ArrayList<>();
  private long[] samplesOf;

  private SiteGenotypes(int samples) {
    this.ofSample = new int[samples];
  }

  /**
   * The genotypes in the columns of {@code text} from {@code formatAt} on.
   *
   * @param columns of each sample column the number of its sample
   * @param sexes of each sample
   * @param alternates how many the site has
   * @throws RejectedLine if FORMAT or a genotype is malformed
   */
  public static SiteGenotypes parse(
      String text,
      int formatAt,
      int[] columns,
      Sex[] sexes,
      int alternates,
      Chromosome chromosome,
      PloidyRules rules)
      throws RejectedLine {
    SiteGenotypes genotypes = new SiteGenotypes(columns.length);
    Map<Sex, Map<String, Integer>> known = new EnumMap<>(Sex.class);
    for (Sex sex : Sex.values()) {
      known.put(sex, new HashMap<>());
    }
    int at = text.indexOf('\t', formatAt);
    CallFormat format = CallFormat.parse(text.substring(formatAt, at));
    for (int sample : columns) {
      int from = at + 1;
      at = text.indexOf('\t', from);
      at = at < 0 ? text.length() : at;
      String genotype = format.genotype(text, from, at);
      Sex sex = sexes[sample];
      Integer number = known.get(sex).get(genotype);
      if (number == null) {
        number = genotypes.distinct.size();
        known.get(sex).put(genotype, number);
        genotypes.distinct.add(chromosome.observe(Call.of(genotype, alternates), sex, rules));
      }
      genotypes.ofSample[sample] = number;
    }
    genotypes.count();
    return genotypes;
  }

  private void count() {
    samplesOf = new long[distinct.size()];
    for (int number : ofSample) {
      samplesOf[number]++;
    }
  }

  /** Calls of which some alleles are known and others are not. */
  public long halfCalls() {
    long halfCalls = 0;
    for (int i = 0; i < samplesOf.length; i++) {
      Call call = distinct.get(i).call();
      halfCalls += call.known() > 0 && !call.complete() ? samplesOf[i] : 0;
    }
    return halfCalls;
  }

  /** The distinct genotypes. */
  public List<Observation> distinct() {
    return distinct;
  }

  /** For each sample, the number of its genotype among the distinct ones; not to be changed. */
  public int[] ofSample() {
    return ofSample;
  }

  /**
   * The frequency of an allele among those observed; 1 / {@code alleles} where none is, as plink2
   * has it.
   */
  double frequency(int allele, int alleles) {
    return Observation.frequency(distinct, samplesOf, allele, alleles);
  }
}
