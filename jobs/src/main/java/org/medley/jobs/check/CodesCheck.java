package org.medley.jobs.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.source.fhir.CodeSystems;
import org.medley.jobs.step.EventsStep;
import org.medley.jobs.unit.UnitTable;
import org.medley.jobs.view.Views;

/** The tables about codes and the views, which the night reads after its sources. */
final class CodesCheck implements Check {
  @Override
  public List<Finding> look(String name, Setup setup) {
    return setup
        .configuration()
        .map(configuration -> look(name, configuration))
        .orElseGet(() -> List.of(Finding.warn(name, "not looked at", "mend site.yaml first")));
  }

  private static List<Finding> look(String name, Configuration configuration) {
    Map<String, Runnable> readers = new LinkedHashMap<>();
    readers.put("units", () -> UnitTable.load(configuration.codes()));
    boolean fhir =
        configuration.site().sources().stream().anyMatch(source -> source.kind().equals("fhir"));
    if (fhir) {
      readers.put(
          "code systems",
          () -> CodeSystems.load(configuration.codes().resolve(EventsStep.SYSTEMS)));
      readers.put("views", () -> Views.load(configuration.views()));
    }
    List<Finding> findings = new ArrayList<>();
    readers.forEach(
        (what, reader) -> {
          try {
            reader.run();
          } catch (MedleyException e) {
            findings.add(Finding.fail(name, e));
          }
        });
    if (findings.isEmpty()) {
      findings.add(Finding.pass(name, String.join(", ", readers.keySet()) + " can be read"));
    }
    return findings;
  }
}
