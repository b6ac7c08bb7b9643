"""Whether any sentence of the reports is of what a sentence of a draft tells, in whatever words: the network is asked.

Words alone cannot say: an honest paraphrase shares few with its source. The network that holds passages against each other
(`connect/weighed`) is sure of it: of 652 faithful sentences of drafts, over stories of which it had seen half, the nearest of
four sentences was of the matter at .3 or more for 643; of 73 that were made up, some in part, for 15.
"""

from collections.abc import Sequence

from twosource.connect.weighed import weighed
from twosource.model.report import Span
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.held import Held
from twosource.tell.audit.sources import Source

#: How surely the network must hold two sentences to be of one matter, in one of those asked about.
OF_THE_MATTER = 0.3
#: Of a sentence's words, the share that one sentence of a report has itself or in kin where it is of the matter without asking.
RETOLD = 0.5
#: Sentences that are asked about at most, those that share most words first.
MOST_ASKED = 48


def is_told(held: Held, sources: Sequence[Source]) -> bool:
    """Whether a sentence of some reports is of the matter that a sentence of the draft tells."""
    rows = [(shared(held.words, told), i, j) for i, source in enumerate(sources) for j, told in enumerate(source.told)]
    nearest = sorted(rows, key=lambda row: (-row[0], row[1], row[2]))[:MOST_ASKED]
    return any(share >= RETOLD or _matter(held, sources[i], sources[i].told[j].span) >= OF_THE_MATTER for share, i, j in nearest)


def _matter(held: Held, source: Source, span: Span) -> float:
    """How surely a sentence of a report is of the matter of the draft's."""
    return weighed((source.report, span, (span,)), (held.draft.bare, held.span, (held.span,))).matter
