package org.medley.jobs.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;

@SparkTest
class SafetyHitsTest {
  private static final String SUBJECTS =
      """
      | subject_id | birth_date | sex    |
      | 1          | 1950-01-01 | male   |
      | 2          | 1950-01-01 | female |
      | 3          | 1990-01-01 | female |
      | 4          | 1990-01-01 | female |
      | 5          | 1990-01-01 |        |
      | 6          |            | female |
      | 7          | 2010-01-01 | male   |
      | 8          | 1974-01-01 | male   |
      | 9          | 1974-01-01 | female |
      """;

  private static Map<String, String> ask(SparkSession spark, String rows, String... drugs) {
    String events =
        "subject_id | time | end_time | available_time | superseded_time | code | domain |"
            + " numeric_value | unit | text_value | description | source_type\n"
            + rows.strip();
    return Judged.options(new Judged(spark, Shipped.knowledge()).hits(events, SUBJECTS), drugs);
  }

  @Test
  void anotherCurrentDrugCountsAsLongAsItIsCurrent(SparkSession spark) {
    Map<String, String> said =
        ask(
            spark,
            """
            1 | 2024-05-01 00:00:00 |                     |                     | | RXNORM//1 | drug | | | | Phenelzine 15 MG Oral Tablet |
            2 | 2023-01-01 00:00:00 |                     |                     | | RXNORM//1 | drug | | | | Phenelzine 15 MG Oral Tablet |
            3 | 2023-01-01 00:00:00 | 2024-06-30 00:00:00 |                     | | RXNORM//1 | drug | | | | Phenelzine 15 MG Oral Tablet |
            4 | 2024-05-01 00:00:00 | 2024-05-20 00:00:00 |                     | | RXNORM//1 | drug | | | | Phenelzine 15 MG Oral Tablet |
            5 | 2024-05-01 00:00:00 |                     | 2024-06-02 00:00:00 | | RXNORM//1 | drug | | | | Phenelzine 15 MG Oral Tablet |
            6 | 2024-05-01 00:00:00 |                     | 2024-05-01 00:00:00 | 2024-05-02 00:00:00 | RXNORM//1 | drug | | | | Phenelzine 15 MG Oral Tablet |
            7 | 2024-05-01 00:00:00 |                     |                     | | RXNORM//2 | drug | | | | sertraline 50 MG / phenelzine 15 MG Oral Tablet |
            8 | 2024-05-25 00:00:00 |                     |                     | | RXNORM//3 | drug | | | | phenelzine 1 MG/ML Topical Cream |
            """,
            "sertraline",
            "warfarin");

    assertThat(said)
        .containsEntry(
            "1 sertraline onc-ssri-maoi", "fired: Phenelzine 15 MG Oral Tablet of 2024-05-01")
        .containsEntry("2 sertraline onc-ssri-maoi", "clear")
        .containsEntry(
            "3 sertraline onc-ssri-maoi",
            "fired: Phenelzine 15 MG Oral Tablet of 2023-01-01 to 2024-06-30")
        .containsEntry("4 sertraline onc-ssri-maoi", "clear")
        .containsEntry("5 sertraline onc-ssri-maoi", "not_assessable: no drug is recorded")
        .containsEntry("6 sertraline onc-ssri-maoi", "not_assessable: no drug is recorded")
        .containsEntry("7 sertraline onc-ssri-maoi", "clear")
        .containsEntry("8 sertraline onc-ssri-maoi", "clear")
        .containsEntry("1 warfarin warfarin-nsaid", "clear")
        .doesNotContainKey("1 warfarin onc-ssri-maoi");
  }

  @Test
  void phenotypesAreAdjustedForInhibitors(SparkSession spark) {
    Map<String, String> said =
        ask(
            spark,
            """
            1 | 2024-01-02 00:00:00 | | | | PHARMACOGENE//CYP2C19 | genomic | | | Poor Metabolizer | CYP2C19 *2/*2 |
            2 | 2024-01-02 00:00:00 | | | | PHARMACOGENE//CYP2C19 | genomic | | | Normal Metabolizer | CYP2C19 *1/*1 |
            1 | | | 2024-01-02 00:00:00 | | PHARMACOGENE//CYP2D6 | genomic | | | Normal Metabolizer | CYP2D6 *1/*1 |
            1 | | | 2024-01-02 00:00:00 | | PHARMACOGENE//CYP2D6:activity-score | genomic | 2.0 | | | CYP2D6 activity score |
            1 | 2024-05-01 00:00:00 | | | | RXNORM//9 | drug | | | | paroxetine 20 MG Oral Tablet |
            2 | 2024-01-02 00:00:00 | | | | PHARMACOGENE//CYP2D6 | genomic | | | Intermediate Metabolizer | CYP2D6 *1/*4 |
            2 | 2024-05-01 00:00:00 | | | | RXNORM//8 | drug | | | | duloxetine 60 MG Capsule |
            3 | 2024-05-01 00:00:00 | | | | RXNORM//9 | drug | | | | paroxetine 20 MG Oral Tablet |
            4 | 2024-01-02 00:00:00 | | | | PHARMACOGENE//CYP2D6 | genomic | | | Ultrarapid Metabolizer | CYP2D6 *1/*2x2 |
            4 | 2024-01-02 00:00:00 | | | | PHARMACOGENE//CYP2D6:activity-score | genomic | 3.0 | | | CYP2D6 activity score |
            4 | 2024-05-01 00:00:00 | | | | RXNORM//8 | drug | | | | duloxetine 60 MG Capsule |
            5 | 2024-01-02 00:00:00 | | | | PHARMACOGENE//CYP2D6 | genomic | | | Normal Metabolizer or Poor Metabolizer | CYP2D6 *1/*1 or *4/*4 |
            6 | 2024-01-02 00:00:00 | | | | PHARMACOGENE//CYP2D6 | genomic | | | Indeterminate | CYP2D6 *1/*22 |
            8 | 2024-01-02 00:00:00 | | 2024-06-02 00:00:00 | | PHARMACOGENE//CYP2D6 | genomic | | | Poor Metabolizer | CYP2D6 *4/*4 |
            9 | 2024-01-02 00:00:00 | | | | PHARMACOGENE//CYP2C9 | genomic | | | Intermediate Metabolizer | CYP2C9 *1/*3 |
            9 | 2024-01-02 00:00:00 | | | | PHARMACOGENE//CYP2C9:activity-score | genomic | 1.0 | | | CYP2C9 activity score |
            9 | 2024-05-25 00:00:00 | | | | RXNORM//7 | drug | | | | fluconazole 100 MG Oral Tablet |
            """,
            "clopidogrel",
            "codeine",
            "celecoxib");

    String poor = " codeine codeine-tramadol-cyp2d6-poor";
    assertThat(said)
        .containsEntry(
            "1 clopidogrel clopidogrel-cyp2c19-poor",
            "fired: CYP2C19 *2/*2: Poor Metabolizer of 2024-01-02")
        .containsEntry("2 clopidogrel clopidogrel-cyp2c19-poor", "clear")
        .containsEntry(
            "3 clopidogrel clopidogrel-cyp2c19-poor",
            "not_assessable: CYP2C19 was not called or tested")
        .containsEntry(
            "1" + poor,
            "fired: CYP2D6 *1/*1: Normal Metabolizer, activity score 2.0 of 2024-01-02; strong"
                + " inhibitor paroxetine 20 MG Oral Tablet of 2024-05-01; counts as poor"
                + " metabolizer")
        .containsEntry(
            "2" + poor,
            "fired: CYP2D6 *1/*4: Intermediate Metabolizer of 2024-01-02; moderate inhibitor"
                + " duloxetine 60 MG Capsule of 2024-05-01; counts as poor metabolizer")
        .hasEntrySatisfying(
            "3" + poor, text -> assertThat(text).startsWith("fired: CYP2D6 was not called"))
        .containsEntry("4" + poor, "clear")
        .containsEntry("4 codeine codeine-tramadol-cyp2d6-ultrarapid", "clear")
        .hasEntrySatisfying("5" + poor, text -> assertThat(text).startsWith("fired"))
        .containsEntry("6" + poor, "not_assessable: CYP2D6 has no known phenotype")
        .containsEntry("8" + poor, "not_assessable: CYP2D6 was not called or tested")
        .hasEntrySatisfying(
            "9 celecoxib nsaids-cyp2c9-poor",
            text -> assertThat(text).startsWith("fired").endsWith("counts as poor metabolizer"));
  }

  @Test
  void anEmptyListOfAllergiesIsNotNone(SparkSession spark) {
    Map<String, String> said =
        ask(
            spark,
            """
            1 | 2020-01-01 00:00:00 | | | | RXNORM//7984 | allergy | | | | Penicillin V |
            2 | 2020-01-01 00:00:00 | | | | SNOMED//716186003 | allergy | | | | No known allergy (situation) |
            3 | 2020-01-01 00:00:00 | | | | SNOMED//762952008 | allergy | | | | Peanut (substance) |
            5 |                     | | | | LOCAL//x | allergy | | | | Allergy to sulfa drugs |
            6 | 2020-01-01 00:00:00 | 2021-01-01 00:00:00 | | | RXNORM//7984 | allergy | | | | Penicillin V |
            7 | 2020-01-01 00:00:00 | | | | LOCAL//y | allergy | | | | Naproxen |
            """,
            "amoxicillin",
            "penicillin v",
            "cephalexin",
            "sulfamethoxazole",
            "ibuprofen");

    assertThat(said)
        .containsEntry("1 amoxicillin allergy-penicillins", "fired: Penicillin V of 2020-01-01")
        .containsEntry("1 amoxicillin allergy-same-ingredient", "clear")
        .containsEntry(
            "1 penicillin v allergy-same-ingredient", "fired: Penicillin V of 2020-01-01")
        .containsEntry(
            "1 cephalexin allergy-cephalosporin-after-penicillin",
            "fired: Penicillin V of 2020-01-01")
        .containsEntry("2 amoxicillin allergy-penicillins", "clear")
        .containsEntry("3 amoxicillin allergy-penicillins", "clear")
        .containsEntry(
            "4 amoxicillin allergy-penicillins",
            "not_assessable: no allergy is recorded, and not that there is none")
        .containsEntry(
            "5 sulfamethoxazole allergy-sulfonamide-antibiotics",
            "fired: Allergy to sulfa drugs of an unknown date")
        .containsEntry("6 amoxicillin allergy-penicillins", "clear")
        .containsEntry("7 ibuprofen allergy-nsaids", "fired: Naproxen of 2020-01-01");
  }

  @Test
  void conditionsCountWithinTheirWindowAndUntilTheyEnd(SparkSession spark) {
    Map<String, String> said =
        ask(
            spark,
            """
            1 | 2010-01-01 00:00:00 | | | | ICD10CM//J45.909 | condition | | | | Asthma |
            2 | 2010-01-01 00:00:00 | 2012-01-01 00:00:00 | | | SNOMED//195967001 | condition | | | | Asthma |
            3 | 2010-01-01 00:00:00 | | | | SNOMED//73595000 | condition | | | | Stress |
            1 | 2022-01-01 00:00:00 | 2022-02-01 00:00:00 | | | ICD10CM//K25.4 | condition | | | | Gastric ulcer with bleeding |
            2 | 2015-01-01 00:00:00 | 2015-02-01 00:00:00 | | | ICD10CM//K25.4 | condition | | | | Gastric ulcer with bleeding |
            """,
            "propranolol",
            "naproxen");

    assertThat(said)
        .containsEntry("1 propranolol beta-blocker-asthma", "fired: Asthma of 2010-01-01")
        .containsEntry("2 propranolol beta-blocker-asthma", "clear")
        .containsEntry("3 propranolol beta-blocker-asthma", "clear")
        .containsEntry(
            "4 propranolol beta-blocker-asthma", "not_assessable: no diagnosis is recorded")
        .containsEntry(
            "1 naproxen nsaid-peptic-ulcer",
            "fired: Gastric ulcer with bleeding of 2022-01-01 to 2022-02-01")
        .containsEntry("2 naproxen nsaid-peptic-ulcer", "clear");
  }

  @Test
  void kidneyFunctionIsOfTheLatestCreatinineInAnyUnit(SparkSession spark) {
    Map<String, String> said =
        ask(
            spark,
            """
            1 | 2024-01-05 00:00:00 | | | | LOINC//2160-0 | measurement | 3.0 | mg/dL | | Creatinine |
            1 | 2023-01-05 00:00:00 | | | | LOINC//2160-0 | measurement | 0.8 | mg/dL | | Creatinine |
            1 | 2024-01-05 00:00:00 | | | | LOINC//29463-7 | measurement | 72 | kg | | Body weight |
            2 | 2024-01-05 00:00:00 | | | | LOINC//14682-9 | measurement | 115 | umol/L | | Creatinine |
            3 | 2020-01-05 00:00:00 | | | | LOINC//2160-0 | measurement | 0.8 | mg/dL | | Creatinine |
            4 | 2024-01-05 00:00:00 | | | | LOINC//2160-0 | measurement | 0.8 | furlong | | Creatinine |
            5 | 2024-01-05 00:00:00 | | | | LOINC//2160-0 | measurement | 0.8 | mg/dL | | Creatinine |
            7 | 2024-01-05 00:00:00 | | | | LOINC//2160-0 | measurement | 0.8 | mg/dL | | Creatinine |
            8 | 2024-01-05 00:00:00 | | | | LOINC//2160-0 | measurement | 1.0 | mg/dL | | Creatinine |
            9 | 2024-01-05 00:00:00 | | | | LOINC//33914-3 | measurement | 28 | mL/min/{1.73_m2} | | eGFR by MDRD |
            """,
            "metformin",
            "gabapentin");

    assertThat(said)
        .hasEntrySatisfying(
            "1 metformin metformin-egfr-30",
            text ->
                assertThat(text)
                    .startsWith("fired: eGFR 21.")
                    .endsWith("by CKD-EPI 2021 from creatinine 3.00 mg/dL of 2024-01-05"))
        .containsEntry("1 metformin metformin-egfr-45", "clear")
        .containsEntry(
            "1 gabapentin gabapentinoid-clearance-60",
            "fired: creatinine clearance 22.0 mL/min by Cockcroft-Gault from creatinine 3.00 mg/dL"
                + " of 2024-01-05 and weight 72.0 kg of 2024-01-05")
        .hasEntrySatisfying(
            "2 metformin metformin-egfr-45",
            text -> assertThat(text).startsWith("fired: eGFR 43.").contains("1.30 mg/dL"))
        .containsEntry(
            "3 metformin metformin-egfr-30",
            "not_assessable: the last creatinine is of 2020-01-05 and too old")
        .containsEntry(
            "4 metformin metformin-egfr-30",
            "not_assessable: no creatinine with a date, a positive number and a known unit is"
                + " recorded")
        .hasEntrySatisfying(
            "5 metformin metformin-egfr-30", text -> assertThat(text).contains("age and sex"))
        .hasEntrySatisfying(
            "7 metformin metformin-egfr-30", text -> assertThat(text).contains("adult"))
        .containsEntry("8 metformin metformin-egfr-30", "clear")
        .containsEntry(
            "8 gabapentin gabapentinoid-clearance-60",
            "not_assessable: no recent weight with a known unit is recorded")
        .containsEntry(
            "9 metformin metformin-egfr-30",
            "fired: reported eGFR 28.0 mL/min/1.73 m2 (eGFR by MDRD) of 2024-01-05");
  }

  @Test
  void liverTestsMustAllBeKnownToBeClear(SparkSession spark) {
    Map<String, String> said =
        ask(
            spark,
            """
            1 | 2024-01-05 00:00:00 | | | | LOINC//1742-6 | measurement | 180 | U/L | | ALT |
            2 | 2024-01-05 00:00:00 | | | | LOINC//1742-6 | measurement | 20 | U/L | | ALT |
            2 | 2024-01-05 00:00:00 | | | | LOINC//1920-8 | measurement | 30 | U/L | | AST |
            3 | 2024-01-05 00:00:00 | | | | LOINC//1742-6 | measurement | 20 | U/L | | ALT |
            3 | 2020-01-05 00:00:00 | | | | LOINC//1920-8 | measurement | 900 | U/L | | AST |
            """,
            "atorvastatin");

    String rule = " atorvastatin statin-transaminases";
    assertThat(said)
        .containsEntry("1" + rule, "fired: ALT 180.0 U/L of 2024-01-05 (limit 105.0)")
        .containsEntry("2" + rule, "clear")
        .containsEntry("3" + rule, "not_assessable: AST is of 2020-01-05 and too old")
        .containsEntry("4" + rule, "not_assessable: ALT is not known, AST is not known");
  }

  @Test
  void duplicatesAreOtherDrugsOfTheClass(SparkSession spark) {
    Map<String, String> said =
        ask(
            spark,
            """
            1 | 2024-05-01 00:00:00 | | | | RXNORM//1 | drug | | | | Simvastatin 10 MG Oral Tablet |
            2 | 2024-05-01 00:00:00 | | | | RXNORM//2 | drug | | | | atorvastatin 10 MG Oral Tablet |
            """,
            "atorvastatin");

    assertThat(said)
        .containsEntry(
            "1 atorvastatin duplicate-statin", "fired: Simvastatin 10 MG Oral Tablet of 2024-05-01")
        .containsEntry("2 atorvastatin duplicate-statin", "clear")
        .containsEntry("3 atorvastatin duplicate-statin", "not_assessable: no drug is recorded");
  }

  @Test
  void aPregnancyCountsUntilItEnds(SparkSession spark) {
    Map<String, String> said =
        ask(
            spark,
            """
            3 | 2024-02-01 00:00:00 | | | | SNOMED//72892002 | condition | | | | Normal pregnancy |
            4 | 2023-10-01 00:00:00 | | | | SNOMED//72892002 | condition | | | | Normal pregnancy |
            4 | 2024-05-01 00:00:00 | | | | SNOMED//66348005 | procedure | | | | Childbirth |
            9 | 2022-02-01 00:00:00 | | | | SNOMED//72892002 | condition | | | | Normal pregnancy |
            """,
            "lisinopril");

    String rule = " lisinopril pregnancy-ace-inhibitor-arb";
    assertThat(said)
        .containsEntry("3" + rule, "fired: Normal pregnancy of 2024-02-01")
        .containsEntry("4" + rule, "clear")
        .containsEntry("9" + rule, "not_assessable: nothing says whether there is a pregnancy")
        .containsEntry("1" + rule, "clear")
        .containsEntry("2" + rule, "clear")
        .hasEntrySatisfying("5" + rule, text -> assertThat(text).contains("the sex is not known"))
        .hasEntrySatisfying("6" + rule, text -> assertThat(text).startsWith("not_assessable"));
  }

  @Test
  void ageIsInCompletedYears(SparkSession spark) {
    Map<String, String> said =
        ask(
            spark,
            "1 | 2024-02-01 00:00:00 | | | | SNOMED//1 | condition | | | | x |",
            "aspirin",
            "diazepam");

    assertThat(said)
        .containsEntry("7 aspirin age-aspirin-children", "fired: age 14 on 2024-05-31")
        .containsEntry("1 aspirin age-aspirin-children", "clear")
        .containsEntry("1 diazepam age-benzodiazepine", "fired: age 74 on 2024-05-31")
        .containsEntry("8 diazepam age-benzodiazepine", "clear")
        .containsEntry(
            "6 diazepam age-benzodiazepine", "not_assessable: the date of birth is not known");
  }

  @Test
  void adherenceNeedsDispensings(SparkSession spark) {
    Map<String, String> said =
        ask(
            spark,
            """
            1 | 2024-03-03 00:00:00 | 2024-04-01 00:00:00 | | | RXNORM//1 | drug | | | | Simvastatin 10 MG Oral Tablet | MedicationDispense
            1 | 2024-03-18 00:00:00 | 2024-04-01 00:00:00 | | | RXNORM//1 | drug | | | | Simvastatin 10 MG Oral Tablet | MedicationDispense
            2 | 2024-03-03 00:00:00 | 2024-06-30 00:00:00 | | | RXNORM//1 | drug | | | | Simvastatin 10 MG Oral Tablet | MedicationDispense
            3 | 2024-03-03 00:00:00 | 2024-04-01 00:00:00 | | | RXNORM//1 | drug | | | | Simvastatin 10 MG Oral Tablet | MedicationRequest
            """,
            "atorvastatin");

    String rule = " atorvastatin adherence-statin";
    assertThat(said)
        .as("30 days, then 15 shifted to begin on 2 April: 45 of the 90 days to 31 May")
        .containsEntry(
            "1" + rule, "fired: proportion of days covered 0.50, last dispensing of 2024-03-18")
        .containsEntry("2" + rule, "clear")
        .hasEntrySatisfying(
            "3" + rule,
            text -> assertThat(text).startsWith("not_assessable: ordered for 30 of the last 365"))
        .containsEntry("4" + rule, "clear");
  }
}
