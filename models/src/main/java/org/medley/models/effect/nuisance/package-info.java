/** What stands between data and effects: propensities and outcome models, fitted across folds. */
package org.medley.models.effect.nuisance;
