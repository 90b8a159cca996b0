package org.medley.jobs.pharmacogene.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.Priority;

/** Takes the diplotype that is common in biobanks where unphased calls leave several (NAT2). */
final class Priorities {
  private Priorities() {}

  /** The diplotype that the first priority takes whose list is possible; else all of them. */
  static GeneMatch apply(GeneDefinition definition, List<Diplotype> possible, List<String> notes) {
    Set<String> labels = new HashSet<>(possible.stream().map(Diplotype::label).toList());
    for (Priority priority : definition.exemption().priorities()) {
      if (labels.containsAll(priority.diplotypes())) {
        List<String> all = new ArrayList<>(notes);
        all.add(
            "%s were possible; %s is the common one"
                .formatted(String.join(", ", priority.diplotypes()), priority.pick()));
        return GeneMatch.of(
            possible.stream().filter(one -> one.label().equals(priority.pick())).toList(), all);
      }
    }
    return GeneMatch.of(possible, notes);
  }
}
