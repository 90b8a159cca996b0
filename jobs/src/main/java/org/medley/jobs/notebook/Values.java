package org.medley.jobs.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Runs snippets in the calling thread and keeps the value, or what was thrown, as the object that
 * it is; the shell itself hands out texts alone.
 */
final class Values extends DirectExecutionControl {
  private Object value;
  private Throwable failure;

  /** The value of the last snippet that ended well; null for a statement. */
  Object value() {
    return value;
  }

  /** What the last snippet threw; null if it threw nothing. */
  Throwable failure() {
    return failure;
  }

  /** What a shell needs to run its snippets here. */
  ExecutionControlProvider provider() {
    Values here = this;
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "values";
      }

      @Override
      public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return here;
      }
    };
  }

  /** Classes of cells are found by whoever asks the thread, as Spark does for functions. */
  @Override
  protected String invoke(Method method) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(method.getDeclaringClass().getClassLoader());
    value = null;
    failure = null;
    try {
      value = method.invoke(null);
      return "";
    } catch (InvocationTargetException e) {
      failure = e.getCause();
      throw e;
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
