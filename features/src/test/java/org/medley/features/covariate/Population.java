package org.medley.features.covariate;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;

/** Simulated subjects, events and members, as records for the naive loop and as tables. */
public final class Population {
  /** The task of all members. */
  public static final String TASK = "task";

  /** One event; a null number is no number. */
  public record Event(
      long subject,
      Instant time,
      Instant available,
      Instant superseded,
      String domain,
      String code,
      Double number,
      String unit,
      String description,
      String id,
      Instant end,
      String type) {

    /** An event at a point in time, from a record of no type. */
    public Event(
        long subject,
        Instant time,
        Instant available,
        Instant superseded,
        String domain,
        String code,
        Double number,
        String unit,
        String description,
        String id) {
      this(
          subject,
          time,
          available,
          superseded,
          domain,
          code,
          number,
          unit,
          description,
          id,
          null,
          "");
    }

    /** Returns the same event of another subject. */
    public Event ofSubject(long other) {
      return new Event(
          other,
          time,
          available,
          superseded,
          domain,
          code,
          number,
          unit,
          description,
          id,
          end,
          type);
    }
  }

  /** One subject. */
  public record Subject(long subject, LocalDate birth, String sex) {}

  /** One member. */
  public record Member(String purpose, long subject, Instant index, String split) {}

  private static final String[] DOMAINS = {
    "condition",
    "procedure",
    "immunization",
    "allergy",
    "measurement",
    "measurement",
    "drug",
    "visit",
    "genomic",
    "imaging",
    "questionnaire",
    "death"
  };
  private static final String[] DIAGNOSES = {
    "ICD10CM//E11.9",
    "ICD10CM//e1122",
    "ICD10//K70.0",
    "ICD10CM//I85.9",
    "ICD9CM//250.00",
    "ICD9CM//1975",
    "ICD9CM//E11.9",
    "DIAGNOSIS//ICD//9//V4511",
    "DIAGNOSIS//ICD//10//C349",
    "SNOMED//44054006"
  };

  private static final String[] VISITS = {
    "ACTCODE//IMP", "ACTCODE//EMER", "HOSPITAL_ADMISSION//EW EMER.", "Visit//IP", "Visit//IPX"
  };

  public final List<Event> events = new ArrayList<>();
  public final List<Subject> subjects = new ArrayList<>();
  public final List<Member> members = new ArrayList<>();

  /** Adds a current event that was available when it happened. */
  public Population event(
      long subject, Instant time, String domain, String code, Double number, String unit) {
    String id = "r" + events.size();
    events.add(
        new Event(subject, time, time, null, domain, code, number, unit, "About " + code, id));
    return this;
  }

  /** Adds a current event that lasted, from a record of a type. */
  public Population span(
      long subject, Instant time, Instant end, String domain, String code, String type) {
    String id = "r" + events.size();
    events.add(
        new Event(
            subject, time, time, null, domain, code, null, null, "About " + code, id, end, type));
    return this;
  }

  /** Adds a subject and a training member. */
  public Population member(long subject, Instant index) {
    subjects.add(new Subject(subject, LocalDate.of(1970, 5, 17), "female"));
    members.add(new Member("train", subject, index, "train"));
    return this;
  }

  /** Returns a seeded population full of ties, static facts, late, replaced and odd records. */
  public static Population random(long seed, int size, int eventsEach) {
    Random random = new Random(seed);
    Population all = new Population();
    Instant start = Instant.parse("2022-01-01T00:00:00Z");
    String[] sexes = {"female", "male", "other", "unknown", null};
    for (long subject = 1; subject <= size; subject++) {
      LocalDate birth = LocalDate.of(1940 + random.nextInt(80), 1 + random.nextInt(12), 1);
      all.subjects.add(new Subject(subject, birth, sexes[random.nextInt(sexes.length)]));
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        Instant index = start.plus(100L * i + random.nextInt(90), ChronoUnit.DAYS);
        String purpose = random.nextInt(4) == 0 ? "score" : "train";
        all.members.add(new Member(purpose, subject, index, i == 0 ? "train" : "test"));
      }
      for (int i = 0; i < random.nextInt(2 * eventsEach); i++) {
        all.events.add(event(random, subject, start, all.events.size()));
      }
    }
    return all;
  }

  private static Event event(Random random, long subject, Instant start, int id) {
    String domain = DOMAINS[random.nextInt(DOMAINS.length)];
    Instant time =
        random.nextInt(12) == 0
            ? null
            : start
                .plus(random.nextInt(1200) - 800L, ChronoUnit.DAYS)
                .plusMillis(random.nextInt(2));
    Instant available = time;
    if (time != null && random.nextInt(4) == 0) {
      available = time.plus(random.nextInt(60), ChronoUnit.DAYS);
    } else if (random.nextInt(40) == 0) {
      available = time == null ? start : null;
    }
    Instant superseded =
        available != null && random.nextInt(8) == 0
            ? available.plus(random.nextInt(200), ChronoUnit.DAYS)
            : null;
    Double number =
        switch (random.nextInt(14)) {
          case 0 -> null;
          case 1 -> Double.NaN;
          case 2 -> Double.POSITIVE_INFINITY;
          case 3 -> -0.0;
          case 4 -> 0.0;
          default -> random.nextGaussian() * Math.pow(10, random.nextInt(9) - 2);
        };
    String unit = new String[] {"mg/dL", "mmol/L", null}[random.nextInt(3)];
    String code = "SYS//" + domain.charAt(0) + "-" + random.nextInt(3);
    if (domain.equals("condition") && random.nextBoolean()) {
      code = DIAGNOSES[random.nextInt(DIAGNOSES.length)];
    }
    String words = random.nextInt(5) == 0 ? null : "About " + code;
    if (domain.equals("visit") && random.nextBoolean()) {
      code = VISITS[random.nextInt(VISITS.length)];
    }
    Instant end =
        time == null || random.nextInt(4) == 0
            ? null
            : time.plus(random.nextInt(70) - 3L, ChronoUnit.DAYS).plusSeconds(random.nextInt(9));
    String type = random.nextBoolean() ? "MedicationDispense" : "MedicationRequest";
    return new Event(
        subject,
        time,
        available,
        superseded,
        domain,
        code,
        number,
        unit,
        words,
        "r" + id,
        end,
        type);
  }

  /** Returns the events as a table. */
  public Dataset<Row> events(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (Event e : events) {
      Object[] row = blank(Events.TABLE);
      StructType schema = Events.TABLE.schema();
      row[schema.fieldIndex(Events.SUBJECT_ID)] = e.subject;
      row[schema.fieldIndex(Events.TIME)] = timestamp(e.time);
      row[schema.fieldIndex(Events.AVAILABLE_TIME)] = timestamp(e.available);
      row[schema.fieldIndex(Events.SUPERSEDED_TIME)] = timestamp(e.superseded);
      row[schema.fieldIndex(Events.DOMAIN)] = e.domain;
      row[schema.fieldIndex(Events.CODE)] = e.code;
      row[schema.fieldIndex(Events.NUMERIC_VALUE)] = e.number;
      row[schema.fieldIndex(Events.UNIT)] = e.unit;
      row[schema.fieldIndex(Events.DESCRIPTION)] = e.description;
      row[schema.fieldIndex(Events.END_TIME)] = timestamp(e.end);
      row[schema.fieldIndex(Events.SOURCE_TYPE)] = e.type;
      row[schema.fieldIndex(Events.SOURCE_ID)] = e.id;
      rows.add(RowFactory.create(row));
    }
    return spark.createDataFrame(rows, Events.TABLE.schema());
  }

  /** Returns the subjects as a table. */
  public Dataset<Row> subjects(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (Subject s : subjects) {
      Object[] row = blank(Subjects.TABLE);
      StructType schema = Subjects.TABLE.schema();
      row[schema.fieldIndex(Subjects.SUBJECT_ID)] = s.subject;
      row[schema.fieldIndex(Subjects.BIRTH_DATE)] = s.birth == null ? null : Date.valueOf(s.birth);
      row[schema.fieldIndex(Subjects.SEX)] = s.sex;
      rows.add(RowFactory.create(row));
    }
    return spark.createDataFrame(rows, Subjects.TABLE.schema());
  }

  /** Returns the members as a table. */
  public Dataset<Row> members(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (Member m : members) {
      Object[] row = blank(Members.TABLE);
      StructType schema = Members.TABLE.schema();
      row[schema.fieldIndex(Members.TASK)] = TASK;
      row[schema.fieldIndex(Members.PURPOSE)] = m.purpose;
      row[schema.fieldIndex(Members.SUBJECT_ID)] = m.subject;
      row[schema.fieldIndex(Members.INDEX_TIME)] = timestamp(m.index);
      row[schema.fieldIndex(Members.SPLIT)] = m.split;
      rows.add(RowFactory.create(row));
    }
    return spark.createDataFrame(rows, Members.TABLE.schema());
  }

  /** Returns the covariates of this population. */
  public Dataset<Row> covariates(SparkSession spark, FeatureSettings settings) {
    return CovariateRows.build(events(spark), subjects(spark), members(spark), settings);
  }

  private static Object[] blank(TableContract contract) {
    Object[] row = new Object[contract.schema().length()];
    for (int i = 0; i < row.length; i++) {
      row[i] = contract.schema().apply(i).nullable() ? null : "";
    }
    return row;
  }

  private static Timestamp timestamp(Instant time) {
    return time == null ? null : Timestamp.from(time);
  }
}
