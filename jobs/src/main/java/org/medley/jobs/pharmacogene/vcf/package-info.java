/**
 * Reads the calls at the sites of pharmacogenes from VCF files, one after another, without Spark.
 */
package org.medley.jobs.pharmacogene.vcf;
