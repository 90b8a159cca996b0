package org.medley.jobs.pharmacogene.cohort;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.match.GenotypeVector;
import org.medley.jobs.pharmacogene.match.SiteCall;
import org.medley.jobs.pharmacogene.reading.Reading;
import org.medley.jobs.pharmacogene.reading.SampleSite;
import org.medley.jobs.pharmacogene.reading.Site;
import org.medley.jobs.pharmacogene.reading.Sites;

/** Gathers the entries of one sample after another, and makes of each one vector for each gene. */
final class Vectors {
  private final Map<String, List<Position>> sites = new LinkedHashMap<>();
  private final Map<String, Reading[]> first = new HashMap<>();
  private final Map<Site, SampleSite> repeated = new HashMap<>();
  private final Entries entries;

  /** Vectors of the genes of {@code caller}. */
  Vectors(Caller caller) {
    for (String gene : caller.genes()) {
      sites.put(gene, caller.definition(gene).sites());
      first.put(gene, new Reading[sites.get(gene).size()]);
    }
    entries = new Entries(Sites.of(caller.genes().stream().map(caller::definition).toList()));
  }

  /** Takes in the entry {@code text} of the sample. */
  void add(String text) {
    for (Reading reading : entries.readings(text)) {
      Reading[] known = first.get(reading.site().gene());
      int number = reading.site().number();
      if (known[number] == null) {
        known[number] = reading;
      } else {
        repeated.computeIfAbsent(reading.site(), site -> begun(known[number])).add(reading);
      }
    }
  }

  private static SampleSite begun(Reading reading) {
    SampleSite site = new SampleSite(reading.site());
    site.add(reading);
    return site;
  }

  /** The vectors of the sample by gene, canonical and as text; what comes next is another's. */
  Map<String, String> end() {
    Map<String, String> vectors = new LinkedHashMap<>();
    sites.forEach((gene, places) -> vectors.put(gene, vector(gene, places)));
    first.values().forEach(readings -> Arrays.fill(readings, null));
    repeated.clear();
    return vectors;
  }

  private String vector(String gene, List<Position> places) {
    Reading[] readings = first.get(gene);
    SiteCall[] calls = new SiteCall[readings.length];
    for (int i = 0; i < calls.length; i++) {
      calls[i] = readings[i] == null ? SiteCall.ABSENT : call(readings[i]);
    }
    return new GenotypeVector(Arrays.asList(calls)).canonical().text(places);
  }

  private SiteCall call(Reading reading) {
    SampleSite several = repeated.isEmpty() ? null : repeated.get(reading.site());
    return several == null ? reading.call() : several.call();
  }
}
