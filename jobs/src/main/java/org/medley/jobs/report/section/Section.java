package org.medley.jobs.report.section;

import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;

/** How a section of the page begins, and what it says where there is nothing to show. */
public final class Section {
  private Section() {}

  /** An empty section with a heading and a line below it. */
  public static Element of(String id, String heading, String lead) {
    return Element.of("section")
        .with("id", id)
        .with("aria-labelledby", id + "-heading")
        .add(
            Element.of("header")
                .add(
                    Element.of("h2").with("id", id + "-heading").text(heading),
                    Html.paragraph("lead", lead)));
  }

  /** What stands in place of a missing part. */
  public static Element missing(String text) {
    return Html.paragraph("missing", text);
  }

  /** Two parts side by side where there is room. */
  static Element pair(Element left, Element right) {
    return Html.block("pair", left, right);
  }
}
