package org.medley.jobs.effect;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medley.jobs.evaluate.TableFile;
import org.medley.models.effect.EffectAnalysis;
import org.medley.models.effect.EffectResult;
import org.medley.models.effect.EffectSettings;
import org.medley.models.effect.EffectSettings.OutcomeKind;
import org.medley.models.effect.IndividualColumns;
import org.medley.models.effect.RestrictedTime;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.control.LogRatio;
import org.medley.models.effect.control.NegativeControls;
import org.medley.models.effect.policy.Audit;
import org.medley.models.effect.survival.HorizonOutcomes;
import org.medley.models.effect.unit.UnitColumns;

/** Estimates effects from a table. */
public final class FileEffects {
  private static final int LEAST_CONTROLS = 10;

  private final EffectRequest request;
  private final List<String> notes = new ArrayList<>();

  /** Of what {@code request} asks. */
  public FileEffects(EffectRequest request) {
    this.request = request;
  }

  /**
   * All numbers. Triggers actions.
   *
   * @param individuals takes one row per row of the table and contrast, under {@link
   *     IndividualColumns}, with {@link UnitColumns#SUBJECT} where the table has subjects, in the
   *     order of the table; they are gone afterwards
   * @throws org.medley.jobs.error.MedleyException with exit code 66 if there is no file, 65 if it
   *     cannot be used
   */
  public EffectReport run(SparkSession spark, Consumer<Dataset<Row>> individuals) {
    EffectColumns columns = request.columns();
    try (EffectTable table =
        EffectTable.read(spark, request.file(), columns, request.reference(), request.horizon())) {
      List<String> tooShort = table.facts().tooShort(request.horizon());
      if (!tooShort.isEmpty()) {
        throw TableFile.rejected(
            request.file() + ": " + String.join("; ", tooShort),
            "name a horizon up to which people of every arm are followed");
      }
      EffectSettings settings = settings(table);
      Dataset<Row> units = table.units().persist(StorageLevel.MEMORY_AND_DISK());
      try {
        refuseControls(units);
        return estimated(spark, table, units, settings, individuals);
      } finally {
        units.unpersist();
      }
    }
  }

  /** A control is fitted in every arm, in folds. */
  private void refuseControls(Dataset<Row> units) {
    List<String> names = request.columns().negativeControls();
    if (names.isEmpty()) {
      return;
    }
    Column[] counts = new Column[names.size()];
    Arrays.setAll(counts, c -> count(col("`negative-" + c + "`")));
    List<Row> arms =
        units
            .where(col(UnitColumns.ARM).isNotNull())
            .groupBy(UnitColumns.ARM)
            .agg(counts[0], Arrays.copyOfRange(counts, 1, counts.length))
            .collectAsList();
    List<String> few = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      int at = c + 1;
      if (arms.stream().anyMatch(arm -> arm.getLong(at) < LEAST_CONTROLS)) {
        few.add(names.get(c));
      }
    }
    if (!few.isEmpty()) {
      throw TableFile.rejected(
          "%s: an arm has fewer than %d values of the negative control %s"
              .formatted(request.file(), LEAST_CONTROLS, String.join(", ", few)),
          "leave it out of --negative-controls, and name three others at least");
    }
  }

  private EffectReport estimated(
      SparkSession spark,
      EffectTable table,
      Dataset<Row> units,
      EffectSettings settings,
      Consumer<Dataset<Row>> individuals) {
    TableFacts facts = table.facts();
    boolean survival = request.columns().survival();
    Dataset<Row> data = survival ? HorizonOutcomes.risk(units, request.horizon()) : units;
    EffectResult result;
    List<LogRatio> effects;
    try (EffectAnalysis analysis = EffectAnalysis.fit(data, settings)) {
      result = analysis.result(1 - facts.usable() / (double) facts.rows());
      effects = request.columns().negativeControls().isEmpty() ? List.of() : analysis.logRatios();
      Dataset<Row> each = analysis.individuals(spark);
      if (request.columns().subject() != null) {
        each = each.join(units.select(UnitColumns.ROW, UnitColumns.SUBJECT), IndividualColumns.ROW);
      }
      individuals.accept(each.orderBy(IndividualColumns.ROW, IndividualColumns.ARM));
    }
    List<NegativeControls> controls = controls(units, settings, effects);
    List<AverageEffect> restricted =
        survival ? RestrictedTime.of(units, request.horizon(), settings).differences() : List.of();
    tell(table, result);
    return new EffectReport(
        request,
        settings,
        facts.rows(),
        excluded(table),
        table.encodings(),
        result,
        restricted,
        controls,
        List.copyOf(notes));
  }

  /** One for each contrast; all models are fitted again to each control. */
  private List<NegativeControls> controls(
      Dataset<Row> units, EffectSettings settings, List<LogRatio> effects) {
    List<String> names = request.columns().negativeControls();
    List<List<LogRatio>> byControl = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      Column value = col("`negative-" + c + "`");
      boolean binary =
          units.where(value.isNotNull().and(value.isin(0.0, 1.0).unary_$bang())).isEmpty();
      Dataset<Row> data =
          units.withColumn(UnitColumns.OUTCOME, value).withColumn(UnitColumns.WEIGHT, lit(1.0));
      EffectSettings own = settings.with(binary ? OutcomeKind.BINARY : OutcomeKind.CONTINUOUS);
      try (EffectAnalysis analysis = EffectAnalysis.averages(data, own)) {
        byControl.add(analysis.logRatios());
      }
    }
    List<NegativeControls> controls = new ArrayList<>();
    for (int contrast = 0; contrast < effects.size(); contrast++) {
      int one = contrast;
      controls.add(
          NegativeControls.of(
              byControl.stream().map(ratios -> ratios.get(one)).toList(), effects.get(contrast)));
    }
    return controls;
  }

  private EffectSettings settings(EffectTable table) {
    List<String> arms = table.facts().arms();
    List<String> sensitive = table.sensitive();
    if (!sensitive.isEmpty() && sensitive.size() == table.covariates().size()) {
      throw TableFile.rejected(
          request.file() + ": all covariates are sensitive",
          "leave one at least out of --sensitive");
    }
    return new EffectSettings(
        arms,
        request.reference() == null ? 0 : arms.indexOf(request.reference()),
        table.covariates(),
        table.facts().binary() ? OutcomeKind.BINARY : OutcomeKind.CONTINUOUS,
        request.estimand(),
        request.learner(),
        request.higherIsBetter() == null ? !table.facts().binary() : request.higherIsBetter(),
        EffectSettings.FOLDS,
        EffectSettings.CLIP,
        EffectSettings.BOUND,
        EffectSettings.REPLICATES,
        request.seed(),
        new Audit(request.columns().groups(), sensitive, Audit.MINIMUM));
  }

  private Map<String, Long> excluded(EffectTable table) {
    Map<String, Long> excluded = new LinkedHashMap<>();
    table
        .facts()
        .missing()
        .forEach(
            (role, count) -> {
              if (count > 0 && !role.startsWith("negative-")) {
                excluded.put(request.columns().roles().get(role), count);
              }
            });
    return excluded;
  }

  private void tell(EffectTable table, EffectResult result) {
    excluded(table)
        .forEach(
            (column, count) ->
                notes.add("%d rows have no %s and are not used to fit".formatted(count, column)));
    for (Encoding encoding : table.encodings()) {
      if (encoding.kind() == Encoding.Kind.LEFT_OUT) {
        notes.add(
            "column %s is left out: it is empty, or has one text only, or more than %d"
                .formatted(encoding.column(), Encodings.MOST_LEVELS));
      } else if (encoding.missing() > 0) {
        notes.add(
            "column %s is missing in %d rows: %s, with a covariate that says so"
                .formatted(
                    encoding.column(),
                    encoding.missing(),
                    encoding.kind() == Encoding.Kind.NUMBER
                        ? "the median stands for it"
                        : "no category"));
      }
    }
    if (request.columns().survival()) {
      notes.add(HorizonOutcomes.METHOD);
    }
    if (request.columns().weight() != null) {
      notes.add(
          "rows count by their sampling weights in all that is fitted and said; intervals take the"
              + " weights as known, fifths by predicted effect are of rows");
    }
    notes.addAll(result.notes());
  }
}
