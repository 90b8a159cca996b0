package org.medley.jobs.external;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.control.Json;
import org.medley.jobs.evaluate.MetricJson;
import org.medley.jobs.report.content.SmallCells;
import org.medley.models.evaluate.Metric;
import org.medley.models.external.CaseMix;
import org.medley.models.external.ClosedTest;
import org.medley.models.external.ExternalValidation;
import org.medley.models.external.Shift;
import org.medley.models.external.UpdateKind;
import org.medley.models.external.Validation;
import org.medley.models.external.Variant;
import org.medley.models.family.PenalisedLogistic;
import org.medley.models.fitted.FittedModel;
import org.medley.models.statistics.Estimate;

/**
 * A finding as one JSON document, fit to be shown: counts of people under the minimum are null, and
 * so is what would tell them.
 */
public final class ExternalJson {
  private final SmallCells cells;

  /** Documents that show no count that {@code cells} hides. */
  public ExternalJson(SmallCells cells) {
    this.cells = cells;
  }

  /** The document. */
  public String of(Finding finding) {
    Validation found = finding.validation();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("task", finding.task());
    document.put("model_version", finding.model());
    document.put("lake", finding.lake());
    document.put("data", data(finding.data()));
    document.put("by", finding.by());
    document.put("why", finding.why());
    document.put("time", finding.time().toString());
    document.put("flow", flow(finding));
    document.put("exploratory", found.flow().events() < ExternalValidation.LEAST_EVENTS);
    document.put("notes", found.notes());
    document.put("covariates", covariates(found));
    document.put("case_mix", caseMix(found.caseMix()));
    document.put("shifts", found.shifts().stream().map(this::shift).toList());
    document.put("models", found.variants().stream().map(this::variant).toList());
    document.put("closed_testing", closed(found.closed()));
    document.put("refit", refit(found));
    document.put("chosen", finding.chosen().map(UpdateKind::text).orElse(null));
    return Json.write(document);
  }

  private static Map<String, Object> data(Finding.Data data) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", data.name());
    entry.put("lake", data.lake());
    entry.put("release", data.release());
    entry.put("as_of", data.asOf().toString());
    entry.put("since", data.since().map(Object::toString).orElse(null));
    entry.put("first_index", data.first().toString());
    entry.put("last_index", data.last().toString());
    return entry;
  }

  private Map<String, Object> flow(Finding finding) {
    Finding.Counts counts = finding.data().counts();
    Validation.Flow flow = finding.validation().flow();
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("members", count(counts.all()));
    entry.put("window_not_closed", count(counts.open()));
    entry.put("before_since", count(counts.before()));
    entry.put("people_of_training", count(counts.trained()));
    entry.put("unknown_outcome", count(flow.unknown()));
    entry.put("subjects", count(flow.subjects()));
    entry.put("samples", count(flow.samples()));
    entry.put("events", few(flow.samples(), flow.events()) ? null : flow.events());
    return entry;
  }

  private static Map<String, Object> covariates(Validation found) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("model", found.model().design().size());
    entry.put("absent", found.absent().size());
    entry.put("absent_share", found.absent().size() / (double) found.model().design().size());
    entry.put("absent_weight_share", found.absentShare());
    entry.put("absent_names", found.absent().stream().map(each -> each.name()).toList());
    entry.put("other_unit_names", found.otherUnit().stream().map(each -> each.name()).toList());
    return entry;
  }

  private static Map<String, Object> caseMix(CaseMix mix) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("development", side(mix.development()));
    entry.put("external", side(mix.external()));
    entry.put("membership_c", estimate(mix.membership()));
    return entry;
  }

  private static Map<String, Object> side(CaseMix.Side side) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("linear_predictor_mean", MetricJson.number(side.mean()));
    entry.put("linear_predictor_sd", MetricJson.number(side.sd()));
    entry.put("prevalence", MetricJson.number(side.prevalence()));
    return entry;
  }

  private Map<String, Object> shift(Shift shift) {
    boolean shown = shown(shift);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("covariate", shift.covariate().name());
    entry.put("description", shift.covariate().description());
    entry.put("unit", shift.covariate().unit());
    entry.put("absent_there", shift.absentThere());
    entry.put("weight_share", MetricJson.number(shift.share()));
    entry.put("development", shown ? side(shift.development()) : null);
    entry.put("external", shown ? side(shift.external()) : null);
    entry.put("standardised_difference", shown ? MetricJson.number(shift.difference()) : null);
    return entry;
  }

  /** Whether no number of {@code shift} tells of a few people. */
  boolean shown(Shift shift) {
    return !few(shift.development().members(), shift.development().known())
        && !few(shift.external().members(), shift.external().known());
  }

  private static Map<String, Object> side(Shift.Side side) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("mean", MetricJson.number(side.mean()));
    entry.put("sd", MetricJson.number(side.sd()));
    entry.put("missing", MetricJson.number(side.missing()));
    return entry;
  }

  private Map<String, Object> variant(Variant variant) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("update", variant.kind().text());
    entry.put("reason", variant.exists() ? null : variant.reason());
    entry.put("intercept", variant.fitted().map(fit -> estimate(fit.intercept())).orElse(null));
    entry.put("slope", variant.fitted().map(fit -> estimate(fit.slope())).orElse(null));
    entry.put("metrics", variant.metrics().stream().map(this::metric).toList());
    Map<String, Object> curves = new LinkedHashMap<>();
    variant.curves().forEach(curve -> curves.put(curve.name(), MetricJson.curve(curve)));
    entry.put("curves", curves);
    return entry;
  }

  private Map<String, Object> metric(Metric metric) {
    Map<String, Object> entry = MetricJson.metric(metric);
    if (few(metric.n(), metric.events())) {
      entry.put("n", null);
      entry.put("events", null);
    }
    return entry;
  }

  private static Map<String, Object> closed(ClosedTest closed) {
    List<Map<String, Object>> tests = new ArrayList<>();
    for (ClosedTest.Test test : closed.tests()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("smaller", test.smaller().text());
      entry.put("larger", test.larger().text());
      entry.put("chi_squared", MetricJson.number(test.statistic()));
      entry.put("df", test.df());
      entry.put("p", MetricJson.number(test.p()));
      entry.put("method", test.method());
      tests.add(entry);
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("recommended", closed.recommended().text());
    entry.put("level", ClosedTest.ALPHA);
    entry.put("tests", tests);
    entry.put("note", closed.note());
    return entry;
  }

  /** What a refit means for the family; of linear log odds every coefficient before and after. */
  private static Map<String, Object> refit(Validation found) {
    Map<String, Object> entry = new LinkedHashMap<>();
    boolean linear = found.model().family().equals(new PenalisedLogistic().name());
    entry.put("family", found.model().family());
    entry.put("settings", found.model().candidate());
    entry.put(
        "means",
        linear
            ? "coefficients, imputation and calibration are fitted to the other data"
            : "all trees or hazards, imputation and calibration are fitted to the other data; there"
                + " are no coefficients to compare one by one");
    Optional<FittedModel> after = found.refit().map(training -> training.model());
    entry.put(
        "coefficients",
        linear && after.isPresent() ? coefficients(found.model(), after.get()) : List.of());
    return entry;
  }

  private static List<Map<String, Object>> coefficients(FittedModel before, FittedModel after) {
    double[] old = before.linearCoefficients();
    double[] now = after.linearCoefficients();
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int j = 0; j < old.length; j++) {
      if (old[j] != 0 || now[j] != 0) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("covariate", before.design().covariates().get(j).name());
        entry.put("before", old[j]);
        entry.put("after", now[j]);
        entries.add(entry);
      }
    }
    return entries;
  }

  private static Map<String, Object> estimate(Estimate estimate) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("value", MetricJson.number(estimate.value()));
    entry.put("low", MetricJson.number(estimate.low()));
    entry.put("high", MetricJson.number(estimate.high()));
    entry.put("method", estimate.method());
    return entry;
  }

  private Long count(long people) {
    return cells.hides(people) ? null : people;
  }

  private boolean few(long of, long with) {
    return cells.hides(of) || cells.hides(with) || cells.hides(of - with);
  }
}
