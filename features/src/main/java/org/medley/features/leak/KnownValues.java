package org.medley.features.leak;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Reference;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.matrix.Matrices;

/** Whether the values of a matrix follow from what was known at the index time. */
public final class KnownValues {
  /** Check: the values of a covariate against those that known events give. */
  public static final String KNOWN_EVENTS = "known_events";

  /** Check: the share of its known events whose available time is assumed. */
  public static final String ASSUMED_TIMES = "assumed_times";

  /** Check: the share of its known events that are recorded as available before they happened. */
  public static final String RECORDED_BEFORE = "recorded_before";

  /** Check: the share of its known events that a newer version replaced after the index time. */
  public static final String REPLACED_LATER = "replaced_later";

  /** Check: the share of its past events that became known only after the index time. */
  public static final String RECORDED_LATE = "recorded_late";

  private static final double TOLERANCE = 1e-9;
  private static final double MOST = 0.5;
  private static final String INDEX = "entry_index";
  private static final String VALUE = "entry_value";
  private static final String EXPECTED = "expected";
  private static final String COMPARED = "compared";
  private static final String DIFFERENT = "different";
  private static final String FOUND = "found";
  private static final List<String> RECORDS =
      List.of(
          EventFacts.EVENTS,
          EventFacts.HAPPENED,
          EventFacts.LATE,
          EventFacts.ASSUMED,
          EventFacts.EARLY,
          EventFacts.REPLACED);

  private KnownValues() {}

  /**
   * Returns five checks of every covariate of the reference, over a few members.
   *
   * <p>For each member the covariates are made once more from the events that had happened, were
   * available and not superseded at the index time, without the code that builds covariates. A
   * covariate is a leak if any member's value differs (relative tolerance 1e-9), be it there and
   * not to be made, to be made and not there, or another one; or if no registered family makes such
   * a covariate. Of what a plain statement cannot make it is asked only whether a member with a
   * value has any known event that it could come from. How the events were recorded gives warnings.
   * What cannot be judged is told, with the reason.
   *
   * <p>Reads events and matrix once; members and reference are broadcast. Triggers no action.
   *
   * @param events under {@code clinical.events}
   * @param matrix rows under {@code feature.matrix} of one task and reference
   * @param reference its rows under {@code feature.reference}
   * @param sample members of the task as {@link SampledMembers} gives them
   * @param settings with all codes of its classes
   * @param ancestors rows under {@code clinical.code_ancestors}; empty: none beside the settings'
   * @param genotypes start of the codes whose covariates come from genotypes; empty: none
   * @return rows under {@link LeakAudit#TABLE}
   */
  public static Dataset<Row> of(
      Dataset<Row> events,
      Dataset<Row> matrix,
      Dataset<Row> reference,
      Dataset<Row> sample,
      FeatureSettings settings,
      Optional<Dataset<Row>> ancestors,
      Optional<String> genotypes) {
    Dataset<Row> traces = Traces.of(reference, genotypes);
    Dataset<Row> made = made(EventFacts.of(events, sample, settings, ancestors), traces);
    Dataset<Row> judged =
        traces
            .join(compared(made, entries(matrix, sample), traces), entry(), "left")
            .drop(INDEX)
            .join(recorded(made), entry(), "left")
            .drop(INDEX)
            .na()
            .fill(0);
    return judged
        .withColumn(FOUND, explode(checks()))
        .select("*", FOUND + ".*")
        .select(
            Stream.of(LeakAudit.TABLE.schema().fieldNames())
                .map(Column::new)
                .toArray(Column[]::new));
  }

  private static Column entry() {
    return col(Reference.INDEX).equalTo(col(INDEX));
  }

  /** One row per member, covariate and domain that known or late events speak of. */
  private static Dataset<Row> made(Dataset<Row> facts, Dataset<Row> traces) {
    Column same =
        col(EventFacts.CODE)
            .eqNullSafe(col(Traces.OF_CODE))
            .and(col(EventFacts.IN_UNIT).equalTo(col(Traces.IN_UNIT)))
            .and(col(EventFacts.UNIT).eqNullSafe(col(Traces.OF_UNIT)))
            .and(col(EventFacts.WINDOW).equalTo(col(Traces.OF_WINDOW)))
            .and(Traces.isOfDomain(col(EventFacts.DOMAIN)));
    Column value = EventFacts.value(col(Traces.RECIPE));
    Column zero = col(Reference.ABSENT).equalTo(Covariates.ABSENT_IS_ZERO).and(value.equalTo(0));
    return facts
        .join(broadcast(traces), same)
        .withColumn(EXPECTED, when(not(coalesce(zero, lit(false))), value));
  }

  private static Dataset<Row> entries(Dataset<Row> matrix, Dataset<Row> sample) {
    return matrix
        .join(
            broadcast(sample.select(EventFacts.MEMBER)),
            new String[] {Matrix.PURPOSE, Matrix.SUBJECT_ID, Matrix.INDEX_TIME})
        .select(
            col(Matrix.PURPOSE),
            col(Matrix.SUBJECT_ID),
            col(Matrix.INDEX_TIME),
            inline(Matrices.entries(INDEX, VALUE)));
  }

  /** How many values were compared, of each covariate that can be, and how many differ. */
  private static Dataset<Row> compared(
      Dataset<Row> made, Dataset<Row> entries, Dataset<Row> traces) {
    Column[] keys =
        Stream.concat(Stream.of(EventFacts.MEMBER), Stream.of(col(INDEX))).toArray(Column[]::new);
    Dataset<Row> expected =
        made.where(col(EXPECTED).isNotNull())
            .withColumn(INDEX, col(Reference.INDEX))
            .select(
                Stream.concat(Stream.of(keys), Stream.of(col(EXPECTED))).toArray(Column[]::new));
    Dataset<Row> both =
        expected
            .unionByName(entries, true)
            .groupBy(keys)
            .agg(max(col(EXPECTED)).as(EXPECTED), max(col(VALUE)).as(VALUE));
    Column distance = abs(col(EXPECTED).minus(col(VALUE)));
    Column size = greatest(abs(col(EXPECTED)), abs(col(VALUE)));
    Column near = coalesce(distance.leq(size.multiply(TOLERANCE)), lit(false));
    Column support = col(Traces.RECIPE).equalTo(Traces.SUPPORT);
    Column different =
        when(support, col(VALUE).isNotNull().and(col(EXPECTED).isNull())).otherwise(not(near));
    return both.join(broadcast(traces.select(col(Reference.INDEX), col(Traces.RECIPE))), entry())
        .groupBy(INDEX)
        .agg(
            count_if(not(support).or(col(VALUE).isNotNull())).as(COMPARED),
            count_if(different).as(DIFFERENT));
  }

  private static Dataset<Row> recorded(Dataset<Row> made) {
    Column[] sums = RECORDS.stream().map(name -> sum(col(name)).as(name)).toArray(Column[]::new);
    return made.groupBy(col(Reference.INDEX).as(INDEX))
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
  }

  private static Column checks() {
    return array(
        knownEvents(),
        record(
            ASSUMED_TIMES, EventFacts.ASSUMED, EventFacts.EVENTS, MOST, "available time assumed"),
        record(
            RECORDED_BEFORE, EventFacts.EARLY, EventFacts.EVENTS, 0, "available before its time"),
        record(REPLACED_LATER, EventFacts.REPLACED, EventFacts.EVENTS, MOST, "replaced later"),
        record(RECORDED_LATE, EventFacts.LATE, EventFacts.HAPPENED, MOST, "known too late"));
  }

  private static Column knownEvents() {
    Column recipe = col(Traces.RECIPE);
    Column untraced = recipe.isin(Traces.INDICATOR, Traces.SUBJECT, Traces.GENOTYPE);
    Column differ = col(DIFFERENT);
    Column basis =
        when(recipe.equalTo(Traces.UNKNOWN), "not traced: no registered family makes it")
            .when(recipe.equalTo(Traces.INDICATOR), "not traced: tells of another covariate")
            .when(recipe.equalTo(Traces.SUBJECT), "not traced: an attribute, not events")
            .when(recipe.equalTo(Traces.GENOTYPE), "not traced: genotypes, not events")
            .when(recipe.equalTo(Traces.SUPPORT), "supported: a value needs a known event")
            .otherwise(concat(lit("recomputed from known events: "), recipe));
    Column verdict =
        when(recipe.equalTo(Traces.UNKNOWN), LeakAudit.LEAK)
            .when(untraced.or(col(COMPARED).equalTo(0)), LeakAudit.NOT_ASSESSABLE)
            .when(differ.gt(0), LeakAudit.LEAK)
            .otherwise(LeakAudit.PASSED);
    return found(
        KNOWN_EVENTS,
        verdict,
        when(not(untraced), col(COMPARED)).otherwise(0L),
        when(not(untraced), differ).otherwise(0L),
        basis);
  }

  private static Column record(String check, String counted, String of, double most, String basis) {
    Column share = col(counted).divide(nullif(col(of), lit(0)));
    Column verdict =
        when(share.isNull(), LeakAudit.NOT_ASSESSABLE)
            .when(share.gt(most), LeakAudit.WARNING)
            .otherwise(LeakAudit.PASSED);
    return found(check, verdict, col(of), col(counted), lit("share of its events: " + basis));
  }

  private static Column found(String check, Column verdict, Column n, Column events, Column basis) {
    return struct(
        lit(check).as(LeakAudit.CHECK),
        verdict.as(LeakAudit.VERDICT),
        events.divide(nullif(n, lit(0))).as(LeakAudit.VALUE),
        lit(null).cast(DataTypes.DoubleType).as(LeakAudit.LOW),
        n.as(LeakAudit.N),
        events.as(LeakAudit.EVENTS),
        basis.as(LeakAudit.BASIS));
  }
}
