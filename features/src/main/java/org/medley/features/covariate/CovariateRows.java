package org.medley.features.covariate;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.covariate.CodeSummary.WORDS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;

/** The covariates of cohort members, in long form. */
public final class CovariateRows {
  private static final String ORDINAL = "ordinal";
  private static final String RAW = "raw";
  private static final String ENTRIES = "entries";
  private static final String CODE_UNIT = "code_unit";
  private static final String IN_UNIT = "in_unit";
  private static final String NAME_START = "name_start";
  private static final String NAME_END = "name_end";
  private static final String WORDS_START = "words_start";
  private static final String WORDS_END = "words_end";
  private static final String DEFINED = "defined";

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
    List<Wanted> wanted = covariates(families, settings);
    Dataset<Row> facts = KnownEvents.of(events, subjects, settings);
    Dataset<Row> summaries = CodeSummaries.summarise(facts, members, settings);
    for (CovariateFamily family : families) {
      summaries = family.detailed(summaries, settings);
    }
    return named(values(summaries, wanted), definitions(events.sparkSession(), wanted));
  }

  private static List<Wanted> covariates(List<CovariateFamily> families, FeatureSettings settings) {
    List<Wanted> wanted = new ArrayList<>();
    for (CovariateFamily family : families) {
      Stream<Covariate> windowed =
          settings.windows().stream().flatMap(window -> family.within(window).stream());
      Stream.concat(family.atIndex().stream(), windowed)
          .filter(covariate -> settings.options().wants(family, covariate))
          .forEach(covariate -> wanted.add(new Wanted(family, covariate)));
    }
    return wanted;
  }

  /** One row per summary and covariate that has a value, with the covariate's ordinal. */
  private static Dataset<Row> values(Dataset<Row> summaries, List<Wanted> wanted) {
    Column isSubject = CodeSummary.in(List.of(CodeSummary.SUBJECT));
    Column slug = lower(regexp_replace(col(Events.CODE), lit("[^A-Za-z0-9]+"), lit("_")));
    Column name = concat(col(Events.DOMAIN), lit("_"), slug);
    Dataset<Row> entries =
        summaries.select(
            col(Members.TASK),
            col(Members.PURPOSE),
            col(Members.SUBJECT_ID),
            col(Members.INDEX_TIME),
            when(isSubject, "").otherwise(name).as(NAME_START),
            when(isSubject, "").otherwise(coalesce(col(WORDS), col(Events.CODE))).as(WORDS_START),
            when(not(isSubject), col(Events.CODE)).as(Covariates.CODE),
            col(Events.UNIT).as(CODE_UNIT),
            entries(wanted).as(ENTRIES));
    return entries
        .select(
            col(Members.TASK),
            col(Members.PURPOSE),
            col(Members.SUBJECT_ID),
            col(Members.INDEX_TIME),
            col(NAME_START),
            col(WORDS_START),
            col(Covariates.CODE),
            col(CODE_UNIT),
            inline(col(ENTRIES)))
        .where(abs(col(RAW)).leq(Double.MAX_VALUE));
  }

  /**
   * The covariates that a summary tells, as an array of ordinal and value: only those of its domain
   * are worked out. Those without a finite value are left out after rows were made, which Spark
   * does in one loop of generated code; a filter of the array would not be.
   */
  private static Column entries(List<Wanted> wanted) {
    Map<List<Integer>, List<String>> domainsByOrdinals = new LinkedHashMap<>();
    wanted.stream()
        .flatMap(one -> one.covariate().sources().stream())
        .distinct()
        .forEach(
            domain ->
                domainsByOrdinals
                    .computeIfAbsent(ordinals(wanted, domain), ordinals -> new ArrayList<>())
                    .add(domain));
    Column entries = null;
    for (Map.Entry<List<Integer>, List<String>> each : domainsByOrdinals.entrySet()) {
      Column told =
          array(
              each.getKey().stream()
                  .map(k -> struct(lit(k).as(ORDINAL), wanted.get(k).covariate().told().as(RAW)))
                  .toArray(Column[]::new));
      Column here = CodeSummary.in(each.getValue());
      entries = entries == null ? when(here, told) : entries.when(here, told);
    }
    return entries;
  }

  private static List<Integer> ordinals(List<Wanted> wanted, String domain) {
    return IntStream.range(0, wanted.size())
        .filter(k -> wanted.get(k).covariate().sources().contains(domain))
        .boxed()
        .toList();
  }

  /** Names and words of the covariates, a table of a few dozen rows that is broadcast. */
  private static Dataset<Row> definitions(SparkSession spark, List<Wanted> wanted) {
    StructType schema =
        new StructType()
            .add(DEFINED, DataTypes.IntegerType, false)
            .add(NAME_END, DataTypes.StringType, false)
            .add(WORDS_END, DataTypes.StringType, false)
            .add(IN_UNIT, DataTypes.BooleanType, false)
            .add(Covariates.FAMILY, DataTypes.StringType, false)
            .add(Covariates.WINDOW, DataTypes.StringType)
            .add(Covariates.AGGREGATE, DataTypes.StringType, false)
            .add(Covariates.UNIT, DataTypes.StringType)
            .add(Covariates.ABSENT, DataTypes.StringType, false);
    List<Row> rows = new ArrayList<>();
    for (Wanted one : wanted) {
      Covariate covariate = one.covariate();
      rows.add(
          RowFactory.create(
              rows.size(),
              covariate.nameEnd(),
              covariate.wordsEnd(),
              covariate.grain() == Covariate.Grain.CODE_IN_UNIT,
              one.family().name(),
              covariate.window().map(LookbackWindow::name).orElse(null),
              covariate.aggregate(),
              covariate.unit().orElse(null),
              covariate.absent()));
    }
    return spark.createDataFrame(rows, schema);
  }

  private static Dataset<Row> named(Dataset<Row> values, Dataset<Row> definitions) {
    Column name = concat(col(NAME_START), col(NAME_END));
    Column words = concat(col(WORDS_START), col(WORDS_END));
    return values
        .join(broadcast(definitions), col(ORDINAL).equalTo(col(DEFINED)))
        .select(
            col(Members.TASK),
            col(Members.PURPOSE),
            col(Members.SUBJECT_ID),
            col(Members.INDEX_TIME),
            neverNull(name, "").as(Covariates.COVARIATE),
            col(Covariates.FAMILY),
            col(Covariates.CODE),
            col(Covariates.WINDOW),
            col(Covariates.AGGREGATE),
            unit().as(Covariates.UNIT),
            neverNull(words, "").as(Covariates.DESCRIPTION),
            col(Covariates.ABSENT),
            neverNull(col(RAW), 0.0).as(Covariates.VALUE));
  }

  private static Column unit() {
    Column inUnit = concat(col(CODE_UNIT), coalesce(col(Covariates.UNIT), lit("")));
    return when(col(IN_UNIT), inUnit).otherwise(col(Covariates.UNIT));
  }

  /** Tells Spark what it cannot see: every row that is left has a code, words and a value. */
  private static Column neverNull(Column column, Object unused) {
    return coalesce(column, lit(unused));
  }
}
