package org.medley.jobs.safety;

import java.nio.file.Path;
import org.medley.features.safety.SafetyKnowledge;
import org.medley.jobs.settings.Problems;

/** The rules that Medley brings. */
final class Shipped {
  static final Path CONF = Path.of("../conf");
  static final Path SAFETY = CONF.resolve(SafetyRules.FOLDER);

  private Shipped() {}

  static SafetyKnowledge knowledge() {
    Problems problems = new Problems();
    SafetyKnowledge knowledge = SafetyRules.read(SAFETY, CONF.resolve("codes"), problems);
    problems.throwIfAny();
    return knowledge;
  }
}
