package io.argen.cli;

import java.nio.file.Path;

/**
 * Where things lie on this machine.
 *
 * @param home the checkout
 * @param models the npm packages of the nets
 * @param cache what is converted from them once
 */
record Places(Path home, Path models, Path cache) {
  /** As the launcher says in system properties; else as seen from the working folder. */
  static Places ofSystem() {
    Path home = Path.of(System.getProperty("argen.home", "."));
    String models = System.getProperty("argen.models", home.resolve("models").toString());
    String cache =
        System.getProperty(
            "argen.cache", Path.of(System.getProperty("user.home"), ".cache", "argen").toString());
    return new Places(home, Path.of(models), Path.of(cache));
  }
}
