"""Sentences of drafts for the judge of what is borne out (`training/borne.py`), each beside what reports tell, with its fault.

From the sentences freely told over short stories (`eval/retold`, those worked on), families of invented sentences (`eval/families`), two
corpora of summaries, SummEdits and BUMP, and other reports with sentences told of them. What bears on a sentence is chosen as the audit
chooses it.
"""

import difflib
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from training.sets import lines
from training.stories import Sketch, number_of
from training.support import in_sentences, is_kept, laid
from twosource.model.report import Span
from twosource.tell.audit.borne.network import KINDS
from twosource.tell.audit.gathering import gathered
from twosource.tell.audit.sources import Source, words_of

#: A fault of no kind known.
WRONG = "wrong"
BORNE_OUT = KINDS[0]
#: Where each lesson is from; the last are sentences of reports themselves (`training/twins.py`).
SETS = RETOLD, TOLD, FAMILIES, SUMMARIES, BUMP, LIGHT = ("retold", "told", "families", "summaries", "bump", "light")
#: One story or report of so many is held back, and one story of the families of so many is kept apart (eval/families.py).
HELD_BACK, _FAMILIES_APART = 8, 16
#: How often a sentence is held against all reports of its story, not those alone that it cites.
_UNCITED = 0.2
#: Of a family, how many told over and altered are drawn, and the share of families.
_SAME, _ALTERED, _OF_FAMILIES = 2, 3, 0.6
#: Sentences of other families that stand about the one that tells.
_ABOUT = (2, 6)
#: How much two sentences must share for one to be the other with a fault planted.
_PLANTED = {FAMILIES: 0.55, SUMMARIES: 0.4, BUMP: 0.4}
_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


class Lesson(NamedTuple):
    """A sentence beside what reports tell; its kind, and the spans that are wrong in it (`None` where they are not known).

    Lessons of one `group` differ by their faults alone; `document` is the story or report that they are of.
    """

    text: str
    told: str
    kind: str
    wrong: tuple[Span, ...] | None
    group: str
    document: str
    of: str

    @property
    def is_held_back(self) -> bool:
        """Whether it is not taught, by the name of its document alone."""
        return is_kept(self.document) if self.of in {SUMMARIES, BUMP} else number_of(self.document) % HELD_BACK == 0


def lesson(text: str, sources: Sequence[Source], kind: str, base: str | None, *, group: str, document: str, of: str) -> Lesson | None:
    """The sentence, made from `base` by a fault; `None` where no report has a word of it."""
    line = " ".join(text.split())
    told = " ".join(one.text for one in gathered(words_of(line, 0, len(line)), sources))
    if not told:
        return None
    wrong: tuple[Span, ...] | None = ()
    if kind != BORNE_OUT:
        wrong = changed(base, line) if base and likeness(base, line) > _PLANTED.get(of, 0.0) else None
    return Lesson(line, told, kind, wrong, f"{of} {group}", document, of)


def changed(old: str, new: str) -> tuple[Span, ...]:
    """The stretches of `new` by whose words it differs from `old`; where words were left out, those on either side."""
    before, after = ([(one[0].lower(), Span(*one.span())) for one in _WORD.finditer(text)] for text in (old, new))
    found = []
    codes = difflib.SequenceMatcher(None, [word for word, _ in before], [word for word, _ in after], autojunk=False).get_opcodes()
    for tag, _, _, start, end in codes:
        if tag == "equal":
            continue
        if start < end:
            found.append(Span(after[start][1].start, after[end - 1][1].end))
        else:
            found += [after[at][1] for at in (start - 1, start) if 0 <= at < len(after)]
    return tuple(found)


def likeness(one: str, other: str) -> float:
    """How much of two sentences is the same, word by word and in order."""
    return difflib.SequenceMatcher(None, *([word.lower() for word in _WORD.findall(text)] for text in (one, other)), autojunk=False).ratio()


def of_retold(file: Path, sketches: Mapping[str, Sketch]) -> Iterator[Lesson | None]:
    """The sentences of digests over short stories."""
    chance = random.Random("retold")
    laid_out: dict[str, dict[str, Source]] = {}
    for at, row in enumerate(lines([file])):
        story = row["story"]
        if story not in laid_out:
            reports = sketches[story]["reports"]
            laid_out = {story: {one["id"]: laid(one["id"], _whole(one)) for one in reports}}
        sources = laid_out[story]
        cited = [sources[one] for one in row["cites"] if one in sources]
        held = list(sources.values()) if not cited or chance.random() < _UNCITED else cited
        for text, kind, base in _told(row["faithful"], row["faulty"]):
            yield lesson(text, held, kind, base, group=str(at), document=story, of=RETOLD)


def of_told(files: Sequence[Path], sketches: Mapping[str, Sketch] | None = None) -> Iterator[Lesson | None]:
    """Sentences told of reports: lines of `{"story", "reports": [text], "true": [text], "false": [{"kind", "of", "text"}]}`.

    A line without `reports` is told of those of a short story.
    """
    name, told, sources = "", list[str](), list[Source]()
    for at, row in enumerate(lines(files)):
        reports = row.get("reports") or [_whole(one) for one in (sketches or {})[row["story"]]["reports"]]
        if (row["story"], reports) != (name, told):
            name, told, sources = row["story"], reports, [laid(str(i), text) for i, text in enumerate(reports)]
        for text, kind, base in _told(row["true"], row["false"]):
            yield lesson(text, sources, kind, base, group=str(at), document=name, of=TOLD)


def _whole(report: Mapping[str, Any]) -> str:
    return f"{report['title'].removeprefix('# ')}\n\n{report['text']}"


def _told(true: Sequence[str], false: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str | None]]:
    yield from ((text, BORNE_OUT, None) for text in true)
    yield from ((one["text"], one["kind"], true[one["of"]]) for one in false)


def of_families(files: Sequence[Path]) -> Iterator[Lesson | None]:
    """Families of sentences: one way to tell it stands in a report among sentences of others; the others are a draft's."""
    chance = random.Random("borne")
    families = [one for one in lines(files) if number_of(one["story"]) % _FAMILIES_APART]
    for at, family in enumerate(families):
        if chance.random() >= _OF_FAMILIES:
            continue
        same, near = list(family["same"]), [_text(one) for one in family.get("near", ())]
        others = [text for other in families[max(0, at - 3) : at + 4] if other is not family for text in other["same"]]
        told = [chance.choice(same), *chance.sample(others, min(len(others), chance.randint(*_ABOUT)))]
        if near and chance.random() < 0.5:
            told.append(chance.choice(near))
        drawn = [(text, BORNE_OUT) for text in (*_some(same, _SAME, chance), *family.get("less", ())[:1]) if text != told[0]]
        drawn += [(one["text"], _kind(one["kind"])) for one in _some(family["altered"], _ALTERED, chance)]
        drawn += [(_text(one), "not_found") for one in family.get("more", ())[:1]]
        chance.shuffle(told)
        sources = [laid("report", "\n\n".join(told))]
        for text, kind in drawn:
            base = max(same, key=_likeness_to(text))
            yield lesson(text, sources, kind, base, group=str(at), document=family["story"], of=FAMILIES)


def of_summaries(file: Path) -> Iterator[Lesson | None]:
    """The sentences of SummEdits: those of a summary that is right, and the one that was edited in one that is wrong."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    sound = {row["summary"] for row in rows if row["label"] == "consistent"}
    documents: dict[str, Source] = {}
    seen: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        name, seeds = row["document"], in_sentences(row["original_summary"])
        known = set(seeds) if row["original_summary"] in sound else set[str]()
        told = in_sentences(row["summary"])
        wrong = row["label"] != "consistent"
        edited = [one for one in told if one not in known]
        for sentence in told if not wrong else edited if len(edited) == 1 else []:
            if sentence not in seen[name]:
                seen[name].add(sentence)
                documents.setdefault(name, laid(name, row["text"]))
                kind = _edit(row.get("edit_types") or ()) if wrong else BORNE_OUT
                base = max(seeds, key=_likeness_to(sentence))
                yield lesson(sentence, [documents[name]], kind, base, group=name, document=name, of=SUMMARIES)


def of_bump(file: Path) -> Iterator[Lesson | None]:
    """The sentence of each summary of BUMP that was edited, and the sentences of the summary before."""
    seen: dict[str, set[str]] = defaultdict(set)
    for row in lines([file]):
        name, before = str(row["article"]), in_sentences(row["reference_summary"])
        article = laid(row["id"], row["text"])
        edited = [(one, WRONG) for one in in_sentences(row["edited_summary"]) if one not in before]
        for sentence, kind in [*((one, BORNE_OUT) for one in before), *edited]:
            if sentence not in seen[name]:
                seen[name].add(sentence)
                base = max(before, key=_likeness_to(sentence))
                yield lesson(sentence, [article], kind, base, group=name, document=name, of=BUMP)


def _edit(kinds: Sequence[str]) -> str:
    """The fault by which SummEdits says that a summary was made wrong; `WRONG` where it is one of several, or of no kind of ours."""
    found = " ".join(kinds)
    if "entity" in found or ("hallucinated" in found) == ("negation" in found or "antonym" in found):
        return WRONG
    return "not_found" if "hallucinated" in found else "negation"


def _kind(kind: str) -> str:
    return kind if kind in KINDS else WRONG


def _likeness_to(text: str) -> Callable[[str], float]:
    return lambda one: likeness(one, text)


def _some(of: Sequence[Any], most: int, chance: random.Random) -> list[Any]:
    return chance.sample(list(of), min(len(of), most))


def _text(one: Any) -> str:
    return one if isinstance(one, str) else one["text"]
