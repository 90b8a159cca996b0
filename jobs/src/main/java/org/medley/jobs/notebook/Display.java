package org.medley.jobs.notebook;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Dataset;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.workbench.RowSheet;
import org.medley.jobs.workbench.Shown;

/** Values as Jupyter shows them: results as HTML and text, anything else by its own text. */
final class Display {
  private static final String STYLE = "notebook.css";

  private Display() {}

  /** What is shown of {@code value}; of a dataset its first rows, by an action. */
  static DisplayData of(Object value) {
    if (value instanceof DisplayData data) {
      return data;
    }
    if (value instanceof Shown shown) {
      return both(shown);
    }
    if (value instanceof Dataset<?> dataset) {
      return both(RowSheet.of(dataset));
    }
    return new DisplayData(String.valueOf(value));
  }

  private static DisplayData both(Shown shown) {
    DisplayData data = new DisplayData(shown.text());
    data.putHTML(
        Html.block("medley", Element.of("style").styleSheet(style()), shown.html()).render());
    return data;
  }

  private static String style() {
    try (InputStream in = Display.class.getResourceAsStream(STYLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
