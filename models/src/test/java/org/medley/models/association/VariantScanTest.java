package org.medley.models.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.medley.models.statistics.LogisticFit;

/** Against regressions on all rows, which know of no sums that are taken away from. */
class VariantScanTest {
  private static final int SAMPLES = 240;
  private static final Offset<Double> CLOSE = within(1e-9);

  /** Newton stops where a step is below 1e-4, and the error is taken before that step. */
  private static final Offset<Double> STOPPED = within(1e-4);

  private final Random random = new Random(7);

  @Test
  void leastSquaresOnWhatIsKnown() {
    for (int round = 0; round < 40; round++) {
      Case data = new Case(random, 3, round % 2 == 0);
      Traits traits = new Traits(AssociationModel.LINEAR, data.quantity, data.covariates);
      for (boolean reference : new boolean[] {false, true}) {
        Association found = data.scan(traits).test(data.calls(), reference);
        double[][] design = data.design(reference, data.quantity);
        OLSMultipleLinearRegression naive = new OLSMultipleLinearRegression();
        naive.setNoIntercept(true);
        naive.newSampleData(data.known(data.quantity), design);
        int last = design[0].length - 1;
        double beta = naive.estimateRegressionParameters()[last];
        double error = naive.estimateRegressionParametersStandardErrors()[last];
        assertThat(found.unavailable()).isNull();
        assertThat(found.samples()).isEqualTo(design.length);
        assertThat(found.beta()).isCloseTo(beta, CLOSE);
        assertThat(found.standardError()).isCloseTo(error, CLOSE);
        assertThat(found.statistic()).isCloseTo(beta / error, within(1e-8));
      }
    }
  }

  @Test
  void maximumLikelihoodOnWhatIsKnown() {
    for (int round = 0; round < 40; round++) {
      Case data = new Case(random, 2, round % 2 == 0);
      Traits traits = new Traits(AssociationModel.LOGISTIC, data.label, data.covariates);
      for (boolean reference : new boolean[] {false, true}) {
        Association found = data.scan(traits).test(data.calls(), reference);
        double[][] design = data.design(reference, data.label);
        double[] ones = DoubleStream.generate(() -> 1).limit(design.length).toArray();
        LogisticFit naive =
            LogisticFit.fit(design, data.known(data.label), new double[design.length], ones, null);
        int last = design[0].length - 1;
        assertThat(naive.converged()).isTrue();
        assertThat(found.unavailable()).isNull();
        assertThat(found.samples()).isEqualTo(design.length);
        assertThat(found.beta()).isCloseTo(naive.coefficients()[last], within(1e-7));
        assertThat(found.standardError()).isCloseTo(naive.standardError(last), STOPPED);
      }
    }
  }

  @Test
  void theSizeOfPValues() {
    Association t = Association.linear(12, 2, 1, 10);
    assertThat(t.p()).isCloseTo(0.07338803477074, within(1e-12));
    Association z = Association.logistic(12, -1.959963984540054, 1);
    assertThat(z.p()).isCloseTo(0.05, within(1e-12));
    assertThat(Association.logistic(12, 30, 1).p()).isCloseTo(9.8134e-198, within(1e-201));
  }

  @Test
  void theSameBitsForTheSameGenotypesInAnyOrderOfVariants() {
    Case data = new Case(random, 3, true);
    Traits traits = new Traits(AssociationModel.LOGISTIC, data.label, data.covariates);
    VariantScan scan = data.scan(traits);
    Association first = scan.test(data.calls(), false);
    scan.test(new Calls(), true);

    assertThat(scan.test(data.calls(), false)).isEqualTo(first);
  }

  @Test
  void saysWhyThereIsNoResult() {
    double[] y = IntStream.range(0, 40).mapToDouble(i -> i % 4 == 0 ? 1 : 0).toArray();
    double[] spread = IntStream.range(0, 40).mapToDouble(i -> (i * 7) % 40).toArray();
    double[] flat = new double[40];
    Calls everySecond = calls(40, i -> i % 2);

    assertThat(reason(y, List.of(), new Calls())).isEqualTo(Unavailable.MONOMORPHIC);
    assertThat(reason(y, List.of(), calls(40, i -> 1))).isEqualTo(Unavailable.MONOMORPHIC);
    assertThat(reason(y, List.of(), calls(40, i -> i < 38 ? Calls.MISSING : i - 38)))
        .isEqualTo(Unavailable.TOO_FEW);
    assertThat(reason(flat, List.of(), everySecond)).isEqualTo(Unavailable.ONE_PHENOTYPE);
    assertThat(reason(spread, List.of(y), calls(40, i -> i % 4 == 0 ? 1 : 0)))
        .isEqualTo(Unavailable.COLLINEAR);
    double[] near = spread.clone();
    Arrays.setAll(near, i -> spread[i] + 0.8 * y[i]);
    assertThat(reason(y, List.of(spread, near), everySecond)).isEqualTo(Unavailable.COLLINEAR);
    double[] exact = IntStream.range(0, 40).mapToDouble(i -> 3 + 2 * (i % 2)).toArray();
    assertThat(reason(exact, List.of(), everySecond)).isEqualTo(Unavailable.NO_RESIDUAL);
    Calls onlyCases = calls(40, i -> i % 8 == 0 ? 1 : 0);
    Traits parted = new Traits(AssociationModel.LOGISTIC, y, List.of());
    assertThat(scan(parted).test(onlyCases, false).unavailable())
        .isEqualTo(Unavailable.NOT_CONVERGED);
    assertThat(scan(parted).test(onlyCases, false).beta()).isNaN();
    Traits same = new Traits(AssociationModel.LOGISTIC, y, List.of(y.clone()));
    assertThat(scan(same).test(calls(40, i -> i % 4 == 0 ? 1 : 0), false).unavailable())
        .isEqualTo(Unavailable.COLLINEAR);
  }

  @Test
  void aCovariateThatDoesNotVaryIsLeftOut() {
    double[] y = random.doubles(40).toArray();
    double[] constant = new double[40];
    Arrays.fill(constant, 5);
    Calls calls = calls(40, i -> i % 3);

    assertThat(scan(new Traits(AssociationModel.LINEAR, y, List.of(constant))).test(calls, false))
        .isEqualTo(scan(new Traits(AssociationModel.LINEAR, y, List.of())).test(calls, false));
  }

  @Test
  void refusesTraitsThatDoNotFit() {
    assertThatThrownBy(() -> new Traits(AssociationModel.LOGISTIC, new double[] {0, 2}, List.of()))
        .hasMessageContaining("0 or 1");
    assertThatThrownBy(
            () -> new Traits(AssociationModel.LINEAR, new double[2], List.of(new double[3])))
        .hasMessageContaining("another number of samples");
    assertThatThrownBy(() -> new Calls().add(0, 3)).hasMessageContaining("copies: 3");
  }

  @Test
  void genomicInflation() {
    assertThat(GenomicInflation.lambda(0.5)).isCloseTo(1, CLOSE);
    assertThat(GenomicInflation.lambda(0.317310507862914)).isCloseTo(2.198109338, within(1e-7));
  }

  private static Unavailable reason(double[] y, List<double[]> covariates, Calls calls) {
    return scan(new Traits(AssociationModel.LINEAR, y, covariates))
        .test(calls, false)
        .unavailable();
  }

  private static VariantScan scan(Traits traits) {
    byte[] two = new byte[traits.samples()];
    Arrays.fill(two, (byte) 2);
    return new VariantScan(Design.of(traits, two, false));
  }

  private static Calls calls(int samples, IntUnaryOperator copies) {
    Calls calls = new Calls();
    IntStream.range(0, samples).forEach(i -> calls.add(i, copies.applyAsInt(i)));
    return calls;
  }

  /** Random samples of one variant, of which some have no phenotype, covariate or genotype. */
  private static final class Case {
    private final double[] quantity = new double[SAMPLES];
    private final double[] label = new double[SAMPLES];
    private final List<double[]> covariates = new ArrayList<>();
    private final byte[] ploidy = new byte[SAMPLES];
    private final int[] copies = new int[SAMPLES];
    private final boolean onX;

    Case(Random random, int count, boolean onX) {
      this.onX = onX;
      for (int j = 0; j < count; j++) {
        boolean few = j == 0;
        covariates.add(
            random.doubles(SAMPLES).map(u -> few ? Math.floor(3 * u) : 1000 + u).toArray());
      }
      for (int i = 0; i < SAMPLES; i++) {
        ploidy[i] = (byte) (onX && random.nextBoolean() ? 1 : 2);
        copies[i] = random.nextInt(10) == 0 ? Calls.MISSING : random.nextInt(ploidy[i] + 1);
        double effect = Math.max(copies[i], 0) * 0.3 + covariates.get(0)[i] * 0.4;
        quantity[i] = random.nextInt(20) == 0 ? Double.NaN : effect + random.nextGaussian();
        label[i] = random.nextDouble() < 0.3 + 0.1 * effect ? 1 : 0;
      }
      label[5] = Double.NaN;
      covariates.get(1)[9] = Double.NaN;
      ploidy[17] = 0;
      copies[17] = Calls.MISSING;
    }

    VariantScan scan(Traits traits) {
      return new VariantScan(Design.of(traits, ploidy, onX));
    }

    Calls calls() {
      Calls calls = new Calls();
      IntStream.range(0, SAMPLES).filter(i -> copies[i] != 0).forEach(i -> calls.add(i, copies[i]));
      return calls;
    }

    private IntStream rows(double[] phenotype) {
      return IntStream.range(0, SAMPLES)
          .filter(i -> copies[i] != Calls.MISSING && !Double.isNaN(phenotype[i]))
          .filter(i -> covariates.stream().noneMatch(each -> Double.isNaN(each[i])));
    }

    double[] known(double[] phenotype) {
      return rows(phenotype).mapToDouble(i -> phenotype[i]).toArray();
    }

    double[][] design(boolean reference, double[] phenotype) {
      return rows(phenotype)
          .mapToObj(
              i ->
                  DoubleStream.concat(
                          DoubleStream.concat(
                              DoubleStream.of(1), covariates.stream().mapToDouble(c -> c[i])),
                          onX
                              ? DoubleStream.of(ploidy[i], counted(i, reference))
                              : DoubleStream.of(counted(i, reference)))
                      .toArray())
          .toArray(double[][]::new);
    }

    private double counted(int sample, boolean reference) {
      return reference ? ploidy[sample] - copies[sample] : copies[sample];
    }
  }
}
