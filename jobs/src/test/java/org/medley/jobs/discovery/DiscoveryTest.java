package org.medley.jobs.discovery;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Associations;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.genotype.PackedCalls;
import org.medley.models.association.AssociationModel;

/**
 * People 0 to 119 are training members, 120 to 239 test members. Person p has the sample Sp, and
 * the label of every third person is 1.
 */
@SparkTest
class DiscoveryTest {
  private static final String PLANTED_IN_TRAINING = "1:100:A:G";
  private static final String PLANTED_IN_TEST = "1:200:A:G";
  private static final String NOISE = "1:300:A:G";
  private static final String ON_X = "X:5000000:A:G";
  private static final Timestamp INDEX = at("2021-06-01T00:00:00Z");
  private static final Timestamp LATER = at("2022-06-01T00:00:00Z");
  private static final Timestamp REPORTED = at("2020-01-01T00:00:00Z");
  private static final int PEOPLE = 240;
  private static final int TRAINING = 120;

  private static SparkSession spark;
  private static List<Row> unchanged;

  private final List<Object[]> members = new ArrayList<>();
  private final List<Object[]> samples = new ArrayList<>();
  private final List<Object[]> genotypes = new ArrayList<>();

  @BeforeAll
  static void scanOnce(SparkSession session) {
    spark = session;
    DiscoveryTest people = new DiscoveryTest();
    people.people();
    unchanged = people.scan(List.of(), 1e-3, 5);
  }

  @BeforeEach
  void everyone() {
    people();
  }

  @Test
  void selectsWhatGoesWithTheLabelInTrainingAndNothingElse() {
    List<Row> found = unchanged;

    assertThat(ids(found, true)).containsExactly(PLANTED_IN_TRAINING);
    assertThat(ids(found, false)).containsExactly(PLANTED_IN_TEST, NOISE, ON_X);
    Row planted = row(found, PLANTED_IN_TRAINING);
    assertThat(planted.<Integer>getAs(Associations.RANK)).isEqualTo(1);
    assertThat(planted.<Integer>getAs(Associations.SAMPLES)).isEqualTo(TRAINING);
    assertThat(planted.<String>getAs(Associations.EFFECT_ALLELE)).isEqualTo("G");
    assertThat(planted.<Double>getAs(Associations.BETA)).isPositive();
    assertThat(row(found, PLANTED_IN_TEST).<Double>getAs(Associations.P)).isGreaterThan(0.05);
  }

  /** Everything of the test members is turned round, and not a bit changes. */
  @Test
  void testMembersChangeNothing() {
    members.stream()
        .filter(row -> row[3].equals("test"))
        .forEach(row -> row[2] = 1 - (Double) row[2]);
    genotypes.removeIf(row -> Integer.parseInt(((String) row[0]).substring(1)) >= TRAINING);

    assertThat(scan(List.of(), 1e-3, 5)).isEqualTo(unchanged);
  }

  @Test
  void aPersonCountsOnceAtTheFirstIndexAtWhichTheGenotypeWasKnown() {
    for (long person = 0; person < TRAINING; person += 2) {
      members.add(new Object[] {person, LATER, 1.0 - person % 3 / 2, "train"});
      samples.add(new Object[] {person, "T" + person, at("2020-05-01T00:00:00Z"), null});
      genotypes.add(new Object[] {"T" + person, PLANTED_IN_TRAINING, 2, 2});
    }

    samples.stream().filter(row -> row[1].equals("S0")).forEach(row -> row[2] = LATER);
    samples.removeIf(row -> row[1].equals("T0"));
    samples.stream().filter(row -> row[1].equals("S1")).forEach(row -> row[2] = LATER);
    samples.stream().filter(row -> row[1].equals("S3")).forEach(row -> row[3] = LATER);

    Row planted = row(scan(List.of(), 1e-3, 5), PLANTED_IN_TRAINING);
    // S0 counts at the later index; S1 and S3 have no other.
    assertThat(planted.<Integer>getAs(Associations.SAMPLES)).isEqualTo(TRAINING - 2);
  }

  @Test
  void membersWithoutLabelOrCovariatesAreLeftOut() {
    members.get(1)[2] = null;

    List<Row> found = scan(List.of("demographics_age", "demographics_sex_male"), 1, 1);

    // Person 5 has no date of birth.
    assertThat(row(found, NOISE).<Integer>getAs(Associations.SAMPLES)).isEqualTo(TRAINING - 2);
    assertThat(ids(found, true)).hasSize(1);
  }

  /** Women have two copies, men one, also where a file writes it twice; person 5 is of no sex. */
  @Test
  void onXMenHaveOneCopy() {
    Row before = row(unchanged, ON_X);
    assertThat(before.<Integer>getAs(Associations.SAMPLES)).isEqualTo(TRAINING - 1);
    genotypes.stream()
        .filter(row -> row[1].equals(ON_X) && row[3].equals(1))
        .forEach(
            row -> {
              row[2] = 2 * (Integer) row[2];
              row[3] = 2;
            });
    assertThat(row(scan(List.of(), 1e-3, 5), ON_X)).isEqualTo(before);
  }

  private void people() {
    Random random = new Random(3);
    for (int person = 0; person < PEOPLE; person++) {
      boolean training = person < TRAINING;
      boolean positive = person % 3 == 0;
      String sample = "S" + person;
      members.add(
          new Object[] {(long) person, INDEX, positive ? 1.0 : 0.0, training ? "train" : "test"});
      samples.add(new Object[] {(long) person, sample, REPORTED, null});
      boolean carries = random.nextInt(10) < (positive ? 8 : 2);
      carry(sample, training ? PLANTED_IN_TRAINING : PLANTED_IN_TEST, carries);
      carry(sample, training ? PLANTED_IN_TEST : PLANTED_IN_TRAINING, random.nextBoolean());
      carry(sample, NOISE, random.nextBoolean());
      if (random.nextBoolean()) {
        boolean man = person % 2 == 0;
        genotypes.add(new Object[] {sample, ON_X, man ? 1 : 1 + random.nextInt(2), man ? 1 : 2});
      }
    }
  }

  private void carry(String sample, String variant, boolean carries) {
    if (carries) {
      genotypes.add(new Object[] {sample, variant, 1, 2});
    }
  }

  private List<Row> scan(List<String> covariates, double p, int top) {
    List<Object[]> subjects = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      String sex = person == 5 ? null : person % 2 == 0 ? "male" : "female";
      Date birth = person == 5 ? null : Date.valueOf((1940 + person % 50) + "-03-01");
      subjects.add(new Object[] {(long) person, sex, birth});
    }
    Dataset<Row> named =
        table(
                Samples.TABLE,
                samples,
                Samples.SUBJECT_ID,
                Samples.SAMPLE_ID,
                Samples.REPORTED_TIME,
                Samples.COLLECTED_TIME)
            .withColumn(
                Samples.SAMPLE_NUMBER, expr("1000 * ascii(sample_id) + int(substr(sample_id, 2))"));
    Discovery.Tables tables =
        new Discovery.Tables(
            table(
                Members.TABLE,
                members,
                Members.SUBJECT_ID,
                Members.INDEX_TIME,
                Members.LABEL,
                Members.SPLIT),
            named,
            PackedCalls.of(
                spark.createDataFrame(
                    genotypes.stream().map(RowFactory::create).toList(), PackedCalls.CALL),
                named),
            table(Events.TABLE, List.of(), Events.SUBJECT_ID),
            table(
                Subjects.TABLE, subjects, Subjects.SUBJECT_ID, Subjects.SEX, Subjects.BIRTH_DATE));
    Discovery.Settings settings =
        new Discovery.Settings(AssociationModel.LOGISTIC, p, top, covariates);
    return Discovery.select(Discovery.scan(tables, settings), settings, "task")
        .orderBy(Associations.VARIANT_ID)
        .collectAsList();
  }

  /** Rows of some columns of {@code contract}; the others hold what a test does not look at. */
  private static Dataset<Row> table(
      TableContract contract, List<Object[]> values, String... columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, contract.schema().apply(column).dataType());
    }
    Dataset<Row> rows =
        spark.createDataFrame(values.stream().map(RowFactory::create).toList(), schema);
    List<Column> all = new ArrayList<>();
    for (StructField field : contract.schema().fields()) {
      boolean filled = List.of(columns).contains(field.name());
      all.add(filled ? col(field.name()) : filler(field).cast(field.dataType()).as(field.name()));
    }
    return rows.select(all.toArray(Column[]::new));
  }

  private static Column filler(StructField field) {
    boolean text = !field.nullable() && field.dataType().equals(DataTypes.StringType);
    return field.name().equals(Members.PURPOSE) ? lit("train") : lit(text ? "-" : null);
  }

  private static List<String> ids(List<Row> rows, boolean selected) {
    return rows.stream()
        .filter(row -> row.<Boolean>getAs(Associations.SELECTED) == selected)
        .map(row -> row.<String>getAs(Associations.VARIANT_ID))
        .toList();
  }

  private static Row row(List<Row> rows, String variant) {
    return rows.stream()
        .filter(row -> row.getAs(Associations.VARIANT_ID).equals(variant))
        .findFirst()
        .orElseThrow();
  }

  private static Timestamp at(String instant) {
    return Timestamp.from(Instant.parse(instant));
  }
}
