package org.medley.jobs.source.vcf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.source.RejectedLine;

/** The calls of a site, together where they state the same: each text of GT is read once. */
final class SiteCalls {
  /** So many groups are looked through before a table is asked. */
  private static final int FEW = 6;

  private final int alternates;
  private final List<CallGroup> groups = new ArrayList<>();
  private final Map<String, CallGroup> byText = new HashMap<>();
  private CallGroup uncalled;

  /** Calls of a site with so many alternates. */
  SiteCalls(int alternates) {
    this.alternates = alternates;
  }

  /**
   * The group of the calls that state what {@code text} does from {@code from} to {@code to}.
   *
   * @throws RejectedLine if it is malformed or names an allele that the site does not have
   */
  CallGroup stating(String text, int from, int to) throws RejectedLine {
    for (int i = 0; i < groups.size() && i < FEW; i++) {
      if (groups.get(i).states(text, from, to)) {
        return groups.get(i);
      }
    }
    String genotype = text.substring(from, to);
    CallGroup group = byText.get(genotype);
    return group == null ? added(genotype, Call.of(genotype, alternates)) : group;
  }

  /** How many alternates the site has. */
  int alternates() {
    return alternates;
  }

  /** The group of the samples without GT. */
  CallGroup uncalled() {
    if (uncalled == null) {
      uncalled = new CallGroup(null, Call.NONE);
      groups.add(uncalled);
    }
    return uncalled;
  }

  private CallGroup added(String genotype, Call call) {
    CallGroup group = new CallGroup(genotype, call);
    groups.add(group);
    byText.put(genotype, group);
    return group;
  }

  /** The calls that are not homozygous reference. */
  List<CallGroup> differing() {
    return groups.stream().filter(group -> !group.call.isReference()).toList();
  }

  /** How many calls are not complete. */
  long missing() {
    return groups.stream().filter(group -> !group.call.complete()).mapToLong(CallGroup::size).sum();
  }

  /** Known alleles in all calls. */
  long known() {
    return groups.stream().mapToLong(group -> (long) group.size() * group.call.known()).sum();
  }

  /** How many complete calls have two alleles. */
  long diploid() {
    return groups.stream().filter(group -> group.call.isDiploid()).mapToLong(CallGroup::size).sum();
  }
}
