package org.medley.jobs.step;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.night.Step;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.vcf.VcfSource;

/** The steps between the ingestion of a source of genotypes and the events of its subjects. */
final class GenomeSteps {
  private GenomeSteps() {}

  /**
   * Those of {@code source} in order; the last writes its events.
   *
   * @param pharmacogenes folder of the configuration with what is known of pharmacogenes
   */
  static List<Step> of(SourceSettings source, Path pharmacogenes) {
    List<Step> steps = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    if (Files.isDirectory(pharmacogenes)) {
      folders.add(pharmacogenes);
    }
    Optional.ofNullable(source.options().get(VcfSource.PHARMACOGENES))
        .map(Path::of)
        .ifPresent(folders::add);
    if (build(source).equals(PharmacogenesStep.BUILD) && !folders.isEmpty()) {
      steps.add(new PharmacogenesStep(source, folders));
    }
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
