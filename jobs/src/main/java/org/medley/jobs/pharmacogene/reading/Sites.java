package org.medley.jobs.pharmacogene.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.Position;

/** The sites of all genes, found by where a record lies. */
public final class Sites {
  private final Map<String, NavigableMap<Integer, List<Site>>> byContig = new HashMap<>();
  private final int longest;

  private Sites(int longest) {
    this.longest = longest;
  }

  /** The sites of the genes of {@code definitions}. */
  public static Sites of(Collection<GeneDefinition> definitions) {
    List<Site> all = new ArrayList<>();
    for (GeneDefinition definition : definitions) {
      List<Position> positions = definition.sites();
      for (int number = 0; number < positions.size(); number++) {
        all.add(new Site(definition.gene(), number, positions.get(number)));
      }
    }
    int longest =
        all.stream().mapToInt(site -> site.end() - site.position().position()).max().orElse(0);
    Sites sites = new Sites(longest);
    all.forEach(
        site ->
            sites
                .byContig
                .computeIfAbsent(site.position().contig(), contig -> new TreeMap<>())
                .computeIfAbsent(site.position().position(), place -> new ArrayList<>())
                .add(site));
    return sites;
  }

  /**
   * The sites that a record may tell of.
   *
   * @param contig plain name
   * @param start first base of the record
   * @param length of its reference
   */
  public List<Site> near(String contig, int start, int length) {
    NavigableMap<Integer, List<Site>> onContig = byContig.get(contig);
    if (onContig == null) {
      return List.of();
    }
    List<Site> near = new ArrayList<>();
    onContig
        .subMap(start - longest, true, start + length, true)
        .values()
        .forEach(sites -> sites.stream().filter(site -> site.end() >= start).forEach(near::add));
    return near;
  }
}
