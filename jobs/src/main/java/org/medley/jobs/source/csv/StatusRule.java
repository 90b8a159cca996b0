package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.util.Map;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.table.Cells;

/**
 * What the status of an endpoint is: by the text of a column, or by whether the column is filled.
 *
 * @param cell the column
 * @param values what its texts mean; null: its being filled decides
 * @param filled status where it is filled; null: its text decides
 * @param empty status where it is not; null: its text decides
 */
record StatusRule(Cell cell, Map<String, String> values, String filled, String empty)
    implements Serializable {
  /** The endpoint happened. */
  static final String EVENT = "event";

  /** Follow-up ended without the endpoint. */
  static final String CENSORED = "censored";

  /** Something else happened that made the endpoint impossible. */
  static final String COMPETING = "competing";

  /** The status; null: the line does not state it. */
  String of(Cells cells) throws RejectedLine {
    if (values == null) {
      return cell.text(cells) == null ? empty : filled;
    }
    return new Texts(cell, null, values).of(cells, "unknown-status", "status");
  }
}
