package org.medley.jobs.source.fhir;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The names of the members of the objects that are open while a text is read, to find one that
 * stands twice. Objects have few members, so that looking through them beats a set; one of many
 * gets a set.
 */
final class MemberNames {
  private static final int FEW = 24;

  private String[] names = new String[64];
  private int[] starts = new int[16];
  private Set<?>[] many = new Set<?>[16];
  private int depth;
  private int size;

  /** An object or list begins. */
  void open() {
    if (depth == starts.length) {
      starts = Arrays.copyOf(starts, 2 * depth);
      many = Arrays.copyOf(many, 2 * depth);
    }
    many[depth] = null;
    starts[depth] = size;
    depth++;
  }

  /** The innermost object or list ends. */
  void close() {
    depth--;
    size = starts[depth];
  }

  /** Adds a member of the innermost object; false if there is one of that name. */
  boolean add(String name) {
    int start = starts[depth - 1];
    boolean absent = size - start < FEW ? isAbsent(start, name) : addToSet(start, name);
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
    }
    names[size] = name;
    size++;
    return absent;
  }

  private boolean isAbsent(int start, String name) {
    for (int i = start; i < size; i++) {
      if (names[i].equals(name)) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private boolean addToSet(int start, String name) {
    if (many[depth - 1] == null) {
      many[depth - 1] = new HashSet<>(Arrays.asList(names).subList(start, size));
    }
    return ((Set<String>) many[depth - 1]).add(name);
  }
}
