package org.medley.jobs.card;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medley.jobs.control.Json;
import org.medley.jobs.report.content.Metrics;
import org.medley.jobs.report.content.Model;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.Performance.Evaluation;

/**
 * The card in the form of the Coalition for Health AI, Applied Model Card version 0.2 (schema at
 * https://mc.chai.org/v0.2/schema.xsd): elements by name, in the order of the schema. Texts that
 * nobody gave read "Not stated".
 */
final class ChaiCard {
  private static final String NOT_STATED = "Not stated";
  private static final List<String> RANKING = List.of("auroc", "auprc", "prevalence");

  private final Card card;

  ChaiCard(Card card) {
    this.card = card;
  }

  /** The elements below the root; a value is a text, a map of elements or a list of maps. */
  Map<String, Object> elements() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("BasicInfo", basics());
    all.put("ReleaseInfo", release());
    all.put("ModelSummary", summary());
    all.put("UsesAndDirections", uses());
    all.put(
        "Warnings",
        texts(
            "KnownRisksAndLimitations", both("cautions", "limitations"),
            "KnownBiasesOrEthicalConsiderations", words("bias-management"),
            "ClinicalRiskLevel", words("risk-level")));
    all.put("TrustIngredients", trust());
    all.put("KeyMetrics", metrics());
    all.put(
        "Resources",
        texts(
            "EvaluationReferences", words("outcome-references"),
            "PeerReviewedPublications", words("publications"),
            "PatientConsentOrDisclosure", words("consent")));
    all.put("Bibliography", "");
    return all;
  }

  private Map<String, Object> basics() {
    return texts(
        "ModelName", card.data().task().description(),
        "ModelDeveloper", words("developer"),
        "DeveloperContact", words("contact"));
  }

  private Map<String, Object> release() {
    boolean exploratory = card.data().report().task().exploratory().isPresent();
    return texts(
        "ReleaseStage", exploratory ? "Exploratory, not for use in care" : "Released at the site",
        "ReleaseDate", card.data().report().release().asOf().toString(),
        "ReleaseVersion", card.data().report().model().map(Model::version).orElse(NOT_STATED),
        "GlobalAvailability", words("availability"),
        "RegulatoryApproval", words("regulatory-approval"));
  }

  private Map<String, Object> summary() {
    Map<String, Object> summary =
        texts("Summary", facts("output", "development").orElse(NOT_STATED));
    summary.put("Keywords", texts("Keyword", card.data().task().name()));
    return summary;
  }

  private Map<String, Object> uses() {
    return texts(
        "IntendedUseAndWorkflow", words("intended-use"),
        "PrimaryIntendedUsers", words("intended-users"),
        "HowToUse", words("how-to-use"),
        "TargetedPatientPopulation", both("eligibility", "intended-population"),
        "CautionedOutOfScopeSettings", words("out-of-scope"));
  }

  private Map<String, Object> trust() {
    Map<String, Object> trust = new LinkedHashMap<>();
    trust.put(
        "AISystemFacts",
        texts(
            "OutcomesAndOutputs", facts("outcome", "output").orElse(NOT_STATED),
            "ModelType", facts("calculation").orElse(NOT_STATED),
            "InputDataSource", facts("sources").orElse(NOT_STATED),
            "OutputAndInputDataTypes", facts("predictors").orElse(NOT_STATED),
            "DevelopmentDataCharacterization", facts("splits", "people").orElse(NOT_STATED),
            "BiasMitigationApproaches", both("fairness-plan", "fairness-approach"),
            "OngoingMaintenance", both("updating", "validity-monitoring"),
            "Security", words("security"),
            "Transparency", facts("code").orElse(NOT_STATED)));
    trust.put(
        "TransparencyInformation",
        texts(
            "FundingSource", words("funding"),
            "ThirdPartyInformation", words("third-party"),
            "StakeholdersConsulted", words("stakeholders")));
    return trust;
  }

  private Map<String, Object> metrics() {
    Performance performance = card.data().report().performance();
    List<Evaluation> test = performance.overall(Performance.TEST);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(
        "UsefulnessUsabilityEfficacy",
        metric("Rank people by risk", test.stream().filter(ChaiCard::ranks).toList()));
    all.put(
        "FairnessEquity",
        metric("Rank people of every group as well", performance.subgroups(Performance.AUROC)));
    all.put(
        "SafetyReliability",
        metric("Foretell risks that come true", test.stream().filter(r -> !ranks(r)).toList()));
    return all;
  }

  private static boolean ranks(Evaluation row) {
    return RANKING.contains(row.metric());
  }

  private Map<String, Object> metric(String goal, List<Evaluation> rows) {
    List<Map<String, Object>> results = new ArrayList<>();
    rows.stream().filter(row -> row.value().isPresent()).forEach(row -> results.add(result(row)));
    if (results.isEmpty()) {
      results.add(texts("Label", "Not assessable", "ValueJson", "{}"));
    }
    Map<String, Object> metric = texts("MetricGoal", goal);
    metric.put("Results", Map.of("MetricResult", results));
    metric.putAll(
        texts(
            "Interpretation", words("interpretation"),
            "TestType", "Internal evaluation: later in time, on people kept apart",
            "TestingDataDescription", facts("splits", "periods").orElse(NOT_STATED),
            "ValidationProcessAndJustification", facts("partition").orElse(NOT_STATED)));
    return metric;
  }

  private static Map<String, Object> result(Evaluation row) {
    String group =
        row.subgroup().equals(Performance.ALL) ? "" : ", " + row.subgroup().replace("=", " ");
    String interval = row.interval() ? ", 95 % interval " + Metrics.interval(row) : "";
    Map<String, Object> value =
        Map.of("kind", "single", "value", row.value().getAsDouble(), "unit", "");
    return texts(
        "Label", Metrics.name(row.metric()) + group + interval, "ValueJson", Json.write(value));
  }

  private String words(String key) {
    return card.words(key).orElse(NOT_STATED);
  }

  private Optional<String> facts(String... names) {
    return Optional.of(
            Stream.of(names)
                .flatMap(name -> CardFacts.of(name, card.data()).stream())
                .collect(Collectors.joining(" ")))
        .filter(text -> !text.isEmpty());
  }

  /** What the run says, and then what people say. */
  private String both(String fact, String key) {
    return Stream.concat(facts(fact).stream(), card.words(key).stream())
        .reduce((first, second) -> first + " " + second)
        .orElse(NOT_STATED);
  }

  private static Map<String, Object> texts(String... pairs) {
    Map<String, Object> texts = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      texts.put(pairs[i], pairs[i + 1]);
    }
    return texts;
  }
}
