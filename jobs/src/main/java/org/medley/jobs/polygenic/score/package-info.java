/** Sums of weights over the genotypes of samples, in Spark. */
package org.medley.jobs.polygenic.score;
