package org.medley.jobs.report.person;

import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Figure;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Table;

/** A hundred people as dots, of whom some are filled (an icon array). */
final class PeopleIcons {
  private static final int ACROSS = 20;
  private static final int ROWS = 5;
  private static final int ALL = ACROSS * ROWS;
  private static final double STEP = 22;
  private static final double RADIUS = 8;

  private PeopleIcons() {}

  static Element of(String option, String outcome, long people) {
    Svg svg = new Svg(ACROSS * STEP + 4, ROWS * STEP + 4);
    for (int at = 0; at < ALL; at++) {
      double x = 2 + STEP / 2 + (at % ACROSS) * STEP;
      int row = at / ACROSS;
      double y = 2 + STEP / 2 + row * STEP;
      svg.disc(at < people ? "person on" : "person", x, y, RADIUS);
    }
    String id = (option + "-" + outcome).toLowerCase(java.util.Locale.ROOT).replaceAll("\\W+", "-");
    return Figure.of(
        "people-" + id,
        option + ": " + outcome,
        people + " of 100 people like you, filled dots.",
        svg,
        Table.of("People of 100")
            .texts("who")
            .numbers("people")
            .row(outcome, Long.toString(people))
            .row("not", Long.toString(ALL - people)));
  }
}
