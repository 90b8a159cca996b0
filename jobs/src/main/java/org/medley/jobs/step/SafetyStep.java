package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Members;
import org.medley.features.contract.TableContract;
import org.medley.features.safety.OptionDrugs;
import org.medley.features.safety.SafetyHits;
import org.medley.features.safety.SafetyTables;
import org.medley.jobs.contract.RuleHits;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/**
 * Asks the safety rules about each option of a decision, for each of its members to score, with
 * what was known at the as-of instant. Reads the events once and shuffles what matters of them
 * once, by person; people, members and hits are shuffled by person too.
 */
public final class SafetyStep implements Step {
  private static final String OPTION_KIND = "option";
  private static final String UNKNOWN_OPTION = "option-not-recognised";

  private final String decision;
  private final SafetyInputs safety;

  /** The safety of {@code decision}, by the rules that it asks. */
  public SafetyStep(String decision, SafetyInputs safety) {
    this.decision = decision;
    this.safety = safety;
  }

  /** The name of the safety step of {@code decision}. */
  public static String name(String decision) {
    return "safety:" + decision;
  }

  @Override
  public String name() {
    return name(decision);
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return safety.digest();
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(safety.steps());
    inputs.add(CohortStep.name(decision));
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(RuleHits.TABLE);
  }

  @Override
  public String slice() {
    return decision;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Dataset<Row> members =
        context
            .read(Members.TABLE)
            .where(col(Members.TASK).equalTo(decision).and(col(Members.PURPOSE).equalTo("score")))
            .select(Members.SUBJECT_ID, Members.INDEX_TIME);
    SafetyTables all = SafetyInputs.tables(context::read, safety.asOf());
    SafetyHits hits = safety.hits(all.of(members));
    List<OptionDrugs> options = safety.settings().options();
    Map<String, Set<String>> ingredients = hits.ingredients(options);
    Dataset<Row> found =
        hits.ofOptions(ingredients).join(members, new String[] {Members.SUBJECT_ID});
    Map<String, String> notes = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    options.stream()
        .filter(option -> !option.isEmpty() && ingredients.get(option.name()).isEmpty())
        .forEach(option -> unknown.add(option.name()));
    for (String option : unknown) {
      found = found.unionByName(unrecognised(members, option));
    }
    context.write(
        RuleHits.TABLE, RuleHits.TABLE.conform(found.withColumn(RuleHits.DECISION, lit(decision))));
    ingredients.forEach((option, names) -> notes.put(option, String.join(", ", names)));
    if (!unknown.isEmpty()) {
      notes.put("not recognised", String.join(", ", unknown));
    }
    return notes;
  }

  /** Nothing can be said of an option of whose codes no ingredient is known. */
  private static Dataset<Row> unrecognised(Dataset<Row> members, String option) {
    return members
        .withColumn(RuleHits.OPTION, lit(option))
        .withColumn(RuleHits.DRUG, lit(""))
        .withColumn(RuleHits.RULE_ID, lit(UNKNOWN_OPTION))
        .withColumn(RuleHits.KIND, lit(OPTION_KIND))
        .withColumn(RuleHits.SEVERITY, lit("caution"))
        .withColumn(RuleHits.STATE, lit(RuleHits.NOT_ASSESSABLE))
        .withColumn(
            RuleHits.MESSAGE,
            lit("No rule could be asked, since no ingredient of the option is known."))
        .withColumn(
            RuleHits.FACTS,
            lit("add its ingredients to conf/safety/ingredients.csv or the decision"))
        .withColumn(RuleHits.FACT_TIME, lit(null).cast(DataTypes.TimestampType))
        .withColumn(RuleHits.RULE_SOURCE, lit("Medley"))
        .withColumn(RuleHits.RULE_VERSION, lit("1"))
        .withColumn(RuleHits.RULE_LICENCE, lit("Apache-2.0"));
  }
}
