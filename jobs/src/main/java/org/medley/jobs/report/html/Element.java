package org.medley.jobs.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.medley.jobs.text.Visible;

/**
 * An element of the page, written so that it is both HTML and well-formed XML. Texts and attribute
 * values are escaped here and nowhere else, and what could load or run something cannot be said:
 * {@code src}, {@code style} and event handlers are refused, and a link leads only inside the page.
 */
public final class Element {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");
  private static final Set<String> VOID = Set.of("meta", "br", "hr", "col", "wbr");
  private static final Set<String> REFUSED =
      Set.of("src", "srcset", "style", "srcdoc", "action", "formaction", "data", "poster");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Object> children = new ArrayList<>();

  private Element(String name) {
    if (!NAME.matcher(name).matches() || name.equalsIgnoreCase("script")) {
      throw new IllegalArgumentException("no element is named '" + name + "'");
    }
    this.name = name;
  }

  /** An empty element. */
  public static Element of(String name) {
    return new Element(name);
  }

  /** An empty element of a class, or of several separated by blanks. */
  public static Element of(String name, String classes) {
    return new Element(name).with("class", classes);
  }

  /** Sets an attribute. */
  public Element with(String attribute, String value) {
    String plain = attribute.toLowerCase(Locale.ROOT);
    boolean leads = plain.equals("href") && !value.startsWith("#");
    if (!NAME.matcher(attribute).matches()
        || REFUSED.contains(plain)
        || plain.startsWith("on")
        || leads) {
      throw new IllegalArgumentException("the attribute '" + attribute + "' is refused");
    }
    attributes.put(attribute, value);
    return this;
  }

  /** Appends elements. */
  public Element add(Element... added) {
    children.addAll(List.of(added));
    return this;
  }

  /** Appends elements. */
  public Element add(List<Element> added) {
    children.addAll(added);
    return this;
  }

  /** Appends a text, in which everything unseen is made visible. */
  public Element text(String text) {
    children.add(escaped(Visible.block(text)));
    return this;
  }

  /**
   * Appends the program's own style sheet as it is: HTML does not decode references there.
   *
   * @throws IllegalArgumentException if it could end the element
   */
  public Element styleSheet(String css) {
    if (!name.equals("style") || css.contains("<") || css.contains("&")) {
      throw new IllegalArgumentException("not a style sheet");
    }
    children.add(css);
    return this;
  }

  /** The element as text. */
  public String render() {
    StringBuilder out = new StringBuilder();
    render(out);
    return out.toString();
  }

  private void render(StringBuilder out) {
    out.append('<').append(name);
    attributes.forEach(
        (attribute, value) ->
            out.append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(Visible.block(value)))
                .append('"'));
    if (VOID.contains(name)) {
      out.append("/>");
      return;
    }
    out.append('>');
    for (Object child : children) {
      if (child instanceof Element element) {
        element.render(out);
      } else {
        out.append(child);
      }
    }
    out.append("</").append(name).append('>');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
