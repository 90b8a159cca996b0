/** Scoring files: their headers, their weights, and what is wrong with them. Without Spark. */
package org.medley.jobs.polygenic.weight;
