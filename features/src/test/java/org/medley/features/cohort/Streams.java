package org.medley.features.cohort;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One subject's events as text: {@code "0d ADM, 3d DIS @5d ~9d"} is an admission at time zero and a
 * discharge three days later that became available on day 5 and was superseded on day 9. Times are
 * durations since the epoch.
 */
final class Streams {
  /** Far after everything. */
  static final long LATE = at("9000d");

  /** Observed all the time. */
  static final List<Period> ALWAYS = List.of(new Period(0, LATE));

  /** One statement. */
  record Statement(long time, String code, Double value, long available, long superseded) {}

  private Streams() {}

  static long at(String duration) {
    return Micros.of(Grammar.duration(duration));
  }

  static List<Statement> statements(String text) {
    List<Statement> statements = new ArrayList<>();
    for (String each : text.strip().split("\\s*,\\s*")) {
      String[] words = each.split("\\s+");
      long available = at(words[0]);
      long superseded = EventRow.CURRENT;
      for (int i = 2; i < words.length; i++) {
        long moment = at(words[i].substring(1));
        if (words[i].startsWith("@")) {
          available = moment;
        } else {
          superseded = moment;
        }
      }
      String[] code = words[1].split("=");
      Double value = code.length > 1 ? Double.valueOf(code[1]) : null;
      statements.add(new Statement(at(words[0]), code[0], value, available, superseded));
    }
    return statements;
  }

  /** The candidates of a subject born in 1960, drawn for training as of the given time. */
  static List<Candidate> draw(Task task, String events, List<Period> periods, long asOf) {
    return draw(task, Purpose.TRAIN, statements(events), periods, asOf);
  }

  static List<Candidate> draw(
      Task task, Purpose purpose, List<Statement> events, List<Period> periods, long asOf) {
    Plan plan = new Plan(task, purpose, asOf);
    List<EventRow> rows = rows(plan.table(), events, asOf);
    return new SubjectCohort(plan).candidates(record(plan, periods, rows));
  }

  /** A subject born in 1960 who has all facts without time that the task asks for. */
  static SubjectRecord record(Plan plan, List<Period> periods, List<EventRow> rows) {
    List<Integer> statics = Collections.nCopies(plan.table().statics().size(), 1);
    return new SubjectRecord(1, LocalDate.of(1960, 6, 15), periods, rows, statics);
  }

  static List<EventRow> rows(PredicateTable table, List<Statement> events, long asOf) {
    List<EventRow> rows = new ArrayList<>();
    for (Statement event : events) {
      int[] base = new int[table.width()];
      for (int i = 0; i < table.plains().size(); i++) {
        CodeMatch.Exact code = (CodeMatch.Exact) table.plain(table.plains().get(i)).code();
        base[i] = code.code().equals(event.code()) ? 1 : 0;
      }
      if (table.everyEvent()) {
        base[base.length - 1] = 1;
      }
      if (event.time() <= asOf && event.available() <= asOf) {
        rows.add(
            new EventRow(
                event.time(), event.available(), event.superseded(), base, values(table, event)));
      }
    }
    return rows;
  }

  private static double[][] values(PredicateTable table, Statement event) {
    return table.valued().stream()
        .map(name -> (CodeMatch.Exact) table.plain(name).code())
        .map(code -> code.code().equals(event.code()) && event.value() != null)
        .map(has -> has ? new double[] {event.value()} : new double[0])
        .toArray(double[][]::new);
  }

  /** Candidates that passed every rule. */
  static List<Candidate> passed(Task task, List<Candidate> candidates) {
    int rules = new Plan(task, Purpose.TRAIN, 0).rules().size();
    return candidates.stream().filter(each -> each.failed() == rules).toList();
  }
}
