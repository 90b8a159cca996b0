package org.medley.jobs.view.path;

import java.util.List;
import java.util.Random;

/** Uses of members as paths make them, at random. */
public final class RandomUsage {
  private RandomUsage() {}

  /** Some of {@code names}, down to {@code depth} levels below an object. */
  public static Usage of(Random random, List<String> names, int depth) {
    Usage usage = Usage.ofResource();
    fill(usage, random, names, depth);
    return usage;
  }

  private static void fill(Usage usage, Random random, List<String> names, int depth) {
    for (String name : names) {
      if (random.nextInt(3) > 0) {
        boolean primitive = depth == 0 || random.nextBoolean();
        Usage member = usage.member(name, random.nextInt(3) == 0, primitive);
        if (!primitive) {
          fill(member, random, names, depth - 1);
        }
      }
    }
  }
}
