/** Rows of a study as the estimators see them: standardised covariates, arms, folds. */
package org.medley.models.effect.unit;
