/**
 * Effects of a treatment from a table of anybody's own: reading, encoding and checks of the input
 * are here, the numbers come from {@code models.effect}.
 */
package org.medley.jobs.effect;
