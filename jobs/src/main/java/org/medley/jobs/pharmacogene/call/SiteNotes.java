package org.medley.jobs.pharmacogene.call;

import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.SiteCall;

/** What to know of single sites beside the call of a gene. */
final class SiteNotes {
  private SiteNotes() {}

  /** Positions that should be tested and were not, and what the extra positions show. */
  static List<String> of(GeneDefinition definition, GenotypeVector vector) {
    List<String> notes = new ArrayList<>();
    List<String> untested = new ArrayList<>();
    List<Position> sites = definition.sites();
    for (int i = 0; i < sites.size(); i++) {
      Position site = sites.get(i);
      SiteCall call = vector.calls().get(i);
      if (call.isAbsent() && definition.exemption().advised().contains(site.position())) {
        untested.add(site.label());
      }
      if (i >= definition.positions().size() && !call.isAbsent()) {
        notes.add("%s, which no allele depends on, is %s".formatted(site.label(), call.text()));
      }
    }
    if (!untested.isEmpty()) {
      notes.add(
          "not called though a test should include it (AMP tier 1): "
              + String.join(", ", untested));
    }
    return notes;
  }
}
