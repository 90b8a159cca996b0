package org.medley.models.effect.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registry of checks that need nothing but the fitted study. */
public final class DesignChecks {
  private static final Map<String, DesignCheck> ALL = all();

  private DesignChecks() {}

  private static Map<String, DesignCheck> all() {
    Map<String, DesignCheck> all = new LinkedHashMap<>();
    all.put("balance", new BalanceCheck());
    all.put("equipoise", new Equipoise());
    all.put("effective_sample_size", new EffectiveSize());
    all.put("minimum_detectable_effect", new Detectable());
    all.put("overlap", new Overlap());
    all.put("separation", new Separation());
    all.put("e_value", new EValue());
    all.put("marginal_sensitivity", new SensitivityCheck());
    all.put("permutation", new Redrawn());
    all.put("attrition", new LeftOut());
    return all;
  }

  /** The names of the checks, in their order. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** What all checks find, in their order. */
  public static List<Check> of(DesignInput input) {
    return ALL.values().stream().map(check -> check.of(input)).toList();
  }
}
