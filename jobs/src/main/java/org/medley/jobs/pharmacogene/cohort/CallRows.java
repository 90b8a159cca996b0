package org.medley.jobs.pharmacogene.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.pharmacogene.call.GeneCall;

/** Calls as rows below a key of two texts. */
final class CallRows {
  private static final StructType CALL =
      new StructType()
          .add(CohortRows.DIPLOTYPES, DataTypes.createArrayType(DataTypes.StringType, false), false)
          .add(CohortRows.PHENOTYPES, DataTypes.createArrayType(DataTypes.StringType, false), false)
          .add(CohortRows.ACTIVITY_SCORE, DataTypes.StringType, true)
          .add(CohortRows.CALLED, DataTypes.BooleanType, false)
          .add(CohortRows.REASON, DataTypes.StringType, true)
          .add(CohortRows.NOTES, DataTypes.createArrayType(DataTypes.StringType, false), false)
          .add(CohortRows.DEFINITION_VERSION, DataTypes.StringType, true);

  private CallRows() {}

  /** The columns of calls after {@code first} and {@code second}. */
  static StructType schema(String first, String second) {
    StructType schema =
        new StructType()
            .add(first, DataTypes.StringType, false)
            .add(second, DataTypes.StringType, false);
    for (var field : CALL.fields()) {
      schema = schema.add(field);
    }
    return schema;
  }

  /** The same as columns to select. */
  static Column[] columns(String first, String second) {
    return Arrays.stream(schema(first, second).fieldNames())
        .map(functions::col)
        .toArray(Column[]::new);
  }

  /**
   * The row of {@code call} below the key of {@code first} and {@code second}, and what follows.
   */
  static Row row(String first, String second, GeneCall call, Object... following) {
    List<Object> values = new ArrayList<>(List.of(first, second));
    values.add(call.diplotypes().toArray(String[]::new));
    values.add(call.phenotypes().toArray(String[]::new));
    values.add(call.activityScore());
    values.add(call.called());
    values.add(call.reason());
    values.add(call.notes().toArray(String[]::new));
    values.add(call.version());
    values.addAll(Arrays.asList(following));
    return RowFactory.create(values.toArray());
  }
}
