package org.medley.jobs.report.html;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A drawing, in units that are pixels at the size it is made for. Marks take their colours from
 * classes of the style sheet, so that they follow light and dark.
 */
public final class Svg {
  private final double width;
  private final double height;
  private final List<Element> marks = new ArrayList<>();

  /** How a text stands to its point. */
  public enum Anchor {
    /** To its right. */
    START,
    /** Around it. */
    MIDDLE,
    /** To its left. */
    END
  }

  /** An empty drawing. */
  public Svg(double width, double height) {
    this.width = width;
    this.height = height;
  }

  /** Draws a line. */
  public Svg line(String classes, double x1, double y1, double x2, double y2) {
    return mark(
        Element.of("line", classes)
            .with("x1", number(x1))
            .with("y1", number(y1))
            .with("x2", number(x2))
            .with("y2", number(y2)));
  }

  /** Draws a rectangle; a negative size is drawn as none. */
  public Svg box(String classes, double x, double y, double wide, double high, double corner) {
    return mark(
        Element.of("rect", classes)
            .with("x", number(x))
            .with("y", number(y))
            .with("width", number(Math.max(0, wide)))
            .with("height", number(Math.max(0, high)))
            .with("rx", number(corner)));
  }

  /** Draws a disc. */
  public Svg disc(String classes, double x, double y, double radius) {
    return mark(
        Element.of("circle", classes)
            .with("cx", number(x))
            .with("cy", number(y))
            .with("r", number(radius)));
  }

  /** Draws a path through points given as x, y, x, y and so on. */
  public Svg path(String classes, double... points) {
    StringBuilder way = new StringBuilder();
    for (int at = 0; at + 1 < points.length; at += 2) {
      way.append(at == 0 ? "M" : " L").append(number(points[at])).append(' ');
      way.append(number(points[at + 1]));
    }
    return mark(Element.of("path", classes).with("d", way.toString()));
  }

  /** Writes a text; its base line goes through the point. */
  public Svg text(String classes, double x, double y, Anchor anchor, String text) {
    return mark(
        Element.of("text", classes)
            .with("x", number(x))
            .with("y", number(y))
            .with("text-anchor", anchor.name().toLowerCase(java.util.Locale.ROOT))
            .text(text));
  }

  /** Writes a text upwards along the left side, centred on the point. */
  public Svg upwards(String classes, double x, double y, String text) {
    return mark(
        Element.of("text", classes)
            .with("transform", "translate(" + number(x) + " " + number(y) + ") rotate(-90)")
            .with("text-anchor", "middle")
            .text(text));
  }

  /** The drawing with what a screen reader says of it. */
  Element element(String id, String title, String finding) {
    return Element.of("svg", "chart")
        .with("viewBox", "0 0 " + number(width) + " " + number(height))
        .with("width", number(width))
        .with("height", number(height))
        .with("role", "img")
        .with("aria-labelledby", id + "-title " + id + "-finding")
        .add(Element.of("title").with("id", id + "-title").text(title))
        .add(Element.of("desc").with("id", id + "-finding").text(finding))
        .add(marks);
  }

  private Svg mark(Element mark) {
    marks.add(mark);
    return this;
  }

  private static String number(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
