/** Pharmacogene calls of whole cohorts in Spark. */
package org.medley.jobs.pharmacogene.cohort;
