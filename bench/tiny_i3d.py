#!/usr/bin/env python3
"""Writes the stand-in for I3D that the tests of FVD load: pooled colours through one linear layer.

  python3 bench/tiny_i3d.py src/test/resources/io/argen/evaluate/tiny-i3d.pt      # python3-torch 1.13
"""
import sys

import torch
from torch import nn


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3 * 2, 4, bias=False)

    def forward(self, x):
        pooled = nn.functional.adaptive_avg_pool3d(x, (2, 1, 1)).flatten(1)
        return self.linear(pooled)


net = Tiny()
with torch.no_grad():
    net.linear.weight.copy_(torch.eye(4, 6))
torch.jit.script(net).save(sys.argv[1])
