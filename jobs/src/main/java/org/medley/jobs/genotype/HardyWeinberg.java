package org.medley.jobs.genotype;

import java.io.Serializable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.function.Call;

/**
 * The exact test of Hardy-Weinberg equilibrium: the probability, given the alleles, of a number of
 * heterozygous calls that is no more likely than the one found (Wigginton, Cutler and Abecasis, Am
 * J Hum Genet 2005;76:887). Work grows with the copies of the rarer allele, memory does not.
 */
public final class HardyWeinberg implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Probabilities that differ by rounding alone are equal. */
  private static final double EQUAL = 1 + 1e-10;

  /** The p-value, 0 to 1, of three counts of calls; 1 where all alleles are one. */
  static Column of(Column homozygousRef, Column heterozygous, Column homozygousAlt) {
    return new Call(new HardyWeinberg(), "p", DataTypes.DoubleType)
        .of(homozygousRef, heterozygous, homozygousAlt);
  }

  /** What the column says of one variant. */
  public double p(long homozygousRef, long heterozygous, long homozygousAlt) {
    long rare = 2 * Math.min(homozygousRef, homozygousAlt) + heterozygous;
    long common = 2 * Math.max(homozygousRef, homozygousAlt) + heterozygous;
    long middle = middle(rare, common);
    double found = 1;
    for (long n = middle; n > heterozygous; n -= 2) {
      found *= ratio(n, rare, common);
    }
    for (long n = middle; n < heterozygous; n += 2) {
      found /= ratio(n + 2, rare, common);
    }
    double limit = found * EQUAL;
    double all = 1;
    double extreme = limit >= 1 ? 1 : 0;
    double term = 1;
    for (long n = middle; n >= 2; n -= 2) {
      term *= ratio(n, rare, common);
      all += term;
      extreme += term <= limit ? term : 0;
    }
    term = 1;
    for (long n = middle + 2; n <= rare; n += 2) {
      term /= ratio(n, rare, common);
      all += term;
      extreme += term <= limit ? term : 0;
    }
    return extreme / all;
  }

  /** About the likeliest number of heterozygous calls; as odd as the copies of the rarer allele. */
  private static long middle(long rare, long common) {
    long about = rare == 0 ? 0 : Math.round((double) rare * common / (rare + common));
    return (about - rare) % 2 == 0 ? about : about < rare ? about + 1 : about - 1;
  }

  /** How much less likely n - 2 heterozygous calls are than n. */
  private static double ratio(long n, long rare, long common) {
    long rarer = (rare - n) / 2 + 1;
    long commoner = (common - n) / 2 + 1;
    return n * (n - 1.0) / (4.0 * rarer * commoner);
  }
}
