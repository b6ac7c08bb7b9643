"""Sentences of drafts beside what reports tell: borne out, told otherwise, or not told.

From families of invented sentences (`eval/families`), from short invented stories (`eval/short`), and from two corpora of
summaries, SummEdits and BUMP, whose texts teach and are not in the project. What bears on a sentence is chosen as the audit chooses it.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from training.sets import GAINSAID
from training.stories import APART, CONFLICT, SAME, Sketch, number_of
from twosource.model.claim import Annotation
from twosource.model.report import Download, Given
from twosource.read.page import read_page
from twosource.tell.audit.gathering import gathered
from twosource.tell.audit.sources import Source, source, words_of

#: Sentences of other families that stand about the one that tells, at least and at most.
_ABOUT = (1, 4)
#: Of a family, how many told over, with less, altered and with more are drawn.
_DRAWN = {"same": 3, "less": 1, "altered": 4, "more": 1, "near": 2}
#: Shares of the passages of a story that nothing else tells or that a trap holds apart.
_ALONE = 0.25
#: One document of so many is kept apart from teaching.
_KEPT = 4
_BETWEEN = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”]))\s+(?=[\"“A-Z0-9])")


class Drafted(NamedTuple):
    """A sentence of a draft, the sentences of reports that bear most on it, and how it stands to them."""

    text: str
    told: str
    label: str


def laid(name: str, text: str) -> Source:
    """A text laid out as the audit lays out a report."""
    (report,) = read_page(Download(name, f"{name}.txt", text.encode(), given=Given()))
    return source(report, Annotation(id=report.id, report=report.id))


def drafted(text: str, sources: Sequence[Source], label: str) -> Drafted | None:
    """The sentence beside what bears on it; `None` where nothing does."""
    told = " ".join(one.text for one in gathered(words_of(text, 0, len(text)), sources))
    return Drafted(" ".join(text.split()), told, label) if told else None


def of_summaries(file: Path, *, kept: bool) -> Iterator[tuple[str, Drafted]]:
    """The sentences of SummEdits with their documents' keys; of the documents that are `kept` apart, or of the others.

    What stands in the summary that was edited too is as that summary is; what was edited in is told otherwise where the summary is wrong.
    """
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    sound = {row["summary"] for row in rows if row["label"] == "consistent"}
    documents: dict[str, Source] = {}
    for row in rows:
        if is_kept(row["document"]) is not kept:
            continue
        if row["document"] not in documents:
            documents[row["document"]] = laid(row["document"], row["text"])
        known = set(in_sentences(row["original_summary"])) if row["original_summary"] in sound else set[str]()
        changed = [one for one in in_sentences(row["summary"]) if one not in known]
        wrong = row["label"] != "consistent"
        for sentence in in_sentences(row["summary"]) if not wrong else changed if len(changed) == 1 else []:
            if found := drafted(sentence, [documents[row["document"]]], CONFLICT if wrong else SAME):
                yield row["document"], found


def of_bump(file: Path, *, kept: bool) -> Iterator[tuple[str, Drafted]]:
    """The same of BUMP: the sentence that was edited, and the sentences of the summary before."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if is_kept(str(row["article"])) is not kept:
            continue
        article = laid(row["id"], row["text"])
        before = in_sentences(row["reference_summary"])
        told = [(one, SAME) for one in before] + [(one, CONFLICT) for one in in_sentences(row["edited_summary"]) if one not in before]
        for sentence, label in told:
            if found := drafted(sentence, [article], label):
                yield str(row["article"]), found


def is_kept(document: str) -> bool:
    """Whether a document is kept apart, by its name alone."""
    return number_of(document) % _KEPT == 0


def in_sentences(text: str) -> list[str]:
    """A summary sentence by sentence."""
    return [one.strip() for one in _BETWEEN.split(" ".join(text.split())) if one.strip()]


def of_families(families: Sequence[Mapping[str, Any]]) -> Iterator[Drafted]:
    """Families of sentences: one way to tell it stands in a report among sentences of others; the others are a draft's."""
    chance = random.Random("support")
    for at, family in enumerate(families):
        same, near = list(family["same"]), [_text(one) for one in family.get("near", ())]
        altered = [one["text"] for one in family.get("altered", ()) if one["kind"] in GAINSAID]
        others = [text for other in families[max(0, at - 3) : at + 4] if other is not family for text in other["same"]]
        drawn = [(text, SAME) for text in _some(same, "same", chance)] + [
            (text, SAME) for text in _some(family.get("less", ()), "less", chance)
        ]
        drawn += [(text, CONFLICT) for text in _some(altered, "altered", chance)]
        drawn += [(_text(text), APART) for text in (*_some(family.get("more", ()), "more", chance), *_some(near, "near", chance))]
        for text, label in drawn:
            base = chance.choice([one for one in same if one != text])
            about = chance.sample(others, min(len(others), chance.randint(*_ABOUT)))
            if near and text not in near and chance.random() < 0.5:
                about.append(chance.choice(near))
            told = [base, *about]
            chance.shuffle(told)
            if found := drafted(text, [laid("report", "\n\n".join(told))], label):
                yield found


def _some(texts: Iterable[Any], kind: str, chance: random.Random) -> list[Any]:
    held = list(texts)
    return chance.sample(held, min(len(held), _DRAWN[kind]))


def _text(one: Any) -> str:
    return one if isinstance(one, str) else one["text"]


def of_story(sketch: Sketch) -> Iterator[Drafted]:
    """Labelled passages of a story, each held against another report that tells the same, tells otherwise, or does not tell it."""
    chance = random.Random(f"support {sketch['story']}")
    reports = {one["id"]: laid(one["id"], f"{one['title'].removeprefix('# ')}\n\n{one['text']}") for one in sketch["reports"]}
    kin: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for claim in sketch["claims"]:
        for one, other in ((a, b) for a in claim["passages"] for b in claim["passages"] if a[0] != b[0]):
            kin[tuple(one)].append((SAME, other[0], other[1]))
    for relation in sketch["relations"]:
        for one, other in (relation["sides"], relation["sides"][::-1]):
            if one[0] != other[0] and relation["kind"] == CONFLICT:
                kin[tuple(one)].append((CONFLICT, other[0], other[1]))
    for (name, words), held in sorted(kin.items()):
        for label, there, partner in held:
            found = drafted(_whole(words), [reports[there]], label) if there in reports else None
            if found and _holds(found.told, partner):
                yield found
        rest = [one for one in reports if one != name and all(there != one for _, there, _ in held)]
        if rest and chance.random() < _ALONE and (found := drafted(_whole(words), [reports[chance.choice(rest)]], APART)):
            yield found


def _whole(words: str) -> str:
    text = words.strip().rstrip(",;:")
    return text[0].upper() + text[1:] + ("" if text[-1] in '.!?”"' else ".")


def _holds(told: str, partner: str) -> bool:
    """Whether what bears on a sentence has the passage that it is labelled with."""
    return " ".join(partner.split()).rstrip(".,;") in told
