/** What can be told from the event table alone: observation periods and the codes seen. */
package org.medley.features.event;
