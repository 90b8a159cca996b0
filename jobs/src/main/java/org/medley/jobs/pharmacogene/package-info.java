/**
 * Pharmacogene calls with PharmCAT's semantics, apart from any lake: diplotypes from the calls at
 * the positions of a gene, their phenotypes and activity scores, and what guidelines advise. The
 * knowledge is data of a dated release, read from folders.
 */
package org.medley.jobs.pharmacogene;
