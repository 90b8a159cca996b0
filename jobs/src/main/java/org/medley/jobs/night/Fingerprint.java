package org.medley.jobs.night;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.StepEnd;

/**
 * What a step's key is made of, kept with the step's end so that a later plan can say what changed.
 *
 * @param code digest of the reachable code
 * @param settings digest of the settings
 * @param inputs keys of the steps read, by name
 */
public record Fingerprint(String code, String settings, Map<String, String> inputs) {
  /** Orders the inputs by name. */
  public Fingerprint {
    inputs = new TreeMap<>(inputs);
  }

  /** The fingerprint that was kept with {@code end}. */
  public static Fingerprint of(StepEnd end) {
    return Json.read(end.fingerprint(), Fingerprint.class);
  }

  /** The step key. */
  public String key() {
    return Digests.of(Json.write(this));
  }

  /** What differs from {@code before}, in words. */
  List<String> changes(Fingerprint before) {
    List<String> changes = new ArrayList<>();
    if (!settings.equals(before.settings)) {
      changes.add("its settings or input files changed");
    }
    if (!code.equals(before.code)) {
      changes.add("its code changed");
    }
    inputs.forEach(
        (name, key) -> {
          if (!key.equals(before.inputs.get(name))) {
            changes.add(name + " changed");
          }
        });
    return changes;
  }
}
