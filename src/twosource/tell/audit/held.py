"""A sentence of a draft beside what it cites."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from twosource.connect.setting import clause_at
from twosource.model.audit import Fault
from twosource.model.report import Cite, Span
from twosource.tell.audit.draft import Draft, Part
from twosource.tell.audit.evidence import Evidence, shared
from twosource.tell.audit.sources import Source, Told, Word, between, weigh

P = TypeVar("P")
#: What the words of a clause must weigh to tell what it speaks of.
LEAST = 1.0
#: Of what the sentence of a report that has most of a clause has of it, what another must have to be of the same matter.
NEARLY = 0.7
#: Of a report's sentence, the share that the draft's has where it takes that sentence over.
TAKEN = 0.75


class Held(NamedTuple):
    """A sentence of the draft, its words, the reports that it is held against and what of them bears on it, the nearest first.

    One sentence held is like no other, so that what several checks ask of it can be kept with it (`functools.lru_cache`).
    """

    draft: Draft
    part: Part
    words: tuple[Word, ...]
    evidence: tuple[Evidence, ...]

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def span(self) -> Span:
        return self.part.span

    @property
    def text(self) -> str:
        return self.draft.bare.text

    @property
    def none(self) -> str:
        """How a detail says that none of its reports has a thing."""
        return "no report cited" if self.part.own or self.part.inherited else "no report"

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(one.source for one in self.evidence)

    def inside(self, found: Iterable[P], span: Span | None = None) -> list[P]:
        """Those of some records of the draft that stand in the sentence, or in a part of it."""
        where = span or self.span
        return [one for one in found if where.start <= one.start < where.end]  # type: ignore[attr-defined]

    def cues(self) -> list[Span]:
        """The words by which the sentence says that somebody says something."""
        return [cue for one in self.draft.annotation.statements for cue in one.cue if self.span.start <= cue.start < self.span.end]

    def quoted(self, start: int, end: int) -> str:
        """Words of the draft as a detail shows them."""
        return f"“{shown(self.text[start:end])}”"


def beside(held: Held, start: int, end: int) -> tuple[Word, ...]:
    """The words of a clause beside some of its words; of the whole sentence where the clause says too little."""
    for words in (between(held.words, clause_at(held.text, held.span, start, end)), held.words):
        found = tuple(word for word in words if word.end <= start or end <= word.start)
        if weigh(found) >= LEAST:
            break
    return found


Check = Callable[[Held], Iterator[Fault]]


def near(evidence: Evidence, beside: int = 0) -> list[Told]:
    """The sentences chosen, with so many on either side of each."""
    told = evidence.source.told
    at = {one.span.start: i for i, one in enumerate(told)}
    chosen = sorted({j for one in evidence.told for j in range(at[one.span.start] - beside, at[one.span.start] + beside + 1)})
    return [told[j] for j in chosen if 0 <= j < len(told)]


def is_nearest(held: Held, clause: Span, told: Told) -> bool:
    """Whether a sentence of a report has as much of a clause as any, or nearly: what others say may be of another matter."""
    words = between(held.words, clause)
    words = words if weigh(words) >= LEAST else held.words
    most = max((shared(words, other) for one in held.evidence for other in one.told), default=0.0)
    return shared(words, told) >= NEARLY * most


def joint(held: Held) -> float:
    """Of the words of a sentence, the share that all its sources together have."""
    whole = weigh(held.words)
    stems = frozenset().union(*(one.stems for one in held.evidence)) if held.evidence else frozenset()
    both = weigh(word for word in held.words if word.stem in stems) / whole if whole else 0.0
    return max(both, held.evidence[0].share if held.evidence else 0.0)


def within(found: Iterable[P], told: Sequence[Told]) -> list[P]:
    """Those of some records of a report that stand in the sentences."""
    return [one for one in found if any(said.span.start <= one.start < said.span.end for said in told)]  # type: ignore[attr-defined]


def shown(words: str, most: int = 160) -> str:
    """Words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + " …"


def cite(source: Source, span: Span) -> Cite:
    """The words of a report as a cite."""
    return source.report.cite(span.start, span.end)


def named(source: Source) -> str:
    """How a detail names a report."""
    report = source.report
    return report.outlet or (f"“{shown(report.headline, 60)}”" if report.headline else "the report")


def is_taken_over(held: Held, told: Told) -> bool:
    """Whether a sentence of the draft has all but all of a report's, however much else it has."""
    mine = Told.of(told.span, held.words, told.kind)
    return shared(told.words, mine) >= TAKEN
