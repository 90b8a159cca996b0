package org.medley.jobs.polygenic.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds up corrections by sample and score, in arrays that grow with the samples. Where they become
 * too many, what was added so far is handed on, and adding begins anew: sums of sums are the same.
 */
final class SampleSums implements Iterator<Row> {
  private static final int MOST_CELLS = 1 << 22;

  private final Iterator<Correction> corrections;
  private final long most;
  private final Map<Integer, long[][]> byScore = new TreeMap<>();
  private Iterator<Row> ready = List.<Row>of().iterator();
  private long cells;

  /**
   * The sums of {@code corrections}, whose samples are in ascending order: score, sample number,
   * and the sum of each amount.
   */
  SampleSums(Iterator<Correction> corrections) {
    this(corrections, MOST_CELLS);
  }

  /** The same that hands on what it has where it holds more than {@code most} numbers. */
  SampleSums(Iterator<Correction> corrections, long most) {
    this.corrections = corrections;
    this.most = most;
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext() && corrections.hasNext()) {
      while (corrections.hasNext() && cells < most) {
        add(corrections.next());
      }
      ready = rows().iterator();
      byScore.clear();
      cells = 0;
    }
    return ready.hasNext();
  }

  @Override
  public Row next() {
    return ready.next();
  }

  private void add(Correction correction) {
    long[] amounts = correction.getAmounts();
    int[] samples = correction.getSamples();
    if (samples.length == 0) {
      return;
    }
    long[][] sums =
        byScore.computeIfAbsent(correction.getScore(), score -> new long[amounts.length][]);
    int size = 1 + samples[samples.length - 1];
    for (int i = 0; i < amounts.length; i++) {
      if (amounts[i] != 0) {
        sums[i] = grown(sums[i], size);
        add(sums[i], amounts[i], samples);
      }
    }
  }

  private static void add(long[] sums, long amount, int[] samples) {
    for (int sample : samples) {
      sums[sample] += amount;
    }
  }

  private long[] grown(long[] sums, int size) {
    if (sums != null && sums.length >= size) {
      return sums;
    }
    int before = sums == null ? 0 : sums.length;
    int after = Math.max(size, before + before / 2);
    cells += after - before;
    return sums == null ? new long[after] : Arrays.copyOf(sums, after);
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    byScore.forEach(
        (score, sums) -> {
          int size =
              Arrays.stream(sums).mapToInt(each -> each == null ? 0 : each.length).max().orElse(0);
          for (int sample = 0; sample < size; sample++) {
            Object[] row = new Object[sums.length + 2];
            row[0] = score;
            row[1] = sample;
            boolean any = false;
            for (int i = 0; i < sums.length; i++) {
              long sum = sums[i] == null || sample >= sums[i].length ? 0 : sums[i][sample];
              row[i + 2] = sum;
              any |= sum != 0;
            }
            if (any) {
              rows.add(RowFactory.create(row));
            }
          }
        });
    return rows;
  }
}
