"""Half-precision weights for speed with full-precision ones behind them: the encoder computes in bfloat16, Adam steps in float32.

On a processor that cannot multiply bfloat16 the encoder computes in float32 too: there the halves would be twenty times slower.
"""

from collections.abc import Iterable

import torch
from torch import nn


def has_halves(parameters: Iterable[nn.Parameter]) -> bool:
    """Whether the device that holds some parameters multiplies bfloat16."""
    on_cpu = all(one.device.type == "cpu" for one in parameters)
    return not on_cpu or torch.backends.cpu.get_cpu_capability().startswith("AVX512")


class Halves:
    """The parameters of `half` in bfloat16 with float32 copies; those of `full` as they are."""

    def __init__(self, half: nn.Module, full: Iterable[nn.Parameter]) -> None:
        self.half = half
        self.held = [p for p in half.parameters() if p.requires_grad]
        half.to(torch.bfloat16 if has_halves(self.held) else torch.float32)
        self.copies = [p.detach().float().requires_grad_() for p in self.held]
        self.full = list(full)

    def gather(self, most: float) -> None:
        """The gradients to the copies, and all of them cut to the norm `most`."""
        for parameter, copy in zip(self.held, self.copies, strict=True):
            copy.grad = None if parameter.grad is None else parameter.grad.float()
            parameter.grad = None
        torch.nn.utils.clip_grad_norm_([*self.copies, *self.full], most)

    @torch.no_grad()
    def spread(self) -> None:
        """The copies' values back to the halves."""
        for parameter, copy in zip(self.held, self.copies, strict=True):
            parameter.copy_(copy)

    def widen(self) -> None:
        """The halves in full precision, with what the copies hold and bfloat16 has no room for; nothing is taught after it."""
        self.half.float()
        self.spread()
