/**
 * Which compiled code decides a step's result. Depends on nothing in Medley; nothing that a step's
 * result depends on may depend on this package.
 */
package org.medley.jobs.code;
