package org.medley.jobs.association;

import org.medley.jobs.polygenic.score.Observation;
import org.medley.jobs.polygenic.score.SiteGenotypes;
import org.medley.models.association.Calls;

/**
 * The genotypes of one alternate at a site. A call that names another alternate is not known for
 * this one, nor is a man's call of two alleles on X.
 */
final class AlleleCalls {
  private static final double HALF = 0.5;

  private final Calls calls = new Calls();
  private double copies;
  private long observed;

  AlleleCalls(SiteGenotypes genotypes, int alternate) {
    int size = genotypes.distinct().size();
    int[] copiesOf = new int[size];
    double[] share = new double[size];
    for (int i = 0; i < size; i++) {
      Observation observation = genotypes.distinct().get(i);
      copiesOf[i] = copies(observation, alternate);
      share[i] = copiesOf[i] == Calls.MISSING ? 0 : observation.observed(alternate);
    }
    int[] ofSample = genotypes.ofSample();
    for (int sample = 0; sample < ofSample.length; sample++) {
      int number = ofSample[sample];
      if (copiesOf[number] != 0) {
        calls.add(sample, copiesOf[number]);
      }
      if (copiesOf[number] != Calls.MISSING) {
        copies += share[number];
        observed += genotypes.distinct().get(number).observed();
      }
    }
  }

  /** Those that are not homozygous reference. */
  Calls calls() {
    return calls;
  }

  /** Whether fewer copies are of the reference than of the alternate; not where it is a tie. */
  boolean referenceIsMinor() {
    return copies > HALF * observed;
  }

  /** Of each sample, the copies of the chromosome; 0: it has none. */
  static byte[] ploidy(SiteGenotypes genotypes) {
    byte[] ploidy = new byte[genotypes.ofSample().length];
    for (int sample = 0; sample < ploidy.length; sample++) {
      ploidy[sample] = (byte) genotypes.distinct().get(genotypes.ofSample()[sample]).ploidy();
    }
    return ploidy;
  }

  private static int copies(Observation observation, int alternate) {
    if (!observation.known() || observation.ploidy() == 0) {
      return Calls.MISSING;
    }
    int named = observation.call().copies(0) + observation.call().copies(alternate);
    double dosage = observation.dosage(alternate);
    boolean whole = dosage == Math.rint(dosage);
    return named == observation.call().known() && whole ? (int) dosage : Calls.MISSING;
  }
}
