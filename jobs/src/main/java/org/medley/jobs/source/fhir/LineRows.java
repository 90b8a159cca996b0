package org.medley.jobs.source.fhir;

import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.medley.jobs.source.FileLines;
import org.medley.jobs.source.TextLine;

/** Makes lines of files rows under {@link ResourceLines#SCHEMA}: resources, or all others. */
final class LineRows implements FileLines.Mapper {
  private static final long serialVersionUID = 1L;

  private final ExtractTimes times;
  private final long load;
  private final boolean resources;
  private transient String file;
  private transient Instant extract;

  /** Rows of load {@code load}: of resources, or of what is none. */
  LineRows(ExtractTimes times, long load, boolean resources) {
    this.times = times;
    this.load = load;
    this.resources = resources;
  }

  @Override
  public InternalRow apply(TextLine line) {
    LineKind kind = LineKind.of(line);
    if ((kind.envelope() != null) != resources) {
      return null;
    }
    if (!line.file().equals(file)) {
      file = line.file();
      extract = times.of(file);
    }
    return row(line, kind, extract, load, ResourceLines.READ);
  }

  /** The row of {@code line}. */
  static InternalRow row(TextLine line, LineKind kind, Instant extract, long load, int origin) {
    Envelope envelope = kind.envelope();
    boolean resource = envelope != null;
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString(line.file()),
          line.number(),
          line.offset(),
          resource ? UTF8String.fromString(envelope.type()) : null,
          resource ? UTF8String.fromString(envelope.id()) : null,
          resource ? UTF8String.fromString(envelope.version()) : null,
          resource ? micros(envelope.lastUpdated()) : null,
          resource ? UTF8String.fromString(envelope.subjectKey()) : null,
          micros(extract),
          load,
          resource ? UTF8String.fromBytes(line.bytes()) : UTF8String.fromString(line.text()),
          UTF8String.fromString(kind.problem()),
          deletions(kind.deletions()),
          origin
        });
  }

  private static Long micros(Instant time) {
    return time == null ? null : DateTimeUtils.instantToMicros(time);
  }

  private static GenericArrayData deletions(List<String> keys) {
    return keys == null
        ? null
        : new GenericArrayData(keys.stream().map(UTF8String::fromString).toArray());
  }
}
