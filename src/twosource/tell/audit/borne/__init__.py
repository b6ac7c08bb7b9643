"""A draft's sentence held against what reports tell of it, by a network that learned from sentences faithful and faulty.

It reads what rules cannot: who did what in other words, a deed made graver, a reason turned. Rules come first, and it is asked where they
find nothing. What it was taught, what it gets right and what not stands in MODEL_CARD.md beside this page.
"""

import functools

from twosource.tell.audit.borne.network import KINDS, Reading, network

__all__ = ["KINDS", "Reading", "reading"]

#: Sentences that are remembered; each takes some kilobytes.
MOST_KEPT = 4096


@functools.lru_cache(MOST_KEPT)
def reading(text: str, told: str) -> Reading:
    """How a sentence stands to sentences of reports; both on one line."""
    return network().read(text, told)
