/**
 * The files of a release of knowledge: where they lie, and JSON read with its place in messages.
 */
package org.medley.jobs.pharmacogene.file;
