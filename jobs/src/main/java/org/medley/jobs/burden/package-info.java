/**
 * Rare variants by gene, and who carries what: masks over annotated variants, counted in samples.
 */
package org.medley.jobs.burden;
