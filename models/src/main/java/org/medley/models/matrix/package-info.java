/**
 * From members and sparse rows to vectors that a model can be fitted to: the snapshot, what each
 * covariate means, and the imputation fitted on training members.
 */
package org.medley.models.matrix;
