package org.medley.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Members;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.contract.IndividualEffects;
import org.medley.jobs.contract.RuleHits;
import org.medley.jobs.contract.TreatmentOptions;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.settings.decision.DecisionFile;
import org.medley.jobs.settings.decision.DecisionSettings;

/** Ranks, blinding, abstention and vetoes of people whose effects are given. */
@SparkTest
class DecisionPlanTest {
  private static final Timestamp NOW = Timestamp.valueOf("2024-05-31 00:00:00");
  private static final String DECISION =
      """
      description: A, B or C
      predicates:
        a: {code: X//a}
        b: {code: X//b}
        c: {code: X//c}
        good: {code: X//good}
        bad: {code: X//bad}
      options: {a: {predicate: a}, b: {predicate: b}, c: {predicate: c}}
      reference: a
      observation: {min_before: 365d}
      outcomes:
        good: {kind: benefit, better: more, predicate: good, description: gets well}
        bad: {kind: harm, predicate: bad, description: falls}
      features: {families: [demographics], windows: [365d]}
      score: {at: as-of}
      """;

  @TempDir private Path folder;
  private SparkSession spark;
  private final List<Row> individuals = new ArrayList<>();
  private final List<Row> checks = new ArrayList<>();
  private final List<Row> hits = new ArrayList<>();

  @BeforeEach
  void start(SparkSession session) {
    spark = session;
  }

  private DecisionSettings decision(String more) throws IOException {
    Problems problems = new Problems();
    Path file = Files.writeString(folder.resolve("abc.yaml"), DECISION + more);
    TaskContext context =
        TaskContext.ofSite(
            folder, ZoneOffset.UTC, TaskSettings.allowed(List.of("sex", "age-band")));
    var read = DecisionFile.read(file, context, problems, Overrides.NONE);
    assertThat(problems.lines()).isEmpty();
    return read.orElseThrow();
  }

  /** An effect with its interval, of one outcome. */
  private void effect(long subject, String outcome, String option, double effect, double half) {
    effect(subject, outcome, option, effect, half, 0.4, false);
  }

  private void effect(
      long subject,
      String outcome,
      String option,
      double effect,
      double half,
      double propensity,
      boolean unlike) {
    individuals.add(
        RowFactory.create(
            "abc",
            "score",
            subject,
            NOW,
            outcome,
            option,
            0.3,
            effect + 0.01,
            effect - half,
            effect + half,
            effect,
            "everybody",
            false,
            propensity,
            0.3,
            propensity < 0.05,
            unlike));
  }

  private void nothing(long subject) {
    for (String option : List.of("b", "c")) {
      effect(subject, "good", option, 0, 0.1);
      effect(subject, "bad", option, 0, 0.1);
    }
  }

  private void check(String outcome, String name, boolean vetoes) {
    checks.add(
        RowFactory.create(
            "abc", outcome, name, vetoes ? "fail" : "pass", 0.3, 0.1, "detail", vetoes, null));
  }

  private Map<String, Row> options(DecisionSettings decision, long... subjects) {
    List<Row> members = new ArrayList<>();
    for (long subject : subjects) {
      members.add(
          RowFactory.create(
              "abc", "score", subject, NOW, null, null, null, null, "none", null, null, null, null,
              "none"));
    }
    Dataset<Row> estimates = spark.createDataFrame(List.of(), EffectEstimates.TABLE.schema());
    Findings findings =
        Findings.of(
            decision, estimates, spark.createDataFrame(checks, EffectChecks.TABLE.schema()));
    try (DecisionPlan plan =
        new DecisionPlan(
            decision,
            findings,
            LocalDate.of(2024, 5, 31),
            spark.createDataFrame(members, Members.TABLE.schema()),
            spark.createDataFrame(individuals, IndividualEffects.TABLE.schema()))) {
      return plan
          .options(spark.createDataFrame(hits, RuleHits.TABLE.schema()))
          .collectAsList()
          .stream()
          .collect(
              Collectors.toMap(
                  row ->
                      row.getAs(TreatmentOptions.SUBJECT_ID)
                          + row.<String>getAs(TreatmentOptions.OPTION),
                  Function.identity()));
    }
  }

  @Test
  void peopleAreCountedOnceAndFewAreWithheld() {
    List<Row> rows = new ArrayList<>();
    for (long person = 0; person < 30; person++) {
      for (String option : List.of("a", "b")) {
        rows.add(
            RowFactory.create(
                person, option, option.equals("b") && person < 20, person < 5 ? "left" : null, 0));
      }
    }
    Dataset<Row> options =
        spark
            .createDataFrame(
                rows,
                new StructType()
                    .add(TreatmentOptions.SUBJECT_ID, DataTypes.LongType)
                    .add(TreatmentOptions.OPTION, DataTypes.StringType)
                    .add(TreatmentOptions.RECOMMENDED, DataTypes.BooleanType)
                    .add(TreatmentOptions.LEFT_TO_CLINICIAN, DataTypes.StringType)
                    .add(TreatmentOptions.VETOES, DataTypes.IntegerType))
            .repartition(3);
    PlanCounts counts = PlanCounts.of(options, 11);
    assertThat(counts).isEqualTo(new PlanCounts(30L, 20L, null, 0L, 11));
    assertThat(counts.words())
        .isEqualTo(
            "the options of 30 people are laid out, 20 of them have one that is recommended, and"
                + " for 0 a safety rule vetoes one");
  }

  private static Integer rank(Map<String, Row> options, String key) {
    return options.get(key).getAs(TreatmentOptions.RANK);
  }

  private static String text(Map<String, Row> options, String key, String column) {
    return options.get(key).getAs(column);
  }

  @Test
  void dominanceRanksAndOverlapTies() throws IOException {
    // Person 1: b is clearly better in one outcome and worse in none; c cannot be told from a.
    effect(1, "good", "b", 0.30, 0.05);
    effect(1, "bad", "b", 0.00, 0.05);
    effect(1, "good", "c", 0.02, 0.05);
    effect(1, "bad", "c", 0.01, 0.05);
    // Person 2: nothing differs. Person 3: b helps and harms.
    nothing(2);
    effect(3, "good", "b", 0.30, 0.05);
    effect(3, "bad", "b", 0.20, 0.05);
    effect(3, "good", "c", 0, 0.3);
    effect(3, "bad", "c", 0, 0.3);
    Map<String, Row> options = options(decision(""), 1, 2, 3);
    assertThat(options).hasSize(9);
    assertThat(rank(options, "1b")).isEqualTo(1);
    assertThat(rank(options, "1a")).isEqualTo(2);
    assertThat(rank(options, "1c")).isEqualTo(2);
    assertThat(options.get("1b").<Boolean>getAs(TreatmentOptions.RECOMMENDED)).isTrue();
    assertThat(options.get("1a").<Boolean>getAs(TreatmentOptions.RECOMMENDED)).isFalse();
    for (String tie : List.of("2a", "2b", "2c", "3a", "3b", "3c")) {
      assertThat(rank(options, tie)).as(tie).isNull();
    }
    assertThat(text(options, "3b", TreatmentOptions.WHAT_WOULD_CHANGE))
        .contains("'falls' counts as much as 1.5 times of 'gets well'");
    assertThat(options.get("1b").<Double>getAs(TreatmentOptions.BENEFIT_DIFFERENCE))
        .as("the average effect stands for all where effects are not shown to differ")
        .isCloseTo(0.30, within(1e-12));
    assertThat(options.get("1b").<Double>getAs(TreatmentOptions.BENEFIT_EXPECTED))
        .isCloseTo(0.60, within(1e-12));
    assertThat(text(options, "1b", TreatmentOptions.REASON_1))
        .isEqualTo(
            "gets well within 365 days: 60 in 100, and 30 in 100 with a (difference +30.0, 95%"
                + " interval +25.0 to +35.0)");
  }

  @Test
  void weightsDecideWhereBenefitAndHarmAreOpposed() throws IOException {
    effect(3, "good", "b", 0.30, 0.02);
    effect(3, "bad", "b", 0.10, 0.02);
    effect(3, "good", "c", 0, 0.02);
    effect(3, "bad", "c", 0, 0.02);
    String weights = "ranking: {weights: {good: %s, bad: 1}, source: a panel}\n";
    assertThat(rank(options(decision(weights.formatted("1.0")), 3), "3b")).isEqualTo(1);
    assertThat(rank(options(decision(weights.formatted("0.1")), 3), "3b")).isEqualTo(3);
  }

  @Test
  void aFailedCheckBlindsAndEverybodyStaysInTheTable() throws IOException {
    nothing(1);
    check("good", "overlap", true);
    check("bad", "overlap", false);
    Map<String, Row> options = options(decision(""), 1, 2);
    assertThat(options).hasSize(6);
    for (Row row : options.values()) {
      assertThat(row.<String>getAs(TreatmentOptions.BLINDED_REASON))
          .contains("good: the design did not hold", "hardly ever receive one of the options");
      assertThat(row.<Double>getAs(TreatmentOptions.BENEFIT_EXPECTED)).isNull();
      assertThat(row.<Double>getAs(TreatmentOptions.BENEFIT_DIFFERENCE)).isNull();
      assertThat(row.<Integer>getAs(TreatmentOptions.RANK)).isNull();
    }
    assertThat(options.get("1b").<Double>getAs(TreatmentOptions.HARM_EXPECTED)).isNotNull();
    assertThat(options.get("2b").<Double>getAs(TreatmentOptions.HARM_EXPECTED)).isNull();
  }

  @Test
  void whatIsNoNumberIsNotKnown() throws IOException {
    for (String option : List.of("b", "c")) {
      effect(1, "good", option, Double.NaN, 0.1);
      effect(1, "bad", option, 0, 0.1);
    }

    Row b = options(decision(""), 1).get("1b");

    assertThat(b.isNullAt(b.fieldIndex(TreatmentOptions.BENEFIT_EXPECTED))).isTrue();
    assertThat(b.isNullAt(b.fieldIndex(TreatmentOptions.BENEFIT_DIFFERENCE))).isTrue();
    assertThat(b.isNullAt(b.fieldIndex(TreatmentOptions.RANK))).isTrue();
    assertThat(b.isNullAt(b.fieldIndex(TreatmentOptions.HARM_EXPECTED))).isFalse();
  }

  @Test
  void nothingIsSaidWherePositivityOrDensityFails() throws IOException {
    for (String outcome : List.of("good", "bad")) {
      effect(1, outcome, "b", 0.3, 0.01, 0.02, false);
      effect(1, outcome, "c", 0.0, 0.01, 0.40, false);
      effect(2, outcome, "b", 0.3, 0.01, 0.40, true);
      effect(2, outcome, "c", 0.0, 0.01, 0.40, true);
    }
    Map<String, Row> options = options(decision(""), 1, 2);
    assertThat(text(options, "1b", TreatmentOptions.LEFT_TO_CLINICIAN))
        .isEqualTo("left to the clinician: people like this one hardly ever start b");
    assertThat(options.get("1b").<Boolean>getAs(TreatmentOptions.POSITIVITY)).isFalse();
    assertThat(rank(options, "1b")).isNull();
    assertThat(text(options, "1c", TreatmentOptions.LEFT_TO_CLINICIAN)).isNull();
    for (String key : List.of("2a", "2b", "2c")) {
      assertThat(text(options, key, TreatmentOptions.LEFT_TO_CLINICIAN))
          .contains("nobody in the study was as unusual");
    }
  }

  @Test
  void aVetoTakesAnOptionOutOfTheRankingAndSaysWhy() throws IOException {
    for (String option : List.of("b", "c")) {
      effect(1, "good", option, 0.3, 0.01);
      effect(1, "bad", option, 0, 0.01);
    }
    hit("b", "veto", RuleHits.FIRED, "Do not combine", "warfarin, 2024-05-01");
    hit("c", "caution", RuleHits.FIRED, "Watch the kidney", "eGFR 40, 2024-04-01");
    hit("c", "veto", RuleHits.NOT_ASSESSABLE, "Allergy", "no allergy list");
    hit("a", "veto", RuleHits.CLEAR, "Ulcer", "");
    Map<String, Row> options = options(decision(""), 1);
    assertThat(rank(options, "1b")).isNull();
    assertThat(rank(options, "1c")).isEqualTo(1);
    assertThat(rank(options, "1a")).isEqualTo(2);
    assertThat(options.get("1b").<Integer>getAs(TreatmentOptions.VETOES)).isEqualTo(1);
    assertThat(text(options, "1b", TreatmentOptions.VETO_WORDS))
        .isEqualTo("Do not combine (warfarin, 2024-05-01)");
    assertThat(text(options, "1b", TreatmentOptions.REASON_3))
        .startsWith("speaks against it: Do not combine");
    assertThat(options.get("1c").<Integer>getAs(TreatmentOptions.CAUTIONS)).isEqualTo(1);
    assertThat(options.get("1c").<Integer>getAs(TreatmentOptions.NOT_ASSESSABLE)).isEqualTo(1);
    assertThat(options.get("1a").<Integer>getAs(TreatmentOptions.VETOES)).isZero();
  }

  private void hit(String option, String severity, String state, String message, String facts) {
    hits.add(
        RowFactory.create(
            "abc",
            1L,
            NOW,
            option,
            option + severity + state,
            "condition",
            severity,
            state,
            "drug",
            message,
            facts,
            null,
            "label",
            "2020",
            "facts"));
  }

  @Test
  void randomPeopleAreRankedAsALoopRanksThem() throws IOException {
    java.util.Random random = new java.util.Random(7);
    Map<String, double[]> centre = new java.util.HashMap<>();
    Map<String, double[]> half = new java.util.HashMap<>();
    List<String> all = List.of("a", "b", "c");
    long[] people = java.util.stream.LongStream.rangeClosed(1, 40).toArray();
    for (long person : people) {
      centre.put(person + "a", new double[] {0, 0});
      half.put(person + "a", new double[] {0, 0});
      for (String option : List.of("b", "c")) {
        double[] effects = {random.nextGaussian() * 0.1, random.nextGaussian() * 0.1};
        double[] widths = {random.nextDouble() * 0.1, random.nextDouble() * 0.1};
        centre.put(person + option, effects);
        half.put(person + option, widths);
        effect(person, "good", option, effects[0], widths[0]);
        effect(person, "bad", option, effects[1], widths[1]);
      }
    }
    Map<String, Row> options = options(decision(""), people);
    int ranked = 0;
    for (long person : people) {
      Map<String, Integer> worse = new java.util.HashMap<>();
      for (String one : all) {
        for (String other : all) {
          if (isBetter(centre, half, person + one, person + other)) {
            worse.merge(other, 1, Integer::sum);
          }
        }
      }
      ranked += worse.isEmpty() ? 0 : 1;
      for (String option : all) {
        Integer expected = worse.isEmpty() ? null : (Integer) (1 + worse.getOrDefault(option, 0));
        assertThat(rank(options, person + option)).as(person + option).isEqualTo(expected);
      }
    }
    assertThat(ranked).isBetween(10, 39);
  }

  /** Clearly better in one outcome, and clearly worse in none; more is better in the first. */
  private static boolean isBetter(
      Map<String, double[]> centre, Map<String, double[]> half, String one, String other) {
    boolean better = false;
    for (int k = 0; k < 2; k++) {
      double sign = k == 0 ? 1 : -1;
      double advantage = sign * (centre.get(one)[k] - centre.get(other)[k]);
      double width = half.get(one)[k] + half.get(other)[k];
      if (advantage < -width) {
        return false;
      }
      better |= advantage > width;
    }
    return better;
  }
}
