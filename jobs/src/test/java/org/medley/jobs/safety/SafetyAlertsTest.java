package org.medley.jobs.safety;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.DrugGuidelines;
import org.medley.features.contract.Events;
import org.medley.features.contract.PharmacogeneAdvice;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Subjects;
import org.medley.features.event.SeenCodes;
import org.medley.features.safety.KidneyFormula;
import org.medley.features.safety.OptionDrugs;
import org.medley.features.safety.SafetyHits;
import org.medley.features.safety.SafetyTables;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;

@SparkTest
class SafetyAlertsTest {
  private static final List<String> DRUGS =
      List.of("phenelzine", "sertraline", "tramadol", "amiodarone", "simvastatin", "haloperidol");

  /** A drug order; days are before the as-of instant. */
  private record Order(
      long subject, String drug, int began, Integer ended, int known, Integer replaced) {}

  @Test
  void currentDrugsAreComparedWithGenesKidneysAndEachOther(SparkSession spark) {
    String events =
        """
        subject_id | time | available_time | code | domain | numeric_value | unit | description
        1 | 2024-05-01 00:00:00 | | NDC//1 | drug | | | Clopidogrel 75 MG Oral Tablet
        1 | 2024-05-01 00:00:00 | | LOCAL//2 | drug | | | x
        1 | 2024-05-01 00:00:00 | | NDC//3 | drug | | | Warfarin Sodium 5 MG Oral Tablet
        2 | 2024-05-01 00:00:00 | | RXNORM//860975 | drug | | | 24 HR Metformin hydrochloride 500 MG
        3 | 2024-05-01 00:00:00 | | RXNORM//860975 | drug | | | 24 HR Metformin hydrochloride 500 MG
        3 | 2024-05-01 00:00:00 | | LOINC//2160-0 | measurement | 4 | mg/dL | Creatinine
        """;
    SafetyHits hits = new SafetyHits(Shipped.knowledge(), tables(spark, events), Judged.AS_OF);

    Map<String, String> said = Judged.alerts(hits);

    assertThat(said)
        .containsEntry(
            "1 clopidogrel guideline-avoid",
            "fired: CYP2C19 *2/*2, for CVI ACS PCI, CPIC says: Avoid clopidogrel if possible. of an"
                + " unknown date")
        .containsEntry(
            "1 ibuprofen warfarin-nsaid", "fired: Warfarin Sodium 5 MG Oral Tablet of 2024-05-01")
        .doesNotContainKey("1 warfarin warfarin-nsaid")
        .doesNotContainKey("1 clopidogrel clopidogrel-cyp2c19-poor")
        .hasEntrySatisfying(
            "2 metformin metformin-egfr-30", text -> assertThat(text).startsWith("not_assessable"))
        .hasEntrySatisfying(
            "3 metformin metformin-egfr-30", text -> assertThat(text).startsWith("fired: eGFR 1"))
        .doesNotContainKey("3 metformin metformin-egfr-45");
    assertThat(
            hits.ingredients(
                List.of(
                    new OptionDrugs("named", Set.of("metformin"), Set.of()),
                    new OptionDrugs("coded", Set.of(), Set.of("RXNORM//5640")),
                    new OptionDrugs("product", Set.of(), Set.of("NDC//3", "LOCAL//2")),
                    new OptionDrugs("odd", Set.of(), Set.of("NDC//99")))))
        .isEqualTo(
            Map.of(
                "named", Set.of("metformin"),
                "coded", Set.of("ibuprofen"),
                "product", Set.of("ibuprofen", "warfarin"),
                "odd", Set.of()));
  }

  private static SafetyTables tables(SparkSession spark, String events) {
    return new SafetyTables(
        TextTable.rows(spark, Events.TABLE, events),
        TextTable.rows(
            spark,
            Subjects.TABLE,
            """
            subject_id | birth_date | sex
            1 | 1960-01-01 | male
            2 | 1960-01-01 | male
            3 | 1960-01-01 | male
            """),
        SeenCodes.of(TextTable.rows(spark, Events.TABLE, events)),
        TextTable.rows(spark, CodeAncestors.TABLE, "code | ancestor\nLOCAL//2 | RXNORM//5640"),
        TextTable.rows(spark, Samples.TABLE, "source | sample_id\ndna | s1")
            .select(
                col(Samples.SOURCE),
                col(Samples.SAMPLE_ID),
                lit("clopidogrel").as(PharmacogeneAdvice.DRUG),
                lit("g").as(PharmacogeneAdvice.GUIDELINE_ID),
                lit("r").as(PharmacogeneAdvice.RECOMMENDATION_ID),
                array(lit("CYP2C19 *2/*2")).as(PharmacogeneAdvice.GENOTYPES)),
        spark
            .range(1)
            .select(
                lit("dna").as(DrugGuidelines.SOURCE),
                lit("g").as(DrugGuidelines.GUIDELINE_ID),
                lit("r").as(DrugGuidelines.RECOMMENDATION_ID),
                lit("CPIC").as(DrugGuidelines.BODY),
                lit("Strong").as(DrugGuidelines.STRENGTH),
                lit("CVI ACS PCI").as(DrugGuidelines.POPULATION),
                lit("<p>Avoid clopidogrel if possible.</p>").as(DrugGuidelines.RECOMMENDATION)),
        TextTable.rows(spark, Samples.TABLE, "source | sample_id | subject_id\ndna | s1 | 1"));
  }

  @Test
  void kidneyFunctionIsAsPublished(SparkSession spark) {
    // National Kidney Foundation's calculator: man of 55 years with 1.2 mg/dL, 71 (rounded).
    assertThat(estimate(spark, KidneyFormula.CKD_EPI_2021, 1.2, 55, false))
        .isCloseTo(71, within(0.5));
    // By hand from table S2 of Inker 2021: woman of 60 with 0.6: 142 (0.6/0.7)^-0.241 0.9938^60
    // 1.012.
    assertThat(estimate(spark, KidneyFormula.CKD_EPI_2021, 0.6, 60, true))
        .isCloseTo(102.7, within(0.1));
    // Cockcroft and Gault: (140 - 60) 72 / (72 x 1.0) = 80, and 85 percent of it for a woman.
    assertThat(estimate(spark, KidneyFormula.COCKCROFT_GAULT, 1.0, 60, false)).isEqualTo(80);
    assertThat(estimate(spark, KidneyFormula.COCKCROFT_GAULT, 1.0, 60, true)).isEqualTo(68);
  }

  private static double estimate(
      SparkSession spark, KidneyFormula formula, double creatinine, int years, boolean female) {
    return spark
        .range(1)
        .select(formula.of(lit(creatinine), lit(years), lit(female), lit(72.0)).cast("double"))
        .head()
        .getDouble(0);
  }

  @Test
  void interactionsEqualThoseOfALoop(SparkSession spark) {
    Random random = new Random(20240531);
    List<Order> orders = new ArrayList<>();
    StringBuilder rows =
        new StringBuilder(
            "subject_id | time | end_time | available_time | superseded_time | code | domain |"
                + " description\n");
    StringBuilder people = new StringBuilder("subject_id | birth_date | sex\n");
    for (long subject = 1; subject <= 60; subject++) {
      people.append(subject).append(" | 1960-01-01 | male\n");
      for (int i = random.nextInt(5); i >= 0; i--) {
        Order order =
            new Order(
                subject,
                DRUGS.get(random.nextInt(DRUGS.size())),
                random.nextInt(300) - 10,
                random.nextInt(3) == 0 ? random.nextInt(400) - 100 : null,
                random.nextInt(300) - 10,
                random.nextInt(4) == 0 ? random.nextInt(300) - 50 : null);
        orders.add(order);
        rows.append(
            "%d | %s | %s | %s | %s | LOCAL//%s | drug | %s 1 MG Oral Tablet%n"
                .formatted(
                    subject,
                    before(order.began()),
                    before(order.ended()),
                    before(order.known()),
                    before(order.replaced()),
                    order.drug(),
                    order.drug()));
      }
    }
    SafetyHits hits =
        new Judged(spark, Shipped.knowledge().only(Set.of("onc-ssri-maoi", "onc-qt-qt")))
            .hits(rows.toString(), people.toString());

    Set<String> found = new TreeSet<>();
    for (Row row : hits.ofCurrentDrugs().collectAsList()) {
      for (String other : row.<String>getAs(SafetyHits.OTHER_DRUGS).split(", ")) {
        found.add(
            "%s %s %s %s"
                .formatted(
                    row.<Long>getAs(SafetyHits.SUBJECT_ID),
                    row.getAs(SafetyHits.RULE_ID),
                    row.getAs(SafetyHits.DRUG),
                    other));
      }
    }
    assertThat(found).isEqualTo(naive(orders)).hasSizeGreaterThan(3);
  }

  private static Set<String> naive(List<Order> orders) {
    Map<String, List<Set<String>>> rules =
        Map.of(
            "onc-ssri-maoi", List.of(Set.of("sertraline"), Set.of("phenelzine")),
            "onc-qt-qt",
                List.of(Set.of("amiodarone", "haloperidol"), Set.of("amiodarone", "haloperidol")));
    Set<String> found = new TreeSet<>();
    for (Order one : orders) {
      for (Order two : orders) {
        if (one.subject() == two.subject()
            && one.drug().compareTo(two.drug()) < 0
            && isCurrent(one)
            && isCurrent(two)) {
          rules.forEach(
              (rule, sides) -> {
                boolean meets =
                    sides.get(0).contains(one.drug()) && sides.get(1).contains(two.drug())
                        || sides.get(1).contains(one.drug()) && sides.get(0).contains(two.drug());
                if (meets) {
                  found.add("%d %s %s %s".formatted(one.subject(), rule, one.drug(), two.drug()));
                }
              });
        }
      }
    }
    return found;
  }

  private static boolean isCurrent(Order order) {
    boolean known = order.known() >= 0 && (order.replaced() == null || order.replaced() < 0);
    boolean stated = order.ended() != null && order.ended() <= order.began();
    return known && order.began() >= 0 && (stated ? order.ended() <= 0 : order.began() <= 180);
  }

  private static String before(Integer days) {
    return days == null ? "" : Timestamp.from(Judged.AS_OF.minus(days, ChronoUnit.DAYS)).toString();
  }
}
