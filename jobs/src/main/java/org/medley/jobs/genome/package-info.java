/** From what the genotypes of a source say to events of the domain genomic. */
package org.medley.jobs.genome;
