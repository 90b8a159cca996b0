package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.night.Step;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.vcf.VcfSource;

/** The steps between the ingestion of a source of genotypes and the events of its subjects. */
final class GenomeSteps {
  private GenomeSteps() {}

  /** Those of {@code source} in order; the last writes its events. */
  static List<Step> of(SourceSettings source) {
    List<Step> steps = new ArrayList<>();
    List<String> inputs = new ArrayList<>(List.of(IngestStep.name(source.name())));
    steps.forEach(step -> inputs.add(step.name()));
    steps.add(new GenomeStep(source.name(), build(source), inputs));
    return steps;
  }

  /** The assembly that the positions of {@code source} refer to. */
  static String build(SourceSettings source) {
    return source.options().getOrDefault(VcfSource.BUILD, "");
  }
}
