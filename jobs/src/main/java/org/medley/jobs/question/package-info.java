/** The questions of a model card, a resource. Without Spark. */
package org.medley.jobs.question;
