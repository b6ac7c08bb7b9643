"""What two published checkers make of the texts that the audit is measured on: grounded-check and anchorcite, as they come.

    python eval/peers.py pairs PAIRS.jsonl [--domain NAME]     SummEdits, BUMP: balanced accuracy; BUMP: pairs ordered right
    python eval/peers.py planted PLANTED.jsonl STORIES         what scripts/planted.py made of faithful drafts

Needs an environment with `pip install grounded-check==0.1.2 anchorcite==0.1.0` and nothing of Twosource. Neither package names a kind of
fault: a place is flagged, or not. grounded-check is asked for quotations, numbers and names; what it takes for citations is left out,
since it looks for the marks themselves in the sources. `with sentences` flags what it calls weak, too. anchorcite runs without the models
that it would download, by its own lexical scorer; a sentence is flagged when no source has an anchor for as many of its parts as
anchorcite asks for. Both hold a sentence against all sources of its story, whichever it cites. The last line is JSON.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

WORKED_ON = frozenset({"corran", "larkfield", "orvel-pass", "sea-marten", "tolmin", "westmere"})
CONSISTENT = {"1", "true", "consistent", "supported", "ok", "correct", "faithful"}
#: The name of a checker, and what it flags of a text beside its sources by name: stretches of the text.
Flags = Callable[[str, Mapping[str, str]], list[tuple[int, int]]]


def grounded(*, sentences: bool) -> Flags:
    """What grounded-check finds in no source; with what it calls weak, if wanted."""
    claims, verify, sources_of = (import_module(f"grounded.{name}") for name in ("claims", "verify", "sources"))
    kinds = {claims.Kind.QUOTE, claims.Kind.NUMBER, claims.Kind.ENTITY} | ({claims.Kind.SENTENCE} if sentences else set())

    def flags(text: str, sources: Mapping[str, str]) -> list[tuple[int, int]]:
        held = [sources_of.Source(path=Path(name), raw=raw) for name, raw in sources.items()]
        found = verify.verify(claims.extract(text, kinds=kinds), held).findings
        wrong = {verify.Verdict.NOT_FOUND, verify.Verdict.WEAK}
        return [(one.claim.start, one.claim.end) for one in found if one.verdict in wrong]

    return flags


def anchored() -> Flags:
    """The sentences for which anchorcite has no anchor in any source."""
    package = import_module("anchorcite")
    anchorer = package.CitationAnchorer(scorer=package.LexicalScorer(), diversify=False)

    def flags(text: str, sources: Mapping[str, str]) -> list[tuple[int, int]]:
        bare = re.sub(r"\[\d+(?:\s*,\s*\d+)*\]", lambda mark: " " * len(mark[0]), text)
        spans = [(start, end) for _, start, end in package.split_sentences_with_offsets(bare)]
        return [(start, end) for start, end in spans if re.search(r"\w", bare[start:end]) and not _borne_out(bare[start:end], sources)]

    def _borne_out(sentence: str, sources: Mapping[str, str]) -> bool:
        told = re.sub(r"[<>]", " ", " ".join(sentence.split()))
        return any(
            all(
                one.verified
                for one in package.anchor_citations(f'<cite id="{name}">{told}</cite>', {name: raw}, anchorer=anchorer).citations
            )
            for name, raw in sources.items()
        )

    return flags


def checkers() -> Mapping[str, Flags]:
    return {
        "grounded-check": grounded(sentences=False),
        "grounded-check with sentences": grounded(sentences=True),
        "anchorcite, lexical": anchored(),
    }


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def pairs(found: Sequence[dict[str, Any]], flags: Flags) -> dict[str, float]:
    """Balanced accuracy over summaries, and of pairs of a true and a faulty one how many are ordered right."""
    called: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    ordered = Counter[str]()
    for row in found:
        sources = {"source": row["text"]}
        if "edited_summary" in row:
            true, faulty = (len(flags(row[name], sources)) for name in ("reference_summary", "edited_summary"))
            called[True].update(all=1, flagged=int(true > 0))
            called[False].update(all=1, flagged=int(faulty > 0))
            ordered["right" if faulty > true else "wrong" if faulty < true else "even"] += 1
        else:
            called[str(row["label"]).lower() in CONSISTENT].update(all=1, flagged=int(bool(flags(row["summary"], sources))))
    consistent, inconsistent = 1 - called[True]["flagged"] / called[True]["all"], called[False]["flagged"] / called[False]["all"]
    shares = {"balanced": (consistent + inconsistent) / 2, "consistent": consistent, "inconsistent": inconsistent}
    return {name: round(share, 3) for name, share in shares.items()} | dict(ordered)


def planted(found: Sequence[dict[str, Any]], stories: Path, flags: Flags) -> dict[str, dict[str, int]]:
    """Faulty places flagged and faithful sentences doubted, of the stories worked on and those kept apart."""
    counts = {"worked on": Counter[str](), "kept apart": Counter[str]()}
    texts = {
        story: {file.name: file.read_text(encoding="utf-8") for file in _files(stories / story)} for story in {r["story"] for r in found}
    }
    seen: set[tuple[str, str]] = set()
    known: dict[str, list[tuple[int, int]]] = {}
    for row in found:
        draft = row["draft"]
        if draft not in known:
            known[draft] = flags(draft, texts[row["story"]])
        tally = counts["worked on" if row["story"] in WORKED_ON else "kept apart"]
        for one in row["planted"]:
            tally.update(faulty=1, flagged=int(_meets(known[draft], one["start"], one["end"])))
        for start, end in row["clean"]:
            if (row["story"], draft[start:end]) not in seen:
                seen.add((row["story"], draft[start:end]))
                tally.update(clean=1, doubted=int(_meets(known[draft], start, end)))
    return {name: dict(tally) for name, tally in counts.items()}


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.iterdir()) if file.suffix in {".txt", ".html", ".md"}]


def _meets(stretches: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in stretches)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["pairs", "planted"])
    parser.add_argument("path", type=Path)
    parser.add_argument("stories", type=Path, nargs="?")
    parser.add_argument("--domain")
    options = parser.parse_args()
    found = [row for row in rows(options.path) if not options.domain or row.get("domain") == options.domain]
    told = {}
    for name, flags in checkers().items():
        told[name] = pairs(found, flags) if options.what == "pairs" else planted(found, options.stories, flags)
        print(name, told[name], flush=True)
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
