package org.medley.features.safety;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import org.apache.spark.sql.Column;

/** How kidney function follows from creatinine. */
public enum KidneyFormula {
  /**
   * Estimated glomerular filtration rate by the creatinine equation of 2021 without race, in mL/min
   * per 1.73 square metres (Inker et al., New England Journal of Medicine 2021;385:1737). For
   * adults.
   */
  CKD_EPI_2021("eGFR", "mL/min/1.73 m2", "CKD-EPI 2021"),
  /**
   * Creatinine clearance in mL/min, with the actual weight (Cockcroft and Gault, Nephron
   * 1976;16:31). For adults.
   */
  COCKCROFT_GAULT("creatinine clearance", "mL/min", "Cockcroft-Gault");

  private final String quantity;
  private final String unit;
  private final String title;

  KidneyFormula(String quantity, String unit, String title) {
    this.quantity = quantity;
    this.unit = unit;
    this.title = title;
  }

  /** What it estimates. */
  public String quantity() {
    return quantity;
  }

  /** Unit of what it estimates. */
  public String unit() {
    return unit;
  }

  /** Its name in sentences. */
  public String title() {
    return title;
  }

  /** The word in files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The estimate; null where one of its inputs is null.
   *
   * @param creatinine in mg/dL
   * @param years completed years of age
   * @param female whether the person is a woman
   * @param weight in kg; read by Cockcroft-Gault alone
   */
  public Column of(Column creatinine, Column years, Column female, Column weight) {
    return this == CKD_EPI_2021
        ? ckdEpi(creatinine, years, female)
        : lit(140)
            .minus(years)
            .multiply(weight)
            .divide(creatinine.multiply(72.0))
            .multiply(when(female, 0.85).otherwise(1.0));
  }

  private static Column ckdEpi(Column creatinine, Column years, Column female) {
    Column ratio = creatinine.divide(when(female, 0.7).otherwise(0.9));
    Column power = when(female, -0.241).otherwise(-0.302);
    Column low = pow(least(ratio, when(ratio.isNotNull(), 1.0)), power);
    Column high = pow(greatest(ratio, when(ratio.isNotNull(), 1.0)), lit(-1.2));
    return low.multiply(high)
        .multiply(142.0)
        .multiply(pow(lit(0.9938), years))
        .multiply(when(female, 1.012).otherwise(1.0));
  }
}
