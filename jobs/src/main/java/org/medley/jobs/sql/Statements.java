package org.medley.jobs.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Tells queries from statements that change something. */
final class Statements {
  private static final String SERIALISED =
      "SELECT json_extract_string(s, '$.error'), json_array_length(s, '$.statements')"
          + " FROM (SELECT json_serialize_sql(?::VARCHAR) AS s)";

  private Statements() {}

  /**
   * Whether {@code text} is one query and nothing else. The engine serialises nothing but queries,
   * so whatever it serialises is one.
   */
  static boolean isQuery(Connection duck, String text) throws SQLException {
    try (PreparedStatement statement = duck.prepareStatement(SERIALISED)) {
      statement.setString(1, text);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && "false".equals(answer.getString(1)) && answer.getInt(2) == 1;
      }
    }
  }
}
