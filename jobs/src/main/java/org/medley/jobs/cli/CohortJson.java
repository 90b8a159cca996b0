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
import java.util.Map;
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
  private final Map<String, String> about;
  private final List<Row> attrition;
  private final List<Row> counts;
  private final Map<String, Long> matches;
  private final Map<String, String> nearest;

  /**
   * A cohort of {@code task}.
   *
   * @param about what is said of the data, by name
   * @param attrition rows under {@link Attrition#TABLE}
   * @param counts rows of {@link org.medley.features.cohort.MemberCounts}; empty: none are told
   * @param matches statements that each predicate matches
   * @param nearest the code nearest to what a predicate without match states
   */
  CohortJson(
      Task task,
      Map<String, String> about,
      List<Row> attrition,
      List<Row> counts,
      Map<String, Long> matches,
      Map<String, String> nearest) {
    this.task = task;
    this.about = about;
    this.attrition = attrition;
    this.counts = counts;
    this.matches = matches;
    this.nearest = nearest;
  }

  /** Writes the document; without {@code samples} where null. */
  void write(OutputStream out, Iterator<Row> samples) {
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeStringField("task", task.name());
      json.writeStringField("mode", task.mode().name().toLowerCase(Locale.ROOT));
      for (Map.Entry<String, String> each : about.entrySet()) {
        json.writeStringField(each.getKey(), each.getValue());
      }
      if (samples != null) {
        json.writeArrayFieldStart("samples");
        while (samples.hasNext()) {
          sample(json, samples.next());
        }
        json.writeEndArray();
      }
      attrition(json);
      predicates(json);
      if (!counts.isEmpty()) {
        counts(json);
      }
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

  private void predicates(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("predicates");
    for (Map.Entry<String, Long> each : matches.entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", each.getKey());
      json.writeNumberField("statements", each.getValue());
      if (nearest.get(each.getKey()) != null) {
        json.writeStringField("nearest_code", nearest.get(each.getKey()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Every column of the counts: texts first, then numbers. */
  private void counts(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("counts");
    for (Row row : counts) {
      json.writeStartObject();
      for (String column : row.schema().fieldNames()) {
        if (row.getAs(column) instanceof Long count) {
          json.writeNumberField(column, count);
        } else {
          json.writeStringField(column, row.getAs(column));
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void attrition(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("attrition");
    for (Row row : attrition) {
      json.writeStartObject();
      json.writeStringField("purpose", row.getAs(Attrition.PURPOSE));
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
