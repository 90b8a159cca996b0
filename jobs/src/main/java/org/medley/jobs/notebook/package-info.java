/**
 * A Jupyter kernel whose cells are Java, over {@link org.medley.jobs.workbench}. Cells are compiled
 * and run in this process by the JDK's own shell, with everything on Medley's class path. The
 * protocol is that of jupyter-jvm-basekernel.
 */
package org.medley.jobs.notebook;
