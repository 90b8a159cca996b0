/** From diplotypes to phenotypes and activity scores, by the tables of CPIC. */
package org.medley.jobs.pharmacogene.phenotype;
