package org.medley.features.safety;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_intersect;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Subjects;

/**
 * What every rule says of people, at one instant: of options that they might be given, or of the
 * drugs that they have. The events are read once and shuffled once, by person, and so are the
 * people; the rules are broadcast, and what follows stays with the person.
 */
public final class SafetyHits {
  public static final String SUBJECT_ID = Subjects.SUBJECT_ID;
  public static final String OPTION = "option";
  public static final String DRUG = "drug";
  public static final String OTHER_DRUGS = "other_drugs";
  public static final String RULE_ID = RuleRows.RULE_ID;
  public static final String KIND = RuleRows.KIND;
  public static final String SEVERITY = "severity";
  public static final String STATE = RuleStates.STATE;
  public static final String MESSAGE = "message";
  public static final String FACTS = "facts";
  public static final String FACT_TIME = RuleStates.FACT_TIME;
  public static final String RULE_SOURCE = "rule_source";
  public static final String RULE_VERSION = "rule_version";
  public static final String RULE_LICENCE = "rule_licence";

  private static final String ALERTS = "alerts";
  private static final String RANKED = "ranked";
  private static final String SAID = "said";

  private final SafetyKnowledge knowledge;
  private final SafetyTables tables;
  private final Moment moment;

  /**
   * The rules of {@code knowledge} on what {@code tables} say.
   *
   * @param asOf the instant: nothing that became known later counts
   */
  public SafetyHits(SafetyKnowledge knowledge, SafetyTables tables, Instant asOf) {
    this.knowledge = knowledge;
    this.tables = tables;
    this.moment = new Moment(asOf, knowledge.current());
  }

  /**
   * The names of the ingredients that each option stands for; none where none is known. At most two
   * small actions for each option with codes: only names of ingredients come to the driver.
   */
  public Map<String, Set<String>> ingredients(List<OptionDrugs> options) {
    Dataset<Row> concepts = concepts();
    Map<String, Set<String>> ingredients = new TreeMap<>();
    for (OptionDrugs option : options) {
      Set<String> found = new TreeSet<>(option.ingredients());
      knowledge.ingredients().values().stream()
          .filter(each -> each.codes().stream().anyMatch(option.codes()::contains))
          .forEach(each -> found.add(each.name()));
      if (!option.codes().isEmpty()) {
        CodeConcepts.ingredients(concepts, tables.ancestors(), option.codes())
            .collectAsList()
            .forEach(row -> found.add(row.getString(0)));
      }
      ingredients.put(option.name(), found);
    }
    return ingredients;
  }

  /**
   * One row per person, option and rule that applies to one of the option's ingredients, whatever
   * its state: {@link #SUBJECT_ID}, {@link #OPTION}, {@link #DRUG} (the ingredients it is about),
   * and the columns from {@link #RULE_ID} on. An option of several ingredients fires if it does for
   * one, and is clear if it is for all.
   *
   * @param options names of ingredients by option
   */
  public Dataset<Row> ofOptions(Map<String, Set<String>> options) {
    List<Row> rows = new ArrayList<>();
    options.forEach(
        (option, ingredients) ->
            ingredients.forEach(each -> rows.add(RowFactory.create(option, each))));
    StructType schema =
        new StructType()
            .add(OPTION, DataTypes.StringType, false)
            .add(RuleRows.INGREDIENT, DataTypes.StringType, false);
    Set<String> wanted = new HashSet<>();
    options.values().forEach(wanted::addAll);
    Dataset<Row> applying =
        tables
            .spark()
            .createDataFrame(rows, schema)
            .join(
                rules(false).where(col(RuleRows.INGREDIENT).isin(wanted.toArray())),
                RuleRows.INGREDIENT);
    Dataset<Row> states = RuleStates.added(facts().crossJoin(broadcast(applying)), moment);
    return described(merged(states, OPTION));
  }

  /**
   * One row per person, current drug and rule that applies to it and fires, or that cannot be
   * assessed and says that this matters: {@link #SUBJECT_ID}, {@link #DRUG}, {@link #OTHER_DRUGS}
   * (those of which the rule warns, else empty) and the columns from {@link #RULE_ID} on. Two drugs
   * that do not go together have one row, of the one whose name comes first.
   */
  public Dataset<Row> ofCurrentDrugs() {
    Column concepts =
        flatten(
            transform(
                filter(Moment.facts(), moment::isCurrent),
                fact -> fact.getField(SubjectFacts.CONCEPTS)));
    Column names = filter(array_distinct(concepts), each -> each.startsWith("drug:"));
    Column name = transform(names, each -> regexp_replace(each, "^drug:", ""));
    Dataset<Row> current =
        facts()
            .withColumn(RuleRows.INGREDIENT, explode(name))
            .join(broadcast(rules(true)), RuleRows.INGREDIENT);
    Dataset<Row> states = RuleStates.added(current, moment);
    Column fired = col(STATE).equalTo(RuleState.FIRED);
    Column unknown =
        col(STATE)
            .equalTo(RuleState.NOT_ASSESSABLE)
            .and(col(ALERTS).equalTo(SafetyRule.Alerts.ALL.name()));
    return described(
        states
            .join(broadcast(alerting()), RULE_ID)
            .where(fired.or(unknown))
            .select(
                col(SUBJECT_ID),
                col(RuleRows.INGREDIENT).as(DRUG),
                others().as(OTHER_DRUGS),
                col(RULE_ID),
                col(STATE),
                array_join(col(RuleStates.FOUND), "; ").as(FACTS),
                col(FACT_TIME)));
  }

  /** The names of the other drugs that a rule on two drugs found. */
  private static Column others() {
    Column found =
        array_intersect(
            flatten(transform(col(RuleState.PICKED), fact -> fact.getField(SubjectFacts.CONCEPTS))),
            col(RuleRows.AGAINST));
    Column compares = col(KIND).isin(RuleKind.DRUG_DRUG.word(), RuleKind.DUPLICATE.word());
    Column names = transform(array_sort(found), each -> regexp_replace(each, "^drug:", ""));
    return when(compares, array_join(names, ", ")).otherwise("");
  }

  private Dataset<Row> concepts() {
    return new CodeConcepts(knowledge).of(tables.codes(), tables.ancestors());
  }

  private Dataset<Row> facts() {
    Dataset<Row> advice =
        AdviceFacts.of(tables.advice(), tables.guidelines(), tables.samples(), moment.asOf());
    return SubjectFacts.of(
        tables.events(), tables.people(), advice, concepts(), knowledge, moment.asOf());
  }

  private Dataset<Row> rules(boolean alerts) {
    return new RuleRows(knowledge, alerts).of(tables.spark(), advised());
  }

  /** The drugs that guidelines of the data name; few, whatever the number of people. */
  private Set<String> advised() {
    Set<String> drugs = new HashSet<>();
    boolean asks =
        knowledge.rules().stream().anyMatch(each -> each.test() instanceof RuleTest.Guideline);
    if (asks) {
      AdviceFacts.drugs(tables.advice()).forEach(drugs::add);
    }
    return drugs;
  }

  /** Of the rows of the ingredients of one option those with the worst state, together. */
  private static Dataset<Row> merged(Dataset<Row> states, String target) {
    Column rank =
        when(col(STATE).equalTo(RuleState.FIRED), 0)
            .when(col(STATE).equalTo(RuleState.NOT_ASSESSABLE), 1)
            .otherwise(2);
    Column one =
        struct(
            rank.as(RANKED),
            col(RuleRows.INGREDIENT).as(DRUG),
            array_join(col(RuleStates.FOUND), "; ").as(FACTS),
            col(FACT_TIME).as(FACT_TIME));
    Dataset<Row> all =
        states
            .groupBy(col(SUBJECT_ID), col(target), col(RULE_ID))
            .agg(min(rank).as(RANKED), array_sort(collect_set(one)).as(SAID));
    Column worst = filter(col(SAID), each -> each.getField(RANKED).equalTo(col(RANKED)));
    Column texts = array_distinct(transform(worst, each -> each.getField(FACTS)));
    Column times = transform(worst, each -> each.getField(FACT_TIME));
    return all.select(
        col(SUBJECT_ID),
        col(target),
        array_join(transform(worst, each -> each.getField(DRUG)), ", ").as(DRUG),
        col(RULE_ID),
        when(col(RANKED).equalTo(0), RuleState.FIRED)
            .when(col(RANKED).equalTo(1), RuleState.NOT_ASSESSABLE)
            .otherwise(RuleState.CLEAR)
            .as(STATE),
        array_join(texts, "; ").as(FACTS),
        array_max(times).as(FACT_TIME));
  }

  private Dataset<Row> alerting() {
    List<Row> rows = new ArrayList<>();
    knowledge.rules().forEach(rule -> rows.add(RowFactory.create(rule.id(), rule.alerts().name())));
    return tables
        .spark()
        .createDataFrame(
            rows,
            new StructType()
                .add(RULE_ID, DataTypes.StringType, false)
                .add(ALERTS, DataTypes.StringType, false));
  }

  /** With the words of the rules. */
  private Dataset<Row> described(Dataset<Row> hits) {
    List<Row> rows = new ArrayList<>();
    for (SafetyRule rule : knowledge.rules()) {
      rows.add(
          RowFactory.create(
              rule.id(),
              rule.kind().word(),
              rule.severity().word(),
              rule.text(),
              rule.citation().source(),
              rule.citation().version(),
              rule.citation().licence()));
    }
    StructType schema = new StructType();
    for (String column :
        List.of(RULE_ID, KIND, SEVERITY, MESSAGE, RULE_SOURCE, RULE_VERSION, RULE_LICENCE)) {
      schema = schema.add(column, DataTypes.StringType, false);
    }
    return hits.join(broadcast(tables.spark().createDataFrame(rows, schema)), RULE_ID);
  }
}
