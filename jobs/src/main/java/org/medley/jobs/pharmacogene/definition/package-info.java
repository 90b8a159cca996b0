/** What defines the named alleles of a pharmacogene, and the exemptions of single genes. */
package org.medley.jobs.pharmacogene.definition;
