package org.medley.features.covariate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.covariate.CodeSummary.OWN;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.cohort.CodeColumns;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.Events;

/** Events once more for each ancestor of their code, and for each class that it is of. */
final class Ancestors {
  /** The system of the codes of classes; the rest of such a code is the name of a code set. */
  static final String CLASS = "CODESET//";

  private static final Object[] DOMAINS = {"condition", "procedure", "drug"};
  private static final Object[] CLASSED = {
    "condition", "procedure", "drug", "immunization", "allergy"
  };
  private static final String DESCENDANT = "descendant";
  private static final String STATED = "stated_ancestors";
  private static final String LINE = "line";

  private Ancestors() {}

  /**
   * Returns the events, and once more for each ancestor those of conditions, procedures and drugs,
   * and for each class those and immunizations and allergies, without the words for the code and
   * with {@link CodeSummary#OWN} false. A code is not its own ancestor, and an ancestor that is
   * both stated and seen from the code counts once. The stated ones, of codes that occur, are
   * broadcast.
   *
   * @param above rows of code and ancestor beside those of the options; empty: there are none
   */
  static Dataset<Row> added(
      Dataset<Row> events, FeatureOptions options, Optional<Dataset<Row>> above) {
    Column none = array().cast("array<string>");
    Dataset<Row> joined = events.withColumn(STATED, none);
    Column ancestors = none;
    if (options.rollUp().isPresent()) {
      Dataset<Row> stated = table(events, options.rollUp().get(), above);
      joined = events.join(broadcast(stated), col(Events.CODE).equalTo(col(DESCENDANT)), "left");
      Column all = array_union(fromCode(), coalesce(col(STATED), none));
      ancestors =
          when(
                  col(Events.DOMAIN).isin(DOMAINS),
                  filter(all, each -> each.notEqual(col(Events.CODE))))
              .otherwise(none);
    }
    Column others = concat(ancestors, classes(options.classes()));
    Column line =
        concat(
            array(struct(col(Events.CODE).as(Events.CODE), lit(true).as(OWN))),
            transform(others, each -> struct(each.as(Events.CODE), lit(false).as(OWN))));
    Map<String, Column> replaced = new LinkedHashMap<>();
    replaced.put(Events.CODE, col(LINE).getField(Events.CODE));
    replaced.put(Events.DESCRIPTION, when(col(LINE).getField(OWN), col(Events.DESCRIPTION)));
    replaced.put(OWN, col(LINE).getField(OWN));
    return joined
        .withColumn(LINE, explode(line))
        .withColumns(replaced)
        .drop(LINE, STATED, DESCENDANT);
  }

  private static Column classes(List<CodeMatch.Under> sets) {
    if (sets.isEmpty()) {
      return array().cast("array<string>");
    }
    Column[] found =
        sets.stream()
            .map(set -> when(CodeColumns.matches(set), lit(CLASS + set.set().name())))
            .toArray(Column[]::new);
    return when(col(Events.DOMAIN).isin(CLASSED), array_compact(array(found)))
        .otherwise(array().cast("array<string>"));
  }

  /** E11.22 is below E11.2 and E11, 250.02 below 250.0 and 250, A10BA02 below A10BA to A. */
  private static Column fromCode() {
    Column system = CodeParts.system();
    Column code = CodeParts.local();
    Column version = CodeParts.icdVersion();
    Column whole = regexp_replace(code, lit("\\."), lit(""));
    Column category =
        when(version.equalTo("9").and(code.startsWith("E")), lit(4)).otherwise(lit(3));
    Column shorter =
        transform(
            sequence(category, length(whole).minus(1)),
            characters -> {
              Column head = whole.substr(lit(1), characters);
              Column dotted =
                  concat(
                      whole.substr(lit(1), category),
                      lit("."),
                      whole.substr(category.plus(1), characters.minus(category)));
              return when(code.contains(".").and(characters.gt(category)), dotted).otherwise(head);
            });
    Column atc =
        transform(
            filter(
                array(lit(1), lit(3), lit(4), lit(5)), characters -> characters.lt(length(code))),
            characters -> code.substr(lit(1), characters));
    Column icd = version.isNotNull().and(length(whole).gt(category));
    return transform(
        when(icd, shorter)
            .when(system.equalTo("ATC"), atc)
            .otherwise(array().cast("array<string>")),
        each -> concat(system, lit("//"), each));
  }

  /** One row per code that has ancestors: those of the settings and those of {@code above}. */
  private static Dataset<Row> table(
      Dataset<Row> events, RollUp rollUp, Optional<Dataset<Row>> above) {
    StructType schema =
        new StructType()
            .add(CodeAncestors.CODE, DataTypes.StringType, false)
            .add(CodeAncestors.ANCESTOR, DataTypes.StringType, false);
    List<Row> rows =
        rollUp.ancestors().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .flatMap(
                each ->
                    each.getValue().stream()
                        .sorted()
                        .map(ancestor -> RowFactory.create(each.getKey(), ancestor)))
            .toList();
    Dataset<Row> pairs = events.sparkSession().createDataFrame(rows, schema);
    return above
        .map(more -> pairs.union(more.select(CodeAncestors.CODE, CodeAncestors.ANCESTOR)))
        .orElse(pairs)
        .groupBy(col(CodeAncestors.CODE).as(DESCENDANT))
        .agg(sort_array(collect_set(col(CodeAncestors.ANCESTOR))).as(STATED));
  }
}
