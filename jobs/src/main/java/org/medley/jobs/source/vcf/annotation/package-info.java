/**
 * What annotators wrote into the INFO column of VCF lines: the CSQ of VEP and the ANN of SnpEff.
 * BCSQ of bcftools, which names the change and not the alternate, and SnpEff's older EFF are not
 * read.
 */
package org.medley.jobs.source.vcf.annotation;
