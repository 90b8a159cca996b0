package org.medley.jobs.pharmacogene.call;

import java.util.HashMap;
import java.util.Map;
import org.medley.jobs.pharmacogene.match.GenotypeVector;

/** Calls each distinct vector of a gene once. Not for several threads. */
public final class DistinctCalls {
  private final Caller caller;
  private final Map<String, Map<GenotypeVector, GeneCall>> known = new HashMap<>();

  /** Calls by {@code caller}. */
  public DistinctCalls(Caller caller) {
    this.caller = caller;
  }

  /** As {@link Caller#call}. */
  public GeneCall call(String gene, GenotypeVector vector) {
    return known
        .computeIfAbsent(gene, name -> new HashMap<>())
        .computeIfAbsent(vector.canonical(), distinct -> caller.call(gene, distinct));
  }
}
