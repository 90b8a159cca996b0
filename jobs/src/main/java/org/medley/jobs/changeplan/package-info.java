/**
 * The plan by which a model may change, written out from the configuration for people who review
 * it. Depends on settings alone: it reads no lake.
 */
package org.medley.jobs.changeplan;
