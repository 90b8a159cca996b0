/**
 * Units of measurement: one canonical unit for each code, by the Unified Code for Units of Measure
 * (UCUM, https://ucum.org).
 */
package org.medley.jobs.unit;
