package org.medley.jobs.polygenic.score;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The sums of one score for every sample over the lines of a part, taken in their order. */
final class Sums {
  private final double[] sums;
  private final double[] dosages;
  private final int[] denominators;
  private final int[] alleles;
  private final double[] deferredSums;
  private final int[] deferredAlleles;
  private final int[] evidence;

  Sums(int samples) {
    sums = new double[samples];
    dosages = new double[samples];
    denominators = new int[samples];
    alleles = new int[samples];
    deferredSums = new double[samples];
    deferredAlleles = new int[samples];
    evidence = new int[samples];
  }

  /** Adds to each sample the one of {@code addends} that {@code ofSample} names. */
  void add(int[] ofSample, Addend[] addends) {
    for (int sample = 0; sample < ofSample.length; sample++) {
      Addend addend = addends[ofSample[sample]];
      evidence[sample] |= addend.evidence();
      if (addend.deferred()) {
        deferredSums[sample] += addend.sum();
        deferredAlleles[sample] += addend.ploidy();
        continue;
      }
      sums[sample] += addend.sum();
      dosages[sample] += addend.dosage();
      denominators[sample] += addend.ploidy();
      alleles[sample] += addend.known() ? addend.ploidy() : 0;
    }
  }

  /** The rows of {@link PartColumns} with these sums. */
  Stream<Row> rows(int file, long firstLine, int score) {
    int size = PartColumns.BLOCK_SIZE;
    int blocks = (sums.length + size - 1) / size;
    return IntStream.range(0, blocks)
        .mapToObj(
            block -> {
              int from = block * size;
              int to = Math.min(from + size, sums.length);
              Object[] values = new Object[PartColumns.SCHEMA.length()];
              values[0] = file;
              values[1] = firstLine;
              values[2] = score;
              values[3] = block;
              values[4] = Arrays.copyOfRange(sums, from, to);
              values[5] = Arrays.copyOfRange(dosages, from, to);
              values[6] = Arrays.copyOfRange(denominators, from, to);
              values[7] = Arrays.copyOfRange(alleles, from, to);
              values[8] = Arrays.copyOfRange(deferredSums, from, to);
              values[9] = Arrays.copyOfRange(deferredAlleles, from, to);
              values[10] = Arrays.copyOfRange(evidence, from, to);
              return RowFactory.create(values);
            });
  }
}
