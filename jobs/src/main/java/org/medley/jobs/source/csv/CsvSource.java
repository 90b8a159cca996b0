package org.medley.jobs.source.csv;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.People;
import org.medley.features.contract.StatedOutcomes;
import org.medley.features.contract.Statements;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.TableContract;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.SubjectLookup;

/**
 * Outcomes and measures from files of registries and trials: delimited text ({@code *.csv} and
 * {@code *.tsv}, plain or gzip) and Parquet, explained by the mapping file that option {@code
 * mapping} names. See {@link Settlement} for what becomes of several lines on one person.
 */
public final class CsvSource implements Source {
  private static final String MAPPING = "mapping";
  private static final Pattern FILES = Pattern.compile(".*\\.(csv|tsv)(\\.gz)?|.*\\.parquet");

  @Override
  public boolean reads(String file) {
    return FILES.matcher(file.toLowerCase(Locale.ROOT)).matches();
  }

  @Override
  public Set<String> options() {
    return Set.of(MAPPING, SourceSettings.EXTRACT_TIME);
  }

  @Override
  public Set<TableContract> tables() {
    return Set.of(People.TABLE, Statements.TABLE, StatedOutcomes.TABLE);
  }

  /** {@inheritDoc} A registry does if its mapping says so. */
  @Override
  public boolean declaresSubjects(SourceSettings settings) {
    return mapping(settings).mapping().subject().declares();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Reads headers on the driver, triggers no action and shuffles the lines once; the lines are
   * kept until the ingestion is closed.
   *
   * @throws MedleyException with exit code 78 for a wrong mapping, 66 where there is no file, 65 if
   *     a file lacks a column or has it in another type
   */
  @Override
  public Ingestion ingest(SourceInput input) {
    String source = input.settings().name();
    RegistryMapping.Read read = mapping(input.settings());
    SubjectRule subject = read.mapping().subject();
    List<SourceFile> files = input.files().stream().filter(file -> reads(file.name())).toList();
    if (files.isEmpty()) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING,
          "the source %s has no .csv, .tsv or .parquet file".formatted(source),
          "put its extract under the source's path, or mend the path in site.yaml");
    }
    Set<String> unread = new TreeSet<>();
    Dataset<Row> lines =
        RegistryLines.read(input.spark(), files, read, Identities.ownSystem(source), unread)
            .transform(rows -> ofPersons(rows, subject, input))
            .transform(rows -> Settlement.settle(rows, subject))
            .persist(StorageLevel.MEMORY_AND_DISK());
    RegistryTables tables = new RegistryTables(lines, source);
    return new Ingestion(
        Map.of(
            People.TABLE,
            subject.declares() ? tables.people() : tables.people().limit(0),
            Statements.TABLE,
            tables.statements(subject.declares()),
            StatedOutcomes.TABLE,
            tables.outcomes()),
        LineStates.quarantine(lines, source, input.runId()),
        LineStates.accounts(lines),
        () -> unread.isEmpty() ? Map.of() : Map.of("columns not read", String.join(", ", unread)),
        lines::unpersist);
  }

  /**
   * Returns {@code lines} with the source's key of each person, and what tells persons apart: that
   * key where the registry declares its people, else the subject, so that a line on a person whom
   * nobody declared is rejected.
   */
  private static Dataset<Row> ofPersons(
      Dataset<Row> lines, SubjectRule subject, SourceInput input) {
    Column identifier = col(SubjectLinks.IDENTIFIER);
    if (subject.declares()) {
      return lines
          .withColumn(Statements.SOURCE_SUBJECT_ID, identifier)
          .withColumn(Settlement.PERSON, identifier);
    }
    Dataset<Row> known = SubjectLookup.resolve(lines, SubjectLookup.links(input));
    Column subjectId = col(SubjectLinks.SUBJECT_ID).cast(DataTypes.StringType);
    return known
        .withColumn(
            Statements.SOURCE_SUBJECT_ID,
            SubjectLookup.key(col(SubjectLinks.IDENTIFIER_SYSTEM), identifier))
        .withColumn(Settlement.PERSON, subjectId);
  }

  private static RegistryMapping.Read mapping(SourceSettings settings) {
    String file = settings.options().get(MAPPING);
    if (file == null) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "site.yaml: sources.%s.%s: is missing".formatted(settings.name(), MAPPING),
          "name a file of conf/mappings that explains the columns");
    }
    return RegistryMapping.read(Path.of(file), settings.zone());
  }
}
