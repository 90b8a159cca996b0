package org.medley.jobs.polygenic.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.medley.jobs.polygenic.weight.Effect;
import org.medley.jobs.polygenic.weight.ScoringFile;
import org.medley.jobs.polygenic.weight.Variant;
import org.medley.jobs.polygenic.weight.Weight;

/**
 * The weights of all scores that can be scored, by place and by id. Weights are numbered through
 * the files, in their order.
 */
public final class WeightIndex implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int[] NONE = {};

  private final Variant[] variants;
  private final Effect[] effects;
  private final int[] scores;
  private final Map<String, int[]> byContig = new HashMap<>();
  private final Map<String, int[]> byId = new HashMap<>();

  /** The index of the weights of {@code files}. */
  public WeightIndex(List<ScoringFile> files) {
    int size = files.stream().mapToInt(file -> file.weights().size()).sum();
    variants = new Variant[size];
    effects = new Effect[size];
    scores = new int[size];
    Map<String, List<Integer>> contigs = new HashMap<>();
    Map<String, List<Integer>> ids = new HashMap<>();
    int number = 0;
    for (int score = 0; score < files.size(); score++) {
      for (Weight weight : files.get(score).weights()) {
        if (weight.unscorable() == null) {
          Variant variant = weight.variant();
          variants[number] = variant;
          effects[number] = weight.effect();
          scores[number] = score;
          (variant.isPlaced()
                  ? contigs.computeIfAbsent(variant.contig(), key -> new ArrayList<>())
                  : ids.computeIfAbsent(variant.id(), key -> new ArrayList<>()))
              .add(number);
        }
        number++;
      }
    }
    Comparator<Integer> byPosition = Comparator.comparingInt(at -> variants[at].position());
    contigs.forEach((contig, found) -> byContig.put(contig, array(found, byPosition)));
    ids.forEach((id, found) -> byId.put(id, array(found, Comparator.naturalOrder())));
  }

  /** The numbers of weights that may belong to a line of VCF, in ascending order. */
  public int[] near(String contig, int position, String idColumn) {
    int[] placed = at(byContig.getOrDefault(contig, NONE), position);
    if (byId.isEmpty() || idColumn.equals(".")) {
      return placed;
    }
    IntStream all = IntStream.of(placed);
    for (String id : idColumn.split(";")) {
      all = IntStream.concat(all, IntStream.of(byId.getOrDefault(id, NONE)));
    }
    return all.sorted().distinct().toArray();
  }

  /** How many weights there are, those that cannot be scored among them. */
  public int size() {
    return variants.length;
  }

  /** The variant of a weight; null where it cannot be scored. */
  public Variant variant(int weight) {
    return variants[weight];
  }

  /** What the copies of a weight add. */
  public Effect effect(int weight) {
    return effects[weight];
  }

  /** The number of the file that the weight stands in, from 0. */
  public int score(int weight) {
    return scores[weight];
  }

  private int[] at(int[] sorted, int position) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (variants[sorted[middle]].position() < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int end = low;
    while (end < sorted.length && variants[sorted[end]].position() == position) {
      end++;
    }
    return end == low ? NONE : IntStream.range(low, end).map(at -> sorted[at]).toArray();
  }

  private static int[] array(List<Integer> numbers, Comparator<Integer> order) {
    return numbers.stream().sorted(order).mapToInt(Integer::intValue).toArray();
  }
}
