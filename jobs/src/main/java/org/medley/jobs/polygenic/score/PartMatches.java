package org.medley.jobs.polygenic.score;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.jobs.polygenic.match.Match;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.TextLine;

/** The matches in a part of a file, and the lines there that cannot be used. */
final class PartMatches {
  private static final int MOST_REASONS = 50;

  private final List<Match> matches = new ArrayList<>();
  private final List<Long> rejected = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private long rejectedLines;
  private long halfCalls;

  void add(List<Match> found) {
    matches.addAll(found);
  }

  void addHalfCalls(long calls) {
    halfCalls += calls;
  }

  void reject(TextLine line, RejectedLine reason) {
    rejectedLines++;
    if (reasons.size() < MOST_REASONS) {
      rejected.add(line.number());
      reasons.add(reason.getMessage());
    }
  }

  /** The row of {@link PartColumns} that has no score. */
  Row row(int file, long firstLine) {
    Object[] values = new Object[PartColumns.SCHEMA.length()];
    values[0] = file;
    values[1] = firstLine;
    values[11] = matches.stream().mapToInt(Match::weight).toArray();
    values[12] = matches.stream().mapToInt(match -> match.type().number()).toArray();
    values[13] = matches.stream().mapToInt(match -> match.category().number()).toArray();
    values[14] = rejected.stream().mapToLong(Long::longValue).toArray();
    values[15] = reasons.toArray(String[]::new);
    values[16] = rejectedLines;
    values[17] = halfCalls;
    return RowFactory.create(values);
  }
}
