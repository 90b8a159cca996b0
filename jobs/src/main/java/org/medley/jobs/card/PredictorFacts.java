package org.medley.jobs.card;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.covariate.FeatureOptions;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.covariate.LookbackWindow;
import org.medley.jobs.card.CardData.Family;
import org.medley.jobs.text.Numbers;

/** What the model is fed with. */
final class PredictorFacts {
  private static final List<String> NEVER =
      List.of(
          "race",
          "ethnicity",
          "language",
          "sexual orientation",
          "gender identity",
          "social determinants of health as such");

  private PredictorFacts() {}

  static Map<String, Fact> all() {
    return Map.of(
        "predictors", PredictorFacts::predictors,
        "sensitive-inputs", PredictorFacts::sensitive,
        "handling", PredictorFacts::handling,
        "missing", PredictorFacts::missing,
        "sample-size", PredictorFacts::sampleSize,
        "unavailable-input", PredictorFacts::unavailable);
  }

  private static Optional<String> predictors(CardData data) {
    FeatureSettings settings = data.task().features();
    return CohortFacts.joined(
            data.predictors(),
            ", ",
            family -> Numbers.count(family.covariates()) + " of " + family.name())
        .map(
            families ->
                ("%s covariates: %s. Each is a count, a time or a value of coded records in the"
                        + " windows %s before the index time (open at the beginning, closed at the"
                        + " index); a record counts if it was available at the index time."
                        + " feature.reference names them all.")
                    .formatted(
                        Numbers.count(covariates(data)),
                        families,
                        String.join(
                            ", ", settings.windows().stream().map(LookbackWindow::name).toList())));
  }

  private static Optional<String> sensitive(CardData data) {
    String used =
        data.demographics().isEmpty()
            ? "Neither sex nor age is a covariate"
            : "Covariates are: " + String.join(", ", data.demographics());
    boolean asked =
        data.predictors().stream().anyMatch(family -> family.name().equals("questionnaires"));
    return Optional.of(
        used
            + ". Not used: "
            + String.join(", ", NEVER)
            + "; they may be present in coded records. Health-status assessments "
            + (asked ? "are used, as answers to questionnaires." : "are not used as such."));
  }

  private static Optional<String> handling(CardData data) {
    return Optional.of(
        "Counts, presence and times stay as they are, without transformation; measurements are in"
            + " the unit that most training members have. Linear models standardise inside."
            + " Covariates that fewer than "
            + Numbers.percent(data.task().features().minPrevalence(), 1)
            + " of the training members have, or that are constant among them"
            + (dropsRedundant(data) ? ", or the same as another for all of them" : "")
            + ", are left out; feature.left_out names them.");
  }

  private static boolean dropsRedundant(CardData data) {
    return data.task().features().options().redundant() == FeatureOptions.Redundant.DROP;
  }

  private static Optional<String> missing(CardData data) {
    long values = data.predictors().stream().mapToLong(Family::values).sum();
    double known =
        data.predictors().stream().mapToDouble(each -> each.known() * each.values()).sum();
    String share =
        values == 0
            ? ""
            : " On average "
                + Numbers.percent(1 - known / values, 1)
                + " of the training members lack each of these.";
    return Optional.of(
        ("No record means zero for counts and presence. The other %s covariates are missing then,"
                + " and take the mean of the training members.%s Outcomes that are not known since"
                + " follow-up ended count through inverse probability of censoring weights.")
            .formatted(Numbers.count(values), share));
  }

  private static Optional<String> sampleSize(CardData data) {
    return data.report().cohort().splits().stream()
        .filter(split -> split.name().equals("train") && split.events().isPresent())
        .findFirst()
        .map(
            split -> {
              long events = split.events().getAsLong();
              long covariates = covariates(data);
              return "All eligible members were used; no size was planned. Training has %s for %s%s."
                  .formatted(
                      Numbers.count(events, "outcome", "outcomes"),
                      Numbers.count(covariates, "candidate covariate", "candidate covariates"),
                      covariates == 0
                          ? ""
                          : ", " + Numbers.decimal((double) events / covariates, 2) + " each");
            });
  }

  private static Optional<String> unavailable(CardData data) {
    return Optional.of(
        "Records that cannot be read stand in quarantine with their reason, and rules of data"
            + " quality judge every load. Whoever lacks a covariate is scored with the same zero or"
            + " mean as in training; there is no warning for a single person who lacks much.");
  }

  private static long covariates(CardData data) {
    return data.predictors().stream().mapToLong(Family::covariates).sum();
  }
}
