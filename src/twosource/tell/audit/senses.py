"""What a draft turns round: a denial dropped or put in, a word in the place of its opposite, actor and target exchanged."""

from collections.abc import Iterator
from typing import NamedTuple

from twosource.connect.meanings import root
from twosource.connect.terms import stem
from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.lang.relations import Relation, relation
from twosource.model.audit import Fault, FaultKind
from twosource.tell.audit.facing import Facing, facing
from twosource.tell.audit.frames import are_light, converse, is_citing, is_undergone
from twosource.tell.audit.grammar import (
    BUT,
    SLIGHT,
    Clause,
    around,
    is_bounded,
    is_supposed,
    negations,
    opposite,
    window,
    words_at,
)
from twosource.tell.audit.held import Held, is_nearest, named, shown
from twosource.tell.audit.inserted import is_measured, put_in
from twosource.tell.audit.kinship import entry
from twosource.tell.audit.sources import weigh

#: A verb that weighs so much is met again by chance so seldom that nothing about it need be the same.
RARE = 0.75
#: What the words beside two verbs must weigh that are the same, right beside both or anywhere in their sentences.
BESIDE, ELSEWHERE = 0.25, 0.55
#: What only seems so is told by the verb that hangs on these.
_SEEMING = frozenset(root(verb) for verb in ("seem", "appear"))


def senses(held: Held) -> Iterator[Fault]:
    """Faults of a sense turned round."""
    pairs = facing(held)
    found = [*_negated(held, pairs), *put_in(held, pairs), *_opposed(held, pairs), *_reversed(held, pairs)]
    yield from found[:1]


def _negated(held: Held, pairs: list[Facing]) -> Iterator[Fault]:
    """A fault where a verb is denied in the draft and not in the report, or the other way round, and its words are the same."""
    agreed: set[int] = set()
    clashes: list[tuple[int, int, Facing, int, int]] = []
    for face in pairs:
        for i, j in face.pairs.items():
            if not (_is_said(face.draft, i) and _is_said(face.report, j)) or not _same_clause(face, i, j):
                continue
            if (
                is_bounded(face.draft, i, face.report)
                or is_bounded(face.report, j, face.draft)
                or is_supposed(face.report, j)
                or is_supposed(face.draft, i)
                or _is_tangled(held, face, i)
                or _are_two(face, i, j)
                or _particle(face.draft, i) != _particle(face.report, j)
                or (_is_to_be(face.report, j) and not _is_to_be(face.draft, i) and not negations(face.report, j))
            ):
                continue
            mine, theirs = negations(face.draft, i), negations(face.report, j)
            if len(mine) % 2 == len(theirs) % 2:
                agreed.add(i)
            else:
                clashes.append((i, j, face, len(mine), len(theirs)))
    for i, j, face, mine_count, _ in clashes:
        if (
            not is_nearest(held, window(face.draft, i), face.told)
            or i in agreed
            or _agrees_elsewhere(pairs, i, mine_count)
            or is_measured(face.draft, i)
            or is_measured(face.report, j)
        ):
            continue
        where = window(face.draft, i)
        there = window(face.report, j)
        said = shown(face.source.report.text[there.start : there.end], 100)
        words = shown(held.text[where.start : where.end], 100)
        what = "denies what" if mine_count % 2 else "says what"
        other = "says" if mine_count % 2 else "denies"
        detail = f"“{words}” {what} {named(face.source)} {other}: “{said}”"
        yield Fault(FaultKind.NEGATION, where.start, where.end, detail, (face.source.report.cite(there.start, there.end),))
        return


def _particle(clause: Clause, i: int) -> str:
    """What a verb goes with: the "out" of "bears the Legion out"."""
    return next((clause.nodes[j].token.lower for j in clause.children(i) if clause.nodes[j].token.dep == "prt"), "")


def _is_to_be(clause: Clause, i: int) -> bool:
    """Whether a deed is wished for or promised and not told: "to be given the tie", "will be paid"."""
    helpers = {clause.nodes[j].token.lower for j in clause.children(i)}
    return bool(helpers & {"will", "shall", "'ll"}) or (clause.nodes[i].token.tag == "VB" and "to" in helpers)


def _are_two(face: Facing, i: int, j: int) -> bool:
    """Whether two deeds are those of two, by name or by number: "20 more did not need a bed", "34 needed one"."""
    mine, theirs = roles(face.draft, i).actor, roles(face.report, j).actor
    if mine is None or theirs is None:
        return False
    here, there = (
        {clause.nodes[k].token.lower for k in clause.children(at) if clause.nodes[k].token.dep == "nummod"}
        for clause, at in ((face.draft, mine), (face.report, theirs))
    )
    return _otherwise_named(face, mine, theirs) or bool(here and there and here.isdisjoint(there))


def _agrees_elsewhere(pairs: list[Facing], i: int, count: int) -> bool:
    """Whether another verb of a report, with a word beside it that is the same, is denied as the draft's is."""
    for face in pairs:
        verb = face.draft.nodes[i].word
        mine = {face.pairs[k] for k in around(face.draft, i) if k in face.pairs}
        for j, node in enumerate(face.report.nodes):
            if verb is None or node.word is None or node.word.stem != verb.stem or node.token.pos != "VERB":
                continue
            words = {face.report.nodes[k].word for k in mine}
            beside = {face.report.nodes[k].word for k in around(face.report, j)}
            if len(negations(face.report, j)) % 2 == count % 2 and words & beside - {None}:
                return True
    return False


def _is_tangled(held: Held, face: Facing, i: int) -> bool:
    """Whether one of two sentences denies in a way that the trees do not tell."""
    tangled = any_of(language("en").auditing.tangled)
    if tangled.search(face.source.report.text, *face.told.span) or BUT.search(face.source.report.text, *face.told.span):
        return True
    if BUT.search(held.text, *held.span):
        return True
    where = window(face.draft, i) if len(negations(face.draft, i)) % 2 else held.span  # a "not" put in reaches no farther than its clause
    return bool(tangled.search(held.text, *where))


def _is_said(clause: Clause, i: int) -> bool:
    """Whether a word says something of something: a verb, or an adjective behind one."""
    token = clause.nodes[i].token
    if token.dep in {"amod", "compound", "aux", "auxpass"}:
        return False
    if root(token.lower) in _SEEMING:
        return False  # "seals appear to have escaped", "no seals appear to have been infected"
    return token.pos in {"VERB", "AUX"} or (token.pos == "ADJ" and token.dep in {"acomp", "attr", "ccomp", "ROOT", "oprd"})


def _opposed(held: Held, pairs: list[Facing]) -> Iterator[Fault]:
    """A fault where a word stands in the place of its opposite and nothing about it is denied."""
    for face in pairs:
        for i, here in enumerate(face.draft.nodes):
            if here.word is None or here.word.weight <= SLIGHT or here.token.pos == "PROPN":
                continue
            for j, there in enumerate(face.report.nodes):
                if there.word is None or not opposite(here.token, there.token) or are_light(here.token.lower, there.token.lower):
                    continue
                if not is_nearest(held, window(face.draft, i), face.told) or _is_converse(face, i, j):
                    continue
                if j in face.pairs.values() or i in face.pairs or not _beside_same(face, i, j) or not _are_of_one_time(face, i, j):
                    continue
                if any(here.word.stem in one.stems for one in held.evidence):
                    continue
                if len(negations(face.draft, i)) % 2 != len(negations(face.report, j)) % 2 or not _one_actor(face, i, j):
                    continue
                other = window(face.report, j)
                said = shown(face.source.report.text[other.start : other.end], 100)
                detail = f"says {held.quoted(here.token.start, here.token.end)}; {named(face.source)} has “{said}”"
                kind = FaultKind.PLACE if here.token.lower in SIDES else FaultKind.NEGATION
                yield Fault(kind, here.token.start, here.token.end, detail, (face.source.report.cite(other.start, other.end),))
                return


def _are_of_one_time(face: Facing, i: int, j: int) -> bool:
    """Whether two verbs are whole and not one told of what was before the other: "what he had denied", which he admits now."""
    here, there = face.draft.nodes[i].token, face.report.nodes[j].token
    if here.tag != there.tag and here.pos == there.pos == "ADJ":
        return False  # "the large paintings", "the smallest one"
    if any(node.token.lower == there.lower for node in face.draft.nodes):
        return False  # who tells both: "the one to the south, the other to the north"
    whole = not (_particle(face.draft, i) or _particle(face.report, j))
    return whole and not (_is_past_of_past(face.draft, i) and not _is_past_of_past(face.report, j))


def _is_past_of_past(clause: Clause, i: int) -> bool:
    """Whether a verb tells what had been before: "had denied"."""
    return any(clause.nodes[j].token.lower == "had" and clause.nodes[j].token.dep == "aux" for j in clause.children(i))


SIDES = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western"})


def _one_actor(face: Facing, i: int, j: int) -> bool:
    """Whether two words are said of one thing: who buys from somebody is not who sells."""
    if face.draft.nodes[i].token.pos != face.report.nodes[j].token.pos:
        return False
    mine, theirs = roles(face.draft, i).actor, roles(face.report, j).actor
    if mine is not None and theirs is not None and _otherwise_named(face, mine, theirs):
        return False
    if face.draft.nodes[i].token.pos != "VERB" or mine is None or theirs is None:
        return True
    return _shares_actor(face, i, j) or face.draft.nodes[mine].token.pos == "PRON"


def _is_converse(face: Facing, i: int, j: int) -> bool:
    """Whether two verbs tell one deed from either side, and not of one and the same: "Dellmark bought it", "it was sold to Dellmark"."""
    return converse(face.draft.nodes[i].token.lower, face.report.nodes[j].token.lower) and not _shares_actor(face, i, j)


def _shares_actor(face: Facing, i: int, j: int) -> bool:
    """Whether who does one deed does the other."""
    mine, theirs = roles(face.draft, i).actor, roles(face.report, j).actor
    if mine is None or theirs is None:
        return False
    if face.draft.nodes[mine].token.lower == face.report.nodes[theirs].token.lower:
        return True
    return bool(_mapped(face, _phrase(face.draft, mine)) & _phrase(face.report, theirs))


def _otherwise_named(face: Facing, mine: int, theirs: int) -> bool:
    """Whether two phrases name others: "Baxen shares" and "Silverine's shares"."""
    here, there = _names(face.draft, mine), _names(face.report, theirs)
    return bool(here and there) and here.isdisjoint(there)


def _names(clause: Clause, i: int) -> set[str]:
    inside = (i, *(j for j in clause.children(i) if clause.nodes[j].token.dep in {"compound", "poss", "nmod", "amod"}))
    return {word.stem for j in inside if clause.nodes[j].token.pos == "PROPN" and (word := clause.nodes[j].word) is not None}


def _beside_same(face: Facing, i: int, j: int) -> bool:
    """Whether the words beside one word are those beside another, half of them or the one it hangs on."""
    mine, there = around(face.draft, i), set(around(face.report, j))
    shared = [a for a in mine if face.pairs.get(a) in there]
    return weigh(words_at(face.draft, shared)) >= BESIDE


def _reversed(held: Held, pairs: list[Facing]) -> Iterator[Fault]:
    """A fault where who does it and to whom it is done are exchanged."""
    for face in pairs:
        for i, j in face.pairs.items():
            if face.draft.nodes[i].token.pos != "VERB" or face.report.nodes[j].token.pos != "VERB":
                continue
            if _exchanged(face, i, j):
                where, other = window(face.draft, i), window(face.report, j)
                words, said = shown(held.text[where.start : where.end], 100), shown(face.source.report.text[other.start : other.end], 100)
                detail = f"“{words}”; in {named(face.source)} it is the other way round: “{said}”"
                yield Fault(FaultKind.ROLES, where.start, where.end, detail, (face.source.report.cite(other.start, other.end),))
                return


def _exchanged(face: Facing, i: int, j: int) -> bool:
    """Whether the draft's subject is what the report's verb is done to, and the report's subject what the draft's is, or nobody there."""
    mine, theirs = roles(face.draft, i), roles(face.report, j)
    if mine.actor is None or theirs.actor is None or is_undergone(face.draft, i) or is_undergone(face.report, j):
        return False
    if is_citing(face.draft, i) != is_citing(face.report, j):
        return False
    here, there = _phrase(face.draft, mine.actor), _phrase(face.report, theirs.actor)
    if _mapped(face, here) & there:
        return False
    others = {k for one in theirs.others for k in _phrase(face.report, one)}
    objects = {k for one in theirs.objects for k in _phrase(face.report, one)}
    given = {k for one in mine.others for k in _mapped(face, _phrase(face.draft, one))}
    if _mapped(face, here) & others and given & there:
        return True
    alone = not there & set(face.pairs.values()) and face.report.nodes[theirs.actor].token.pos == "PRON"
    return alone and bool(_mapped(face, here) & objects) and not given & others


def _phrase(clause: Clause, i: int) -> set[int]:
    """A noun with the words of its name."""
    return {i, *(j for j in clause.children(i) if clause.nodes[j].token.dep in {"compound", "amod", "nmod", "flat"})}


def _mapped(face: Facing, words: set[int]) -> set[int]:
    """The words of the report that some of the draft's stand for."""
    return {face.pairs[k] for k in words if k in face.pairs}


class Roles(NamedTuple):
    """Who does what a verb says, to whom it is done, and all others who have part in it."""

    actor: int | None
    objects: tuple[int, ...]
    others: tuple[int, ...]


def roles(clause: Clause, i: int) -> Roles:
    """The parts about a verb: a passive's "by" names who does it."""
    by_dep: dict[str, list[int]] = {}
    for j in clause.children(i):
        by_dep.setdefault(clause.nodes[j].token.dep, []).append(j)
    objects = [*by_dep.get("dobj", ()), *by_dep.get("dative", ())]
    agents = [k for j in by_dep.get("agent", ()) for k in clause.children(j) if clause.nodes[k].token.dep == "pobj"]
    behind = [k for j in (*by_dep.get("prep", ()), *objects) for k in clause.subtree(j)]
    others = [k for k in behind if clause.nodes[k].token.dep == "pobj"]
    passive = "auxpass" in by_dep or "nsubjpass" in by_dep
    if agents or passive:
        above = clause.head(i)
        shared = [j for j in clause.children(above) if clause.nodes[j].token.dep in {"nsubj", "nsubjpass"}] if above != i else []
        if "nsubjpass" not in by_dep and clause.nodes[i].token.dep == "conj":
            by_dep["nsubjpass"] = shared
        done = by_dep.get("nsubjpass") or ([clause.head(i)] if clause.nodes[i].token.dep == "acl" else [])
        return Roles(agents[0] if agents else None, tuple(done), (*done, *others))
    subject = by_dep.get("nsubj")
    above = clause.head(i)
    if subject is None and clause.nodes[i].token.dep == "conj" and above != i:
        subject = [j for j in clause.children(above) if clause.nodes[j].token.dep in {"nsubj", "nsubjpass"}]
    return Roles(subject[0] if subject else None, tuple(objects), (*objects, *others))


def _same_clause(face: Facing, i: int, j: int) -> bool:
    """Whether two verbs that say the same have something about them that is the same."""
    here, there = face.draft.nodes[i].word, face.report.nodes[j].word
    if here is None or there is None or not _one_verb(here.plain, there.plain):
        return False
    mine = [a for a in around(face.draft, i) if face.draft.nodes[a].token.pos not in {"VERB", "AUX"} and a in face.pairs]
    beside = set(around(face.report, j))
    close = weigh(words_at(face.draft, [a for a in mine if face.pairs[a] in beside]))
    if close >= BESIDE or weigh(words_at(face.draft, mine)) >= ELSEWHERE:
        return True
    alone = not [a for a in around(face.draft, i) if face.draft.nodes[a].token.pos not in {"VERB", "AUX"}]
    return alone and here.weight >= RARE and here.stem == there.stem


def _one_verb(one: str, other: str) -> bool:
    return stem(one) == stem(other) or relation(entry(one), entry(other)) is Relation.DERIVED
