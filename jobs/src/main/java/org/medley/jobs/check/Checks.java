package org.medley.jobs.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registry of checks: name to implementation, in the order in which they are shown. */
public final class Checks {
  static final Map<String, Check> BY_NAME = byName();

  private Checks() {}

  /**
   * Everything that the checks find in {@code setup}. Starts no Spark, computes nothing and leaves
   * nothing behind; in a local lake a probe file is written and removed.
   */
  public static List<Finding> of(Setup setup) {
    List<Finding> findings = new ArrayList<>();
    BY_NAME.forEach((name, check) -> findings.addAll(check.look(name, setup)));
    return findings;
  }

  private static Map<String, Check> byName() {
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("java", new JavaCheck());
    checks.put("memory", new MemoryCheck());
    checks.put("disk", new DiskCheck());
    checks.put("lake", new LakeCheck());
    checks.put("log store", new LogStoreCheck());
    checks.put("clock", new ClockCheck());
    checks.put("configuration", new ConfigurationCheck());
    checks.put("identity key", new IdentityKeyCheck());
    checks.put("codes and views", new CodesCheck());
    checks.put("sources", new SourcesCheck());
    checks.put("observation", new ObservationCheck());
    checks.put("tasks", new TasksCheck());
    checks.put("decisions", new DecisionsCheck());
    checks.put("protocol", new ProtocolCheck());
    checks.put("table files", new FilesCheck());
    checks.put("lease", new LeaseCheck());
    checks.put("last night", new LastNightCheck());
    return checks;
  }
}
