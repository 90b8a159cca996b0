package org.medley.jobs.card;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medley.jobs.report.content.Model;
import org.medley.jobs.text.Numbers;
import org.medley.models.train.Search;
import org.medley.models.train.TrainSettings;

/** What the model is, how it came about and how it predicts. */
final class ModelFacts {
  private ModelFacts() {}

  static Map<String, Fact> all() {
    return Map.ofEntries(
        Map.entry("output", ModelFacts::output),
        Map.entry("output-kind", data -> Optional.of("Prediction.")),
        Map.entry("thresholds", ModelFacts::thresholds),
        Map.entry("development", ModelFacts::development),
        Map.entry("clusters", ModelFacts::clusters),
        Map.entry("updating", ModelFacts::updating),
        Map.entry("calculation", ModelFacts::calculation),
        Map.entry("imbalance", ModelFacts::imbalance),
        Map.entry("code", ModelFacts::code),
        Map.entry("full-model", ModelFacts::fullModel),
        Map.entry("history", ModelFacts::history));
  }

  private static Optional<String> output(CardData data) {
    int days = data.report().task().horizonDays();
    return Optional.of(
        "The probability%s of: %s, from 0 to 1; the person's percentile in the cohort; and the"
                .formatted(
                    days > 0 ? " within " + Numbers.count(days, "day", "days") : "",
                    data.task().description())
            + " covariates that moved it most, in words.");
  }

  private static Optional<String> thresholds(CardData data) {
    return Optional.of(
        "No threshold is chosen: the output is a probability. The report shows the net benefit over"
            + " a range of thresholds.");
  }

  private static Optional<String> development(CardData data) {
    TrainSettings settings = data.task().training();
    return data.report()
        .model()
        .map(
            model ->
                ("Families %s were tried with several settings each, in %d folds of people; the"
                        + " smallest log loss out of fold won: %s. It was fitted again on all"
                        + " training members. Seed %d.")
                    .formatted(
                        String.join(", ", settings.families()),
                        settings.folds(),
                        model.family(),
                        settings.seed()));
  }

  private static Optional<String> clusters(CardData data) {
    return Optional.of(
        "A person may be a member several times. Folds and splits keep people whole, and intervals"
            + " are over people. Differences between sites are not modelled.");
  }

  private static Optional<String> updating(CardData data) {
    return Optional.of(
        "Every night the data and the scores are checked by the gates of the release. The model is"
            + " trained anew, and evaluated again, when its training is "
            + Numbers.count(data.retrainDays(), "day", "days")
            + " old or its definition has changed."
            + ExternalFacts.updates(data).map(text -> " On external data: " + text).orElse(""));
  }

  private static Optional<String> calculation(CardData data) {
    return data.report()
        .model()
        .map(
            model ->
                "medley applies the model (family %s) to a person's covariates, which gives log odds,"
                        .formatted(model.family())
                    + " and then its calibration. The reasons of a person add up to the log odds.");
  }

  private static Optional<String> imbalance(CardData data) {
    TrainSettings settings = data.task().training();
    return Optional.of(
        "No resampling and %s weights for class balance. Calibration '%s' is fitted on predictions"
                .formatted(
                    settings.search().balance() == Search.Balance.BALANCED ? "fitting with" : "no",
                    settings.calibrate())
            + " out of fold, without such weights.");
  }

  private static Optional<String> code(CardData data) {
    return data.report()
        .model()
        .map(
            model ->
                Stream.concat(
                        Stream.of("Medley, Apache-2.0"),
                        model.provenance().stream()
                            .filter(
                                entry ->
                                    entry.name().equals("code")
                                        || entry.name().equals("environment"))
                            .map(entry -> entry.name() + " " + entry.value()))
                    .collect(Collectors.joining("; ")));
  }

  private static Optional<String> fullModel(CardData data) {
    return data.report()
        .model()
        .map(
            model ->
                "Version %s lies in the lake, in the folder that model.models names, with every"
                        .formatted(model.version())
                    + " coefficient or tree, the means for imputation, the calibration and a"
                    + " manifest of digests. Settings: "
                    + model.settings().stream().map(ModelFacts::entry).collect(joining())
                    + ".");
  }

  private static String entry(Model.Entry entry) {
    return entry.name() + " " + entry.value();
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joining() {
    return Collectors.joining(", ");
  }

  private static Optional<String> history(CardData data) {
    Optional<String> update =
        data.report().model().stream()
            .flatMap(model -> model.provenance().stream())
            .filter(entry -> entry.name().equals(Model.UPDATE))
            .map(Model.Entry::value)
            .findFirst();
    String versions = Numbers.count(data.versions(), "model", "models");
    String asked = ExternalFacts.updates(data).map(text -> " On external data: " + text).orElse("");
    if (update.isPresent()) {
      return Optional.of(
          "%s of the task are registered; this one is an update of %s.%s"
              .formatted(versions, update.get(), asked));
    }
    return Optional.of(
        (data.versions() <= 1
                ? "This is the first model of the task; it has not been updated."
                : "%s of the task are registered; this one was trained anew, not recalibrated."
                    .formatted(versions))
            + asked);
  }
}
