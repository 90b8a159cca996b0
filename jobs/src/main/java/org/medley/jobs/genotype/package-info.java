/** Quality control of genotypes: of variants, of samples, and of pairs of samples. */
package org.medley.jobs.genotype;
