/**
 * Tells others how nights end: incidents to people, lineage to catalogues. What is to be told lies
 * in an outbox in the lake until it was taken, so that no endpoint can hold up or fail a night.
 */
package org.medley.jobs.notice;
