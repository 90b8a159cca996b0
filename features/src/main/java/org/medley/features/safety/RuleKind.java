package org.medley.features.safety;

import java.util.Locale;

/** What a rule looks at. */
public enum RuleKind {
  /** Another current drug. */
  DRUG_DRUG,
  /** The person's genes, and for some of them the drugs that inhibit their enzyme. */
  PHARMACOGENETIC,
  /** Recorded allergies. */
  ALLERGY,
  /** Diagnoses. */
  CONDITION,
  /** Kidney function by the latest creatinine. */
  RENAL,
  /** The latest liver tests. */
  HEPATIC,
  /** Another current drug of the same class. */
  DUPLICATE,
  /** A pregnancy that is under way. */
  PREGNANCY,
  /** Age in years. */
  AGE,
  /** How regularly the drug was supplied so far. */
  ADHERENCE;

  /** The word in files and tables, such as {@code drug-drug}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
