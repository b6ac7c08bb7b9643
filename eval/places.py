"""How right the places are, judged by hand on CoNLL-2003 dev: what is listed (precision) and what the texts name (recall).

    python eval/places.py $SHARED/data/conll2003/dev.jsonl [--show]

Three samples, drawn by a seeded hash of document and offsets, so that a draw stays the same when other places come or go: 100 of all
places that are listed, 100 of those that are no countries, and 100 of the names that the corpus labels LOC. `eval/places.tsv` holds what
one person judged each of them to mean, without a word of the texts: document, start, end and
- `geonames:ID`, or `at:LAT,LON` for an area of our table that has no id;
- `told`: a spot that is told by its distance from a place, rightly read;
- `unknown`: a place, but of no table, or the text does not tell which;
- `none`: no place is meant there (a person, a body, a team, a word).

Precision is over places with an answer; a place left unknown is counted apart, as is one listed where none is meant.
A place that was not judged is counted as such and left out: judge it and add a line.
"""

import argparse
import csv
import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.progress import track

from twosource.acquire.folder import downloads
from twosource.annotate import annotate
from twosource.desk import READ
from twosource.engine.local import LocalEngine
from twosource.model.report import Given, Report
from twosource.model.value import Place, Precision

VERDICTS = Path(__file__).with_suffix(".tsv")
SEED, SIZE = 1996, 100


class Key(NamedTuple):
    """A span of a document of the corpus."""

    document: str
    start: int
    end: int

    def rank(self) -> str:
        """A random number that is always the same for this span."""
        return hashlib.sha256(f"{SEED}:{self.document}:{self.start}:{self.end}".encode()).hexdigest()


def sample(keys: Iterable[Key]) -> list[Key]:
    """So many of the spans, drawn at random with a fixed seed."""
    return sorted(sorted(keys, key=Key.rank)[:SIZE])


def places_of(documents: Sequence[Mapping[str, Any]]) -> dict[Key, Place]:
    """All places that the product lists in the documents."""
    with tempfile.TemporaryDirectory() as folder:
        for document in documents:
            (Path(folder) / f"{document['id']}.txt").write_text(document["text"], encoding="utf-8", newline="")
        reports = [one for one in LocalEngine().run(READ, downloads([Path(folder)], Given())) if isinstance(one, Report)]
    return {
        Key(Path(report.path).stem, place.start, place.end): place
        for report in track(reports, description="reading")
        for place in annotate(report).places
    }


def answer(place: Place | None) -> str:
    """What a place was said to mean, as the verdicts have it."""
    if place is None:
        return "none"
    if place.geonames is not None:
        return f"geonames:{place.geonames}"
    if place.lat is None:
        return "unknown"
    return (
        "told"
        if place.country is None and place.reach_km and place.name[:1].islower() | place.name[:1].isdigit()
        else f"at:{place.lat},{place.lon}"
    )


def judged() -> dict[Key, str]:
    """What each span was judged to mean."""
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        return {Key(row["document"], int(row["start"]), int(row["end"])): row["means"] for row in csv.DictReader(lines, delimiter="\t")}


def precision(drawn: Sequence[Key], places: Mapping[Key, Place], verdicts: Mapping[Key, str]) -> dict[str, float]:
    """Right of those with an answer; how many were left unknown, and how many of these are no place at all."""
    counted: Counter[str] = Counter()
    for key in drawn:
        said, truth = answer(places[key]), verdicts.get(key)
        if truth is None:
            counted["not judged"] += 1
        elif said == "unknown":
            counted["unknown"] += 1
            counted["unknown, and no place"] += truth == "none"
        else:
            counted["right" if said == truth else "wrong"] += 1
    return dict(counted) | {"precision": round(counted["right"] / max(1, counted["right"] + counted["wrong"]), 3)}


def recall(drawn: Sequence[Key], places: Mapping[Key, Place], verdicts: Mapping[Key, str]) -> dict[str, float]:
    """Of the names that are places of a table, those that are listed with the right one."""
    counted: Counter[str] = Counter()
    for key in drawn:
        truth = verdicts.get(key)
        if truth is None:
            counted["not judged"] += 1
        elif truth not in {"none", "unknown"}:
            counted["places"] += 1
            counted["right"] += truth == answer(places.get(key))
    return dict(counted) | {"recall": round(counted["right"] / max(1, counted["places"]), 3)}


def samples(documents: Sequence[Mapping[str, Any]], places: Mapping[Key, Place]) -> dict[str, list[Key]]:
    """The three draws."""
    gold = [Key(one["id"], name["start"], name["end"]) for one in documents for name in one["mentions"] if name["type"] == "LOC"]
    inner = [key for key, place in places.items() if place.precision is not Precision.COUNTRY]
    return {"places": sample(places), "places that are no countries": sample(inner), "names labelled LOC": sample(gold)}


def show(drawn: Iterable[Key], texts: Mapping[str, str], places: Mapping[Key, Place], verdicts: Mapping[Key, str]) -> None:
    """What is not right or not judged, with its surroundings, to judge by."""
    for key in drawn:
        said, truth = answer(places.get(key)), verdicts.get(key)
        if said != truth:
            text = texts[key.document]
            around = f"{text[max(0, key.start - 80) : key.start]}[{text[key.start : key.end]}]{text[key.end : key.end + 60]}"
            print(*key, said, truth, repr(around), sep="\t")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--show", action="store_true", help="show what is wrong or not judged")
    args = parser.parse_args()
    documents = [json.loads(line) for line in args.corpus.read_text(encoding="utf-8").splitlines()]
    places, verdicts = places_of(documents), judged()
    figures: dict[str, dict[str, float]] = {}
    for name, drawn in samples(documents, places).items():
        figures[name] = (recall if "labelled" in name else precision)(drawn, places, verdicts)
        print(f"{name:30s}", ", ".join(f"{what} {count}" for what, count in figures[name].items()))
        if args.show:
            show(drawn, {one["id"]: one["text"] for one in documents}, places, verdicts)
    unknown = sum(answer(place) == "unknown" for place in places.values()) / max(1, len(places))
    print(f"{len(places)} places, {100 * unknown:.1f} % left unknown")
    print(json.dumps(figures | {"listed": len(places), "unknown": round(unknown, 3)}))


if __name__ == "__main__":
    main()
