package org.medley.jobs.source;

import java.util.Map;
import java.util.function.Supplier;

/** The registry of extract formats: kind to implementation. */
public final class Sources {
  /** Every format by the name that {@code site.yaml} uses. */
  public static final Map<String, Supplier<Source>> BY_KIND = Map.of();

  private Sources() {}
}
