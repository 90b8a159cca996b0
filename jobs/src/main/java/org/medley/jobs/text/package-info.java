/**
 * Texts and numbers as people read them: harmless whatever the data hold, and the same in every
 * locale. Shared by the console and the report; depends on nothing.
 */
package org.medley.jobs.text;
