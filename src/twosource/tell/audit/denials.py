"""What a draft denies and a report says, or the other way round: deed beside deed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from twosource.connect.meanings import root
from twosource.connect.voices import fold_all
from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.audit import Fault, FaultKind
from twosource.tell.audit.evidence import Evidence
from twosource.tell.audit.frames import Frame, Scene, are_light, opposed_deeds, same_deed, scene
from twosource.tell.audit.grammar import ALIKE, BUT, is_bounded, is_supposed, kept, negations, window
from twosource.tell.audit.held import Held, is_nearest, named, near, shown
from twosource.tell.audit.kinship import kin
from twosource.tell.audit.reckoned import is_of_the_rest
from twosource.tell.audit.referents import same
from twosource.tell.audit.sources import Word, weigh

#: What two deeds must have in common beside their verb, and how near to the nearest another of that verb must come to count too.
COMMON, NEARLY = 0.75, 0.7
#: What it is worth that one and the same stands in the same place, though in other words.
SAME_PART = 0.6
#: What the verb itself may add, and what another of its meaning takes away.
VERB, OTHER_VERB = 0.4, 0.4

DENY = root("deny")
#: Another's words with the verb left out: "the board says that they are not for sale, a cousin that they are".
_GAPPED = re.compile(r",\s(?:and\s)?(?:the|an?)\s\w+\sthat\s")
#: Who cannot say one thing says another, and who does not believe that it was so believes that it was not.
SAYING = frozenset(
    root(verb)
    for verb in ("say", "tell", "report", "add", "speak", "ask", "believe", "think", "expect", "suppose", "want", "seem", "appear")
)


class Match(NamedTuple):
    """A deed of a report that may be one of the draft's, and what they have in common."""

    evidence: Evidence
    theirs: Scene
    frame: Frame
    common: float
    denied: bool
    unclear: bool


def denials(held: Held) -> Iterator[Fault]:
    """A fault where a deed is denied in the draft, and wherever a report has it, it is not; or the other way round."""
    mine = scene(held.draft.bare, held.draft.annotation, held.span)
    for frame in () if is_of_the_rest(held) else mine.frames:
        if root(frame.verb) in SAYING or is_supposed(mine.clause, frame.at) or is_unclear(mine, frame):
            continue
        denied = is_denied(mine, frame)
        found = sorted(matches(held, mine, frame), key=lambda match: -match.common)
        if not found or found[0].common < COMMON:
            continue
        level = [match for match in found if match.common >= NEARLY * found[0].common]
        if any(match.denied == denied or match.unclear for match in level):
            continue
        best = found[0]
        if opposed_deeds(frame.verb, best.frame.verb) and _is_told_beside(held, frame, denied=denied):
            continue  # "freed", of one who had been arrested
        if denied and _names(held, best.evidence):
            continue  # "was not on the telephone, of which the Lantern had accused him"
        if _is_of_parts(mine, frame, best) or _GAPPED.search(held.text, *held.span) or BUT.search(held.text, *held.span):
            continue
        where, there = window(mine.clause, frame.at), window(best.theirs.clause, best.frame.at)
        source = best.evidence.source
        said, words = shown(source.report.text[there.start : there.end], 100), shown(held.text[where.start : where.end], 100)
        what, other = ("denies", "says") if denied else ("says", "denies")
        detail = f"“{words}” {what} what {named(source)} {other}: “{said}”"
        if opposed_deeds(frame.verb, best.frame.verb):
            detail = f"“{words}”; {named(source)} has the opposite: “{said}”"
        yield Fault(FaultKind.NEGATION, where.start, where.end, detail, (source.report.cite(*there),))
        return


def _is_told_beside(held: Held, frame: Frame, *, denied: bool) -> bool:
    """Whether the deed itself is told in what bears on a sentence, or beside that."""
    for evidence in held.evidence:
        for told in near(evidence, 1):
            theirs = scene(evidence.source.report, evidence.source.annotation, told.span)
            if any(same_deed(frame.verb, other.verb) and is_denied(theirs, other) == denied for other in theirs.frames):
                return True
    return False


def _names(held: Held, evidence: Evidence) -> bool:
    """Whether a sentence names the outlet of a report."""
    outlet = fold_all(evidence.source.report.outlet or "").removeprefix("the ")
    return bool(outlet) and f" {outlet} " in f" {fold_all(held.text[slice(*held.span)])} "


def _is_of_parts(mine: Scene, frame: Frame, match: Match) -> bool:
    """Whether two deeds are told of other numbers: "110,000 of the doses were never given", "of the doses 690,000 were given"."""
    here, there = (
        {
            of.clause.nodes[k].token.lower
            for i in (*deed.actors, *deed.objects)
            for k in of.clause.subtree(i)
            if of.clause.nodes[k].token.pos == "NUM"
        }
        for of, deed in ((mine, frame), (match.theirs, match.frame))
    )
    return bool(here - there and there - here)


def matches(held: Held, mine: Scene, frame: Frame) -> Iterator[Match]:
    """The deeds of the reports that may be one of the draft's."""
    words, where = _words(mine, frame), window(mine.clause, frame.at)
    for evidence in held.evidence:
        for told in evidence.told:
            theirs = scene(evidence.source.report, evidence.source.annotation, told.span)
            for other in theirs.frames:
                opposed = opposed_deeds(frame.verb, other.verb) and not are_light(frame.verb, other.verb)
                if not opposed and not same_deed(frame.verb, other.verb):
                    continue
                there = _words(theirs, other)
                common = weigh(word for word in words if any(word.stem == one.stem or kin(word.plain, one.plain) >= ALIKE for one in there))
                common += SAME_PART * sum(1 for part in ("actors", "objects") if _same_part(mine, frame, theirs, other, part))
                common += _worth(mine, frame) if root(frame.verb) == root(other.verb) else -OTHER_VERB
                if opposed and not is_of_one(mine, frame, theirs, other):
                    continue
                denied = is_denied(theirs, other) != opposed
                open_ = (
                    is_supposed(theirs.clause, other.at)
                    or is_bounded(theirs.clause, other.at, mine.clause)
                    or is_bounded(mine.clause, frame.at, theirs.clause)
                    or not is_nearest(held, where, told)
                    or is_unclear(theirs, other)
                    or (opposed and (_is_up_to(mine, frame, theirs) or _is_up_to(theirs, other, mine)))
                    or (is_open(theirs, other) and not is_open(mine, frame))
                )
                yield Match(evidence, theirs, other, common, denied, open_)


def _is_up_to(of: Scene, frame: Frame, other: Scene) -> bool:
    """Whether a deed is told up to a time, at which another sentence has its opposite: "stayed on until 2017", "left in 2017"."""
    clause = of.clause
    untils = [k for k in clause.subtree(frame.at) if clause.nodes[k].token.lower in {"until", "till"}]
    times = {clause.nodes[k].token.lower for at in untils for k in clause.subtree(at) if k != at and clause.nodes[k].word is not None}
    return any(node.token.lower in times for node in other.clause.nodes)


def _words(of: Scene, frame: Frame) -> list[Word]:
    """The words that carry news in a deed's own clause and of who does it, beside its verb."""
    places = {*kept(of.clause, frame.at), *(k for i in frame.actors for k in of.clause.subtree(i))}
    return [word for i in sorted(places) if i != frame.at and (word := of.clause.nodes[i].word) is not None]


def _worth(of: Scene, frame: Frame) -> float:
    word = of.clause.nodes[frame.at].word
    return min(word.weight, VERB) if word is not None else 0.0


def _same_part(mine: Scene, frame: Frame, theirs: Scene, other: Frame, part: str, *, by_word: bool = False) -> bool:
    """Whether one and the same has a part; of whom both do not use the same word, unless that will do too."""
    here, there = getattr(frame, part), getattr(other, part)
    words = {node.word.stem for i in there if (node := theirs.clause.nodes[i]).word is not None}
    return any(
        same(mine.who[i], theirs.who[j]) is True
        and (by_word or mine.clause.nodes[i].word is None or mine.clause.nodes[i].word.stem not in words)
        for i in here
        for j in there
    )


def is_of_one(mine: Scene, frame: Frame, theirs: Scene, other: Frame) -> bool:
    """Whether two deeds are one's, or are done to one and the same by somebody who is not named on both sides."""
    if frame.actors and other.actors:
        both = frame.objects and other.objects and root(frame.verb) != root(other.verb)
        return _same_part(mine, frame, theirs, other, "actors", by_word=True) and (
            not both or _same_part(mine, frame, theirs, other, "objects", by_word=True)
        )
    return _same_part(mine, frame, theirs, other, "objects", by_word=True)


def is_denied(of: Scene, frame: Frame) -> bool:
    """Whether a deed is said not to be so: by a "not", or by who "denied that" it was."""
    count = len(negations(of.clause, frame.at))
    above = _denier(of, frame)
    if above is not None:
        count += 1 + len(negations(of.clause, above))
    return count % 2 == 1


def _denier(of: Scene, frame: Frame) -> int | None:
    """The verb by which somebody denies a deed: "denied that it was sold", "denied selling it"."""
    at = frame.at
    above = of.clause.head(at)
    if of.clause.nodes[at].token.dep in {"ccomp", "xcomp"} and root(of.clause.nodes[above].token.lower) == DENY:
        return above
    return None


def is_open(of: Scene, frame: Frame) -> bool:
    """Whether a deed is asked for, planned or charged with and not told: "asked a court to withhold it", "accused of stealing it"."""
    token = of.clause.nodes[frame.at].token
    infinitive = token.tag == "VB" and any(of.clause.nodes[j].token.lower == "to" for j in of.clause.children(frame.at))
    return infinitive or token.dep == "pcomp"


def is_unclear(of: Scene, frame: Frame) -> bool:
    """Whether a deed is said by degrees, or hangs on what denies or supposes it in ways that the tree does not tell."""
    clause = of.clause
    own = [clause.nodes[i].token.lower for i in kept(clause, frame.at) if i != frame.at]
    above, at, denier = [], frame.at, _denier(of, frame)
    while clause.head(at) != at:
        at = clause.head(at)
        if at != denier:
            above.append(clause.nodes[at].token.lower)
    tangled = any_of(language("en").auditing.tangled)
    return not language("en").auditing.degrees.isdisjoint(own) or any(tangled.fullmatch(word) for word in (*own, *above))
