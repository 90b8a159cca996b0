package org.medley.features.covariate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.covariate.CodeSummary.OWN;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Events;

/** Conditions, procedures and drugs once more for each ancestor of their code. */
public final class Ancestors {
  private static final Object[] DOMAINS = {"condition", "procedure", "drug"};
  private static final String DESCENDANT = "descendant";
  private static final String STATED = "stated_ancestors";
  private static final String LINE = "line";

  private Ancestors() {}

  /**
   * Returns the events, and once more for each ancestor those of the domains above, without the
   * words for the code and with {@link CodeSummary#OWN} false. A code is not its own ancestor, and
   * an ancestor that is both stated and seen from the code counts once. The stated ones are
   * broadcast.
   */
  public static Dataset<Row> added(Dataset<Row> events, RollUp rollUp) {
    Column stated = coalesce(col(STATED), array().cast("array<string>"));
    Column others =
        filter(array_union(fromCode(), stated), each -> each.notEqual(col(Events.CODE)));
    Column line =
        concat(
            array(struct(col(Events.CODE).as(Events.CODE), lit(true).as(OWN))),
            transform(
                when(col(Events.DOMAIN).isin(DOMAINS), others)
                    .otherwise(array().cast("array<string>")),
                each -> struct(each.as(Events.CODE), lit(false).as(OWN))));
    Map<String, Column> replaced = new LinkedHashMap<>();
    replaced.put(Events.CODE, col(LINE).getField(Events.CODE));
    replaced.put(Events.DESCRIPTION, when(col(LINE).getField(OWN), col(Events.DESCRIPTION)));
    replaced.put(OWN, col(LINE).getField(OWN));
    return events
        .join(broadcast(table(events, rollUp)), col(Events.CODE).equalTo(col(DESCENDANT)), "left")
        .withColumn(LINE, explode(line))
        .withColumns(replaced)
        .drop(LINE, STATED, DESCENDANT);
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

  private static Dataset<Row> table(Dataset<Row> events, RollUp rollUp) {
    StructType schema =
        new StructType()
            .add(DESCENDANT, DataTypes.StringType, false)
            .add(STATED, DataTypes.createArrayType(DataTypes.StringType, false), false);
    List<Row> rows =
        rollUp.ancestors().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                each ->
                    RowFactory.create(
                        each.getKey(), each.getValue().stream().sorted().toArray(String[]::new)))
            .toList();
    return events.sparkSession().createDataFrame(rows, schema);
  }
}
