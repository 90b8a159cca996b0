package org.medley.jobs.workbench;

import org.medley.jobs.report.html.Element;

/** A result that is looked at. */
public interface Shown {
  /** The result as HTML: a table, a chart or both. */
  Element html();

  /** The same in lines of plain text, without a line end at the end. */
  String text();
}
