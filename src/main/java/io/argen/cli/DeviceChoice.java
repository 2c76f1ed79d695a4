package io.argen.cli;

import io.argen.run.InputException;
import io.argen.tensor.Device;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What computes. */
final class DeviceChoice {
  @Accepts(
      words = {"cpu", "cuda"},
      numbers = false)
  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      defaultValue = "cpu",
      description =
          "What the motion model computes on: the processor, or an NVIDIA card where ARGen was"
              + " built with mvn package -Pcuda. Default: ${DEFAULT-VALUE}.")
  private String device = "cpu";

  /**
   * The device.
   *
   * @throws InputException if it is not there
   */
  Device chosen() {
    try {
      return Device.valueOf(device.toUpperCase(Locale.ROOT)).checked();
    } catch (IllegalStateException e) {
      throw new InputException("--device " + device + ": " + e.getMessage());
    }
  }
}
