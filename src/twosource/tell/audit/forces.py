"""With what force it was said."""

import functools
import re
from collections.abc import Iterator

from twosource.connect.terms import stem
from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.audit import Fault, FaultKind
from twosource.model.report import Span
from twosource.tell.audit.grammar import Clause, clauses
from twosource.tell.audit.held import Held, named, near
from twosource.tell.audit.sources import Source
from twosource.tell.audit.speech import PLAIN_WORD


def forces(held: Held) -> Iterator[Fault]:
    """A fault where a verb of saying says more than the report's, or less: "admitted" or "claimed" for "said"."""
    theirs = {word for source in held.evidence for told in near(source, 1) for word in _said_in(source.source, told.span)}
    if not theirs:
        return
    for match in PLAIN_WORD.finditer(held.text, *held.span):
        word = match[0].lower()
        group = _force_of().get(stem(word))
        if group is None or match[0][0].isupper() or not _forces()[group].isdisjoint(theirs) or _is_other(held, match.start()):
            continue
        if not theirs.isdisjoint(_allowing().get(group, ())) or (group == _CLAIMING and _is_gainsaid(held, match.end())):
            continue
        if _turned().search(held.text, held.span.start, match.start()):
            continue  # who says what he will do may be said to promise it, and who says that he was wrong to admit it
        evidence = held.evidence[0]
        said = _SAID_WORD.search(" ".join(evidence.source.report.text[told.span.start : told.span.end] for told in evidence.told))
        if said is None:
            continue
        has = f"has “{said[0]}”" if said[0][0].isalpha() else "quotes it without such a word"
        detail = f"says {held.quoted(*match.span())}; {named(evidence.source)} {has}"
        yield Fault(FaultKind.STRENGTH, *match.span(), detail, (evidence.source.report.cite(*evidence.told[0].span),))
        return


def _is_gainsaid(held: Held, end: int) -> bool:
    """Whether the sentence itself has what speaks against a claim, or tells of a claim to something: "claims to have seen it"."""
    gainsaying = any_of((*language("en").auditing.differing, *language("en").auditing.gainsaying))
    others = ";" in held.text[slice(*held.span)] and any(end not in range(one.start, one.end + 1) for one in held.cues())
    return bool(_TO.match(held.text, end) or others or gainsaying.search(held.text, *held.span))


def _is_other(held: Held, start: int) -> bool:
    """Whether a word is no verb of saying: a noun, or a verb that tells what came out, "38 proved to be unstamped"."""
    tree = clauses(held.draft.bare, held.span)
    at = next((i for i, node in enumerate(tree.nodes) if node.token.start == start), None)
    if at is None:
        return False
    below = {tree.nodes[j].token.dep for j in tree.children(at)}
    return (
        tree.nodes[at].token.pos not in {"VERB", "AUX"}
        or (tree.nodes[at].token.dep == "acl" and _is_mute(tree, at))  # "a wall promised in 2019"
        or _is_counted(tree, at)
        or ("prove" in tree.nodes[at].token.lower and not below.isdisjoint(_TURNS_OUT))
    )


@functools.lru_cache(maxsize=4096)
def _said_in(source: Source, span: Span) -> frozenset[str]:
    """The stems of a sentence's words, without verbs of saying that say nothing there: "admitted 31 patients", "would not concede"."""
    words = {match.start(): stem(match[0].lower()) for match in PLAIN_WORD.finditer(source.report.text, *span)}
    if _force_of().keys().isdisjoint(words.values()):
        return frozenset(words.values())  # nothing to be looked at in a tree, which takes long to make
    tree = clauses(source.report, span)
    mute = {node.token.start for i, node in enumerate(tree.nodes) if stem(node.token.lower) in _force_of() and _is_mute(tree, i)}
    return frozenset(word for start, word in words.items() if start not in mute)


def _is_mute(tree: Clause, i: int) -> bool:
    """Whether a verb has nothing that it says: no clause, no quotation, and no object but what is counted."""
    if tree.nodes[i].token.pos != "VERB" or tree.nodes[i].token.dep in _OF_WHAT:
        return False
    below = [tree.nodes[j].token for j in tree.subtree(i) if j != i]
    if any(token.dep in {"ccomp", "acl"} or token.text in _MARKS or token.lower in {"that", "to"} for token in below):
        return False
    return _is_counted(tree, i) or not any(tree.nodes[j].token.dep in _DONE for j in tree.children(i))


def _is_counted(tree: Clause, i: int) -> bool:
    """Whether a verb's object is so many of some: "admitted 31 patients"."""
    return any(tree.nodes[k].token.dep == "nummod" for j in tree.children(i) if tree.nodes[j].token.dep in _DONE for k in tree.children(j))


@functools.cache
def _allowing() -> dict[str, frozenset[str]]:
    """Of a group of verbs, the stems of words by whose side "said" may be told with one of them."""
    return {name: frozenset(stem(word) for word in words) for name, words in language("en").auditing.allowing.items()}


@functools.cache
def _forces() -> dict[str, frozenset[str]]:
    """The stems of each group of verbs of saying that say more than "said"."""
    return {name: frozenset(stem(word) for word in words) for name, words in language("en").auditing.forces.items()}


@functools.cache
def _turned() -> re.Pattern[str]:
    """What stands right before the verb of who comes to say it after he had said otherwise: "has since acknowledged", "had to admit"."""
    return re.compile(rf"{any_of(language('en').auditing.turning).pattern}\s$", re.IGNORECASE)


@functools.cache
def _force_of() -> dict[str, str]:
    return {one: name for name, words in _forces().items() for one in words}


#: The group of verbs by which a writer doubts what somebody says.
_CLAIMING = "claim"
_TO = re.compile(r"\s+to\b")
#: Verbs that hang so on others say what those do: "more than it had acknowledged".
_OF_WHAT = frozenset({"parataxis", "advcl", "relcl"})
_DONE = frozenset({"dobj", "nsubjpass"})
_TURNS_OUT = frozenset({"xcomp", "acomp", "attr", "oprd", "dobj"})
_MARKS = frozenset({'"', "“", "”", "''", "``"})
_SAID_WORD = re.compile(
    r"\b(?:said|says|say|told|tell|tells|according to|asked|found|noted|reported|wrote|added|announced|think|"
    r"thinks|believe\w*|expect\w*)\b|[\"“”]"
)
