package org.medley.jobs.discovery;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.Members;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Subjects;
import org.medley.features.covariate.CovariateRows;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.covariate.LookbackWindow;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.models.association.AssociationModel;
import org.medley.models.association.Traits;

/**
 * The samples of a scan on the driver: names, labels, covariates and sexes, which every task of it
 * needs.
 */
final class ScannedSamples {
  /** 170 MB with twenty covariates. */
  private static final int MOST_SAMPLES = 1_000_000;

  private static final FeatureSettings FAMILIES =
      new FeatureSettings(List.of("demographics", "genomic"), List.of(LookbackWindow.FULL), 0);

  final List<String> names = new ArrayList<>();
  final Traits traits;
  final List<String> sexes = new ArrayList<>();

  private ScannedSamples(List<Row> rows, AssociationModel model, List<String> covariates) {
    double[] labels = new double[rows.size()];
    List<double[]> columns = new ArrayList<>();
    covariates.forEach(name -> columns.add(new double[rows.size()]));
    for (int i = 0; i < labels.length; i++) {
      Row row = rows.get(i);
      names.add(row.getAs(Samples.SAMPLE_ID));
      sexes.add(row.getAs(Subjects.SEX));
      labels[i] = row.<Double>getAs(Members.LABEL);
      for (int j = 0; j < columns.size(); j++) {
        Double value = row.getAs(covariates.get(j));
        columns.get(j)[i] = value == null ? Double.NaN : value;
      }
    }
    this.traits = new Traits(model, labels, columns);
  }

  /**
   * Collects them, in the order of their names. Triggers two actions.
   *
   * @param training see {@link TrainingMembers}
   * @param covariates names; one that nobody has a value of is missing for all
   * @throws MedleyException with exit code 78 if there are more than a million
   */
  static ScannedSamples collect(
      Dataset<Row> training,
      Dataset<Row> events,
      Dataset<Row> subjects,
      AssociationModel model,
      List<String> covariates) {
    Dataset<Row> people =
        training.join(
            subjects.select(Subjects.SUBJECT_ID, Subjects.SEX),
            new String[] {Members.SUBJECT_ID},
            "left");
    if (!covariates.isEmpty()) {
      people =
          people.join(
              values(training.drop(Samples.SAMPLE_ID), events, subjects, covariates),
              new String[] {Members.SUBJECT_ID},
              "left");
    }
    List<Row> rows = people.orderBy(Samples.SAMPLE_ID).limit(MOST_SAMPLES + 1).collectAsList();
    if (rows.size() > MOST_SAMPLES) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "an association scan takes at most %,d samples".formatted(MOST_SAMPLES),
          "leave 'association' out of the task, or draw a smaller cohort");
    }
    return new ScannedSamples(rows, model, covariates);
  }

  /** One row per person, one column per covariate; what counts as zero where it is absent is 0. */
  private static Dataset<Row> values(
      Dataset<Row> members, Dataset<Row> events, Dataset<Row> subjects, List<String> names) {
    Dataset<Row> rows =
        CovariateRows.build(events, subjects, members, FAMILIES)
            .where(col(Covariates.COVARIATE).isin(names.toArray()));
    Map<String, Boolean> zero = new HashMap<>();
    for (Row row :
        rows.select(Covariates.COVARIATE, Covariates.ABSENT).distinct().collectAsList()) {
      zero.put(row.getString(0), row.getString(1).equals(Covariates.ABSENT_IS_ZERO));
    }
    Column[] columns =
        names.stream()
            .map(
                name ->
                    max(when(col(Covariates.COVARIATE).equalTo(name), col(Covariates.VALUE)))
                        .as(name))
            .toArray(Column[]::new);
    Dataset<Row> wide =
        rows.groupBy(Members.SUBJECT_ID)
            .agg(columns[0], Arrays.copyOfRange(columns, 1, columns.length));
    Dataset<Row> all =
        members.select(Members.SUBJECT_ID).join(wide, new String[] {Members.SUBJECT_ID}, "left");
    for (String name : names) {
      if (zero.getOrDefault(name, false)) {
        all = all.withColumn(name, coalesce(col(name), lit(0.0)));
      }
    }
    return all;
  }
}
