package org.medley.jobs.source.omop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.CodeParents;
import org.medley.features.contract.People;
import org.medley.features.contract.StatedPeriods;
import org.medley.features.contract.Statements;
import org.medley.features.contract.TableContract;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SourceSettings;

/**
 * The OMOP Common Data Model: one folder with a file or folder for each table. A row counts as a
 * line of its file. Tables that are not read ({@link CdmTables}) are passed over, whatever they
 * hold.
 */
public final class OmopSource implements Source {
  private static final String VOCABULARIES = "vocabularies";

  @Override
  public boolean reads(String file) {
    return CdmFiles.reads(file);
  }

  @Override
  public Set<String> options() {
    return Set.of(Identities.OPTION, SourceSettings.EXTRACT_TIME, VOCABULARIES);
  }

  @Override
  public Set<TableContract> tables() {
    return Set.of(People.TABLE, Statements.TABLE, StatedPeriods.TABLE, CodeParents.TABLE);
  }

  @Override
  public void check(SourceSettings settings) {
    Vocabularies.load(Optional.ofNullable(settings.options().get(VOCABULARIES)));
  }

  @Override
  public boolean declaresSubjects(SourceSettings settings) {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Reads each file once and keeps its rows on disk until the ingestion is closed. Triggers two
   * actions: one finds repeated keys, one counts.
   *
   * @throws MedleyException with exit code 66 if the table person or concept is missing, 65 if a
   *     table lacks a column, 78 if the file of vocabularies is wrong
   */
  @Override
  public Ingestion ingest(SourceInput input) {
    SourceSettings settings = input.settings();
    Vocabularies vocabularies =
        Vocabularies.load(Optional.ofNullable(settings.options().get(VOCABULARIES)));
    CdmFiles files = CdmFiles.of(settings.name(), input.files());
    Dataset<Row> read = CdmRows.read(input.spark(), files).persist(StorageLevel.DISK_ONLY());
    Dataset<Row> rows = CdmKeys.ofPersons(CdmKeys.settle(read)).persist(StorageLevel.DISK_ONLY());
    Concepts concepts = Concepts.of(rows, vocabularies);
    Runnable release =
        () -> {
          concepts.close();
          rows.unpersist();
          read.unpersist();
        };
    try {
      Dataset<Row> counts = LineStates.accounts(rows);
      List<Row> accounts = counts.collectAsList();
      Observation unmapped = new Observation();
      CdmPeople people = new CdmPeople(settings, concepts);
      return new Ingestion(
          Map.of(
              People.TABLE, people.people(rows),
              StatedPeriods.TABLE, people.periods(rows),
              CodeParents.TABLE, concepts.parents(rows, vocabularies, settings.name()),
              Statements.TABLE, new CdmStatements(settings, concepts).of(rows, unmapped)),
          LineStates.quarantine(rows, settings.name(), input.runId()),
          input.spark().createDataFrame(accounts, counts.schema()),
          () -> notes(files, unmapped),
          release);
    } catch (Exception e) {
      release.run();
      throw MedleyException.rethrown(e);
    }
  }

  private static Map<String, String> notes(CdmFiles files, Observation unmapped) {
    Map<String, String> notes = new TreeMap<>(CdmStatements.notes(unmapped));
    Set<String> missing = new TreeSet<>(CdmTables.ALL.keySet());
    missing.removeAll(files.tables());
    if (!missing.isEmpty()) {
      notes.put("tables not in the extract", String.join(", ", missing));
    }
    return notes;
  }
}
