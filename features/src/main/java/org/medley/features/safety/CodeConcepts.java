package org.medley.features.safety;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.cohort.CodeColumns;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.CodeSet;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.Codes;

/**
 * What the codes of the data mean to the rules.
 *
 * <p>A drug or an allergy is of an ingredient if its code stands for the ingredient or lies below
 * one that does, by {@code clinical.code_ancestors} or because codes of ATC begin with those of
 * their ancestors; or if the words for the code name it, as the names of RxNorm do.
 */
final class CodeConcepts {
  /** What a code means, a list of texts of {@link Concepts}. */
  static final String CONCEPTS = "concepts";

  private static final String CONCEPT = "concept";
  private static final String TERM = "term";
  private static final String KNOWN_CODE = "known_code";
  private static final String DRUG = "drug";
  private static final String ALLERGY = "allergy";

  private final SafetyKnowledge knowledge;

  CodeConcepts(SafetyKnowledge knowledge) {
    this.knowledge = knowledge;
  }

  /**
   * Returns one row per code and domain that mean something, with {@link #CONCEPTS}. Small: as many
   * rows as there are such codes. Shuffles once, by code.
   *
   * @param codes rows of code, domain and description
   * @param ancestors rows under {@link CodeAncestors#TABLE}
   */
  Dataset<Row> of(Dataset<Row> codes, Dataset<Row> ancestors) {
    Dataset<Row> wanted = codes.select(Codes.CODE, Codes.DOMAIN, Codes.DESCRIPTION);
    Column bySet = bySets();
    Dataset<Row> stated = exact(codes.sparkSession());
    Dataset<Row> below =
        ancestors
            .join(broadcast(stated), col(CodeAncestors.ANCESTOR).equalTo(col(KNOWN_CODE)))
            .select(col(CodeAncestors.CODE).as(KNOWN_CODE), col(CONCEPT));
    Dataset<Row> byCode =
        wanted
            .join(stated.unionByName(below), col(Codes.CODE).equalTo(col(KNOWN_CODE)))
            .select(Codes.CODE, Codes.DOMAIN, Codes.DESCRIPTION, CONCEPT);
    Dataset<Row> all =
        byCode.unionByName(byName(wanted)).unionByName(wanted.withColumn(CONCEPT, explode(bySet)));
    return all.where(not(isLocal()).and(fits()))
        .groupBy(Codes.CODE, Codes.DOMAIN)
        .agg(sort_array(collect_set(col(CONCEPT))).as(CONCEPTS));
  }

  /** Substances are drugs and allergens; all else is neither. */
  private static Column fits() {
    Column drug = col(Codes.DOMAIN).equalTo(DRUG);
    Column allergy = col(Codes.DOMAIN).equalTo(ALLERGY);
    return when(col(CONCEPT).startsWith("drug:"), drug.or(allergy))
        .when(col(CONCEPT).startsWith("group:"), allergy)
        .otherwise(not(drug));
  }

  private Column isLocal() {
    return col(Codes.DOMAIN)
        .equalTo(DRUG)
        .and(arrays_overlap(words(), lit(sorted(knowledge.localForms()))));
  }

  private static String[] sorted(Collection<String> texts) {
    return texts.stream().sorted().toArray(String[]::new);
  }

  /** The words for a code in lower case; one empty word where there are none. */
  private static Column words() {
    Column plain =
        regexp_replace(lower(coalesce(col(Codes.DESCRIPTION), lit(""))), "[^a-z0-9]+", " ");
    return split(trim(plain), " ");
  }

  private Dataset<Row> byName(Dataset<Row> codes) {
    Column words = words();
    Column terms =
        flatten(
            transform(
                sequence(lit(1), size(words)),
                from ->
                    transform(
                        sequence(lit(1), lit(Ingredient.MOST_WORDS)),
                        many -> concat_ws(" ", slice(words, from, many)))));
    return codes
        .where(col(Codes.DOMAIN).isin(DRUG, ALLERGY))
        .withColumn(TERM, explode(array_distinct(terms)))
        .join(broadcast(names(codes.sparkSession())), TERM)
        .select(Codes.CODE, Codes.DOMAIN, Codes.DESCRIPTION, CONCEPT);
  }

  private Column bySets() {
    List<Column> found = new ArrayList<>();
    Map<String, CodeMatch.Under> sets = new TreeMap<>(knowledge.codeSets());
    sets.forEach((name, set) -> found.add(when(CodeColumns.matches(set), lit(Concepts.set(name)))));
    found.add(when(CodeColumns.matches(knowledge.noKnownAllergy()), lit(Concepts.NO_ALLERGY)));
    substances()
        .forEach(
            (concept, codes) -> {
              List<String> atc = codes.stream().filter(code -> code.startsWith("ATC//")).toList();
              if (!atc.isEmpty()) {
                CodeSet set = new CodeSet(concept, Set.copyOf(atc));
                found.add(when(CodeColumns.matches(new CodeMatch.Under(set)), lit(concept)));
              }
            });
    return filter(array(found.toArray(Column[]::new)), Column::isNotNull);
  }

  private Map<String, List<String>> substances() {
    Map<String, List<String>> substances = new TreeMap<>();
    knowledge
        .ingredients()
        .forEach((name, each) -> substances.put(Concepts.ingredient(name), each.codes()));
    knowledge.groups().forEach((name, each) -> substances.put(Concepts.group(name), each.codes()));
    return substances;
  }

  /** Codes that are compared as they are, and with those above the codes of the data. */
  private Dataset<Row> exact(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    substances()
        .forEach(
            (concept, codes) -> codes.forEach(code -> rows.add(RowFactory.create(code, concept))));
    knowledge
        .analytes()
        .forEach(
            (name, analyte) ->
                analyte
                    .codes()
                    .forEach(code -> rows.add(RowFactory.create(code, Concepts.analyte(name)))));
    knowledge
        .codeSets()
        .forEach(
            (name, under) ->
                under
                    .set()
                    .codes()
                    .forEach(code -> rows.add(RowFactory.create(code, Concepts.set(name)))));
    genes()
        .forEach(
            gene -> {
              String code = Concepts.GENE_SYSTEM + gene;
              rows.add(RowFactory.create(code, Concepts.gene(gene)));
              rows.add(RowFactory.create(code + Concepts.SCORE, Concepts.score(gene)));
            });
    return table(spark, rows, KNOWN_CODE);
  }

  private List<String> genes() {
    return knowledge.rules().stream()
        .filter(rule -> rule.test() instanceof RuleTest.Phenotype)
        .map(rule -> ((RuleTest.Phenotype) rule.test()).gene())
        .distinct()
        .sorted()
        .toList();
  }

  private Dataset<Row> names(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    knowledge
        .ingredients()
        .forEach(
            (name, each) ->
                each.names()
                    .forEach(word -> rows.add(RowFactory.create(word, Concepts.ingredient(name)))));
    knowledge
        .groups()
        .forEach(
            (name, each) ->
                each.names()
                    .forEach(word -> rows.add(RowFactory.create(word, Concepts.group(name)))));
    return table(spark, rows, TERM);
  }

  private static Dataset<Row> table(SparkSession spark, List<Row> rows, String key) {
    StructType schema =
        new StructType()
            .add(key, DataTypes.StringType, false)
            .add(CONCEPT, DataTypes.StringType, false);
    return spark.createDataFrame(rows, schema);
  }

  /** The names of the ingredients that {@code codes} of the data, and those below them, hold. */
  static Dataset<Row> ingredients(
      Dataset<Row> concepts, Dataset<Row> ancestors, Set<String> codes) {
    CodeMatch.Under under = new CodeMatch.Under(new CodeSet("option", codes));
    Dataset<Row> below =
        ancestors
            .where(col(CodeAncestors.ANCESTOR).isin(codes.toArray()))
            .select(CodeAncestors.CODE)
            .distinct();
    return concepts
        .where(CodeColumns.matches(under))
        .unionByName(concepts.join(below, new String[] {Codes.CODE}, "left_semi"))
        .select(explode(col(CONCEPTS)).as(CONCEPT))
        .where(col(CONCEPT).startsWith(Concepts.ingredient("")))
        .select(regexp_replace(col(CONCEPT), "^" + Concepts.ingredient(""), ""))
        .distinct();
  }
}
