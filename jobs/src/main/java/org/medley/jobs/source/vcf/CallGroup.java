package org.medley.jobs.source.vcf;

import java.util.Arrays;
import java.util.List;

/** Samples whose calls at a site are the same. Of those homozygous reference only the number. */
final class CallGroup {
  final Call call;

  private final String text;
  private int size;
  private int[] samples = new int[4];
  private int[] qualities;
  private String[] phaseSets;
  private boolean sorted = true;

  /** A group without samples whose GT is {@code text}; null: there is none. */
  CallGroup(String text, Call call) {
    this.text = text;
    this.call = call;
  }

  /** Whether the group's GT is what {@code line} holds from {@code from} to {@code to}. */
  boolean states(String line, int from, int to) {
    return text != null && text.length() == to - from && line.startsWith(text, from);
  }

  /** Adds a sample that is homozygous reference. */
  void count() {
    size++;
  }

  /**
   * Adds a sample.
   *
   * @param quality its GQ, or {@link CallFormat#NOT_STATED}
   * @param phaseSet its PS; null: none, or the call is not phased
   */
  void add(int sample, int quality, String phaseSet) {
    if (size == samples.length) {
      samples = Arrays.copyOf(samples, 2 * size);
    }
    sorted &= size == 0 || samples[size - 1] < sample;
    samples[size] = sample;
    if (quality != CallFormat.NOT_STATED || qualities != null) {
      qualities = qualities == null ? unstated() : grown(qualities);
      qualities[size] = quality;
    }
    if (phaseSet != null || phaseSets != null) {
      phaseSets =
          phaseSets == null ? new String[samples.length] : Arrays.copyOf(phaseSets, samples.length);
      phaseSets[size] = phaseSet;
    }
    size++;
  }

  private int[] unstated() {
    int[] none = new int[samples.length];
    Arrays.fill(none, CallFormat.NOT_STATED);
    return none;
  }

  private int[] grown(int[] numbers) {
    return numbers.length == samples.length ? numbers : Arrays.copyOf(numbers, samples.length);
  }

  /** How many samples it holds. */
  int size() {
    return size;
  }

  /** The samples' numbers, in ascending order. */
  int[] samples() {
    sort();
    return Arrays.copyOf(samples, size);
  }

  /** GQ of each sample, {@link CallFormat#NOT_STATED}: not stated; empty where none states it. */
  int[] qualities() {
    sort();
    return qualities == null ? new int[0] : Arrays.copyOf(qualities, size);
  }

  /** PS of each sample, null: not stated; empty where none states it. */
  String[] phaseSets() {
    sort();
    return phaseSets == null ? new String[0] : Arrays.copyOf(phaseSets, size);
  }

  private void sort() {
    if (sorted) {
      return;
    }
    long[] order = new long[size];
    for (int i = 0; i < size; i++) {
      order[i] = (long) samples[i] << Integer.SIZE | i;
    }
    Arrays.sort(order);
    int[] oldSamples = samples.clone();
    int[] oldQualities = qualities == null ? null : qualities.clone();
    String[] oldPhaseSets = phaseSets == null ? null : phaseSets.clone();
    for (int i = 0; i < size; i++) {
      int from = (int) order[i];
      samples[i] = oldSamples[from];
      if (qualities != null) {
        qualities[i] = oldQualities[from];
      }
      if (phaseSets != null) {
        phaseSets[i] = oldPhaseSets[from];
      }
    }
    sorted = true;
  }

  /** The samples of all {@code groups}, whose calls are the same of one alternate. */
  static CallGroup together(List<CallGroup> groups) {
    if (groups.size() == 1) {
      return groups.get(0);
    }
    CallGroup all = new CallGroup(null, groups.get(0).call);
    for (CallGroup group : groups) {
      for (int i = 0; i < group.size; i++) {
        all.add(
            group.samples[i],
            group.qualities == null ? CallFormat.NOT_STATED : group.qualities[i],
            group.phaseSets == null ? null : group.phaseSets[i]);
      }
    }
    return all;
  }
}
