package org.medley.jobs.cli.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Rows as one JSON document: {@code {"columns":[{"name","type"}],"rows":[{…}],"total":n}}. 64-bit
 * identifiers are texts, instants are ISO 8601 in UTC with {@code Z}, a number that is not finite
 * is null, bytes are hexadecimal. All but ASCII is escaped, so that no terminal is driven by it.
 */
public final class RowsJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private RowsJson() {}

  /** The document, on one line that ends with a line feed. */
  public static String render(Rows rows) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      json.writeStartObject();
      columns(json, rows.columns());
      json.writeArrayFieldStart("rows");
      for (List<Object> row : rows.rows()) {
        object(json, rows.columns(), row);
      }
      json.writeEndArray();
      json.writeNumberField("total", rows.total());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.append('\n').toString();
  }

  private static void columns(JsonGenerator json, List<Column> columns) throws IOException {
    json.writeArrayFieldStart("columns");
    for (Column column : columns) {
      json.writeStartObject();
      json.writeStringField("name", column.name());
      json.writeStringField("type", column.type());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void object(JsonGenerator json, List<Column> columns, List<Object> row)
      throws IOException {
    json.writeStartObject();
    for (int at = 0; at < columns.size(); at++) {
      json.writeFieldName(columns.get(at).name());
      Object cell = row.get(at);
      if (columns.get(at).identifier() && cell != null) {
        json.writeString(cell.toString());
      } else {
        value(json, cell);
      }
    }
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, Object cell) throws IOException {
    if (cell == null) {
      json.writeNull();
    } else if (cell instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (cell instanceof Number number) {
      number(json, number);
    } else if (cell instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        value(json, item);
      }
      json.writeEndArray();
    } else if (cell instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(Cells.exact(entry.getKey()));
        value(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (cell instanceof Rows structure) {
      object(json, structure.columns(), structure.rows().get(0));
    } else {
      json.writeString(Cells.exact(cell));
    }
  }

  private static void number(JsonGenerator json, Number number) throws IOException {
    if (number instanceof Double || number instanceof Float) {
      double value = Cells.decimal(number);
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    } else if (number instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else {
      json.writeNumber(number.longValue());
    }
  }
}
