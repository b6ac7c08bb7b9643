"""All that a report asserts: each attributed content, and each clause in the outlet's own voice."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from twosource.annotate.content import trimmed
from twosource.annotate.frame import is_negated_clause
from twosource.annotate.parse import Parse, Token
from twosource.annotate.quotes import quotes
from twosource.annotate.tree import Tree
from twosource.lang import Language
from twosource.model.claim import Attribution, Claim, Hedge, Polarity
from twosource.model.codec import content_id
from twosource.model.report import PassageKind, Report, Span

_VERBLESS_HEADLINE = 4  # words: a shorter headline without a verb names a theme and asserts nothing


def claims(report: Report, parse: Parse, statements: Sequence[Attribution], hedges: Sequence[Hedge], lang: Language) -> tuple[Claim, ...]:
    """All claims of a report, in order of place."""
    del lang
    starts = [hedge.start for hedge in hedges]

    def weakened(span: Span) -> tuple[Span, ...]:
        here = hedges[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return tuple(Span(hedge.start, hedge.end) for hedge in here)

    found: dict[str, Claim] = {}
    for claim in (*_attributed(report, statements), *_own_voice(report, parse, statements, weakened)):
        found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=_place))


def _place(claim: Claim) -> tuple[int, int]:
    return claim.start, -claim.end


def _attributed(report: Report, statements: Sequence[Attribution]) -> Iterator[Claim]:
    for index, statement in enumerate(statements):
        start, end = min(piece.start for piece in statement.content), max(piece.end for piece in statement.content)
        source = " ".join(report.text[span.start : span.end] for span in statement.source)
        yield Claim(
            id=content_id("claim", report.id, start, end, source),
            start=start,
            end=end,
            statement=index,
            polarity=statement.polarity,
            hedges=statement.hedges,
        )


def _own_voice(
    report: Report, parse: Parse, statements: Sequence[Attribution], weakened: Callable[[Span], tuple[Span, ...]]
) -> Iterator[Claim]:
    taken = _Taken([span for statement in statements for span in (*statement.content, *statement.cue)])
    quoted = _Taken([quote.span for quote in quotes(report)])
    kinds = _Kinds(report)
    for sentence in parse.sentences:
        tree = Tree(sentence)
        if not tree.tokens or tree.tokens[-1].text == "?":
            continue
        heads = list(_clause_heads(tree))
        for head in heads:
            span = _clause_span(report.text, tree, head, {other.i for other in heads if other.i != head.i})
            if span is None or head.start in taken or head.start in quoted or not _asserts(tree, head, kinds.at(span.start)):
                continue
            yield Claim(
                id=content_id("claim", report.id, span.start, span.end, ""),
                start=span.start,
                end=span.end,
                polarity=Polarity.NEGATIVE if is_negated_clause(tree, head) else Polarity.POSITIVE,
                hedges=weakened(span),
            )


def _clause_heads(tree: Tree) -> Iterator[Token]:
    """The roots, and the verbs coordinated with them that have a subject of their own."""
    waiting = [token for token in tree.tokens if token.head == token.i]
    while waiting:
        head = waiting.pop()
        yield head
        waiting.extend(
            child
            for child in tree.children(head, "conj", "parataxis", "ccomp")
            if child.pos in {"VERB", "AUX"}
            and tree.child(child, "nsubj", "nsubjpass", "expl")
            and (child.dep != "ccomp" or child.i < head.i)
        )


def _clause_span(text: str, tree: Tree, head: Token, others: set[int]) -> Span | None:
    indices = tree.below(head, without=others)
    while indices and tree.tokens[indices[0]].pos in {"CCONJ", "PUNCT", "SPACE"}:
        indices.pop(0)
    while indices and tree.tokens[indices[-1]].pos in {"CCONJ", "PUNCT", "SPACE"}:
        indices.pop()
    if not indices:
        return None
    return trimmed(text, Span(tree.tokens[indices[0]].start, tree.tokens[indices[-1]].end))


def _asserts(tree: Tree, head: Token, kind: PassageKind) -> bool:
    """Whether the clause has a finite verb; a headline may do without one."""
    if head.pos in {"VERB", "AUX"} and (tree.child(head, "nsubj", "nsubjpass", "expl", "csubj") or head.tag in {"VBD", "VBZ", "VBP"}):
        return True
    return kind is PassageKind.HEADLINE and sum(token.text.isalpha() for token in tree.tokens) >= _VERBLESS_HEADLINE


class _Taken:
    """Asks whether an offset lies in any of the spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for span in sorted(spans):
            if self.ends and span.start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], span.end)
            else:
                self.starts.append(span.start)
                self.ends.append(span.end)

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]


class _Kinds:
    """The kind of passage at an offset."""

    def __init__(self, report: Report) -> None:
        self.passages = report.passages
        self.starts = [passage.start for passage in report.passages]

    def at(self, offset: int) -> PassageKind:
        at = bisect_right(self.starts, offset) - 1
        return self.passages[at].kind if at >= 0 else PassageKind.BODY
