package org.medley.jobs.genome;

import java.util.List;

/** The registry of genomic facts: a new kind is one class and one line here. */
public final class GenomeFacts {
  private GenomeFacts() {}

  /** All kinds of facts, for a source whose positions are on the assembly {@code build}. */
  public static List<GenomicFacts> of(String build) {
    return List.of(new PanelFacts(build), new PharmacogeneFacts());
  }
}
