package org.medley.jobs.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/**
 * DuckDB (https://duckdb.org) flattening Observations to the columns of the view {@code
 * observation}, with a schema of just what these use.
 *
 * @param file the Observations
 */
record DuckDb(Path file) {
  private static final String QUERY =
      """
      COPY (
        SELECT id,
          split_part(subject.reference, '/', 2) AS patient,
          split_part(encounter.reference, '/', 2) AS encounter,
          status,
          category[1].coding[1].code AS category,
          effectiveDateTime AS effective_time,
          issued AS issued_time,
          code.coding[1].system AS code_system,
          code.coding[1].code AS code,
          code.coding[1].display AS code_text,
          valueQuantity.value AS value,
          valueQuantity.unit AS unit,
          valueCodeableConcept.coding[1].system AS value_code_system,
          valueCodeableConcept.coding[1].code AS value_code,
          valueCodeableConcept.text AS value_text,
          valueString AS value_string,
          interpretation[1].coding[1].code AS interpretation
        FROM read_json('%s', format = 'newline_delimited', columns = {
          id: 'VARCHAR', subject: 'STRUCT(reference VARCHAR)',
          encounter: 'STRUCT(reference VARCHAR)', status: 'VARCHAR',
          category: 'STRUCT(coding STRUCT(code VARCHAR)[])[]',
          effectiveDateTime: 'VARCHAR', issued: 'VARCHAR',
          code: 'STRUCT(coding STRUCT(system VARCHAR, code VARCHAR, display VARCHAR)[])',
          valueQuantity: 'STRUCT(value DECIMAL(38, 18), unit VARCHAR)',
          valueCodeableConcept:
            'STRUCT(coding STRUCT(system VARCHAR, code VARCHAR)[], text VARCHAR)',
          valueString: 'VARCHAR',
          interpretation: 'STRUCT(coding STRUCT(code VARCHAR)[])[]'})
      ) TO '%s' (FORMAT parquet)
      """;

  Measured run(Path out) {
    return Measured.of(
        "DuckDB, the same to Parquet",
        Extract.bytes(file),
        Extract.lines(file),
        () -> {
          try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
              Statement statement = connection.createStatement()) {
            statement.execute(QUERY.formatted(file, out));
          }
        });
  }
}
