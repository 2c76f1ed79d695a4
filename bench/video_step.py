#!/usr/bin/env python3
"""One training step of the `video` recogniser's network in Debian's python3-torch.

The peer of `io.argen.recognize.VideoStep` (test code), which says how to run both: same network, same
batch (8 clips of 16 pictures of 112 px, 7 classes), AdamW, clipping; pictures and filters with their
channels last, which is the peer's fastest way. Weights are random: only time is measured.

  OMP_NUM_THREADS=1 python3 bench/video_step.py [STEPS [PLANES]]
"""
import os
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 8
PLANES = int(sys.argv[2]) if len(sys.argv) > 2 else 64
B, T, SIDE, WIDTH, CLASSES = 8, 16, 112, 64, 7
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
torch.set_flush_denormal(True)


class Block(nn.Module):
    def __init__(self, a, b, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(a, b, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(b)
        self.conv2 = nn.Conv2d(b, b, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(b)
        self.downsample = None
        if a != b:
            self.downsample = nn.Sequential(nn.Conv2d(a, b, 1, stride, bias=False), nn.BatchNorm2d(b))

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        y = self.bn2(self.conv2(y))
        y += x if self.downsample is None else self.downsample(x)
        return F.relu(y, inplace=True)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        p = PLANES
        self.conv1 = nn.Conv2d(3, p, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(p)
        sizes = [(p, p, 1), (p, p, 1), (p, 2 * p, 2), (2 * p, 2 * p, 1)]
        sizes += [(2 * p, 4 * p, 2), (4 * p, 4 * p, 1), (4 * p, 8 * p, 2), (8 * p, 8 * p, 1)]
        self.blocks = nn.Sequential(*(Block(*s) for s in sizes))
        self.norm = nn.LayerNorm(8 * p, elementwise_affine=False)
        self.input = nn.Linear(8 * p, WIDTH)
        self.position = nn.Parameter(torch.zeros(T, WIDTH))
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH, elementwise_affine=False) for _ in range(3))
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.ffn = nn.Sequential(nn.Linear(WIDTH, 2 * WIDTH), nn.GELU(), nn.Linear(2 * WIDTH, WIDTH))
        self.pool = nn.Linear(WIDTH, 1, bias=False)
        self.head = nn.Linear(WIDTH, CLASSES)

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        y = self.blocks(F.max_pool2d(y, 3, 2, 1)).mean((2, 3))
        y = self.input(self.norm(y).view(B, T, -1)) + self.position
        q, k, v = self.qkv(self.norms[0](y)).view(B, T, 3, 4, -1).permute(2, 0, 3, 1, 4)
        a = (q @ k.transpose(-1, -2) / (WIDTH // 4) ** 0.5).softmax(-1) @ v
        y = y + self.out(a.transpose(1, 2).reshape(B, T, WIDTH))
        y = self.norms[2](y + self.ffn(self.norms[1](y)))
        return self.head((y * self.pool(y).softmax(1)).sum(1))


torch.manual_seed(1)
net = Net().to(memory_format=torch.channels_last)
optimiser = torch.optim.AdamW(net.parameters(), 5e-4, (0.9, 0.99), weight_decay=0.05)
wall, cpu = [], []
for step in range(STEPS):
    x = torch.randn(B * T, 3, SIDE, SIDE).to(memory_format=torch.channels_last)
    label = torch.randint(CLASSES, (B,))
    begin, used = time.perf_counter(), time.process_time()
    loss = F.cross_entropy(net(x), label, label_smoothing=0.05)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimiser.step()
    wall.append(1000 * (time.perf_counter() - begin))
    cpu.append(1000 * (time.process_time() - used))
skip = min(2, STEPS - 1)
print(f"{sum(p.numel() for p in net.parameters()):,} parameters, torch {torch.__version__},"
      f" {torch.get_num_threads()} threads: median {statistics.median(wall[skip:]):.0f} ms,"
      f" best {min(wall):.0f} ms an update; CPU median {statistics.median(cpu[skip:]):.0f} ms,"
      f" best {min(cpu):.0f} ms")
