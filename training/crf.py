"""A linear chain over labels (Lafferty et al. 2001): its loss against labels or against a teacher's beliefs, and its best path.

Shapes: `scores` (batch, length, labels) from the network, `mask` (batch, length) true for pieces that count, the first of each row among
them; `Chain.moves` (labels, labels) from label to label, `Chain.starts` (labels,).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional


class Chain(nn.Module):
    """The learned cost of each label after each other."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.moves, self.starts = nn.Parameter(torch.zeros(labels, labels)), nn.Parameter(torch.zeros(labels))

    def loss(self, scores: Tensor, mask: Tensor, single: Tensor, pairs: Tensor) -> Tensor:
        """Cross-entropy, summed over the pieces, of the chain against beliefs.

        `single` (batch, length, labels) says how likely each label is, `pairs` (batch, length - 1, labels, labels) each label and the next;
        for labels known for sure both hold ones and zeros, and this is the usual negative log-likelihood.
        """
        weight = mask.to(scores.dtype)
        said = (single * scores).sum(-1).mul(weight).sum() + (single[:, 0] * self.starts).sum()
        said = said + ((pairs * self.moves).sum((-1, -2)) * weight[:, 1:]).sum()
        return self.total(scores, mask).sum() - said

    def total(self, scores: Tensor, mask: Tensor) -> Tensor:
        """The log of the sum over all paths, one a row."""
        ahead = self.starts + scores[:, 0]
        for at in range(1, scores.shape[1]):
            following = torch.logsumexp(ahead[:, :, None] + self.moves, 1) + scores[:, at]
            ahead = torch.where(mask[:, at, None], following, ahead)
        return torch.logsumexp(ahead, -1)

    @torch.no_grad()
    def beliefs(self, scores: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """The chain's own `single` and `pairs`, by forward and backward sums."""
        length = scores.shape[1]
        ahead = [self.starts + scores[:, 0]]
        for at in range(1, length):
            following = torch.logsumexp(ahead[-1][:, :, None] + self.moves, 1) + scores[:, at]
            ahead.append(torch.where(mask[:, at, None], following, ahead[-1]))
        behind = [torch.zeros_like(scores[:, 0])]
        for at in range(length - 1, 0, -1):
            before = torch.logsumexp(self.moves + (scores[:, at] + behind[0])[:, None, :], -1)
            behind.insert(0, torch.where(mask[:, at, None], before, behind[0]))
        forward, backward = torch.stack(ahead, 1), torch.stack(behind, 1)
        single = functional.softmax(forward + backward, -1)
        joint = forward[:, :-1, :, None] + self.moves + (scores + backward)[:, 1:, None, :]
        return single, functional.softmax(joint.flatten(2), -1).view_as(joint)


def certain(labels: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """Known `labels` (batch, length) as beliefs."""
    single = functional.one_hot(labels, count).float()
    return single, single[:, :-1, :, None] * single[:, 1:, None, :]
