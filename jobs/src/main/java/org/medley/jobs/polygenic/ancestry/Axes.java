package org.medley.jobs.polygenic.ancestry;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Principal axes of standardised genotypes: copies of the alternate, less twice its frequency p,
 * over the root of 2 p (1 - p); what is missing is 0 (Patterson, Price and Reich, PLoS Genet
 * 2006;2:e190). On the fitted samples the places on an axis are those of {@code plink2 --pca
 * meanimpute} times the root of the number of samples, up to the sign: the marker that weighs most
 * is made to weigh positively.
 *
 * <p>Of two markers within a million bases whose squared correlation is above 0.2 the latter is
 * left out.
 */
final class Axes implements Serializable {
  /** As many axes, or fewer where there are not as many markers. */
  static final int MOST = 10;

  private static final long serialVersionUID = 1L;
  private static final double CORRELATED = 0.2;
  private static final int NEAR = 1_000_000;

  private final int[] markers;
  private final double[] mean;
  private final double[] deviation;
  private final double[] values;

  /** What one unit of each marker adds on each axis. */
  private final double[][] loadings;

  /** The places of a sample without any copy. */
  private final double[] reference;

  private final int[] numberOf;

  private Axes(int[] markers, PairCounts counts, int all, LeadingVectors found, int axes) {
    this.markers = markers;
    this.mean = new double[markers.length];
    this.deviation = new double[markers.length];
    this.numberOf = new int[all];
    this.values = new double[axes];
    this.loadings = new double[markers.length][axes];
    this.reference = new double[axes];
    java.util.Arrays.fill(numberOf, -1);
    for (int i = 0; i < markers.length; i++) {
      numberOf[markers[i]] = i;
      mean[i] = 2 * counts.frequency(markers[i]);
      deviation[i] = deviation(counts, markers[i]);
    }
    for (int axis = 0; axis < axes; axis++) {
      values[axis] = found.value(axis) / markers.length;
      double[] vector = found.vector(axis);
      double turned = heaviest(vector) < 0 ? -1 : 1;
      double unit = turned / Math.sqrt(found.value(axis) / counts.samples());
      for (int i = 0; i < markers.length; i++) {
        loadings[i][axis] = vector[i] * unit / deviation[i];
        reference[axis] -= mean[i] * loadings[i][axis];
      }
    }
  }

  /** The axes of the samples in {@code counts}; those without variance are left out. */
  static Axes of(AncestryMarkers markers, PairCounts counts) {
    int[] chosen = unlinked(markers, counts);
    double[][] products = new double[chosen.length][chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] =
            counts.centred(chosen[i], chosen[j])
                / (deviation(counts, chosen[i]) * deviation(counts, chosen[j]));
        products[j][i] = products[i][j];
      }
    }
    int most = Math.min(MOST, chosen.length);
    if (most == 0) {
      return new Axes(chosen, counts, markers.size(), null, 0);
    }
    LeadingVectors found = LeadingVectors.of(products, most);
    int axes = 0;
    while (axes < most && found.value(axes) > 1e-9 * found.value(0)) {
      axes++;
    }
    return new Axes(chosen, counts, markers.size(), found, axes);
  }

  private static int[] unlinked(AncestryMarkers markers, PairCounts counts) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < markers.size(); i++) {
      double own = counts.centred(i, i);
      boolean linked = !(own > 0);
      for (int at = kept.size() - 1; at >= 0 && !linked; at--) {
        int other = kept.get(at);
        boolean near =
            markers.contigs().get(other).equals(markers.contigs().get(i))
                && markers.positions().get(i) - markers.positions().get(other) <= NEAR;
        if (!near) {
          break;
        }
        double product = counts.centred(i, other);
        linked = product * product > CORRELATED * own * counts.centred(other, other);
      }
      if (!linked) {
        kept.add(i);
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double deviation(PairCounts counts, int marker) {
    double frequency = counts.frequency(marker);
    return Math.sqrt(2 * frequency * (1 - frequency));
  }

  private static double heaviest(double[] vector) {
    double heaviest = 0;
    for (double weight : vector) {
      heaviest = Math.abs(weight) > Math.abs(heaviest) ? weight : heaviest;
    }
    return heaviest;
  }

  /** How many there are. */
  int size() {
    return values.length;
  }

  /** How many markers they are made of. */
  int markers() {
    return markers.length;
  }

  /** The numbers of these markers. */
  int[] markerNumbers() {
    return markers.clone();
  }

  /** The variance of an axis, as {@code plink2 --pca} gives it. */
  double value(int axis) {
    return values[axis];
  }

  /** The places of a sample with these calls. */
  double[] places(int[] calls) {
    double[] places = reference.clone();
    for (int call : calls) {
      int marker = numberOf[MarkerCalls.marker(call)];
      if (marker >= 0) {
        int copies = MarkerCalls.copies(call);
        double more = copies == MarkerCalls.MISSING ? mean[marker] : copies;
        for (int axis = 0; axis < places.length; axis++) {
          places[axis] += more * loadings[marker][axis];
        }
      }
    }
    return places;
  }
}
