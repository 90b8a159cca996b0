package org.medley.models.statistics;

/** Sorts places by their values, without an object for each. */
public final class Order {
  private static final int SHORT = 16;

  private Order() {}

  /** The places of {@code values} in ascending order, as {@link Double#compare} has it; stable. */
  public static int[] ascending(double[] values) {
    int[] order = new int[values.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    sort(values, order, order.clone(), 0, order.length);
    return order;
  }

  /** Sorts {@code order} from {@code start} to before {@code end}; {@code other} holds the same. */
  private static void sort(double[] values, int[] order, int[] other, int start, int end) {
    if (end - start <= SHORT) {
      insert(values, order, start, end);
      return;
    }
    int middle = (start + end) >>> 1;
    sort(values, other, order, start, middle);
    sort(values, other, order, middle, end);
    int left = start;
    int right = middle;
    for (int k = start; k < end; k++) {
      boolean fromLeft =
          right >= end
              || (left < middle && Double.compare(values[other[left]], values[other[right]]) <= 0);
      order[k] = fromLeft ? other[left++] : other[right++];
    }
  }

  private static void insert(double[] values, int[] order, int start, int end) {
    for (int k = start + 1; k < end; k++) {
      int place = order[k];
      int j = k - 1;
      while (j >= start && Double.compare(values[order[j]], values[place]) > 0) {
        order[j + 1] = order[j];
        j--;
      }
      order[j + 1] = place;
    }
  }
}
