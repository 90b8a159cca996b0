/**
 * The model card: what a reviewer asks of a model (45 CFR 170.315(b)(11), TRIPOD+AI), answered by
 * the run, by the task file, or listed as missing. Without Spark.
 */
package org.medley.jobs.card;
