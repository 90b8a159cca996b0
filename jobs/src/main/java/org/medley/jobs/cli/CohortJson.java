package org.medley.jobs.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.medley.features.cohort.Task;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.Members;

/**
 * A cohort as one JSON document, written row by row, so that it may hold more samples than memory.
 * Identifiers are texts; times are local in the task's zone and have none, as in MEDS.
 */
final class CohortJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Task task;

  CohortJson(Task task) {
    this.task = task;
  }

  /** Writes {@code {task, mode, samples[], attrition[]}}; without {@code samples} where null. */
  void write(OutputStream out, Iterator<Row> samples, List<Row> attrition) {
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeStringField("task", task.name());
      json.writeStringField("mode", task.mode().name().toLowerCase(Locale.ROOT));
      if (samples != null) {
        json.writeArrayFieldStart("samples");
        while (samples.hasNext()) {
          sample(json, samples.next());
        }
        json.writeEndArray();
      }
      attrition(json, attrition);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sample(JsonGenerator json, Row row) throws IOException {
    json.writeStartObject();
    json.writeStringField("subject_id", row.getAs(Members.SUBJECT_ID).toString());
    json.writeStringField("index_time", time(row.getAs(Members.INDEX_TIME), task.zone()));
    json.writeStringField("trigger_time", time(row.getAs("trigger_time"), task.zone()));
    number(json, "label", row.getAs(Members.LABEL));
    json.writeStringField("label_status", row.getAs(Members.LABEL_STATUS));
    number(json, "label_count", row.getAs("label_count"));
    json.writeStringField("event_time", time(row.getAs(Members.EVENT_TIME), task.zone()));
    json.writeStringField("event_type", row.getAs(Members.EVENT_TYPE));
    json.writeStringField("censor_time", time(row.getAs(Members.CENSOR_TIME), task.zone()));
    if (!task.arms().isEmpty()) {
      json.writeStringField("arm", row.getAs(Members.ARM));
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, Number value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value.longValue());
    }
  }

  private static void attrition(JsonGenerator json, List<Row> rows) throws IOException {
    json.writeArrayFieldStart("attrition");
    for (Row row : rows) {
      json.writeStartObject();
      json.writeNumberField("step", row.<Integer>getAs(Attrition.STEP));
      json.writeStringField("rule", row.getAs(Attrition.RULE));
      json.writeNumberField("subjects", row.<Long>getAs(Attrition.SUBJECTS));
      json.writeNumberField("samples", row.<Long>getAs(Attrition.SAMPLES));
      json.writeNumberField("excluded", row.<Long>getAs(Attrition.EXCLUDED));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A time as MEDS has it: local and without zone; null stays null. */
  static String time(Object time, ZoneId zone) {
    if (time == null) {
      return null;
    }
    Instant instant = time instanceof java.sql.Timestamp stamp ? stamp.toInstant() : (Instant) time;
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofInstant(instant, zone));
  }
}
