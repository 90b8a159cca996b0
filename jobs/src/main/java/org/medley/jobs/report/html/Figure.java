package org.medley.jobs.report.html;

/** A chart with its title, its finding in one sentence, and its numbers as a table. */
public final class Figure {
  private Figure() {}

  /**
   * The figure.
   *
   * @param id name of the figure inside the page
   * @param title what is drawn
   * @param finding what it shows, in a sentence
   * @param chart the drawing
   * @param numbers the same numbers
   */
  public static Element of(String id, String title, String finding, Svg chart, Table numbers) {
    Element drawing = chart.element(id, title, finding);
    return Element.of("figure")
        .with("id", id)
        .add(
            Element.of("figcaption")
                .add(Html.heading(title))
                .add(Html.paragraph("finding", finding)))
        .add(Table.scrolling(title).add(drawing))
        .add(
            Element.of("details")
                .add(Element.of("summary").text("Numbers behind this chart"))
                .add(numbers.element()));
  }
}
