package org.medley.jobs.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

class HardyWeinbergTest {
  private final HardyWeinberg test = new HardyWeinberg();

  /** Against the definition, in whole numbers: every table of at most fourteen calls. */
  @Test
  void isTheExactTestByItsDefinition() {
    for (int all = 1; all <= 14; all++) {
      for (int heterozygous = 0; heterozygous <= all; heterozygous++) {
        for (int reference = 0; reference + heterozygous <= all; reference++) {
          int alternate = all - heterozygous - reference;
          assertThat(test.p(reference, heterozygous, alternate))
              .as("%d %d %d", reference, heterozygous, alternate)
              .isCloseTo(defined(reference, heterozygous, alternate), within(1e-9));
        }
      }
    }
  }

  private static double defined(int reference, int heterozygous, int alternate) {
    int copies = 2 * alternate + heterozygous;
    int all = reference + heterozygous + alternate;
    BigInteger found = ways(all, copies, heterozygous);
    BigInteger sum = BigInteger.ZERO;
    BigInteger extreme = BigInteger.ZERO;
    for (int n = copies % 2; n <= Math.min(copies, 2 * all - copies); n += 2) {
      BigInteger ways = ways(all, copies, n);
      sum = sum.add(ways);
      extreme = ways.compareTo(found) <= 0 ? extreme.add(ways) : extreme;
    }
    return new BigDecimal(extreme).divide(new BigDecimal(sum), MathContext.DECIMAL64).doubleValue();
  }

  /** 2^n N! / (n! r! a!) of n heterozygous calls, r of the reference and a of the alternate. */
  private static BigInteger ways(int all, int copies, int heterozygous) {
    int alternate = (copies - heterozygous) / 2;
    return BigInteger.TWO
        .pow(heterozygous)
        .multiply(factorial(all))
        .divide(factorial(heterozygous))
        .divide(factorial(alternate))
        .divide(factorial(all - heterozygous - alternate));
  }

  private static BigInteger factorial(int n) {
    BigInteger product = BigInteger.ONE;
    for (int i = 2; i <= n; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return product;
  }
}
