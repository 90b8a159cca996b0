/**
 * Genotypes from Variant Call Format files (VCF 4.1 to 4.4, github.com/samtools/hts-specs), with a
 * link file that says whose samples they are and a panel of the variants that become events.
 */
package org.medley.jobs.source.vcf;
