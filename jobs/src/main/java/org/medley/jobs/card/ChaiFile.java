package org.medley.jobs.card;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.medley.jobs.control.Json;
import org.medley.jobs.text.Visible;

/** The Applied Model Card of the Coalition for Health AI as a file: XML by its schema, or JSON. */
public final class ChaiFile {
  /** The namespace of its elements. */
  public static final String NAMESPACE = "https://mc.chai.org/v0.2/schema.xsd";

  private static final String ROOT = "AppliedModelCard";

  private ChaiFile() {}

  /** The elements of the schema as JSON. */
  public static String json(Card card) {
    return Json.write(Map.of(ROOT, new ChaiCard(card).elements()));
  }

  /** A document of the schema. */
  public static String xml(Card card) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      out.writeStartDocument("UTF-8", "1.0");
      out.writeStartElement(ROOT);
      out.writeDefaultNamespace(NAMESPACE);
      write(out, new ChaiCard(card).elements());
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("the card cannot be written as XML", e);
    }
    return text + "\n";
  }

  private static void write(XMLStreamWriter out, Map<?, ?> elements) throws XMLStreamException {
    for (Map.Entry<?, ?> element : elements.entrySet()) {
      List<?> values =
          element.getValue() instanceof List<?> list ? list : List.of(element.getValue());
      for (Object value : values) {
        out.writeStartElement((String) element.getKey());
        if (value instanceof Map<?, ?> inner) {
          write(out, inner);
        } else {
          out.writeCharacters(Visible.block((String) value));
        }
        out.writeEndElement();
      }
    }
  }
}
