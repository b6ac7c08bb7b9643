"""Who said what to whom: source, cue and content of direct, indirect and mixed statements."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from twosource.annotate.content import without
from twosource.annotate.cover import Cover
from twosource.annotate.cues import frames
from twosource.annotate.frame import Frame
from twosource.annotate.headlines import headlined
from twosource.annotate.heard import heard
from twosource.annotate.mentions import Mentions
from twosource.annotate.parse import Parse
from twosource.annotate.quotes import Quote
from twosource.annotate.scene import Scene
from twosource.annotate.speech import Spoken, spoken
from twosource.annotate.tagger.tagged import Tagged
from twosource.annotate.tree import Tree
from twosource.lang import Language
from twosource.lang.cues import cue_index
from twosource.model.claim import Attribution, Hedge
from twosource.model.report import Report, Span

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def attributions(  # noqa: PLR0917 - one argument for each thing a statement rests on
    report: Report,
    parse: Parse,
    tagged: Tagged,
    quotes: Sequence[Quote],
    mentions: Mentions,
    hedges: Sequence[Hedge],
    lang: Language,
) -> tuple[Attribution, ...]:
    """All attributions of a report, in order of their first word."""
    index = cue_index(lang.cues)
    trees = [Tree(sentence) for sentence in parse.sentences]
    found = [_relayed(frames(tree, index, lang.cues)) for tree in trees]
    scene = Scene(report, parse, quotes, mentions, hedges, lang)
    told = list(heard(tagged.said, trees, found, index))
    contents = [scene.tidy(frame) for frame in told]
    _go_on(told, contents, spoken(report, trees, found, scene.quotes))
    _next_sayings(scene, told, contents, [frame for here in found for frame in here if frame.source])
    stated = [scene.statement(frame, pieces) for frame, pieces in zip(told, contents, strict=True) if pieces]
    stated.extend(_borne_out(scene, [*headlined(report, parse.sentences, lang.cues), *_likely(tagged, found)], stated))
    return _nested([*stated, *_inner(scene, found, stated)])


def _go_on(told: Sequence[Frame], contents: Sequence[list[Span]], speeches: Sequence[Spoken]) -> None:
    """Quotations in later paragraphs, which the tagger reads without their cue, go to the statement that they go on with."""
    covered = Cover([(piece, at) for at, pieces in enumerate(contents) for piece in pieces])
    cues = Cover([(span, at) for at, frame in enumerate(told) for span in frame.cue])
    for speech in speeches:
        if holding := cues.others(speech.frame.verb.start, -1):
            _, at = holding[0]
            contents[at].extend(piece for piece in speech.pieces if not covered.others(piece.start, -1))
            contents[at].sort()


def _next_sayings(scene: Scene, told: list[Frame], contents: list[list[Span]], found: Sequence[Frame]) -> None:
    """As in "said the road was safe and demanded a vote": a second verb of the same speaker is none of what was said first."""
    covered = Cover([(piece, at) for at, pieces in enumerate(contents) for piece in pieces])
    for later in told:
        if later.verb.dep == "conj" and later.verb.tag in _FINITE:
            for around, at in covered.others(later.verb.start, -1):
                if told[at].source and told[at].source == later.source:
                    contents[at] = scene.before(contents[at], Span(later.cue[0].start, around.end))
    for frame in found:
        if not frame.elided or frame.verb.dep != "conj" or frame.verb.tag not in _FINITE or scene.in_quotation(frame.verb):
            continue
        for around, at in covered.others(frame.verb.start, -1):
            speaker = told[at].speaker
            if speaker is not None and frame.speaker is not None and speaker.start == frame.speaker.start:
                cut = Span(frame.cue[0].start, around.end)
                held = without(scene.content(frame), [Span(0, cut.start)])
                contents[at] = scene.before(contents[at], cut)
                told.append(frame._replace(source=told[at].source, speaker=speaker))
                contents.append(held)
                break


def _likely(tagged: Tagged, found: Sequence[Sequence[Frame]]) -> Iterator[Frame]:
    """The parse's statements with a source of their own whose verb the tagger held for a likely cue."""
    likely = Cover([(one.span, at) for at, one in enumerate(tagged.likely)])
    return (frame for here in found for frame in here if frame.source and likely.others(frame.verb.start, -1))


def _borne_out(scene: Scene, found: Sequence[Frame], stated: Sequence[Attribution]) -> Iterator[Attribution]:
    """Statements of those frames that nothing stated so far overlaps."""
    taken = Cover([(piece, at) for at, one in enumerate(stated) for piece in (*one.cue, *one.content, *one.source)])
    for frame in found:
        pieces = scene.content(frame)
        if pieces and not any(taken.others(piece.start, -1) for piece in (*pieces, *frame.cue)):
            yield scene.statement(frame, pieces)


def _inner(scene: Scene, found: Sequence[Sequence[Frame]], stated: Sequence[Attribution]) -> Iterator[Attribution]:
    """Statements of third parties inside what somebody says: "Arden said the union wants a vote"."""
    covered = Cover([(piece, at) for at, statement in enumerate(stated) for piece in statement.content])
    cues = Cover([(piece, at) for at, statement in enumerate(stated) for piece in statement.cue])
    for frame in (frame for here in found for frame in here):
        if frame.names_third_party and covered.others(frame.verb.start, -1) and not cues.others(frame.verb.start, -1):
            pieces = scene.content(frame)
            if pieces:
                yield scene.statement(frame, pieces)


def _relayed(found: Sequence[Frame]) -> list[Frame]:
    """As in "..., he said, according to Norvik Radio": who relays a saying is its medium, not a second speaker."""
    sayings = {frame.verb.start: at for at, frame in enumerate(found) if frame.speaks and frame.source and frame.over is None}
    kept = dict(enumerate(found))
    for at, frame in enumerate(found):
        if frame.over is None or not frame.source or (said := sayings.get(frame.over.start)) is None or frame.verb.start < frame.over.start:
            continue
        relay = Span(frame.cue[0].start, frame.source[-1].end)
        kept[said] = kept[said]._replace(medium=(*kept[said].medium, relay), content=tuple(without(kept[said].content, [relay])))
        del kept[at]
    return list(kept.values())


def _nested(stated: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """In order of place, an outer statement before those inside it, each with the index of the smallest that holds its cue."""
    around = Cover([(piece, at) for at, statement in enumerate(stated) for piece in statement.content])
    depths = [len({other for _, other in around.others(statement.cue[0].start, at)}) for at, statement in enumerate(stated)]
    places = sorted(
        (_first(statement), depth, statement.cue[0].start, at) for at, (statement, depth) in enumerate(zip(stated, depths, strict=True))
    )
    ordered = [stated[at] for _, _, _, at in places]
    outer = _outer(ordered)
    return tuple(structs.replace(statement, within=outer[at]) if at in outer else statement for at, statement in enumerate(ordered))


def _first(statement: Attribution) -> int:
    return min(span.start for span in (*statement.content, *statement.cue, *statement.source))


def _outer(ordered: Sequence[Attribution]) -> dict[int, int]:
    """For each statement that stands inside another: the index of the smallest content piece's statement around its cue."""
    around = Cover([(piece, at) for at, statement in enumerate(ordered) for piece in statement.content])
    found: dict[int, int] = {}
    for at, statement in enumerate(ordered):
        outer = [
            (piece.end - piece.start, other)
            for piece, other in around.others(statement.cue[0].start, at)
            if other < at and not _holds_cue(statement, ordered[other])
        ]
        if outer:
            found[at] = min(outer)[1]
    return found


def _holds_cue(statement: Attribution, other: Attribution) -> bool:
    return any(piece.start <= other.cue[0].start < piece.end for piece in statement.content)
