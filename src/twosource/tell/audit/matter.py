"""Whether any sentence of the reports is of what a sentence of a draft tells, in whatever words: the network is asked.

Words alone cannot say: an honest paraphrase shares few with its source, and what is made up is made up of words that the reports have
("a new ferry will be named after the youngest of the dead"). The network that holds passages against each other (`connect/weighed`)
tells the two apart better, and best together with how the next sentence stands and how many words one sentence has of the draft's:
what is told is told of in more than one place.
"""

import math
from collections.abc import Sequence

from twosource.connect.weighed import weighed
from twosource.model.report import Span
from twosource.tell.audit.evidence import shared
from twosource.tell.audit.held import Held, joint
from twosource.tell.audit.sources import Source, between

#: Log odds that a sentence is made up, by those that the sentence nearest to it is of its matter, those of the next nearest, and the
#: share of its words that one sentence has: rounded from a regression on 634 faithful sentences of drafts and 64 made up, over stories
#: worked on. Held against each story by the others it tells 48 of the 64 at one faithful sentence called so; by the nearest alone 43.
NEAREST, NEXT, WORDS, BIAS = -0.7, -0.6, -1.75, -0.3
#: How surely a sentence must seem made up to be called so, and a clause that hangs on another: of 1,443 of these in faithful sentences
#: none seems so made up.
MADE_UP, TACKED_ON = 0.2, 1.0
#: In reports of so few sentences that the next nearest tells nothing: how surely the nearest must be of the matter, or what share of
#: the draft's words all of them together must have.
FEW, OF_THE_MATTER, IN_ALL = 8, 0.3, 0.75
#: The share of the words that one sentence has where it is of the matter without asking: who tells less than it does invents nothing.
RETOLD = 0.5
#: Shares of the network are cut off at this and its opposite before they are turned into odds.
SUREST = 0.995
#: What the words of the sentence round a clause count for where those that may tell it are looked for.
ROUND = 0.3
#: Sentences that are asked about at most, those that share most words first.
MOST_ASKED = 48


def is_told(held: Held, sources: Sequence[Source], clause: Span | None = None) -> bool:
    """Whether a sentence of some reports is of the matter that a sentence of the draft tells, or a clause that hangs on another there."""
    words = held.words if clause is None else between(held.words, clause)
    rows = [(shared(words, told), i, j) for i, source in enumerate(sources) for j, told in enumerate(source.told)]
    rows.sort(key=lambda row: (-row[0], row[1], row[2]))
    most = rows[0][0] if rows else 0.0
    if most >= RETOLD or (len(rows) < FEW and (clause is not None or joint(held) >= IN_ALL)):
        return True
    if clause is not None:  # of clauses of few words the sentence round them tells where they may be told
        rows.sort(key=lambda row: -row[0] - ROUND * shared(held.words, sources[row[1]].told[row[2]]))
    nearest = following = 0.0
    for _, i, j in rows[:MOST_ASKED]:
        matter = _matter(held, clause or held.span, sources[i], sources[i].told[j].span)
        nearest, following = max(nearest, matter), max(following, min(nearest, matter))
        if _is_of_it(nearest, following, most, len(rows), MADE_UP if clause is None else TACKED_ON):
            return True
    return False


def _is_of_it(nearest: float, following: float, most: float, among: int, bar: float) -> bool:
    """Whether the nearest sentence, the next and their words tell what the draft's does: the more of each, the surer."""
    if among < FEW:
        return nearest >= OF_THE_MATTER
    return NEAREST * _odds(nearest) + NEXT * _odds(following) + WORDS * most + BIAS <= bar


def _odds(share: float) -> float:
    share = min(SUREST, max(1 - SUREST, share))
    return math.log(share / (1 - share))


def _matter(held: Held, part: Span, source: Source, span: Span) -> float:
    """How surely a sentence of a report is of the matter of a part of the draft's."""
    return weighed((source.report, span, (span,)), (held.draft.bare, held.span, (part,))).matter
