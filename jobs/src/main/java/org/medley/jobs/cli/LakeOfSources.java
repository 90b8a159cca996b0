package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.Files;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.quality.Rule;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.site.SafetyFolder;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;
import org.medley.jobs.step.CohortStep;
import org.medley.jobs.step.IngestStep;
import org.medley.jobs.step.SourceNote;
import org.medley.jobs.step.Subgroups;

/**
 * A lake that holds sources and no tasks, whose ledger says what the sources are. Views, code
 * systems and the secret behind surrogate ids are those of the configuration.
 */
final class LakeOfSources {
  private static final Site.Tolerance ANY = new Site.Tolerance(Long.MAX_VALUE, 1);

  private final Options options;
  private final Workspace workspace;
  private final Map<String, SourceSettings> sources;

  private LakeOfSources(Options options, Workspace workspace, Map<String, SourceSettings> sources) {
    this.options = options;
    this.workspace = workspace;
    this.sources = sources;
  }

  /**
   * The lake of {@code workspace}.
   *
   * @throws MedleyException with exit code 78 if the lake is that of a site with tasks
   */
  static LakeOfSources of(Options options, Workspace workspace) {
    Map<String, SourceSettings> sources = new LinkedHashMap<>();
    if (workspace.control().exists()) {
      Ledger ledger = workspace.control().ledger();
      if (hasTasks(ledger)) {
        throw new MedleyException(
            ExitCode.CONFIGURATION,
            "the lake at " + options.lake() + " is that of a site with tasks",
            "add the extract to its site.yaml, or name another lake with --lake");
      }
      List<String> steps = ledger.of(Entry.Kind.STEP).stream().map(Entry::name).distinct().toList();
      for (String step : steps) {
        ledger
            .lastResult(step)
            .map(end -> end.notes().get(IngestStep.SETTINGS))
            .map(SourceNote::read)
            .ifPresent(settings -> sources.put(settings.name(), settings));
      }
    }
    return new LakeOfSources(options, workspace, sources);
  }

  /** Whether a lake with {@code ledger} has tasks. */
  static boolean hasTasks(Ledger ledger) {
    return ledger.of(Entry.Kind.STEP).stream()
        .anyMatch(entry -> entry.name().startsWith(CohortStep.name("")));
  }

  /** With one more source, or with other settings of one. */
  LakeOfSources with(SourceSettings source) {
    Map<String, SourceSettings> more = new LinkedHashMap<>(sources);
    SourceSettings before = more.put(source.name(), source);
    if (before != null && !before.kind().equals(source.kind())) {
      throw new MedleyException(
          ExitCode.USAGE,
          "the lake has a source '%s' of kind %s".formatted(source.name(), before.kind()),
          "name this one with --source");
    }
    return new LakeOfSources(options, workspace, more);
  }

  /**
   * The sources as a site without tasks, in which any number of lines may be malformed and no rule
   * of data quality blocks.
   */
  Configuration configuration() {
    Configuration read =
        Configuration.read(
            options.conf(), options.overrides(), Sources.optionsByKind(), Subgroups.names());
    Site site = read.site();
    return new Configuration(
        new Site(
            "extracts",
            site.zone(),
            Optional.empty(),
            site.identityKey(),
            site.minimumCell(),
            ANY,
            site.retrainDays(),
            new ArrayList<>(sources.values())),
        List.of(),
        List.of(),
        Map.of(),
        read.quality().stream().map(Rule::warning).toList(),
        SafetyFolder.none(),
        read.folder());
  }

  /** Accounts of all files of {@code source}, under {@code ops.files}. */
  List<Row> files(SourceSettings source) {
    return workspace
        .control()
        .ledger()
        .lastResult(IngestStep.name(source.name()))
        .map(StepEnd::outputs)
        .orElse(List.of())
        .stream()
        .filter(output -> output.table().equals(Files.TABLE.name()))
        .flatMap(output -> workspace.lake().read(Files.TABLE, output).collectAsList().stream())
        .toList();
  }
}
