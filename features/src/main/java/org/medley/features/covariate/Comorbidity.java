package org.medley.features.covariate;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.comorbidity.ComorbidityCategory;
import org.medley.features.comorbidity.ComorbidityIndex;
import org.medley.features.comorbidity.ComorbidityIndices;

/**
 * Charlson's and Elixhauser's comorbidities of a member: each category, present or not, and the
 * scores by several sets of weights; {@link ComorbidityIndices} names the papers.
 *
 * <p>A category is present if the window has a condition whose ICD code begins with one of its
 * codes; dots, other punctuation and the case of letters do not matter. Codes of ICD-9-CM and
 * ICD-10 of one member count together. Beside the graver form of a disease the milder one is
 * absent, from the scores too, as with {@code assign0 = TRUE} in the R package comorbidity.
 *
 * <p>Only ICD codes are known: there is no published map from SNOMED CT, so a member whose
 * conditions are coded in SNOMED CT alone has no category and the scores 0.
 */
final class Comorbidity implements CovariateFamily {
  @Override
  public String name() {
    return "comorbidity";
  }

  @Override
  public List<String> domains() {
    return List.of("condition");
  }

  @Override
  public Dataset<Row> detailed(Dataset<Row> summaries, FeatureSettings settings) {
    return ComorbidityBits.added(summaries, domains(), settings.windows());
  }

  @Override
  public List<Covariate> within(LookbackWindow window) {
    List<Covariate> covariates = new ArrayList<>();
    for (ComorbidityIndex index : ComorbidityIndices.all()) {
      for (ComorbidityCategory category : index.categories()) {
        covariates.add(
            Covariate.ofMember(
                stem(index) + category.name(),
                "any",
                window,
                category.description() + " (" + index.name() + "), recorded",
                when(ComorbidityBits.has(window, index, category), 1)));
      }
      for (String weights : index.weightSets()) {
        covariates.add(
            Covariate.ofMember(
                stem(index) + weights + "_score",
                "score",
                window,
                "Comorbidity score (" + index.name() + ", weights " + weights + ")",
                score(window, index, weights)));
      }
    }
    return covariates;
  }

  private static String stem(ComorbidityIndex index) {
    return "comorbidity_" + index.name() + "_";
  }

  private static Column score(LookbackWindow window, ComorbidityIndex index, String weights) {
    Column score = lit(0);
    for (ComorbidityCategory category : index.categories()) {
      int weight = category.weights().get(weights);
      if (weight != 0) {
        Column present = ComorbidityBits.has(window, index, category);
        score = score.plus(when(present, weight).otherwise(0));
      }
    }
    return score;
  }
}
