package org.medley.jobs.cli;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.OptionOutcomes;
import org.medley.jobs.contract.TreatmentOptions;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.report.person.PersonOptions;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.settings.decision.OutcomeSettings;

/** Gathers what the pages on some people say; their rows alone come to the driver. */
final class PersonSource {
  private final PinnedQueries tables;
  private final Map<String, DecisionSettings> decisions;
  private final String release;

  PersonSource(PinnedQueries tables, Map<String, DecisionSettings> decisions, String release) {
    this.tables = tables;
    this.decisions = decisions;
    this.release = release;
  }

  /**
   * One entry per person and decision of the release; decisions that are not among those given are
   * left out.
   */
  List<PersonOptions> of(List<Long> people) {
    Object[] ids = people.toArray();
    Map<String, List<Row>> outcomes = new LinkedHashMap<>();
    rows(OptionOutcomes.TABLE.name(), ids)
        .forEach(row -> outcomes.computeIfAbsent(key(row), k -> new ArrayList<>()).add(row));
    Map<String, List<Row>> hits = new LinkedHashMap<>();
    SafetyRows.of(tables, ids)
        .forEach(row -> hits.computeIfAbsent(key(row), k -> new ArrayList<>()).add(row));
    Map<String, List<Row>> byPerson = new LinkedHashMap<>();
    rows(TreatmentOptions.TABLE.name(), ids)
        .forEach(
            row ->
                byPerson
                    .computeIfAbsent(
                        row.getAs(TreatmentOptions.SUBJECT_ID)
                            + "/"
                            + row.getAs(TreatmentOptions.DECISION)
                            + "/"
                            + row.getAs(TreatmentOptions.INDEX_TIME),
                        k -> new ArrayList<>())
                    .add(row));
    return byPerson.values().stream()
        .filter(rows -> decisions.containsKey(rows.get(0).getAs(TreatmentOptions.DECISION)))
        .map(rows -> person(rows, outcomes, hits))
        .toList();
  }

  private List<Row> rows(String table, Object[] ids) {
    return tables
        .table(table)
        .where(col(TreatmentOptions.SUBJECT_ID).isin(ids))
        .orderBy(TreatmentOptions.SUBJECT_ID, TreatmentOptions.DECISION, TreatmentOptions.OPTION)
        .collectAsList();
  }

  private static String key(Row row) {
    return row.getAs(TreatmentOptions.SUBJECT_ID)
        + "/"
        + row.getAs(TreatmentOptions.DECISION)
        + "/"
        + row.getAs(TreatmentOptions.OPTION);
  }

  private PersonOptions person(
      List<Row> rows, Map<String, List<Row>> outcomes, Map<String, List<Row>> hits) {
    Row first = rows.get(0);
    DecisionSettings decision = decisions.get(first.<String>getAs(TreatmentOptions.DECISION));
    String access = first.getAs(TreatmentOptions.ACCESS);
    return new PersonOptions(
        String.valueOf(first.<Long>getAs(TreatmentOptions.SUBJECT_ID)),
        decision.name(),
        decision.description(),
        String.valueOf(first.<Object>getAs(TreatmentOptions.AS_OF_DATE)),
        release,
        first.getAs(TreatmentOptions.EXPLORATORY),
        access == null ? "" : access,
        rows.stream()
            .map(
                row ->
                    option(
                        row,
                        decision,
                        outcomes.getOrDefault(key(row), List.of()),
                        hits.getOrDefault(key(row), List.of())))
            .toList());
  }

  private static PersonOptions.Option option(
      Row row, DecisionSettings decision, List<Row> outcomes, List<Row> hits) {
    String name = row.getAs(TreatmentOptions.OPTION);
    Integer rank = row.getAs(TreatmentOptions.RANK);
    return new PersonOptions.Option(
        decision.option(name).words(),
        name.equals(decision.reference()),
        rank == null ? OptionalInt.empty() : OptionalInt.of(rank),
        row.getAs(TreatmentOptions.RECOMMENDED),
        row.getAs(TreatmentOptions.EVIDENCE),
        decision.outcomes().stream().map(each -> outcome(each, outcomes)).toList(),
        hits.stream().map(SafetyRows::hit).toList(),
        row.getAs(TreatmentOptions.WHAT_WOULD_CHANGE),
        Optional.ofNullable(row.<String>getAs(TreatmentOptions.LEFT_TO_CLINICIAN)),
        Optional.ofNullable(row.<String>getAs(TreatmentOptions.BLINDED_REASON)));
  }

  private static PersonOptions.Outcome outcome(OutcomeSettings outcome, List<Row> rows) {
    Optional<Row> row =
        rows.stream()
            .filter(each -> each.getAs(OptionOutcomes.OUTCOME).equals(outcome.name()))
            .findFirst();
    return new PersonOptions.Outcome(
        outcome.words(),
        (int) outcome.days(),
        number(row, OptionOutcomes.EXPECTED),
        number(row, OptionOutcomes.DIFFERENCE),
        number(row, OptionOutcomes.DIFFERENCE_LOW),
        number(row, OptionOutcomes.DIFFERENCE_HIGH),
        row.map(each -> each.<String>getAs(OptionOutcomes.INTERVAL_OF)).orElse("all"));
  }

  private static OptionalDouble number(Optional<Row> row, String column) {
    Double value = row.map(each -> each.<Double>getAs(column)).orElse(null);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
