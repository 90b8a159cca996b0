package org.medley.jobs.report.html;

import java.util.ArrayList;
import java.util.List;

/** A table whose first column names its rows; number columns are set to the right. */
public final class Table {
  private final String caption;
  private final List<String> names = new ArrayList<>();
  private final List<Boolean> numeric = new ArrayList<>();
  private final List<Element> rows = new ArrayList<>();

  private Table(String caption) {
    this.caption = caption;
  }

  /** A table that screen readers call {@code caption}. */
  public static Table of(String caption) {
    return new Table(caption);
  }

  /** Adds text columns. */
  public Table texts(String... columns) {
    return columns(false, columns);
  }

  /** Adds number columns. */
  public Table numbers(String... columns) {
    return columns(true, columns);
  }

  /** Adds a row of texts. */
  public Table row(String... cells) {
    Element[] elements = new Element[cells.length];
    for (int at = 0; at < cells.length; at++) {
      elements[at] = Element.of("span").text(cells[at]);
    }
    return row(elements);
  }

  /** Adds a row of elements, one per column. */
  public Table row(Element... cells) {
    if (cells.length != names.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + names.size() + " columns");
    }
    Element row = Element.of("tr");
    for (int at = 0; at < cells.length; at++) {
      Element cell = at == 0 ? Element.of("th").with("scope", "row") : Element.of("td");
      row.add(aligned(cell, at).add(cells[at]));
    }
    rows.add(row);
    return this;
  }

  /** The table, in a box that scrolls where the window is too narrow. */
  public Element element() {
    Element head = Element.of("tr");
    for (int at = 0; at < names.size(); at++) {
      head.add(aligned(Element.of("th").with("scope", "col"), at).text(names.get(at)));
    }
    Element table =
        Element.of("table")
            .add(Element.of("caption", "unseen").text(caption))
            .add(Element.of("thead").add(head))
            .add(Element.of("tbody").add(rows));
    return scrolling(caption).add(table);
  }

  /** A box that scrolls sideways, by keyboard too. */
  static Element scrolling(String name) {
    return Element.of("div", "scroll")
        .with("tabindex", "0")
        .with("role", "region")
        .with("aria-label", name);
  }

  private Table columns(boolean right, String... columns) {
    for (String column : columns) {
      names.add(column);
      numeric.add(right);
    }
    return this;
  }

  private Element aligned(Element cell, int at) {
    return numeric.get(at) ? cell.with("class", "number") : cell;
  }
}
