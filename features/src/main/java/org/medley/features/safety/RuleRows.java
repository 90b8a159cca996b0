package org.medley.features.safety;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rules as a small table that is sent to every task: one row per rule and ingredient to which
 * it applies, with what its kind compares.
 */
final class RuleRows {
  static final String RULE_ID = "rule_id";
  static final String INGREDIENT = "ingredient";
  static final String KIND = "kind";
  static final String AGAINST = "against";
  static final String GENE = "gene";
  static final String PHENOTYPES = "phenotypes";
  static final String STRONG = "strong";
  static final String MODERATE = "moderate";
  static final String BANDS = "bands";
  static final String BODIES = "bodies";
  static final String STRENGTHS = "strengths";
  static final String MATCHING = "matching";
  static final String UNLESS = "unless";
  static final String FORMULA = "formula";
  static final String LOW = "low";
  static final String HIGH = "high";
  static final String DAYS = "days";
  static final String RESOLVED = "resolved";
  static final String LIMITS = "limits";
  static final String ENDED = "ended";
  static final String NEVER = "never";

  /** Fields of {@link #LIMITS}. */
  static final String CONCEPT = "concept";

  static final String LABEL = "label";
  static final String LIMIT = "limit";
  static final String UNIT = "unit";

  /** Fields of {@link #BANDS}. */
  static final String PHENOTYPE = "phenotype";

  static final String UP_TO = "up_to";

  private static final DataType TEXT = DataTypes.StringType;
  private static final DataType TEXTS = DataTypes.createArrayType(TEXT, false);

  private static final StructType SCHEMA =
      new StructType()
          .add(RULE_ID, TEXT, false)
          .add(INGREDIENT, TEXT, false)
          .add(KIND, TEXT, false)
          .add(AGAINST, TEXTS)
          .add(GENE, TEXT)
          .add(PHENOTYPES, TEXTS)
          .add(STRONG, TEXTS)
          .add(MODERATE, TEXTS)
          .add(
              BANDS,
              DataTypes.createArrayType(
                  new StructType()
                      .add(PHENOTYPE, TEXT, false)
                      .add(UP_TO, DataTypes.DoubleType, false),
                  false))
          .add(BODIES, TEXTS)
          .add(STRENGTHS, TEXTS)
          .add(MATCHING, TEXT)
          .add(UNLESS, TEXT)
          .add(FORMULA, TEXT)
          .add(LOW, DataTypes.DoubleType)
          .add(HIGH, DataTypes.DoubleType)
          .add(DAYS, DataTypes.LongType)
          .add(RESOLVED, DataTypes.BooleanType)
          .add(
              LIMITS,
              DataTypes.createArrayType(
                  new StructType()
                      .add(CONCEPT, TEXT, false)
                      .add(LABEL, TEXT, false)
                      .add(LIMIT, DataTypes.DoubleType, false)
                      .add(UNIT, TEXT, false),
                  false))
          .add(ENDED, TEXT)
          .add(NEVER, TEXT);

  private final SafetyKnowledge knowledge;
  private final boolean alerts;

  /**
   * The rows of {@code knowledge}.
   *
   * @param alerts whether drugs are compared with each other rather than an option with drugs: a
   *     pair then stands once
   */
  RuleRows(SafetyKnowledge knowledge, boolean alerts) {
    this.knowledge = knowledge;
    this.alerts = alerts;
  }

  /** Drugs that guidelines of the data name; only these have rows of such rules. */
  Dataset<Row> of(SparkSession spark, Set<String> advised) {
    List<Row> rows = new ArrayList<>();
    for (SafetyRule rule : knowledge.rules()) {
      if (alerts && rule.alerts() == SafetyRule.Alerts.NONE) {
        continue;
      }
      for (String ingredient : new TreeSet<>(rule.drugs())) {
        boolean applies =
            !(rule.test() instanceof RuleTest.Guideline) || advised.contains(ingredient);
        if (applies) {
          Cells cells = cells(rule, ingredient);
          if (!cells.isIdle()) {
            rows.add(cells.row());
          }
        }
      }
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  private Cells cells(SafetyRule rule, String ingredient) {
    Cells cells =
        new Cells()
            .with(RULE_ID, rule.id())
            .with(INGREDIENT, ingredient)
            .with(KIND, kind(rule.test()));
    RuleTest test = rule.test();
    if (test instanceof RuleTest.DrugDrug pair) {
      return cells.with(AGAINST, others(pair, ingredient));
    }
    if (test instanceof RuleTest.Duplicate duplicate) {
      Set<String> members = new HashSet<>(duplicate.members());
      members.removeIf(
          each -> each.equals(ingredient) || (alerts && each.compareTo(ingredient) < 0));
      return cells.with(AGAINST, Concepts.ingredients(members));
    }
    if (test instanceof RuleTest.Phenotype phenotype) {
      return gene(cells, phenotype);
    }
    if (test instanceof RuleTest.Guideline guideline) {
      return cells
          .with(AGAINST, new String[] {Concepts.advice(ingredient)})
          .with(BODIES, sorted(guideline.bodies()))
          .with(STRENGTHS, sorted(guideline.strengths()))
          .with(MATCHING, "(?i)" + guideline.matching())
          .with(UNLESS, guideline.unless().isEmpty() ? null : "(?i)" + guideline.unless());
    }
    return otherwise(cells, test, ingredient);
  }

  private Cells otherwise(Cells cells, RuleTest test, String ingredient) {
    if (test instanceof RuleTest.Allergy allergy) {
      return cells.with(AGAINST, allergens(allergy, ingredient));
    }
    if (test instanceof RuleTest.Condition condition) {
      String[] sets =
          condition.codeSets().stream().sorted().map(Concepts::set).toArray(String[]::new);
      return cells
          .with(AGAINST, sets)
          .with(
              DAYS,
              condition.withinDays().isPresent() ? (long) condition.withinDays().getAsInt() : null)
          .with(RESOLVED, condition.resolved());
    }
    if (test instanceof RuleTest.Renal renal) {
      return cells
          .with(FORMULA, renal.formula().name())
          .with(LOW, renal.from())
          .with(HIGH, renal.below())
          .with(DAYS, (long) renal.maxAgeDays());
    }
    if (test instanceof RuleTest.Hepatic hepatic) {
      return cells.with(LIMITS, limits(hepatic)).with(DAYS, (long) hepatic.maxAgeDays());
    }
    if (test instanceof RuleTest.Pregnancy pregnancy) {
      return cells
          .with(AGAINST, new String[] {Concepts.set(pregnancy.codeSet())})
          .with(ENDED, Concepts.set(pregnancy.ended()))
          .with(NEVER, Concepts.set(pregnancy.never()));
    }
    if (test instanceof RuleTest.Age age) {
      return cells
          .with(LOW, age.from().isPresent() ? (double) age.from().getAsInt() : null)
          .with(HIGH, age.below().isPresent() ? (double) age.below().getAsInt() : null);
    }
    RuleTest.Adherence adherence = (RuleTest.Adherence) test;
    return cells
        .with(AGAINST, Concepts.ingredients(adherence.measured()))
        .with(HIGH, adherence.below())
        .with(DAYS, (long) adherence.windowDays());
  }

  /** Both ways for an option; for alerts each pair once, by the name that comes first. */
  private String[] others(RuleTest.DrugDrug pair, String ingredient) {
    Set<String> others = new HashSet<>(pair.others().getOrDefault(ingredient, Set.of()));
    others.removeIf(each -> each.equals(ingredient) || (alerts && each.compareTo(ingredient) < 0));
    return Concepts.ingredients(others);
  }

  private Cells gene(Cells cells, RuleTest.Phenotype phenotype) {
    Enzyme enzyme = knowledge.enzymes().get(phenotype.gene());
    cells
        .with(GENE, phenotype.gene())
        .with(PHENOTYPES, sorted(phenotype.phenotypes()))
        .with(STRONG, Concepts.ingredients(enzyme == null ? Set.of() : enzyme.strong()))
        .with(MODERATE, Concepts.ingredients(enzyme == null ? Set.of() : enzyme.moderate()));
    List<Row> bands = new ArrayList<>();
    if (enzyme != null) {
      enzyme.bands().forEach(band -> bands.add(RowFactory.create(band.phenotype(), band.upTo())));
    }
    return cells.with(BANDS, bands.toArray(Row[]::new));
  }

  private String[] allergens(RuleTest.Allergy allergy, String ingredient) {
    Set<String> allergens = new TreeSet<>();
    if (allergy.groups().isEmpty()) {
      allergens.add(Concepts.ingredient(ingredient));
    }
    for (String group : allergy.groups()) {
      allergens.add(Concepts.group(group));
      knowledge.ingredients().values().stream()
          .filter(each -> each.classes().contains(group))
          .forEach(each -> allergens.add(Concepts.ingredient(each.name())));
    }
    return allergens.toArray(String[]::new);
  }

  private Row[] limits(RuleTest.Hepatic hepatic) {
    return hepatic.multiples().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            each -> {
              Analyte analyte = knowledge.analytes().get(each.getKey());
              return RowFactory.create(
                  Concepts.analyte(analyte.name()),
                  analyte.label(),
                  each.getValue() * analyte.upperLimit().orElseThrow(),
                  analyte.unit());
            })
        .toArray(Row[]::new);
  }

  /** The kind, but the two ways of pharmacogenetic rules apart. */
  private static String kind(RuleTest test) {
    return test instanceof RuleTest.Guideline ? GuidelineState.KIND : test.kind().word();
  }

  private static String[] sorted(Collection<String> texts) {
    return texts.stream().sorted().toArray(String[]::new);
  }

  /** The cells of one row by column. */
  private static final class Cells {
    private final Object[] values = new Object[SCHEMA.size()];

    Cells with(String column, Object value) {
      values[SCHEMA.fieldIndex(column)] = value;
      return this;
    }

    /** Whether it compares with other drugs, and there are none left. */
    boolean isIdle() {
      String kind = (String) values[SCHEMA.fieldIndex(KIND)];
      boolean compares =
          kind.equals(RuleKind.DRUG_DRUG.word()) || kind.equals(RuleKind.DUPLICATE.word());
      return compares && ((String[]) values[SCHEMA.fieldIndex(AGAINST)]).length == 0;
    }

    Row row() {
      return RowFactory.create(values);
    }
  }
}
