#!/usr/bin/env python3
"""One training step of argen-motion-s's network in Debian's python3-torch.

The peer of the updates/s that `./argen train motion --config configs/motion-s.yaml --out DIR` prints:
run both on the same idle machine with as many threads, and compare milliseconds an update.

  OMP_NUM_THREADS=1 python3 bench/motion_step.py [UPDATES]

On a machine that others use, compare the processor's milliseconds, which both print.

Same sizes: batch 32, 32 frames, 54 channels, width 160, 5 blocks, 5 heads, feed-forward 640, 128 text
tokens of 384; AdamW, clipping. Weights are random: only time is measured.
"""
import math
import os
import statistics
import sys
import time

import torch
from torch import nn

B, T, C, D, BLOCKS, HEADS, FFN, TOKENS, TEXT, FREQ = 32, 32, 54, 160, 5, 5, 640, 128, 384, 128
torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
torch.set_flush_denormal(True)


class Rms(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(D))

    def forward(self, x):
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-6) * self.weight


def rotate(x, angles):
    a, b = x[..., 0::2], x[..., 1::2]
    cos, sin = angles.cos(), angles.sin()
    return torch.stack((a * cos - b * sin, a * sin + b * cos), -1).flatten(-2)


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(D, D) for _ in range(4))
        self.norm_q, self.norm_k = Rms(), Rms()

    def forward(self, x, context, angles=None):
        def heads(y):
            return y.view(y.shape[0], y.shape[1], HEADS, -1).transpose(1, 2)

        q, k, v = heads(self.norm_q(self.q(x))), heads(self.norm_k(self.k(context))), heads(self.v(context))
        if angles is not None:
            q, k = rotate(q, angles), rotate(k, angles)
        y = (q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])).softmax(-1) @ v
        return self.o(y.transpose(1, 2).reshape(x.shape))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.modulation = nn.Parameter(torch.randn(1, 1, 6, D) / D**0.5)
        self.norm1 = nn.LayerNorm(D, 1e-6, elementwise_affine=False)
        self.norm2 = nn.LayerNorm(D, 1e-6, elementwise_affine=False)
        self.norm3 = nn.LayerNorm(D, 1e-6)
        self.self_attn, self.cross_attn = Attention(), Attention()
        self.ffn = nn.Sequential(nn.Linear(D, FFN), nn.GELU("tanh"), nn.Linear(FFN, D))

    def forward(self, x, six, text, angles):
        e = (self.modulation + six).unbind(2)
        y = self.norm1(x) * (1 + e[1]) + e[0]
        x = x + self.self_attn(y, y, angles) * e[2]
        x = x + self.cross_attn(self.norm3(x), text)
        return x + self.ffn(self.norm2(x) * (1 + e[4]) + e[3]) * e[5]


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.patch = nn.Linear(C, D)
        self.text = nn.Sequential(nn.Linear(TEXT, D), nn.GELU("tanh"), nn.Linear(D, D))
        self.time = nn.Sequential(nn.Linear(FREQ, D), nn.SiLU(), nn.Linear(D, D))
        self.six = nn.Sequential(nn.SiLU(), nn.Linear(D, 6 * D))
        self.blocks = nn.ModuleList(Block() for _ in range(BLOCKS))
        self.norm = nn.LayerNorm(D, 1e-6, elementwise_affine=False)
        self.modulation = nn.Parameter(torch.randn(1, 1, 2, D) / D**0.5)
        self.head = nn.Linear(D, C)
        half = D // HEADS // 2
        rates = 10000 ** (-torch.arange(half) / half)
        self.register_buffer("angles", torch.arange(T)[:, None] * rates)

    def forward(self, x, t, text):
        rates = 10000 ** (-torch.arange(FREQ // 2) / (FREQ // 2))
        a = t[..., None] * rates
        time = self.time(torch.cat((a.cos(), a.sin()), -1))
        six = self.six(time).view(B, T, 6, D)
        text = self.text(text)
        y = self.patch(x)
        for block in self.blocks:
            y = block(y, six, text, self.angles)
        shift, scale = (self.modulation + time.unsqueeze(2)).unbind(2)
        return self.head(self.norm(y) * (1 + scale) + shift)


torch.manual_seed(1)
net = Net()
optimiser = torch.optim.AdamW(net.parameters(), 1e-3, (0.9, 0.99), weight_decay=0.01)
times, busy = [], []
for step in range(int(sys.argv[1]) if len(sys.argv) > 1 else 30):
    clean, noise, text = torch.randn(B, T, C), torch.randn(B, T, C), torch.randn(B, TOKENS, TEXT)
    s = torch.rand(B, T)
    begin, busy_before = time.perf_counter(), time.process_time()
    v = net(clean + s[..., None] * (noise - clean), 1000 * s, text)
    loss = (v - (noise - clean)).square().mean()
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimiser.step()
    times.append(1000 * (time.perf_counter() - begin))
    busy.append(1000 * (time.process_time() - busy_before))
print(f"{sum(p.numel() for p in net.parameters()):,} parameters, torch {torch.__version__},"
      f" {torch.get_num_threads()} threads: median {statistics.median(times[5:]):.0f} ms,"
      f" best {min(times):.0f} ms an update; of the processor median {statistics.median(busy[5:]):.0f} ms")
