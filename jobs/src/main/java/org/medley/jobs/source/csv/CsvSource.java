package org.medley.jobs.source.csv;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.Outcomes;
import org.medley.features.contract.TableContract;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SubjectLookup;

/**
 * Outcomes from files of registries and trials: {@code *.csv} and {@code *.csv.gz}, explained by
 * the mapping file that option {@code mapping} names. See {@link OutcomeRules} for what becomes of
 * several lines on one subject and endpoint.
 */
public final class CsvSource implements Source {
  private static final String MAPPING = "mapping";

  @Override
  public boolean reads(String file) {
    return file.endsWith(".csv") || file.endsWith(".csv.gz");
  }

  @Override
  public Set<String> options() {
    return Set.of(MAPPING);
  }

  @Override
  public Set<TableContract> tables() {
    return Set.of(Outcomes.TABLE);
  }

  @Override
  public boolean declaresSubjects() {
    return false;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Reads headers on the driver, triggers no action and shuffles the lines once; the lines are
   * kept until the ingestion is closed.
   *
   * @throws MedleyException with exit code 78 for a wrong mapping, 66 where there is no file
   */
  @Override
  public Ingestion ingest(SourceInput input) {
    String source = input.settings().name();
    OutcomeMapping mapping = mapping(input);
    List<SourceFile> files = input.files().stream().filter(CsvSource::isCsv).toList();
    if (files.isEmpty()) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING,
          "the source %s has no .csv or .csv.gz file".formatted(source),
          "put its extract under the source's path, or mend the path in site.yaml");
    }
    Dataset<Row> lines =
        OutcomeLines.read(input.spark(), files, mapping)
            .transform(rows -> OutcomeRules.withSystem(rows, mapping.identifierSystem()))
            .transform(rows -> SubjectLookup.resolve(rows, SubjectLookup.links(input)))
            .transform(OutcomeRules::settle)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new Ingestion(
        Map.of(Outcomes.TABLE, OutcomeRules.outcomes(lines, source)),
        LineStates.quarantine(lines, source, input.runId()),
        LineStates.accounts(lines),
        lines::unpersist);
  }

  private static OutcomeMapping mapping(SourceInput input) {
    String file = input.settings().options().get(MAPPING);
    if (file == null) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "site.yaml: sources.%s.%s: is missing".formatted(input.settings().name(), MAPPING),
          "name a file of conf/mappings that explains the columns");
    }
    return OutcomeMapping.read(Path.of(file), input.settings().zone());
  }

  private static boolean isCsv(SourceFile file) {
    return file.name().endsWith(".csv") || file.name().endsWith(".csv.gz");
  }
}
