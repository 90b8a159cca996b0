package org.medley.jobs.source;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.People;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.Subjects;
import org.medley.features.testing.SparkTest;

@SparkTest
class MergesTest {
  private static final byte[] KEY = "a key".getBytes(StandardCharsets.UTF_8);
  private static final StructType PERSON =
      new StructType()
          .add(People.SOURCE, DataTypes.StringType)
          .add(People.SOURCE_SUBJECT_ID, DataTypes.StringType)
          .add(People.IDENTIFIER, DataTypes.StringType);
  private static final StructType PAIR =
      new StructType()
          .add(People.SOURCE, DataTypes.StringType)
          .add(People.SOURCE_SUBJECT_ID, DataTypes.StringType)
          .add(Merges.OTHER, DataTypes.StringType);
  private static final StructType LOAD =
      new StructType()
          .add(People.SOURCE, DataTypes.StringType)
          .add(People.SOURCE_SUBJECT_ID, DataTypes.StringType)
          .add(Merges.LOAD, DataTypes.LongType);

  @Test
  void aChainOfMergesIsTheSubjectThatWasLoadedFirstInEverySource(SparkSession spark) {
    Dataset<Row> people =
        people(spark, "ehr/1/A", "ehr/2/B", "ehr/3/C", "ehr/4/D", "ehr/5/E", "lab/x/D", "lab/y/Z");
    Merges merges =
        new Merges(
            rows(spark, PAIR, "ehr/1/2", "ehr/3/2", "ehr/3/4", "ehr/5/nobody", "lab/y/1"),
            rows(spark, LOAD, "ehr/1/3", "ehr/2/2", "ehr/3/2", "ehr/4/1", "ehr/5/1"));

    Map<String, Long> before = subjects(Identities.of(people, Optional.empty(), KEY));
    Identities identities = Identities.of(people, Optional.of(merges), KEY);
    Map<String, Long> after = subjects(identities);

    long first = before.get("ehr/4");
    assertThat(after)
        .containsEntry("ehr/1", first)
        .containsEntry("ehr/2", first)
        .containsEntry("ehr/3", first)
        .containsEntry("ehr/4", first)
        .containsEntry("lab/x", first)
        .containsEntry("ehr/5", before.get("ehr/5"))
        .containsEntry("lab/y", before.get("lab/y"));
    assertThat(before.values().stream().distinct()).hasSize(6);
    assertThat(identities.subjects().select(Subjects.SUBJECT_ID).distinct().count()).isEqualTo(3);
    assertThat(identities.subjects().count()).isEqualTo(3);
  }

  @Test
  void ofPeopleLoadedTogetherTheSmallestSubjectStays(SparkSession spark) {
    Dataset<Row> people = people(spark, "ehr/1/A", "ehr/2/B");
    Merges merges =
        new Merges(rows(spark, PAIR, "ehr/2/1"), rows(spark, LOAD, "ehr/1/1", "ehr/2/1"));

    Map<String, Long> before = subjects(Identities.of(people, Optional.empty(), KEY));
    assertThat(subjects(Identities.of(people, Optional.of(merges), KEY)).values())
        .containsOnly(Math.min(before.get("ehr/1"), before.get("ehr/2")));
  }

  private static Map<String, Long> subjects(Identities identities) {
    return identities
        .links()
        .select(SubjectLinks.SOURCE, SubjectLinks.SOURCE_SUBJECT_ID, SubjectLinks.SUBJECT_ID)
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0) + "/" + row.getString(1), row -> row.getLong(2)));
  }

  private static Dataset<Row> people(SparkSession spark, String... people) {
    Dataset<Row> rows =
        rows(spark, PERSON, people).withColumn(People.IDENTIFIER_SYSTEM, lit("urn:id"));
    for (var field : People.TABLE.schema().fields()) {
      if (!Arrays.asList(rows.columns()).contains(field.name())) {
        rows = rows.withColumn(field.name(), lit(null).cast(field.dataType()));
      }
    }
    return rows;
  }

  private static Dataset<Row> rows(SparkSession spark, StructType schema, String... texts) {
    boolean loads = schema.fields()[2].dataType().equals(DataTypes.LongType);
    List<Row> rows =
        Arrays.stream(texts)
            .map(text -> text.split("/"))
            .map(
                cells ->
                    RowFactory.create(
                        cells[0], cells[1], loads ? (Object) Long.valueOf(cells[2]) : cells[2]))
            .toList();
    return spark.createDataFrame(rows, schema);
  }
}
