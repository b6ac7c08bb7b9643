"""The tagger's statements as frames: its spans, with what the parse and the tables say of their words."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from twosource.annotate.content import without
from twosource.annotate.frame import Frame, is_negated_clause
from twosource.annotate.parse import Token
from twosource.annotate.speakers import referred
from twosource.annotate.tagger.tagged import Said
from twosource.annotate.tree import Tree
from twosource.lang.cues import Cue, CueIndex, Takes
from twosource.model.claim import Act
from twosource.model.report import Span

_RELATIVES = frozenset({"who", "which", "that"})


def heard(said: Sequence[Said], trees: Sequence[Tree], found: Sequence[Sequence[Frame]], index: CueIndex) -> Iterator[Frame]:
    """A frame for each of the tagger's statements.

    Where the parse has a frame for the same cue, who is told, the medium and what saying does come from there.
    """
    starts = [tree.tokens[0].start for tree in trees]
    used: set[int] = set()
    for statement in said:
        at = bisect_right(starts, statement.cue.start) - 1
        if at < 0:
            continue
        if (relayed := _relayed(found[at], statement)) is not None:
            if relayed.verb.start not in used and not any(_same_cue(relayed, other.cue) for other in said):
                yield relayed._replace(content=tuple(without(statement.content, [*relayed.cue, *relayed.source, *relayed.medium])))
            continue
        own = next((frame for frame in found[at] if _same_cue(frame, statement.cue)), None)
        frame = own or _plain(trees[at], statement, index)
        if own is not None and _swallows(trees[at], own, statement.cue):
            yield own
        elif frame is not None:
            used.add(frame.verb.start)
            yield _with_spans(frame, statement, trees[max(0, bisect_right(starts, (statement.source or statement.cue).start) - 1)])


def _relayed(found: Sequence[Frame], statement: Said) -> Frame | None:
    """As in "..., he said, according to Norvik Radio": the frame of the saying, whose medium the tagger took for a statement."""
    cue = statement.cue
    beside = (frame for frame in found if frame.source and not cue.start <= frame.verb.start < cue.end)
    return next((frame for frame in beside if any(span.start <= cue.start < span.end for span in frame.medium)), None)


def _same_cue(frame: Frame, cue: Span) -> bool:
    """Whether the tagger's cue is the frame's: a phrase beside the verb that says through what is none of its own."""
    if any(span.start <= cue.start for span in frame.medium) and not cue.start <= frame.verb.start < cue.end:
        return False
    return cue.start <= frame.verb.start < cue.end or any(span.overlaps(cue) for span in frame.cue)


def _swallows(tree: Tree, own: Frame, cue: Span) -> bool:
    """Whether the tagger's cue ends in another's saying, whose name the tagger then has nowhere: "rejected a demand by" the mayor."""
    last = next((token for token in tree.tokens if token.end == cue.end), None)
    if last is None or last.lower != "by":
        return False
    noun = tree.head(last)
    return noun.pos == "NOUN" and own.verb.i < noun.i < last.i and bool(own.content) and bool(own.source)


def _with_spans(frame: Frame, statement: Said, tree: Tree) -> Frame:
    """The frame with the tagger's spans, and the speaker that they name; a subject that only the parse saw stays."""
    taken = (statement.cue, *statement.content)
    own = () if frame.elided or any(span.overlaps(other) for span in frame.source for other in taken) else frame.source
    source = (_whole(tree, statement.source, frame.source, taken),) if statement.source else own
    who = frame.speaker
    if source and (who is None or not source[0].start <= who.start < source[-1].end):
        top = head(tree, source[0])
        who = who if top is not None and who is not None and top.lower in _RELATIVES else top and referred(tree, top)
    return frame._replace(
        cue=_cue(statement.cue, frame),
        source=source,
        speaker=who if source or frame.elided else None,
        content=statement.content,
        elided=frame.elided and not source,
    )


def _whole(tree: Tree, source: Span, subject: Sequence[Span], taken: Sequence[Span]) -> Span:
    """The source with what the parse has of the same name in the subject: its title, its other half, its apposition.

    The tagger cuts so only names that are strange to it; on those of PolNeAR this changes next to nothing.
    """
    inside = next((span for span in subject if span.overlaps(source)), None)
    words = [token for token in tree.tokens if token.start < source.end and source.start < token.end]
    if inside is None or not words:
        return source
    first, last = words[0].i, words[-1].i
    while first and _named_with(tree.tokens[first - 1], range(first, last + 1)):
        first -= 1
    while (name := tree.head(tree.tokens[last])).i > last and tree.tokens[last].dep == "compound" and name.pos == "PROPN":
        last = name.i
    if any(child.dep == "appos" and child.i > last for child in tree.children(tree.tokens[last])):
        last = max(token.i for token in tree.tokens if token.start < inside.end)
    whole = Span(max(inside.start, tree.tokens[first].start), min(inside.end, tree.tokens[last].end))
    wider = Span(min(whole.start, source.start), max(whole.end, source.end))
    return source if any(wider.overlaps(span) for span in taken) else wider


def _named_with(token: Token, name: range) -> bool:
    return token.dep == "compound" and token.text[0].isupper() and token.head in name


def _cue(cue: Span, frame: Frame) -> tuple[Span, ...]:
    """The tagger's cue without the phrase that says through what."""
    medium = min((span.start for span in frame.medium if span.overlaps(cue) and span.start > frame.verb.start), default=cue.end)
    return (Span(cue.start, max(frame.verb.end, min(cue.end, medium - 1))),) if medium < cue.end else (cue,)


def head(tree: Tree, span: Span) -> Token | None:
    """The word of a phrase on which its other words hang."""
    inside = [token for token in tree.tokens if token.start < span.end and span.start < token.end]
    held = {token.i for token in inside}
    tops = [token for token in inside if token.head not in held or token.head == token.i]
    return next((token for token in tops if token.pos in {"NOUN", "PROPN", "PRON"}), next(iter(tops), None))


def _plain(tree: Tree, statement: Said, index: CueIndex) -> Frame | None:
    """The frame of a cue that the parse has none for: what its words do by the tables, else that something was said."""
    words = [token for token in tree.tokens if token.start < statement.cue.end and statement.cue.start < token.end]
    if not words:
        return None
    known = [(token, use) for token in words if (use := _use(token, index))]
    top = head(tree, statement.cue) or words[-1]
    verb = known[-1][0] if known else top
    use = known[-1][1] if known else None
    negated = any(token.dep == "neg" or token.lower in {"not", "n't", "never"} for token in words)
    inside = next((token for token in tree.tokens if any(piece.start <= token.start < piece.end for piece in statement.content)), None)
    content = head(tree, statement.content[0]) if inside else None
    return Frame(
        verb=verb,
        act=use.act if use else Act.SAID,
        negative=(use.negative if use else False) != negated,
        cue=(statement.cue,),
        negated=is_negated_clause(tree, content) if content is not None else False,
        speaks=use is not None and Takes.QUOTE in use.takes,
    )


def _use(token: Token, index: CueIndex) -> Cue | None:
    """The first use of the word in the tables."""
    for forms in (index.verbs, index.nouns, index.adjectives):
        if uses := forms.get(token.lower):
            return uses[0]
    return None
