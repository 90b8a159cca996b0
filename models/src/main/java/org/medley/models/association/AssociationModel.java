package org.medley.models.association;

/** What is regressed on the copies of an allele. */
public enum AssociationModel {
  /** A quantity, by least squares. */
  LINEAR,
  /** The odds of being a case, by maximum likelihood. */
  LOGISTIC
}
