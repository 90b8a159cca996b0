package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.external.ExternalRows;
import org.medley.jobs.external.Finding;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.registry.Trained;
import org.medley.models.contract.Evaluations;
import org.medley.models.evaluate.Evaluator;
import org.medley.models.evaluate.Metric;
import org.medley.models.external.ExternalValidation;
import org.medley.models.external.NotValidated;
import org.medley.models.external.UpdateKind;

/**
 * Records an external validation that a person asked for, and the model that was updated by it.
 *
 * <p>Decision: it stands in the place of the training step, whose slice of the evaluations it
 * extends, as one more way in which the task comes by a model. So the registry, the decision, the
 * vocabulary of later nights and their scores need to know nothing else; a table of its own would
 * have split the numbers of one model over two.
 */
public final class ExternalStep implements Step {
  private static final Set<String> READ =
      Set.of(Members.TABLE.name(), Matrix.TABLE.name(), Reference.TABLE.name());

  /** What is recorded. */
  public enum Records {
    /** The numbers of the model that was validated. */
    VALIDATION,
    /** The updated model with its numbers. */
    UPDATE,
    /** Both, in one lake. */
    BOTH
  }

  private final ExternalRun run;
  private final Records records;
  private final LocalDate asOf;
  private final Finding.Papers papers;

  /**
   * The record of {@code run}.
   *
   * @param asOf logical date
   * @param papers written beside the model that was validated
   */
  public ExternalStep(ExternalRun run, Records records, LocalDate asOf, Finding.Papers papers) {
    this.run = run;
    this.records = records;
    this.asOf = asOf;
    this.papers = papers;
  }

  /** Whether the members of a validation come from {@code table}. */
  static boolean reads(String table) {
    return READ.contains(table);
  }

  /** Where the papers of a validation lie below the lake's root, without their ending. */
  public static String paper(String task, String version, String dataSet) {
    return new ModelFolder(task, version).path()
        + "/external/"
        + dataSet.replaceAll("[^A-Za-z0-9._@-]+", "_");
  }

  @Override
  public String name() {
    return TrainStep.name(run.task().name());
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass(), ExternalValidation.class);
  }

  @Override
  public String settings() {
    List<String> pins =
        run.data().release().pins().stream()
            .filter(pin -> reads(pin.table()))
            .map(Output::toString)
            .sorted()
            .toList();
    return Json.write(
        List.of(
            run.parent().version(),
            run.parent().digest(),
            run.data().name(),
            run.data().lake().root(),
            run.data().release().releaseId(),
            run.data().since().map(LocalDate::toString).orElse(""),
            run.wanted().update(),
            run.wanted().why(),
            records,
            run.task().subgroups(),
            pins));
  }

  @Override
  public List<String> inputs() {
    return List.of();
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Evaluations.TABLE);
  }

  @Override
  public String slice() {
    return run.task().name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Finding finding = run.finding(context.spark());
    Optional<UpdateKind> stored =
        records == Records.VALIDATION ? Optional.empty() : stored(finding);
    Map<String, String> notes =
        new LinkedHashMap<>(context.last().map(StepEnd::notes).orElse(Map.of()));
    List.of(Trained.VALIDATED, TrainStep.REMARKS).forEach(notes::remove);
    if (stored.isPresent()) {
      List.of(TrainStep.REFUSED, Trained.PARENT, Trained.UPDATE).forEach(notes::remove);
      try {
        notes.putAll(new StoredUpdate(context, run, asOf).store(finding, stored.get()));
      } catch (NotValidated e) {
        throw ExternalRun.refused(e);
      }
    } else {
      notes.put(Trained.VALIDATED, finding.model());
    }
    write(context, finding, stored, notes);
    if (records != Records.UPDATE) {
      String path = paper(run.task().name(), finding.model(), finding.data().name());
      papers
          .of(finding)
          .forEach((ending, text) -> context.lake().writeText(path + "." + ending, text));
    }
    if (!finding.validation().notes().isEmpty()) {
      notes.put(TrainStep.REMARKS, String.join(" ", finding.validation().notes()));
    }
    return notes;
  }

  /** A model that needs no update is registered only where it is not yet. */
  private Optional<UpdateKind> stored(Finding finding) {
    return finding.chosen().filter(kind -> kind != UpdateKind.NONE || records == Records.UPDATE);
  }

  private void write(
      StepContext context,
      Finding finding,
      Optional<UpdateKind> stored,
      Map<String, String> notes) {
    List<Dataset<Row>> rows = new ArrayList<>();
    Column replaced = lit(false);
    if (records != Records.UPDATE) {
      for (UpdateKind kind : UpdateKind.values()) {
        rows.add(
            rows(
                context,
                finding.model(),
                ExternalRows.split(finding, kind),
                ExternalRows.numbers(finding, kind)));
      }
      rows.add(
          rows(context, finding.model(), ExternalRows.split(finding), ExternalRows.about(finding)));
      Column split = col(Evaluations.SPLIT);
      String own = ExternalRows.split(finding);
      replaced =
          col(Evaluations.MODEL_VERSION)
              .equalTo(finding.model())
              .and(split.equalTo(own).or(split.startsWith(own + ExternalRows.UPDATED)));
    }
    if (stored.isPresent()) {
      String version = notes.get(Trained.VERSION);
      String split = ExternalRows.split(finding);
      rows.add(rows(context, version, split, ExternalRows.numbers(finding, stored.get())));
      rows.add(rows(context, version, split, ExternalRows.about(finding)));
      rows.add(
          rows(
              context,
              version,
              Evaluator.VALIDATION,
              StoredUpdate.outOfFold(finding, stored.get())));
      replaced = replaced.or(col(Evaluations.MODEL_VERSION).equalTo(version));
    }
    Dataset<Row> kept = context.previous(Evaluations.TABLE).where(not(replaced));
    context.write(Evaluations.TABLE, rows.stream().reduce(kept, Dataset::unionByName));
  }

  private Dataset<Row> rows(
      StepContext context, String version, String split, List<Metric> metrics) {
    return Evaluator.rows(context.spark(), run.task().name(), version, split, metrics);
  }
}
