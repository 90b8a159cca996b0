/**
 * Reads {@code conf}: YAML files become the records of the code that they configure. Precedence:
 * command line ({@code --set}), then file, then the record's default.
 */
package org.medley.jobs.settings;
