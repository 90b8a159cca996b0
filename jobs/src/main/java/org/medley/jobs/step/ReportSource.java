package org.medley.jobs.step;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.audit.Gate;
import org.medley.jobs.audit.LeakWords;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.night.Due;
import org.medley.jobs.night.Night;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.report.content.Cohort;
import org.medley.jobs.report.content.Intake;
import org.medley.jobs.report.content.Model;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.Release;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.Run;
import org.medley.jobs.report.content.Scores;
import org.medley.jobs.report.content.Task;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Site;
import org.medley.models.retrain.Reaction;

/**
 * Gathers what the report on one task says from the tables of a release. Every query aggregates, or
 * takes the few rows that are shown; what comes to the driver does not grow with patients.
 */
final class ReportSource {
  private static final int HIGHEST = 15;
  private static final int FREQUENT = 10;

  /** The champion or, before the first, the model that failed its gates. */
  private static final String SHOWN =
      """
      (SELECT max_by(model_version, state = 'champion') FROM model.models
       WHERE task = :task AND state IN ('champion', 'candidate'))
      """;

  private final Map<String, StepEnd> ends;
  private final PinnedQueries tables;
  private final Site site;
  private final TaskSettings task;
  private final org.medley.jobs.control.Release release;
  private final Instant begun;

  ReportSource(
      Map<String, StepEnd> ends,
      PinnedQueries tables,
      Site site,
      TaskSettings task,
      org.medley.jobs.control.Release release,
      Instant begun) {
    this.ends = ends;
    this.tables = tables;
    this.site = site;
    this.task = task;
    this.release = release;
    this.begun = begun;
  }

  ReportData read() {
    return new ReportData(
        release(),
        task(),
        intake(),
        cohort(),
        new AuditSource(tables, task.name(), new LeakWords(site.minimumCell())).audit(),
        model(),
        performance(),
        scores(),
        run());
  }

  private Release release() {
    StepEnd publish = ends.get(PublishStep.name(task.name()));
    List<Gate> gates = List.of(Json.read(publish.notes().get(PublishStep.GATES), Gate[].class));
    boolean passed = gates.stream().allMatch(Gate::passed);
    boolean rows = count("SELECT count(*) FROM published.risk WHERE task = :task") > 0;
    Release.State state =
        passed ? Release.State.RELEASED : rows ? Release.State.REFUSED : Release.State.NOTHING;
    String reason =
        gates.stream()
            .filter(gate -> !gate.passed())
            .map(gate -> gate.name() + ": " + gate.detail())
            .findFirst()
            .orElse("every gate passed");
    return new Release(
        release.releaseId(),
        site.name(),
        release.date(),
        state,
        reason,
        gates.stream()
            .map(gate -> new Release.Gate(gate.name(), gate.passed(), gate.detail()))
            .toList(),
        next());
  }

  /** Commands worth typing; after a refusal of a model those that look at it and overrule it. */
  private List<Release.Command> next() {
    List<Release.Command> next = new ArrayList<>();
    Optional.ofNullable(ends.get(DecideStep.name(task.name())).notes().get(DecideStep.REFUSAL))
        .map(json -> Json.read(json, Decision.class).version())
        .ifPresent(
            version -> {
              next.add(
                  new Release.Command(
                      "medley models show " + version, "what the gates said of the new model"));
              next.add(
                  new Release.Command(
                      "medley models promote %s %s --why 'TEXT'".formatted(task.name(), version),
                      "overrule the gates: it scores from the next night on"));
            });
    Optional.ofNullable(ends.get(DriftStep.name(task.name())))
        .map(StepEnd::notes)
        .filter(notes -> !Reaction.NO_UPDATE.text().equals(notes.get(Due.REACTION)))
        .ifPresent(
            notes ->
                next.add(
                    new Release.Command(
                        notes.getOrDefault(DriftStep.COMMAND, "medley models plan " + task.name()),
                        notes.get(Due.REACTION) + ": " + notes.get(Due.WHY))));
    next.add(
        new Release.Command(
            "medley sql \"SELECT * FROM published.risk ORDER BY risk_score DESC LIMIT 10\"",
            "the people at highest risk"));
    next.add(new Release.Command("medley releases show", "what this release pins"));
    next.add(new Release.Command("medley nightly --dry-run", "what the next night would do"));
    return next;
  }

  private Task task() {
    int horizon =
        rows(
                "SELECT coalesce(max(horizon_days), 0) FROM published.risk WHERE task = :task",
                row -> row.getInt(0))
            .get(0);
    return new Task(task.name(), task.description(), horizon, task.exploratoryReason());
  }

  private Intake intake() {
    List<Intake.Source> sources =
        rows(
            """
            SELECT source, count(*), sum(lines), sum(accepted), sum(superseded), sum(duplicate),
                   sum(quarantined), sum(blank)
            FROM ops.files GROUP BY source ORDER BY source
            """,
            row -> source(row));
    List<Intake.Rejected> rejected =
        rows(
            """
            SELECT source, reason, count(*) FROM clinical.quarantine
            GROUP BY source, reason ORDER BY source, reason
            """,
            row -> new Intake.Rejected(row.getString(0), row.getString(1), row.getLong(2)));
    List<Intake.Availability> availability =
        rows(
            """
            SELECT source, available_basis, count(*) / sum(count(*)) OVER (PARTITION BY source)
            FROM clinical.events GROUP BY source, available_basis ORDER BY source, available_basis
            """,
            row -> new Intake.Availability(row.getString(0), row.getString(1), row.getDouble(2)));
    return new Intake(sources, rejected, availability, quality());
  }

  private List<Intake.Judgement> quality() {
    return rows(
        """
        SELECT rule, table_name, description, severity, denominator, violations, percent, threshold,
               passed
        FROM ops.quality ORDER BY passed, table_name, rule
        """,
        row ->
            new Intake.Judgement(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                OptionalLong.of(row.getLong(4)),
                OptionalLong.of(row.getLong(5)),
                number(row, 6),
                row.getDouble(7),
                row.getBoolean(8)));
  }

  private Intake.Source source(Row row) {
    String name = row.getString(0);
    String kind =
        site.sources().stream()
            .filter(source -> source.name().equals(name))
            .map(source -> source.kind())
            .findFirst()
            .orElse("");
    return new Intake.Source(
        name,
        kind,
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        freshTo(name));
  }

  private Optional<LocalDate> freshTo(String source) {
    List<Row> latest =
        tables
            .rows(
                "SELECT CAST(max(available_time) AS DATE) FROM clinical.events WHERE source = '%s'"
                    .formatted(source))
            .collectAsList();
    return Optional.ofNullable(latest.get(0).getDate(0)).map(java.sql.Date::toLocalDate);
  }

  private Cohort cohort() {
    List<Cohort.Step> attrition =
        rows(
            """
            SELECT rule, subjects, samples FROM cohort.attrition
            WHERE task = :task AND purpose = 'train' ORDER BY step
            """,
            row -> new Cohort.Step(row.getString(0), row.getLong(1), row.getLong(2)));
    List<Cohort.Split> splits =
        rows(
            """
            SELECT IF(purpose = 'score', 'score', split) AS use, count(DISTINCT subject_id),
                   count(*), CAST(sum(label) AS BIGINT)
            FROM cohort.members WHERE task = :task GROUP BY use ORDER BY use
            """,
            row ->
                new Cohort.Split(
                    row.getString(0),
                    row.getLong(1),
                    row.getLong(2),
                    row.isNullAt(3) ? OptionalLong.empty() : OptionalLong.of(row.getLong(3))));
    BaselineSource baseline = new BaselineSource(tables::rows, task.name());
    return new Cohort(attrition, splits, baseline.differences(), baseline.comparisons());
  }

  private Optional<Model> model() {
    List<Model> models =
        rows(
            """
            SELECT family, model_version, settings, seed, snapshot_id, code_version, environment,
                   training_subjects, training_samples, training_events,
                   IF(get_json_object(inputs, '$.update') IS NULL, NULL, trained_why)
            FROM model.models WHERE task = :task AND model_version = :shown
            """,
            row ->
                new Model(
                    row.getString(0),
                    row.getString(1),
                    entries(row.getString(2)),
                    provenance(row)));
    return models.stream().findFirst();
  }

  private static List<Model.Entry> provenance(Row row) {
    List<Model.Entry> entries = new ArrayList<>();
    if (!row.isNullAt(10)) {
      entries.add(entry(Model.UPDATE, row.getString(10)));
    }
    entries.add(entry("seed", row.getLong(3)));
    entries.add(entry("training snapshot", row.getString(4)));
    entries.add(entry("code", row.getString(5)));
    entries.add(entry("environment", words(row.getString(6))));
    entries.add(entry("members trained on", row.getLong(8)));
    entries.add(entry("outcomes trained on", row.getLong(9)));
    return entries;
  }

  private static Model.Entry entry(String name, Object value) {
    return new Model.Entry(name, String.valueOf(value));
  }

  private static List<Model.Entry> entries(String json) {
    Map<?, ?> values = Json.read(json, TreeMap.class);
    return values.entrySet().stream()
        .map(each -> entry(String.valueOf(each.getKey()), each.getValue()))
        .toList();
  }

  private static String words(String json) {
    Map<?, ?> values = Json.read(json, TreeMap.class);
    return values.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(java.util.stream.Collectors.joining(", "));
  }

  private Performance performance() {
    return CurvePoints.of(
        dataset(
            """
            SELECT * FROM model.evaluations WHERE task = :task AND model_version = :shown
            """));
  }

  private Scores scores() {
    long people = count("SELECT count(DISTINCT subject_id) FROM published.risk WHERE task = :task");
    List<Scores.Bin> bins =
        rows(
            """
            SELECT b, count(DISTINCT subject_id) FROM
              (SELECT subject_id, least(floor(risk_score * 20), 19) AS b FROM published.risk
               WHERE task = :task)
            GROUP BY b ORDER BY b
            """,
            row ->
                new Scores.Bin(row.getLong(0) / 20.0, (row.getLong(0) + 1) / 20.0, row.getLong(1)));
    List<Scores.Person> highest =
        rows(
            """
            SELECT percentile, risk_score, reason_1, reason_2, reason_3 FROM published.risk
            WHERE task = :task ORDER BY risk_score DESC, subject_id LIMIT %d
            """
                .formatted(HIGHEST),
            ReportSource::person);
    List<Scores.Frequent> reasons =
        rows(
            """
            SELECT split_part(reason, ':', 1) AS r, count(DISTINCT subject_id) AS people
            FROM published.reasons WHERE task = :task AND contribution > 0
            GROUP BY r ORDER BY people DESC, r LIMIT %d
            """
                .formatted(FREQUENT),
            row -> new Scores.Frequent(row.getString(0), row.getLong(1)));
    return new Scores(people, Bins.touching(bins), highest, reasons);
  }

  private static Scores.Person person(Row row) {
    List<String> reasons = new ArrayList<>();
    for (int i = 2; i < 5; i++) {
      if (!row.isNullAt(i)) {
        reasons.add(row.getString(i));
      }
    }
    return new Scores.Person(Optional.empty(), row.getDouble(0), row.getDouble(1), reasons);
  }

  /** A step that began before this night did stood, whenever it ran. */
  private Run.Timing timing(String name, StepEnd end) {
    Optional<Duration> after =
        Optional.ofNullable(end.notes().get(Night.STARTED))
            .map(started -> Duration.between(begun, Instant.parse(started)))
            .filter(span -> !span.isNegative());
    return new Run.Timing(
        name, after.map(ran -> Duration.ofMillis(Math.round(end.seconds() * 1000))), after);
  }

  private Run run() {
    List<Run.Timing> timings = new ArrayList<>();
    ends.forEach((name, end) -> timings.add(timing(name, end)));
    timings.sort(Comparator.comparing(timing -> timing.begun().orElse(Duration.ZERO)));
    List<Model.Entry> inputs =
        release.pins().stream()
            .map(pin -> entry(pin.table() + " / " + pin.slice(), "version " + pin.version()))
            .toList();
    return new Run(timings, inputs, List.of("medley nightly --as-of " + release.asOf()));
  }

  private long count(String sql) {
    return rows(sql, row -> row.getLong(0)).get(0);
  }

  /** Names of tasks hold letters, digits, - and _ alone, so the text needs no escaping. */
  private Dataset<Row> dataset(String sql) {
    return tables.rows(sql.replace(":shown", SHOWN).replace(":task", "'" + task.name() + "'"));
  }

  private <T> List<T> rows(String sql, Function<Row, T> read) {
    return dataset(sql).collectAsList().stream().map(read).toList();
  }

  private static OptionalDouble number(Row row, int index) {
    return row.isNullAt(index) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(index));
  }
}
