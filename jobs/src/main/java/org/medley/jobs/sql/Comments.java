package org.medley.jobs.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.medley.features.contract.TableContract;

/** What tools show beside names: the grain of a table and the meaning of its columns. */
final class Comments {
  private Comments() {}

  /** Statements that set the comments of {@code table}, which is a view by now. */
  static String[] of(TableContract table) {
    String[] parts = table.name().split("\\.", 2);
    String view = DuckDb.name(parts[0]) + "." + DuckDb.name(parts[1]);
    List<String> statements = new ArrayList<>();
    statements.add("COMMENT ON VIEW %s IS %s".formatted(view, DuckDb.text(table.grain())));
    for (StructField field : table.schema().fields()) {
      if (field.getComment().isDefined()) {
        statements.add(
            "COMMENT ON COLUMN %s.%s IS %s"
                .formatted(view, DuckDb.name(field.name()), DuckDb.text(field.getComment().get())));
      }
    }
    return statements.toArray(String[]::new);
  }
}
