package io.plimsoll.standalone.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/**
 * Handles signals instead of letting the JVM begin its end, during which it hears no second one.
 * {@code sun.misc.Signal} (module jdk.unsupported) is the only way to do so; it is reached by name,
 * since the compiler warns of it in a way that cannot be silenced.
 */
final class Signals implements AutoCloseable {
  private static final String IGNORED = "SIG_IGN";

  private final Map<Object, Object> before = new HashMap<>();

  private Signals() {}

  /**
   * Runs the task on each of these signals, on a thread of the JVM's own, until closed. One that
   * the process was started to ignore stays ignored, and so does one that the system lacks.
   *
   * @param names without SIG: INT, TERM
   */
  static Signals on(Runnable task, String... names) {
    Signals signals = new Signals();
    for (String name : names) {
      signals.handle(name, task);
    }
    return signals;
  }

  private void handle(String name, Runnable task) {
    try {
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal =
          Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      task.run();
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> "plimsoll's handler";
                  });
      Object earlier = install(signal, handler);
      before.put(signal, earlier);
      if (earlier == handlerType.getField(IGNORED).get(null)) {
        install(signal, earlier);
      }
    } catch (ClassNotFoundException | NoSuchMethodException | NoSuchFieldException e) {
      throw new IllegalStateException("this Java has no jdk.unsupported module", e);
    } catch (InvocationTargetException takenOrUnknown) {
      // Windows has no HUP, and -Xrs keeps signals for the system: then they end the process.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object install(Object signal, Object handler) throws ReflectiveOperationException {
    return signal
        .getClass()
        .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal, handler);
  }

  /** Gives the signals back to whom they belonged. */
  @Override
  public void close() {
    before.forEach(
        (signal, handler) -> {
          try {
            install(signal, handler);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
    before.clear();
  }
}
