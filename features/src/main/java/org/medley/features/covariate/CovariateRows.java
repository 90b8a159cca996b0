package org.medley.features.covariate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.covariate.CodeSummary.WORDS;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;

/** The covariates of cohort members, in long form. */
public final class CovariateRows {
  private static final String ORDINAL = "ordinal";
  private static final String SLUG = "slug";
  private static final String RAW = "raw";
  private static final String ROW_DOMAIN = "row_domain";
  private static final String CODE_UNIT = "code_unit";

  private CovariateRows() {}

  /** A covariate with the family that it comes from. */
  private record Wanted(CovariateFamily family, Covariate covariate) {}

  /**
   * Returns the covariates of all members, for training and for scoring alike.
   *
   * <p>An event counts if its time lies in the window (a fact without a time lies in every window),
   * if it was available at or before the index time (only a fact without a time may lack an
   * available time), and if it was not superseded at or before the index time. A covariate is a
   * function of one subject's rows alone, to the last bit: neither other subjects, nor the order or
   * partitioning of the input change it.
   *
   * <p>Reads events, subjects and members once each and shuffles each once, by subject; nothing is
   * shuffled afterwards. Triggers no action.
   *
   * @param events under the contract {@code clinical.events}; only domains of the chosen families
   *     are read
   * @param subjects under {@code clinical.subjects}; a member whose subject is not there has no
   *     covariates of grain member
   * @param members under {@code cohort.members}; purposes train and score are treated alike
   * @return rows under {@link Covariates#TABLE}; a member without any value has none. A code
   *     measured in several units has one row per unit
   */
  public static Dataset<Row> build(
      Dataset<Row> events, Dataset<Row> subjects, Dataset<Row> members, FeatureSettings settings) {
    List<CovariateFamily> families = settings.chosen();
    List<Wanted> wanted = covariates(families, settings.windows());
    Dataset<Row> known = KnownEvents.of(events, subjects, members, families);
    Dataset<Row> summaries = CodeSummaries.summarise(known, settings.windows());
    return named(values(summaries, wanted), wanted);
  }

  private static List<Wanted> covariates(
      List<CovariateFamily> families, List<LookbackWindow> windows) {
    List<Wanted> wanted = new ArrayList<>();
    for (CovariateFamily family : families) {
      Stream<Covariate> windowed = windows.stream().flatMap(w -> family.within(w).stream());
      Stream.concat(family.atIndex().stream(), windowed)
          .forEach(covariate -> wanted.add(new Wanted(family, covariate)));
    }
    return wanted;
  }

  /** One row per summary and covariate that has a value, with the covariate's ordinal. */
  private static Dataset<Row> values(Dataset<Row> summaries, List<Wanted> wanted) {
    List<Column> kept = new ArrayList<>();
    CodeSummary.MEMBER.forEach(column -> kept.add(col(column)));
    kept.add(col(Events.DOMAIN).as(ROW_DOMAIN));
    kept.add(col(Events.CODE));
    kept.add(lower(regexp_replace(col(Events.CODE), lit("[^A-Za-z0-9]+"), lit("_"))).as(SLUG));
    kept.add(col(Events.UNIT).as(CODE_UNIT));
    kept.add(coalesce(col(WORDS), col(Events.CODE)).as(WORDS));
    Column[] values = wanted.stream().map(CovariateRows::value).toArray(Column[]::new);
    kept.add(array(values).as(RAW));
    Dataset<Row> arrays = summaries.select(kept.toArray(Column[]::new));
    List<Column> exploded = new ArrayList<>();
    Stream.of(arrays.columns()).filter(c -> !c.equals(RAW)).forEach(c -> exploded.add(col(c)));
    exploded.add(functions.posexplode(col(RAW)).as(new String[] {ORDINAL, Covariates.VALUE}));
    return arrays
        .select(exploded.toArray(Column[]::new))
        .where(functions.abs(col(Covariates.VALUE)).leq(Double.MAX_VALUE));
  }

  private static Column value(Wanted wanted) {
    Covariate covariate = wanted.covariate();
    Column value = covariate.value().cast(DataTypes.DoubleType);
    Column present =
        covariate.absent().equals(Covariates.ABSENT_IS_ZERO)
            ? when(value.notEqual(0), value)
            : value;
    Column inDomain = CodeSummary.in(wanted.family().domains());
    return switch (covariate.grain()) {
      case CODE_IN_UNIT -> when(inDomain, present);
      case CODE -> when(inDomain.and(CodeSummary.standsForCode()), present);
      case MEMBER -> when(CodeSummary.in(List.of(CodeSummary.SUBJECT)), present);
    };
  }

  private static Dataset<Row> named(Dataset<Row> values, List<Wanted> wanted) {
    Column all = array(wanted.stream().map(CovariateRows::constants).toArray(Column[]::new));
    Column one = element_at(all, col(ORDINAL).plus(1));
    Column ofMember = one.getField("stem").notEqual("");
    Column stem =
        when(ofMember, one.getField("stem"))
            .otherwise(
                functions.concat_ws(
                    "_", col(ROW_DOMAIN), col(SLUG), one.getField(Covariates.AGGREGATE)));
    Column words = one.getField(WORDS);
    Column unit =
        when(one.getField("in_unit"), col(CODE_UNIT)).otherwise(one.getField(Covariates.UNIT));
    return values.select(
        col(Members.TASK),
        col(Members.PURPOSE),
        col(Members.SUBJECT_ID),
        col(Members.INDEX_TIME),
        functions.concat_ws("_", stem, one.getField(Covariates.WINDOW)).as(Covariates.COVARIATE),
        required(one.getField(Covariates.FAMILY)).as(Covariates.FAMILY),
        when(ofMember, lit(null)).otherwise(col(Events.CODE)).as(Covariates.CODE),
        one.getField(Covariates.WINDOW).as(Covariates.WINDOW),
        required(one.getField(Covariates.AGGREGATE)).as(Covariates.AGGREGATE),
        unit.as(Covariates.UNIT),
        required(when(ofMember, words).otherwise(concat(col(WORDS), lit(", "), words)))
            .as(Covariates.DESCRIPTION),
        required(one.getField(Covariates.ABSENT)).as(Covariates.ABSENT),
        coalesce(col(Covariates.VALUE), lit(0.0)).as(Covariates.VALUE));
  }

  /** Tells Spark that a text is never null: every row left here has a value and an ordinal. */
  private static Column required(Column text) {
    return coalesce(text, lit(""));
  }

  private static Column constants(Wanted wanted) {
    Covariate covariate = wanted.covariate();
    return struct(
        lit(covariate.stem()).as("stem"),
        lit(wanted.family().name()).as(Covariates.FAMILY),
        text(covariate.window().map(LookbackWindow::name).orElse(null)).as(Covariates.WINDOW),
        lit(covariate.aggregate()).as(Covariates.AGGREGATE),
        text(covariate.unit().orElse(null)).as(Covariates.UNIT),
        lit(covariate.grain() == Covariate.Grain.CODE_IN_UNIT).as("in_unit"),
        lit(covariate.words()).as(WORDS),
        lit(covariate.absent()).as(Covariates.ABSENT));
  }

  private static Column text(String text) {
    return lit(text).cast(DataTypes.StringType);
  }
}
