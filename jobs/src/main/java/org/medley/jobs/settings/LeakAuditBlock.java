package org.medley.jobs.settings;

import java.util.Map;
import java.util.TreeMap;
import org.medley.features.leak.LeakSettings;

/** Reads the block {@code validation.leak-audit} of a task. */
final class LeakAuditBlock {
  private static final LeakSettings STANDARD = LeakSettings.STANDARD;

  private LeakAuditBlock() {}

  /** The settings; the standard ones after problems were noted. */
  static LeakSettings read(Section validation) {
    try (Section block = validation.section("leak-audit")) {
      double auroc = limit(block, "auroc", STANDARD.auroc(), 0.5, 1);
      double plausible =
          limit(block, "plausible", Math.min(STANDARD.plausible(), auroc), 0.5, auroc);
      double precision = limit(block, "precision", STANDARD.precision(), 0.5, 1);
      double odds = limit(block, "odds", STANDARD.odds(), 1, 1e6);
      long members = block.integer("members", STANDARD.members());
      if (members < 1) {
        block.problem("members", "is " + members, "write how many members, 1 or more");
        members = STANDARD.members();
      }
      return new LeakSettings(auroc, plausible, precision, odds, members, allowed(block));
    }
  }

  private static double limit(
      Section block, String key, double standard, double least, double most) {
    double value = block.number(key, standard);
    if (!(value >= least && value <= most)) {
      block.problem(key, "is " + value, "write a number from " + least + " to " + most);
      return standard;
    }
    return value;
  }

  private static Map<String, String> allowed(Section block) {
    Map<String, String> allowed = new TreeMap<>();
    try (Section section = block.section("allow")) {
      for (String covariate : section.keys()) {
        String reason = section.text(covariate, "").strip();
        if (reason.isEmpty()) {
          section.problem(covariate, "has no reason", "write why it may tell the outcome so well");
        }
        allowed.put(covariate, reason);
      }
    }
    return allowed;
  }
}
