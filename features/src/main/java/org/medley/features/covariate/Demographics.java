package org.medley.features.covariate;

import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Age in completed years on the day of the index time (in the session's zone) and administrative
 * sex. Race, ethnicity, region and death are never covariates: the first two are for audit, the
 * others are known only as they are today.
 */
final class Demographics implements CovariateFamily {
  @Override
  public String name() {
    return "demographics";
  }

  @Override
  public List<String> domains() {
    return List.of();
  }

  @Override
  public List<Covariate> atIndex() {
    return List.of(
        Covariate.ofMember("demographics_age", "value", "Age", age()).missingUnlessKnown("a"),
        sex("female", "Female"),
        sex("male", "Male"),
        sex("other", "Sex stated as other"));
  }

  private static Covariate sex(String sex, String words) {
    return Covariate.ofMember(
        "demographics_sex_" + sex, "any", words, when(CodeSummary.sex().equalTo(sex), 1));
  }

  private static Column age() {
    Column birth = CodeSummary.birthDate();
    Column index = CodeSummary.indexTime();
    Column before = when(dayOfYear(index).lt(dayOfYear(birth)), 1).otherwise(0);
    Column years = year(index).minus(year(birth)).minus(before);
    return when(years.geq(0), years);
  }

  private static Column dayOfYear(Column date) {
    return month(date).multiply(lit(100)).plus(dayofmonth(date));
  }
}
