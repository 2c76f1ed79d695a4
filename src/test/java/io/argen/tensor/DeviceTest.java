package io.argen.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

final class DeviceTest {
  @Test
  void theProcessorIsAlwaysThere() {
    Tensor tensor = Tensors.of(new float[] {1, 2}, 2);
    assertEquals(Device.CPU, Device.CPU.checked());
    assertArrayEquals(new float[] {1, 2}, Tensors.values(Device.CPU.place(tensor)), 0);
  }

  @Test
  void aCardThatIsThereComputesAndOneThatIsNotIsRefusedWithTheCure() {
    if (Device.CUDA.available()) {
      Tensor tensor = Device.CUDA.place(Tensors.of(new float[] {1, 2}, 2));
      assertArrayEquals(new float[] {2, 4}, Tensors.values(tensor.add(tensor)), 0);
    } else {
      IllegalStateException e = assertThrows(IllegalStateException.class, Device.CUDA::checked);
      assertTrue(String.valueOf(e.getMessage()).contains("-Pcuda"), e.getMessage());
    }
  }
}
