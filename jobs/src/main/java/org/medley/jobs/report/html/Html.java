package org.medley.jobs.report.html;

import java.util.List;

/** Elements that several parts of the page use. */
public final class Html {
  private Html() {}

  /** A paragraph. */
  public static Element paragraph(String classes, String text) {
    return Element.of("p", classes).text(text);
  }

  /** A small element within a line. */
  public static Element span(String classes, String text) {
    return Element.of("span", classes).text(text);
  }

  /** A heading inside a section. */
  public static Element heading(String text) {
    return Element.of("h3").text(text);
  }

  /** A block of a class with {@code children}. */
  public static Element block(String classes, Element... children) {
    return Element.of("div", classes).add(children);
  }

  /** A term and what it stands for, as an entry of a {@code dl}. */
  public static Element entry(String term, Element value) {
    return Element.of("div").add(Element.of("dt").text(term), Element.of("dd").add(value));
  }

  /** A command line to copy. */
  public static Element command(String text) {
    return Element.of("pre", "command").add(Element.of("code").text(text));
  }

  /** A list of commands, each with its purpose below. */
  public static Element commands(List<String> lines) {
    Element pre = Element.of("pre", "command");
    return pre.add(Element.of("code").text(String.join("\n", lines)));
  }
}
