package org.medley.jobs.report;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.medley.jobs.report.content.Cohort;
import org.medley.jobs.report.content.Intake;
import org.medley.jobs.report.content.Model;
import org.medley.jobs.report.content.Model.Entry;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.report.content.Release;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.Run;
import org.medley.jobs.report.content.Scores;
import org.medley.jobs.report.content.Task;

/** A plausible night of the demo, in the size of the bundled sample. All numbers are invented. */
public final class Sample {
  private Sample() {}

  /** A released, exploratory night. */
  public static ReportData released() {
    return new ReportData(
        new Release(
            "2024-06-01.1",
            "demo",
            LocalDate.of(2024, 6, 1),
            Release.State.RELEASED,
            "All 6 gates passed; the risks replace those of 2024-05-31.1.",
            gates(),
            commands()),
        task(Optional.of("77 outcomes in the test, fewer than the 100 that use in care asks for.")),
        intake(),
        cohort(),
        AuditSample.audit(),
        Optional.of(model()),
        performance(),
        scores(),
        run());
  }

  /** The same night with the release refused. */
  public static ReportData refused() {
    ReportData data = released();
    return new ReportData(
        new Release(
            "2024-06-01.1",
            "demo",
            LocalDate.of(2024, 6, 1),
            Release.State.REFUSED,
            "The calibration slope's interval lies below 0.8; the risks of 2024-05-31.1 stand.",
            List.of(new Release.Gate("calibration", false, "slope 0.61 (0.44 to 0.78)")),
            commands()),
        data.task(),
        data.intake(),
        data.cohort(),
        data.audit(),
        data.model(),
        data.performance(),
        data.scores(),
        data.run());
  }

  /** A night that read something but has no model yet. */
  public static ReportData withoutModel() {
    return new ReportData(
        new Release(
            "2024-06-01.1",
            "demo",
            LocalDate.of(2024, 6, 1),
            Release.State.NOTHING,
            "No model has been trained for this task.",
            List.of(),
            List.of()),
        task(Optional.empty()),
        new Intake(List.of(), List.of(), List.of(), List.of()),
        new Cohort(List.of(), List.of(), List.of(), List.of()),
        AuditSample.NONE,
        Optional.empty(),
        Performance.none(),
        Scores.none(),
        new Run(List.of(), List.of(), List.of()));
  }

  /** The released night with another description, source, reason and person's reason. */
  public static ReportData saying(String text) {
    ReportData data = released();
    return new ReportData(
        new Release(
            text,
            text,
            LocalDate.of(2024, 6, 1),
            Release.State.RELEASED,
            text,
            List.of(new Release.Gate(text, true, text)),
            List.of(new Release.Command(text, text))),
        new Task(text, text, 365, Optional.of(text)),
        new Intake(
            List.of(new Intake.Source(text, text, 1, 1, 1, 0, 0, 0, 0, Optional.empty())),
            List.of(new Intake.Rejected(text, text, 3)),
            List.of(new Intake.Availability(text, text, 1)),
            List.of(AuditSample.judgement(text, 500, 40))),
        new Cohort(
            List.of(new Cohort.Step(text, 500, 500)),
            List.of(new Cohort.Split(text, 99, 99, OptionalLong.of(40))),
            List.of(Differences.of(text, true, 0.4)),
            Differences.comparisons(text)),
        AuditSample.of(text),
        Optional.of(
            new Model(text, text, List.of(new Entry(text, text)), List.of(new Entry(text, text)))),
        new Performance(
            List.of(
                evaluation("test", "all", "auroc", 0.6, 0.55, 0.65, 99, 40),
                evaluation("test", text + "=" + text, "auroc", 0.6, 0.55, 0.65, 99, 40),
                evaluation("test", "all", text, 0.6, 0.55, 0.65, 99, 40)),
            data.performance().calibration(),
            data.performance().netBenefit()),
        new Scores(
            712,
            data.scores().risks(),
            List.of(new Scores.Person(Optional.of(text), 99.9, 0.4, List.of(text, text))),
            List.of(new Scores.Frequent(text, 300))),
        new Run(
            List.of(new Run.Timing(text, Optional.of(Duration.ofSeconds(3)))),
            List.of(new Entry(text, text)),
            List.of(text)));
  }

  /** A metric. */
  public static Evaluation evaluation(
      String split,
      String subgroup,
      String metric,
      double value,
      double low,
      double high,
      long n,
      long events) {
    return new Evaluation(
        split,
        subgroup,
        metric,
        OptionalDouble.of(value),
        OptionalDouble.of(low),
        OptionalDouble.of(high),
        n,
        events,
        "weighted for censoring, bootstrap over people (500 draws)");
  }

  private static Task task(Optional<String> exploratory) {
    return new Task(
        "acute-care",
        "Emergency or inpatient encounter within 365 days, for adults in care",
        365,
        exploratory);
  }

  private static List<Release.Gate> gates() {
    return List.of(
        new Release.Gate("accounts", true, "The lines of 47 files add up."),
        new Release.Gate("size", true, "712 people scored, 698 the night before."),
        new Release.Gate("range", true, "Every risk lies between 0 and 1; 689 values differ."),
        new Release.Gate("ranking", true, "AUROC's lower bound is 0.57, at least 0.50."),
        new Release.Gate("calibration", true, "Slope's interval holds 1."),
        new Release.Gate("control", true, "Shuffled labels rank at 0.50."));
  }

  private static List<Release.Command> commands() {
    return List.of(
        new Release.Command(
            "jobs/bin/medley sql \"SELECT * FROM published.risk ORDER BY percentile DESC LIMIT"
                + " 10\"",
            "See the highest risks and their reasons."),
        new Release.Command("jobs/bin/medley releases list", "See what has been released."),
        new Release.Command(
            "jobs/bin/medley nightly --dry-run", "See what the next night would do, and why."));
  }

  private static Intake intake() {
    return new Intake(
        List.of(
            new Intake.Source(
                "ehr",
                "FHIR R4",
                42,
                484_218,
                484_171,
                12,
                31,
                4,
                0,
                Optional.of(LocalDate.of(2024, 6, 1))),
            new Intake.Source(
                "genomics",
                "VCF",
                4,
                21_406,
                21_404,
                0,
                0,
                2,
                0,
                Optional.of(LocalDate.of(2024, 3, 14))),
            new Intake.Source(
                "registry",
                "CSV",
                1,
                1_009,
                1_004,
                0,
                1,
                3,
                1,
                Optional.of(LocalDate.of(2024, 5, 28)))),
        List.of(
            new Intake.Rejected("ehr", "the line is not JSON", 2),
            new Intake.Rejected("ehr", "the resource has no id", 1),
            new Intake.Rejected("ehr", "the date is not in the calendar", 1),
            new Intake.Rejected("genomics", "the position is not a positive number", 2),
            new Intake.Rejected("registry", "the status is none of the declared ones", 3)),
        List.of(
            new Intake.Availability("ehr", "stated", 0.713),
            new Intake.Availability("ehr", "encounter", 0.241),
            new Intake.Availability("ehr", "assumed", 0.046),
            new Intake.Availability("genomics", "stated", 1.0),
            new Intake.Availability("registry", "assumed", 1.0)),
        List.of(
            AuditSample.judgement("plausible-range", 48_210, 512),
            AuditSample.judgement("not-before-birth", 712, 3)));
  }

  private static Cohort cohort() {
    return new Cohort(
        List.of(
            new Cohort.Step("Everyone, on 1 June of 2020, 2021, 2022 and 2023", 1_004, 4_016),
            new Cohort.Step("Born and alive at the index time", 998, 3_871),
            new Cohort.Step("18 years or older at the index time", 803, 3_042),
            new Cohort.Step(
                "At least one visit in the 730 days before the index time (window input, predicate"
                    + " visit)",
                761,
                2_688),
            new Cohort.Step("No outcome that happened before but became known later", 761, 2_681),
            new Cohort.Step("Index and horizon within the observation period", 748, 2_534)),
        List.of(
            new Cohort.Split("train", 561, 1_094, OptionalLong.of(231)),
            new Cohort.Split("test", 187, 402, OptionalLong.of(77)),
            new Cohort.Split("score", 712, 712, OptionalLong.empty())),
        List.of(
            Differences.of("Number of visits within 365 days", false, 0.61),
            Differences.of("Essential hypertension, recorded at any time before", true, 0.22)),
        Differences.comparisons("Essential hypertension, recorded at any time before"));
  }

  private static Model model() {
    return new Model(
        "logistic",
        "acute-care-3f9c1b2e",
        List.of(
            new Entry("penalty", "elastic net, 0.5"),
            new Entry("regularisation", "0.0316, chosen in 3 folds"),
            new Entry("covariates", "214 with a prevalence of at least 0.01"),
            new Entry("calibration", "logistic, on out-of-fold predictions"),
            new Entry("challenger", "boosted-trees, AUROC 0.61 in validation"),
            new Entry("seed", "20240601")),
        List.of(
            new Entry("training snapshot", "c51f0a77e9d2"),
            new Entry("code", "9b7e44f0c1aa"),
            new Entry("settings", "4f1d0e6b7702"),
            new Entry("training members", "1,094 of 561 people, 231 outcomes"),
            new Entry("Java", "17.0.12"),
            new Entry("Spark", "4.1.0, MLlib; Delta 4.1.0")));
  }

  private static Performance performance() {
    return new Performance(
        List.of(
            evaluation("test", "all", "auroc", 0.634, 0.571, 0.694, 402, 77),
            evaluation("test", "all", "auprc", 0.312, 0.241, 0.397, 402, 77),
            evaluation("test", "all", "brier", 0.1473, 0.1251, 0.1698, 402, 77),
            evaluation("test", "all", "calibration_intercept", -0.06, -0.32, 0.19, 402, 77),
            evaluation("test", "all", "calibration_slope", 0.91, 0.52, 1.31, 402, 77),
            evaluation("test", "sex=female", "auroc", 0.648, 0.566, 0.727, 211, 41),
            evaluation("test", "sex=male", "auroc", 0.618, 0.522, 0.709, 191, 36),
            evaluation("test", "age-band=18-39", "auroc", 0.571, 0.431, 0.706, 128, 16),
            evaluation("test", "age-band=40-64", "auroc", 0.622, 0.531, 0.708, 171, 33),
            evaluation("test", "age-band=65-79", "auroc", 0.655, 0.524, 0.776, 81, 20),
            evaluation("test", "age-band=80+", "auroc", 0.70, 0.41, 0.93, 22, 8),
            evaluation("control", "all", "auroc", 0.503, 0.488, 0.518, 402, 77)),
        List.of(
            new Performance.Group(41, 3, 0.072, 0.073, 0.02, 0.16),
            new Performance.Group(40, 5, 0.101, 0.125, 0.04, 0.23),
            new Performance.Group(40, 4, 0.121, 0.10, 0.03, 0.20),
            new Performance.Group(40, 6, 0.140, 0.15, 0.06, 0.27),
            new Performance.Group(40, 6, 0.160, 0.15, 0.06, 0.27),
            new Performance.Group(41, 8, 0.182, 0.195, 0.09, 0.32),
            new Performance.Group(40, 8, 0.207, 0.20, 0.09, 0.33),
            new Performance.Group(40, 9, 0.238, 0.225, 0.11, 0.36),
            new Performance.Group(40, 12, 0.283, 0.30, 0.17, 0.45),
            new Performance.Group(40, 16, 0.391, 0.40, 0.25, 0.55)),
        netBenefit());
  }

  private static List<Performance.NetBenefit> netBenefit() {
    List<Performance.NetBenefit> points = new ArrayList<>();
    for (int percent = 5; percent <= 40; percent++) {
      double t = percent / 100.0;
      double all = 0.1915 - 0.8085 * t / (1 - t);
      double model = Math.max(all, 0) + 0.021 * Math.exp(-Math.pow((t - 0.21) / 0.09, 2)) - 0.002;
      points.add(new Performance.NetBenefit(t, model, all));
    }
    return points;
  }

  private static Scores scores() {
    long[] people = {38, 121, 158, 131, 92, 61, 41, 26, 17, 11, 7, 4, 3, 1, 1};
    List<Scores.Bin> bins = new ArrayList<>();
    for (int at = 0; at < people.length; at++) {
      bins.add(new Scores.Bin((4 + 3 * at) / 100.0, (7 + 3 * at) / 100.0, people[at]));
    }
    return new Scores(712, bins, highest(), frequent());
  }

  private static List<Scores.Frequent> frequent() {
    return List.of(
        new Scores.Frequent("3 or more visits in the last 365 days", 298),
        new Scores.Frequent("Emergency encounter in the last 365 days", 187),
        new Scores.Frequent("Age 65 or more", 171),
        new Scores.Frequent("Systolic blood pressure, last value high", 142),
        new Scores.Frequent("Chronic pain recorded", 96),
        new Scores.Frequent("Opioid prescribed in the last 365 days", 71),
        new Scores.Frequent("Essential hypertension (disorder) recorded", 58),
        new Scores.Frequent("One copy of APOE rs429358-C", 23));
  }

  private static List<Scores.Person> highest() {
    String[][] reasons = {
      {"4 emergency encounters in the last 365 days", "Chronic congestive heart failure", "Age 81"},
      {"2 emergency encounters in the last 365 days", "Opioid in the last 365 days", "11 visits"},
      {"Haemoglobin A1c 9.4 % (last value)", "14 visits in the last 365 days", "Age 74"},
      {"Chronic pain recorded", "2 emergency encounters in the last 365 days"},
    };
    List<Scores.Person> people = new ArrayList<>();
    for (int at = 0; at < 15; at++) {
      people.add(
          new Scores.Person(
              Optional.empty(),
              100 - at * 100.0 / 712,
              0.471 - 0.011 * at,
              List.of(reasons[at % reasons.length])));
    }
    return people;
  }

  private static Run run() {
    return new Run(
        List.of(
            timing("ingest:ehr", 0, 41_300),
            timing("subjects", 41_300, 6_200),
            timing("events:ehr", 47_500, 22_900),
            timing("ingest:genomics", 70_400, 12_100),
            timing("ingest:registry", 82_500, 2_200),
            timing("periods", 84_700, 3_100),
            timing("codes", 87_800, 4_000),
            timing("cohort:acute-care", 91_800, 8_800),
            timing("features:acute-care", 100_600, 17_500),
            timing("train:acute-care", 118_100, 58_600),
            timing("score:acute-care", 176_700, 9_900),
            new Run.Timing("publish", Optional.empty())),
        List.of(
            new Entry("ehr", "sha256 5c1d…e071 over 42 files"),
            new Entry("genomics", "sha256 a07b…19fe over 4 files"),
            new Entry("registry", "sha256 77f2…c4d0, 1 file"),
            new Entry("configuration", "sha256 90aa…3b1c"),
            new Entry("code", "9b7e44f0c1aa"),
            new Entry("control table", "release 2024-06-01.1, manifest 1f6e…7d20")),
        List.of(
            "git checkout 9b7e44f0c1aa",
            "jobs/bin/medley nightly --as-of 2024-06-01 --lake ./again",
            "jobs/bin/medley releases diff 2024-06-01.1 ./again"));
  }

  private static Run.Timing timing(String step, long begun, long millis) {
    return new Run.Timing(
        step, Optional.of(Duration.ofMillis(millis)), Optional.of(Duration.ofMillis(begun)));
  }
}
