package org.medley.models.matrix;

import java.io.Serializable;

/**
 * One column of the design: what it means and what stands in where it is absent.
 *
 * @param index index in the matrix
 * @param name name, window last
 * @param family covariate family
 * @param aggregate how events became a number
 * @param unit UCUM unit or null
 * @param description the covariate in words
 * @param missing whether an absent index means missing; otherwise it means zero
 * @param imputed mean of the training members that have a value, to 9 significant digits, which
 *     stands in for a missing one; 0 where absent means zero
 * @param mean mean over all training members after imputation, to 9 significant digits
 */
public record Covariate(
    int index,
    String name,
    String family,
    String aggregate,
    String unit,
    String description,
    boolean missing,
    double imputed,
    double mean)
    implements Serializable {}
