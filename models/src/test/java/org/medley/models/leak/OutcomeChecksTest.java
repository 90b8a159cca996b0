package org.medley.models.leak;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.leak.LeakSettings;
import org.medley.features.testing.SparkTest;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.Auroc;

@SparkTest
class OutcomeChecksTest {
  private static final String TASK = "t";
  private static final Instant START = Instant.parse("2020-06-01T00:00:00Z");

  private final List<Person> people = new ArrayList<>();
  private final List<String> covariates = new ArrayList<>();

  /** A member; NaN: no value. */
  private record Person(long subject, Double label, String split, double[] values) {
    boolean counts() {
      return split.equals("train") && label != null;
    }
  }

  @Test
  void everyNumberIsThatOfALoopOverTheMembers(SparkSession spark) {
    SplittableRandom random = new SplittableRandom(7);
    for (int k = 0; k < 8; k++) {
      covariates.add((k % 2 == 0 ? "zero_" : "missing_") + k);
    }
    for (int i = 0; i < 400; i++) {
      double label = random.nextInt(4) == 0 ? 1 : 0;
      double[] values = new double[covariates.size()];
      for (int k = 0; k < values.length; k++) {
        int value = random.nextInt(5) - 2 + (random.nextInt(3) == 0 ? (int) label : 0);
        boolean none = random.nextInt(3) == 0 || (k % 2 == 0 && value == 0);
        values[k] = none ? Double.NaN : value;
      }
      boolean unknown = random.nextInt(10) == 0;
      String split = random.nextInt(5) == 0 ? "test" : "train";
      people.add(new Person(random.nextInt(150), unknown ? null : label, split, values));
    }

    Map<String, Row> found = byCheck(audit(spark, LeakSettings.STANDARD));

    assertThat(found).hasSize(4 * 2 + 4 * 4);
    for (int k = 0; k < covariates.size(); k++) {
      compare(found, k);
    }
  }

  private void compare(Map<String, Row> found, int k) {
    String name = covariates.get(k);
    boolean zero = k % 2 == 0;
    double level = LeakSettings.ALPHA / 2 / found.size();
    IntPredicate has = i -> !Double.isNaN(people.get(i).values()[k]);
    int[] all = IntStream.range(0, people.size()).filter(i -> people.get(i).counts()).toArray();
    int[] known = Arrays.stream(all).filter(has).toArray();
    int[] without = Arrays.stream(all).filter(i -> !has.test(i)).toArray();
    int[] judged = zero ? all : known;

    double[] value = new double[judged.length];
    Arrays.setAll(value, j -> has.test(judged[j]) ? people.get(judged[j]).values()[k] : 0);
    area(found.get(name + " discrimination"), judged, value, zero ? all : known, level);
    share(found.get(name + " presence"), known, level);
    if (!zero) {
      double[] there = new double[all.length];
      Arrays.setAll(there, j -> has.test(all[j]) ? 1 : 0);
      area(found.get(name + " missingness"), all, there, all, level);
      share(found.get(name + " absence"), without, level);
    }
  }

  private void area(Row row, int[] judged, double[] value, int[] sized, double level) {
    double[] label = labels(judged);
    double[] weight = new double[label.length];
    Arrays.fill(weight, 1);
    double area = Auroc.value(label, value, weight);
    assertThat(row.<Double>getAs(LeakAudit.VALUE)).isCloseTo(area, within(1e-12));
    assertThat(row.<Long>getAs(LeakAudit.N)).isEqualTo(judged.length);
    assertThat(row.<Long>getAs(LeakAudit.EVENTS)).isEqualTo((long) Arrays.stream(label).sum());
    double low =
        ConfidenceBounds.area(
            Math.max(area, 1 - area), effective(sized, 1.0), effective(sized, 0.0), level);
    assertThat(row.<Double>getAs(LeakAudit.LOW)).isCloseTo(low, within(1e-9));
  }

  private void share(Row row, int[] judged, double level) {
    double share = Arrays.stream(labels(judged)).average().orElseThrow();
    assertThat(row.<Double>getAs(LeakAudit.VALUE)).isCloseTo(share, within(1e-12));
    assertThat(row.<Long>getAs(LeakAudit.N)).isEqualTo(judged.length);
    double low = ConfidenceBounds.share(Math.max(share, 1 - share), effective(judged, null), level);
    assertThat(row.<Double>getAs(LeakAudit.LOW)).isCloseTo(low, within(1e-9));
  }

  private double[] labels(int[] of) {
    return Arrays.stream(of).mapToDouble(i -> people.get(i).label()).toArray();
  }

  /** The square of the count by the sum of how many members the subject has; null: any label. */
  private double effective(int[] of, Double label) {
    double count = 0;
    double sizes = 0;
    for (int i : of) {
      if (label == null || people.get(i).label().equals(label)) {
        count++;
        long subject = people.get(i).subject();
        sizes +=
            people.stream()
                .filter(each -> each.counts() && each.subject() == subject)
                .filter(each -> label == null || each.label().equals(label))
                .count();
      }
    }
    return count * count / sizes;
  }

  @Test
  void plantedLeaksAreNamedAndHonestCovariatesAreNot(SparkSession spark) {
    SplittableRandom random = new SplittableRandom(3);
    covariates.addAll(
        List.of(
            "zero_outcome_coded_early",
            "missing_only_cases_have_it",
            "missing_only_controls_have_it",
            "missing_value_of_the_outcome",
            "zero_reversed",
            "zero_good",
            "zero_five_cases",
            "missing_cases_lack_it",
            "zero_allowed"));
    for (int k = 0; k < 100; k++) {
      covariates.add("missing_noise_" + k);
    }
    for (int i = 0; i < 400; i++) {
      people.add(planted(random, i, i % 5 == 0 ? 1 : 0));
    }
    LeakSettings settings =
        new LeakSettings(0.9, 0.75, 0.95, 5, 1, Map.of("zero_allowed", "the definition"));

    Dataset<Row> audit = audit(spark, settings);

    assertThat(names(audit, LeakAudit.LEAK))
        .contains(
            "zero_outcome_coded_early presence",
            "missing_only_cases_have_it presence",
            "missing_only_cases_have_it missingness",
            "missing_only_controls_have_it absence",
            "missing_value_of_the_outcome discrimination",
            "missing_cases_lack_it absence",
            "zero_reversed discrimination")
        .noneMatch(name -> name.contains("noise"))
        .noneMatch(name -> name.contains("good"))
        .noneMatch(name -> name.contains("five"))
        .noneMatch(name -> name.contains("allowed"));
    assertThat(names(audit, LeakAudit.ALLOWED)).contains("zero_allowed discrimination");
  }

  private Person planted(SplittableRandom random, int i, double label) {
    double[] values = new double[covariates.size()];
    Arrays.setAll(values, k -> random.nextInt(3) == 0 ? Double.NaN : random.nextGaussian());
    boolean isCase = label > 0;
    values[0] = isCase && i % 2 == 0 ? 1 : Double.NaN;
    values[1] = isCase ? 5 + random.nextGaussian() : Double.NaN;
    values[2] = isCase ? Double.NaN : 5 + random.nextGaussian();
    values[3] = label + 0.2 * random.nextGaussian();
    values[4] = isCase ? Double.NaN : 1 + random.nextInt(3);
    values[5] = random.nextGaussian() + label;
    values[6] = isCase && i <= 20 ? 1 : Double.NaN;
    values[7] = isCase && i % 2 == 0 ? Double.NaN : random.nextGaussian();
    values[8] = isCase ? 1 : Double.NaN;
    return new Person(i, label, "train", values);
  }

  @Test
  void oneClassOnlyCannotBeJudged(SparkSession spark) {
    covariates.addAll(List.of("zero_a", "missing_b"));
    for (int i = 0; i < 5; i++) {
      people.add(new Person(i, 0.0, "train", new double[] {1, i == 0 ? 2 : Double.NaN}));
    }

    assertThat(
            audit(spark, LeakSettings.STANDARD)
                .select(LeakAudit.VERDICT)
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(LeakAudit.NOT_ASSESSABLE);
  }

  private Dataset<Row> audit(SparkSession spark, LeakSettings settings) {
    List<Row> members = new ArrayList<>();
    List<Row> matrix = new ArrayList<>();
    List<Row> reference = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      Person person = people.get(i);
      Timestamp index = Timestamp.from(START.plusSeconds(i));
      members.add(
          RowFactory.create(
              TASK,
              "train",
              person.subject(),
              index,
              null,
              null,
              null,
              person.label(),
              "",
              null,
              null,
              null,
              null,
              person.split()));
      int[] indices =
          IntStream.range(0, covariates.size())
              .filter(k -> !Double.isNaN(person.values()[k]))
              .toArray();
      matrix.add(
          RowFactory.create(
              TASK,
              "r",
              "train",
              person.subject(),
              index,
              indices,
              Arrays.stream(indices).mapToDouble(k -> person.values()[k]).toArray()));
    }
    for (String name : covariates) {
      String absent = name.replaceFirst("_.*", "");
      reference.add(
          RowFactory.create(
              TASK, "r", reference.size(), name, "f", "C//1", null, "any", null, "", absent, 0.5));
    }
    Snapshot snapshot =
        new Snapshot(
            TASK,
            spark.createDataFrame(members, Members.TABLE.schema()),
            spark.createDataFrame(matrix, Matrix.TABLE.schema()),
            spark.createDataFrame(reference, Reference.TABLE.schema()));
    return LeakAudit.TABLE.conform(OutcomeChecks.of(snapshot, settings)).localCheckpoint();
  }

  private static Map<String, Row> byCheck(Dataset<Row> audit) {
    Map<String, Row> found = new HashMap<>();
    for (Row row : audit.collectAsList()) {
      found.put(row.getAs(LeakAudit.COVARIATE) + " " + row.getAs(LeakAudit.CHECK), row);
    }
    return found;
  }

  private static List<String> names(Dataset<Row> audit, String verdict) {
    return audit
        .where(col(LeakAudit.VERDICT).equalTo(verdict))
        .selectExpr("concat(covariate, ' ', check)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
