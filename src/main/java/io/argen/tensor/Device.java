package io.argen.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** What computes with tensors. */
public enum Device {
  /** The processor, in float32. */
  CPU,
  /** A graphics card of NVIDIA's, for which ARGen must be built with the profile {@code cuda}. */
  CUDA;

  /** Whether it is there. */
  public boolean available() {
    if (this == CPU) {
      return true;
    }
    Libtorch.unpack();
    return torch.hasDeviceGuardImpl(DeviceType.CUDA)
        && torch.getDeviceGuardImpl(DeviceType.CUDA).deviceCount() > 0;
  }

  /**
   * This device.
   *
   * @throws IllegalStateException if it is not there
   */
  public Device checked() {
    if (!available()) {
      throw new IllegalStateException(
          "no CUDA device can be used; build with mvn package -Pcuda on a machine"
              + " with an NVIDIA card and CUDA 13, or leave --device out");
    }
    return this;
  }

  /** A tensor there, of the same type; the same one if it is there already. */
  public Tensor place(Tensor tensor) {
    return this == CPU ? tensor.cpu() : tensor.cuda();
  }
}
