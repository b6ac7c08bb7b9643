"""Who did it and to whom: a draft that has them exchanged."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from twosource.connect.meanings import root
from twosource.lang import language
from twosource.model.audit import Fault, FaultKind
from twosource.model.report import Span
from twosource.tell.audit.evidence import Evidence
from twosource.tell.audit.frames import Frame, Scene, is_citing, one_deed, scene
from twosource.tell.audit.grammar import ALIKE, kept, window
from twosource.tell.audit.held import Held, named, shown
from twosource.tell.audit.kinship import kin
from twosource.tell.audit.referents import Referent, names_in, same
from twosource.tell.audit.sources import Told, weigh

#: The prepositions behind which stands whoever has a part in a deed.
#: What the words of a deed beside its actor must weigh, and the share of them that another must have to be the same deed.
SAYS, COVERED = 1.2, 0.7
PARTS = frozenset({"to", "from", "by", "with", "against", "at", "over", "for"})


def exchanged(held: Held) -> Iterator[Fault]:
    """A fault where who does a thing in the draft is whom it is done to in the report, and who does it there is not."""
    mine = scene(held.draft.bare, held.draft.annotation, held.span)
    for frame in mine.frames:
        for evidence in held.evidence:
            found = next(_crossings(mine, frame, evidence, evidence.told), None)
            if found is None or _agrees(mine, frame, held.evidence):
                continue
            told, other = found
            if is_gapped(held.text, held.span) or is_gapped(evidence.source.report.text, told.span):
                continue  # "Belovar counts six, Saxonia fourteen": the tree does not tell who counts what
            theirs = _scene(evidence, told)
            where, there = window(mine.clause, frame.at), window(theirs.clause, other.at)
            words = shown(held.text[where.start : where.end], 100)
            said = shown(evidence.source.report.text[there.start : there.end], 100)
            detail = f"“{words}”; in {named(evidence.source)} it is the other way round: “{said}”"
            yield Fault(FaultKind.ROLES, where.start, where.end, detail, (evidence.source.report.cite(*there),))
            return


def displaced(held: Held) -> Iterator[Fault]:
    """A fault where one does in the draft what another does in the report, and the two are two."""
    mine = scene(held.draft.bare, held.draft.annotation, held.span)
    for frame in () if is_gapped(held.text, held.span) else mine.frames:
        actors = _who(mine, frame.actors)
        if not actors or any(mine.clause.nodes[i].token.pos == "PRON" for i in frame.actors):
            continue
        found: list[tuple[Evidence, Told, Frame]] = []
        for evidence in held.evidence:
            for told, theirs, other in _alike(mine, frame, evidence, evidence.told):
                if root(frame.verb) == root(other.verb) and _same_rest(mine, frame, theirs, other):
                    found.append((evidence, told, other))
        there = [who for evidence, told, other in found for who in _who(_scene(evidence, told), other.actors)]
        if not there or any(same(one, other) is not False for one in actors for other in there):
            continue
        evidence, told, other = found[0]
        if _is_part(mine, frame, there) or not any(_two(one, who, evidence) for one in actors for who in there):
            continue
        where, said = window(mine.clause, frame.at), window(_scene(evidence, told).clause, other.at)
        words, theirs_ = shown(held.text[where.start : where.end], 100), shown(evidence.source.report.text[said.start : said.end], 100)
        detail = f"“{words}”; in {named(evidence.source)} somebody else does: “{theirs_}”"
        yield Fault(FaultKind.ROLES, where.start, where.end, detail, (evidence.source.report.cite(*said),))
        return


def is_gapped(text: str, span: Span) -> bool:
    """Whether a sentence has a verb once for two of whom each has a figure: "the Reds have 12 and the Blues 9"."""
    return bool(_gap().search(text, *span))


@functools.cache
def _gap() -> re.Pattern[str]:
    numbers = "|".join(sorted(language("en").numbers.cardinals, key=len, reverse=True))
    return re.compile(
        rf"(?:,|;|\band|\bbut)\s(?:(?:the|and|but)\s)*(?-i:[A-Z])[\w-]+(?:\s(?-i:[A-Z])[\w-]+)*\s(?:\d[\d.,]*|{numbers})(?=[.,;]|\s(?:of|per)\b|$)",
        re.IGNORECASE,
    )


def _is_part(mine: Scene, frame: Frame, there: Sequence[Referent]) -> bool:
    """Whether who does it is part of who does it there: "members of the union", "its lawyer"."""
    below = [k for i in frame.actors for k in mine.clause.subtree(i) if k not in frame.actors]
    words = [mine.clause.nodes[k].token for k in below]
    return any(token.lower in one.nouns or token.pos == "PRON" or names_in(token.text) & one.names for token in words for one in there)


def _same_rest(mine: Scene, frame: Frame, theirs: Scene, other: Frame) -> bool:
    """Whether what two verbs of one deed say beside who does it is the same."""
    out = {k for i in frame.actors for k in mine.clause.subtree(i)}
    rest = [word for i in kept(mine.clause, frame.at) if i not in out and (word := mine.clause.nodes[i].word) is not None]
    there = [word for i in kept(theirs.clause, other.at) if (word := theirs.clause.nodes[i].word) is not None]
    held = [word for word in rest if any(word.stem == one.stem or kin(word.plain, one.plain) >= ALIKE for one in there)]
    return weigh(rest) >= SAYS and weigh(held) >= COVERED * weigh(rest)


def _two(one: Referent, other: Referent, evidence: Evidence) -> bool:
    """Whether a report gives two different parts in one deed to the one and the other."""
    for told in evidence.source.told:
        theirs = _scene(evidence, told)
        for frame in theirs.frames:
            parts = _who(theirs, [*frame.actors, *frame.objects, *_taking_part(frame)])
            if any(same(one, a) is True and same(other, b) is True and same(a, b) is not True for a in parts for b in parts):
                return True
    return False


def _scene(evidence: Evidence, told: Told) -> Scene:
    return scene(evidence.source.report, evidence.source.annotation, told.span)


def _alike(mine: Scene, frame: Frame, evidence: Evidence, told: Iterable[Told]) -> Iterator[tuple[Told, Scene, Frame]]:
    """The frames of a report whose verb says what one of the draft's does."""
    del mine
    for one in told:
        theirs = _scene(evidence, one)
        for other in theirs.frames:
            if one_deed(frame.verb, other.verb):
                yield one, theirs, other


def _crossings(mine: Scene, frame: Frame, evidence: Evidence, told: Iterable[Told]) -> Iterator[tuple[Told, Frame]]:
    for one, theirs, other in _alike(mine, frame, evidence, told):
        if _crossed(mine, frame, theirs, other):
            yield one, other


def _crossed(mine: Scene, frame: Frame, theirs: Scene, other: Frame) -> bool:
    """Whether two frames of one deed have their parts exchanged: both of them, or one whose place another is known to have."""
    actors, there = _who(mine, frame.actors), _who(theirs, other.actors)
    if _any(actors, there) or not _sure(mine, frame) or is_citing(mine.clause, frame.at) != is_citing(theirs.clause, other.at):
        return False
    done, undone = _who(mine, frame.objects), _who(theirs, other.objects)
    rest, others = _who(mine, _taking_part(frame)), _who(theirs, _taking_part(other))
    if _any(actors, [*undone, *others]) and _any([*done, *rest], there):
        return True
    if _any(done, _to(theirs, other)) and _any(_to(mine, frame), undone):
        return True
    if _any(done, undone) or not other.objects:
        return False
    if not frame.actors and frame.passive and not frame.others:
        return _any(done, there)
    return bool(done) and _any(actors, undone) and _all_other(actors, there)


def _sure(of: Scene, frame: Frame) -> bool:
    """Whether it is nouns that stand in a verb's chief places: whom a pronoun means is less sure than what the draft says."""
    return all(
        of.clause.nodes[i].token.pos != "PRON" or of.clause.nodes[i].token.lower in {"who", "which", "that"}
        for i in (*frame.actors, *frame.objects[:1])
    )


def _all_other(ones: Iterable[Referent], others: Sequence[Referent]) -> bool:
    """Whether some are all known by name, and are not the others."""
    return bool(others) and all(one.names and other.names and same(one, other) is False for one in ones for other in others)


def _taking_part(frame: Frame) -> list[int]:
    """Those beside actor and object who have a part in a deed, and not its time, place or manner."""
    return [k for name, k in frame.others if name.startswith("of") or name in PARTS]


def _to(of: Scene, frame: Frame) -> list[Referent]:
    return _who(of, [k for name, k in frame.others if name == "to"])


def _who(of: Scene, places: Iterable[int]) -> list[Referent]:
    return [of.who[i] for i in places]


def _any(ones: Iterable[Referent], others: Iterable[Referent]) -> bool:
    others = list(others)
    return any(same(one, other) is True for one in ones for other in others)


def _agrees(mine: Scene, frame: Frame, evidences: Iterable[Evidence]) -> bool:
    """Whether a report has the deed anywhere with the draft's actor, or with one that cannot be told."""
    actors = _who(mine, frame.actors)
    for evidence in evidences:
        for _, theirs, other in _alike(mine, frame, evidence, evidence.source.told):
            there = _who(theirs, other.actors)
            if not _crossed(mine, frame, theirs, other) and (
                _any(actors, there) or (not actors and _any(_who(mine, frame.objects), _who(theirs, other.objects)))
            ):
                return True
    return False
