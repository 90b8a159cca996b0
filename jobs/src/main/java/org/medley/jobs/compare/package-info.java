/** Two releases against each other: which rows were added, removed or changed, and in what. */
package org.medley.jobs.compare;
