/**
 * Effects of treatments: averages with intervals, individual effects where they are real, and the
 * checks that say whether to believe them. Nothing of the size of the rows leaves the executors but
 * a sample of bounded size, for statistics of ranks.
 */
package org.medley.models.effect;
