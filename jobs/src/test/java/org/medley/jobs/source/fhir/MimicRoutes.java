package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.Events;
import org.medley.features.contract.People;
import org.medley.features.contract.Resources;
import org.medley.features.contract.Statements;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.Subjects;
import org.medley.jobs.night.Inventory;
import org.medley.jobs.night.KnownFiles;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.meds.MedsSource;
import org.medley.jobs.unit.CanonicalUnits;

/** The open demo of MIMIC-IV as FHIR and as MEDS, each ingested once. */
final class MimicRoutes implements AutoCloseable {
  /** The zone of the hospital. The FHIR files state offsets, the MEDS file has none. */
  static final String ZONE = "America/New_York";

  /** Name of the file that a FHIR event comes from, without its endings; null for MEDS. */
  static final String FILE = "file";

  /** The code of a row that stands for a person, with what is known of it, and is no event. */
  static final String PERSON = "PERSON";

  private static final Map<String, String> IDENTIFIER =
      Map.of(Identities.OPTION, "http://mimic.mit.edu/fhir/mimic/identifier/patient");

  private final List<Loaded> loaded = new ArrayList<>();
  private final Dataset<Row> fhir;
  private final Dataset<Row> meds;
  private final Dataset<Row> accounts;
  private final Dataset<Row> quarantine;
  private final Dataset<Row> subjects;
  private final Mapped mapped;

  MimicRoutes(SparkSession spark, Path folder) {
    Loaded one = ingest(spark, "fhir", new FhirSource(), folder.resolve("fhir"));
    Loaded other = ingest(spark, "meds", new MedsSource(), folder.resolve("meds"));
    accounts = one.ingestion().accounts().unionByName(other.ingestion().accounts());
    quarantine = one.ingestion().quarantine().unionByName(other.ingestion().quarantine());
    SourceSettings settings = settings("fhir", folder);
    Dataset<Row> resources = one.table(Resources.TABLE).persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> patients = SubjectMapping.people(settings, resources, Extract.views());
    Dataset<Row> persons = other.table(People.TABLE);
    Identities people = Identities.of(patients.unionByName(persons), Optional.empty(), Extract.KEY);
    subjects = people.subjects();
    Dataset<Row> links = people.links().persist(StorageLevel.MEMORY_AND_DISK());
    mapped = Mapped.of(settings, resources, links);
    Column name = substring_index(col(Resources.FILE), ".", 1);
    fhir =
        mapped
            .events()
            .join(
                resources.select(
                    col(Resources.TYPE).as(Events.SOURCE_TYPE),
                    col(Resources.ID).as(Events.SOURCE_ID),
                    name.as(FILE)),
                new String[] {Events.SOURCE_TYPE, Events.SOURCE_ID})
            .unionByName(known("fhir", patients, links), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    meds =
        new CanonicalUnits(Extract.units())
            .of(
                other
                    .table(Statements.TABLE)
                    .join(
                        own("meds", links, Statements.SOURCE_SUBJECT_ID),
                        Statements.SOURCE_SUBJECT_ID))
            .drop(Statements.SOURCE_SUBJECT_ID)
            .unionByName(known("meds", persons, links), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** FHIR events and one row per person, with {@link #FILE}. */
  Dataset<Row> fhir() {
    return fhir;
  }

  /** MEDS events and one row per person. */
  Dataset<Row> meds() {
    return meds;
  }

  /** The events of both routes under {@code clinical.events}. */
  Dataset<Row> events() {
    return events(fhir.drop(FILE)).unionByName(events(meds));
  }

  /** The subjects of both routes. */
  Dataset<Row> subjects() {
    return subjects;
  }

  /** What became of the lines of each file. */
  Dataset<Row> accounts() {
    return accounts;
  }

  /** Lines that were refused. */
  Dataset<Row> quarantine() {
    return quarantine;
  }

  /** Rows of views that gave no event; to be called after the FHIR events were read. */
  List<MappedEvents.Skipped> skipped() {
    return mapped.skipped();
  }

  @Override
  public void close() {
    fhir.unpersist();
    meds.unpersist();
    loaded.forEach(Loaded::close);
  }

  private Loaded ingest(SparkSession spark, String name, Source source, Path path) {
    SourceSettings settings = settings(name, path);
    Loaded one =
        Loaded.of(
            source,
            new SourceInput(
                spark,
                settings,
                Inventory.of(spark, settings, source::reads, KnownFiles.NONE, Clock.systemUTC())
                    .files(),
                Optional.empty(),
                "run"));
    loaded.add(one);
    return one;
  }

  private static Dataset<Row> events(Dataset<Row> rows) {
    return Events.TABLE.conform(
        rows.where(col(Events.CODE).notEqual(PERSON)).drop(People.BIRTH_DATE, People.SEX));
  }

  private static SourceSettings settings(String name, Path path) {
    return new SourceSettings(name, name, path.toString(), ZoneId.of(ZONE), IDENTIFIER);
  }

  private static Dataset<Row> own(String source, Dataset<Row> links, String key) {
    return links
        .where(col(SubjectLinks.SOURCE).equalTo(source))
        .select(col(SubjectLinks.SOURCE_SUBJECT_ID).as(key), col(SubjectLinks.SUBJECT_ID));
  }

  private static Dataset<Row> known(String source, Dataset<Row> people, Dataset<Row> links) {
    return people
        .join(own(source, links, People.SOURCE_SUBJECT_ID), People.SOURCE_SUBJECT_ID)
        .select(
            col(Subjects.SUBJECT_ID),
            lit(PERSON).as(Events.CODE),
            col(People.BIRTH_DATE),
            col(People.SEX));
  }
}
