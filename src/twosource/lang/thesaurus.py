"""Synonyms, antonyms, broader and narrower words, derivations and siblings of English: a table that is opened once a process.

The file is built by `scripts/thesaurus.py` from WordNet 3.1 (Princeton University, https://wordnet.princeton.edu) and
`resources/opposites.tsv`; its layout is told there.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from itertools import islice
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from twosource.lang.inflections import Part, lemmas
from twosource.lang.relations import Entry, Relation, relation

PARTS = tuple(Part)
#: How many senses of a lemma count, the most frequent first; those behind join words that no reader would take for one another.
SENSES = 4
#: What a word is a kind of is told from its first two: with all four, words of reports are twice as often kinds of one another.
CHIEF_SENSES = 2
#: A sense counts unless the form is met this many times as often in another: "kill" is hardly ever to vote down, "saw" hardly ever a tool.
RARER = 20
#: How far up a word is looked for: WordNet has a truck four steps below a vehicle.
STEPS = 4
#: Synsets with more below them, in ten thousand of their part of speech, say too little: person, act, device; vehicle (78) is not yet one.
BROADEST = 100
#: The same for what two siblings are kinds of: monetary unit (52) still makes them of the dollar and the euro.
BROADEST_KIND = 60
#: The same for that whose antonym is one of its kinds too: leave (35) still is, to have (96) or to be coloured (81) no longer.
BROADEST_OPPOSED = 40


class Run(NamedTuple):
    """Rows of numbers of unequal length, one behind another, and where each starts."""

    starts: NDArray[np.int64]
    items: NDArray[Any]

    @classmethod
    def of(cls, lengths: NDArray[Any], items: NDArray[Any]) -> Self:
        """The rows of these lengths."""
        return cls(np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]), items)

    def row(self, at: int) -> list[int]:
        """The numbers of a row."""
        found: list[int] = self.items[self.starts[at] : self.starts[at + 1]].tolist()
        return found


class Reading(NamedTuple):
    """A form read as a lemma of a part of speech, with the synsets in use of that lemma, the most frequent first."""

    lemma: int
    part: Part
    senses: list[int]


class Thesaurus(NamedTuple):
    """All words and synsets by number; `senses` and `uses` have four rows a word, one for each part of speech.

    `opposites` are the antonyms of a word in a sense, `contraries` the synsets that have antonyms of a synset's words.
    """

    numbers: Mapping[str, int]
    senses: Run
    uses: Run
    parents: Run
    related: Run
    breadth: NDArray[np.uint16]
    opposites: Mapping[tuple[int, int], tuple[int, ...]]
    contraries: Mapping[int, tuple[int, ...]]
    irregular: Mapping[tuple[Part, str], tuple[str, ...]]

    @classmethod
    def read(cls, code: str) -> Self:
        """The table `data/<code>/thesaurus.npz`.

        Raises `FileNotFoundError` when the language has none.
        """
        packed = resources.files(__package__).joinpath("data", code, "thesaurus.npz")
        with packed.open("rb") as file, np.load(file) as archive:
            table = {name: archive[name] for name in archive.files}
        counts = table["counts"].ravel()
        _, one_synset, _, other_synset = table["opposites"].T.tolist()
        return cls(
            numbers={word: number for number, word in enumerate(lines(table["words"]))},
            senses=Run.of(counts, table["senses"]),
            uses=Run.of(counts, table["uses"]),
            parents=Run.of(table["fanout"], table["parents"]),
            related=Run.of(table["kin"], table["related"]),
            breadth=table["breadth"],
            opposites=by_sense(table["opposites"].tolist()),
            contraries=both_ways(zip(one_synset, other_synset, strict=True)),
            irregular=exceptions(lines(table["irregular"])),
        )

    def known(self, word: str) -> bool:
        """Whether the thesaurus has a word or what it is a form of."""
        return bool(self.entry(word).lemmas)

    def relation(self, one: str, other: str) -> Relation | None:
        """The nearest relation of two words as they stand in a text; who compares many reads the entries once."""
        return relation(self.entry(one), self.entry(other))

    def entry(self, word: str, part: Part | None = None) -> Entry:
        """What the thesaurus says of a word as it stands in a text, read as that part of speech or else as all that it can be."""
        form = " ".join(word.lower().split())
        readings = self._readings(form, PARTS if part is None else (part,))
        numbers = {reading.lemma for reading in readings} | ({self.numbers[form]} if form in self.numbers else set())
        meanings, chief = first(readings, SENSES), first(readings, CHIEF_SENSES)
        heads = self._above(first((reading for reading in readings if reading.part is Part.ADJECTIVE), SENSES))
        described = meanings | self._narrow(heads, BROADEST_OPPOSED)
        return Entry(
            form=form,
            lemmas=frozenset(numbers),
            meanings=meanings,
            chief=chief,
            opposites=self._opposites(readings),
            contraries=frozenset(contrary for synset in described for contrary in self.contraries.get(synset, ())),
            scope=described | self._narrow(self._above(chief), BROADEST_OPPOSED),
            kin=frozenset(lemma + step for lemma in numbers for step in self.related.row(lemma)),
            above=tuple(islice(self._levels(chief), STEPS)),
            kinds=self._narrow(self._above(first(readings, 1)), BROADEST_KIND),
        )

    def _readings(self, form: str, parts: Iterable[Part]) -> list[Reading]:
        """All that a form can be, without the senses that are rare beside the others."""
        rows = [
            (number, part, 4 * number + PARTS.index(part))
            for part in parts
            for lemma in lemmas(form, part, self.irregular)
            if (number := self.numbers.get(lemma)) is not None
        ]
        most = max((uses for _, _, row in rows for uses in self.uses.row(row)), default=0)
        return [
            Reading(number, part, [sense for sense, uses in zip(senses, self.uses.row(row), strict=True) if (uses + 1) * RARER > most])
            for number, part, row in rows
            if (senses := self.senses.row(row))
        ]

    def _opposites(self, readings: Iterable[Reading]) -> frozenset[int]:
        """The antonyms of the lemmas, however far behind the sense is that has them."""
        return frozenset(
            opposite for reading in readings for sense in reading.senses for opposite in self.opposites.get((reading.lemma, sense), ())
        )

    def _above(self, synsets: Iterable[int]) -> frozenset[int]:
        """What is one step above any of these synsets."""
        return frozenset(parent for synset in synsets for parent in self.parents.row(synset))

    def _narrow(self, synsets: Iterable[int], broadest: int) -> frozenset[int]:
        """Those of these synsets with no more below them than that."""
        return frozenset(synset for synset in synsets if self.breadth[synset] <= broadest)

    def _levels(self, synsets: frozenset[int]) -> Iterator[frozenset[int]]:
        """What is above these synsets, step by step, and is not too broad."""
        while synsets := self._narrow(self._above(synsets), BROADEST):
            yield synsets


def first(readings: Iterable[Reading], count: int) -> frozenset[int]:
    """So many synsets of each reading."""
    return frozenset(sense for reading in readings for sense in reading.senses[:count])


def lines(packed: NDArray[np.uint8]) -> list[str]:
    """The lines that were packed as bytes."""
    return packed.tobytes().decode().split("\n")


def both_ways(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """Of each number, those it is paired with."""
    found: dict[int, tuple[int, ...]] = {}
    for one, other in pairs:
        found[one] = (*found.get(one, ()), other)
        found[other] = (*found.get(other, ()), one)
    return found


def by_sense(rows: Iterable[Sequence[int]]) -> dict[tuple[int, int], tuple[int, ...]]:
    """The antonyms of each word in each sense."""
    found: dict[tuple[int, int], tuple[int, ...]] = {}
    for one, one_synset, other, other_synset in rows:
        found[one, one_synset] = (*found.get((one, one_synset), ()), other)
        found[other, other_synset] = (*found.get((other, other_synset), ()), one)
    return found


def exceptions(rows: Iterable[str]) -> dict[tuple[Part, str], tuple[str, ...]]:
    """The lemmas of irregular forms, from lines of part, form and lemma."""
    found: dict[tuple[Part, str], list[str]] = defaultdict(list)
    for row in rows:
        part, form, lemma = row.split("\t")
        found[PARTS[int(part)], form].append(lemma)
    return {key: tuple(listed) for key, listed in found.items()}


@functools.cache
def thesaurus(code: str) -> Thesaurus:
    """The thesaurus of a language, opened once a process; English stands in for those we have none of."""
    del code
    return Thesaurus.read("en")
