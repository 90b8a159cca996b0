/**
 * From the records of a VCF file, or rows like them, to what a sample has at a position of a gene:
 * which records tell of it, what their alleles are there, and which calls cannot be trusted.
 */
package org.medley.jobs.pharmacogene.reading;
