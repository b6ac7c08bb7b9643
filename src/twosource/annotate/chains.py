"""Names of one report that are of the same: surname to full name, initials to the words they stand for, one spelling to another."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from twosource.annotate.names import Name
from twosource.annotate.parse import Parse
from twosource.model.claim import PLACES, EntityType, Form
from twosource.model.ledger import Judgement
from twosource.model.value import Precision
from twosource.values.name import same_person
from twosource.values.place import candidates, country_of
from twosource.values.spelling import fold

SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "to", "&", "de", "des", "sans", "a", "-"})
SHORT = 5  # a sound-alike of fewer letters proves nothing
FOREIGN = 3  # letters of a body's short form that may stand in another order than its words: "People's Harbour Front (FPH)"


class Written(NamedTuple):
    """A name as it is written in the report, once for all its occurrences."""

    words: tuple[str, ...]
    type: EntityType
    first: int  # the index of its first occurrence among the names

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(filter(None, (fold(word) for word in self.words)))


def chains(names: Sequence[Name], parse: Parse) -> tuple[int | None, ...]:
    """For each name its chain, known by the index of the chain's first name; `None` where two chains would fit."""
    forms = _forms(names)
    same = _Same(range(len(forms)))
    unclear: set[int] = set()
    _join_people(forms, same, unclear)
    _join_bodies(forms, same)
    _join_places(forms, same)
    _join_bracketed(forms, same, names, parse)
    index = {(form.words, form.type): i for i, form in enumerate(forms)}
    of = (index[_words(name), name.type] for name in names)
    return tuple(None if i in unclear else forms[same.root(i)].first for i in of)


class _Same:
    """Joined sets of forms; the earliest form stands for the set."""

    def __init__(self, members: Iterator[int] | range) -> None:
        self._up = list(members)

    def root(self, member: int) -> int:
        while self._up[member] != member:
            self._up[member] = self._up[self._up[member]]
            member = self._up[member]
        return member

    def join(self, left: int, right: int) -> None:
        low, high = sorted((self.root(left), self.root(right)))
        self._up[high] = low


def _words(name: Name) -> tuple[str, ...]:
    return tuple(name.text.split())


def _forms(names: Sequence[Name]) -> list[Written]:
    first: dict[tuple[tuple[str, ...], EntityType], int] = {}
    for i, name in enumerate(names):
        first.setdefault((_words(name), name.type), i)
    return [Written(words, kind, i) for (words, kind), i in first.items()]


def _join_equal(forms: Sequence[Written], same: _Same, chosen: Sequence[int]) -> None:
    """Names that sound the same word for word."""
    by_sound: dict[tuple[str, ...], int] = {}
    for i in chosen:
        folded = forms[i].folded
        sound = folded if sum(map(len, folded)) >= SHORT else tuple(word.casefold() for word in forms[i].words)
        same.join(i, by_sound.setdefault(sound, i))


def _join_people(forms: Sequence[Written], same: _Same, unclear: set[int]) -> None:
    """A surname or a first name goes to the one full name that has it; with two such, nobody can tell."""
    people = [i for i, form in enumerate(forms) if form.type is EntityType.PER]
    _join_equal(forms, same, people)
    full = [i for i in people if len(forms[i].folded) > 1]
    by_last: dict[str, list[int]] = defaultdict(list)
    by_first: dict[str, list[int]] = defaultdict(list)
    for i in full:
        by_last[forms[i].folded[-1]].append(i)
        by_first[forms[i].folded[0]].append(i)
    for group in (*by_last.values(), *by_first.values()):
        for at, i in enumerate(group):
            for j in group[: min(at, LIKE_NAMED)]:
                if same_person(" ".join(forms[i].words), " ".join(forms[j].words)).judgement is Judgement.POSITIVE:
                    same.join(i, j)
    for i in people:
        if len(forms[i].folded) != 1:
            continue
        word = forms[i].folded[0]
        bearers = by_last.get(word) or by_first.get(word) or ()
        whole = {same.root(j) for j in bearers}
        if len(whole) == 1:
            same.join(i, next(iter(whole)))
        elif whole:
            unclear.add(i)


LIKE_NAMED = 8  # full names with one surname that are compared with each other


def _join_bodies(forms: Sequence[Written], same: _Same) -> None:
    """A body's initials and its short form go to its one full name."""
    bodies = [i for i, form in enumerate(forms) if form.type is EntityType.ORG]
    _join_equal(forms, same, bodies)
    by_initials: dict[str, list[int]] = defaultdict(list)
    by_start: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_end: dict[str, list[int]] = defaultdict(list)
    for i in bodies:
        folded = tuple(word.casefold() for word in forms[i].words)
        for letters in _initials(folded):
            by_initials[letters].append(i)
        for length in range(1, len(folded)):
            by_start[folded[:length]].append(i)
        if len(folded) > 1:
            by_end[folded[-1]].append(i)
    for i in bodies:
        whole = {same.root(j) for j in _fuller(forms[i], by_initials, by_start)}
        if not whole and len(forms[i].words) == 1:  # "the Authority" after "the Harbour Authority"
            whole = {same.root(j) for j in by_end[forms[i].words[0].casefold()]}
        if len(whole) == 1:
            same.join(i, next(iter(whole)))


def _fuller(form: Written, by_initials: Mapping[str, Sequence[int]], by_start: Mapping[tuple[str, ...], Sequence[int]]) -> Sequence[int]:
    letters = "".join(form.words).replace(".", "")
    if len(letters) > 1 and letters.isupper():
        return by_initials.get(letters.casefold(), ())
    return by_start.get(tuple(word.casefold() for word in form.words), ())


def _initials(words: Sequence[str]) -> set[str]:
    """First letters, with the small words and without."""
    if len(words) < 2:
        return set()
    return {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in SMALL_WORDS)}


def _join_places(forms: Sequence[Written], same: _Same) -> None:
    """Spellings of a place, and other names of a country."""
    by_country: dict[str, int] = {}
    places = [i for i, form in enumerate(forms) if form.type in PLACES]
    _join_equal(forms, same, places)
    for i in places:
        if code := country(" ".join(forms[i].words)):
            same.join(i, by_country.setdefault(code, i))


def _join_bracketed(forms: Sequence[Written], same: _Same, names: Sequence[Name], parse: Parse) -> None:
    """A body's short form in brackets after it: "Long Name (LN)", or in the order of the words of another language: "(NLO)"."""
    index = {(form.words, form.type): i for i, form in enumerate(forms)}
    for long, short in pairwise(names):
        if (
            long.sentence == short.sentence
            and short.first == long.last + 1
            and parse.sentences[long.sentence].tokens[long.last].text == "("
        ):
            left, right = (index[_words(name), name.type] for name in (long, short))
            foreign = long.type is short.type is EntityType.ORG and len(short.text) >= FOREIGN and _translated(short.text, long.text)
            if short.text.isupper() and (foreign or short.text[0] == long.text[0]) and len(_words(long)) > 1:
                same.join(left, right)


def _translated(letters: str, name: str) -> bool:
    """Whether most of a short form's letters begin words of the name, in whatever order: that of another language."""
    initials = Counter(word[0].casefold() for word in name.split())
    return 2 * (Counter(letters.casefold()) & initials).total() > len(letters)


def of_countries(names: Sequence[Name], chained: Sequence[int | None]) -> tuple[int | None, ...]:
    """The chains, each adjective in its country's where the report names the country, else in none: it names nobody by itself."""
    chain_by_country: dict[str, int] = {}
    for name, chain in zip(names, chained, strict=True):
        if chain is not None and name.type is EntityType.GPE and (code := country(name.text)):
            chain_by_country.setdefault(code, chain)
    return tuple(
        chain_by_country.get(country_of(name.text) or "") if name.form is Form.ADJECTIVE else chain
        for name, chain in zip(names, chained, strict=True)
    )


def country(name: str) -> str | None:
    """The code of the country of that name."""
    codes = {bearer.country for bearer in candidates(name) if bearer.kind is Precision.COUNTRY and bearer.chief}
    return codes.pop() if len(codes) == 1 else None


def kind_of(members: Sequence[Name]) -> EntityType:
    """The type that most of a chain's names have; the first of equals."""
    counted = Counter(name.type for name in members if name.form is Form.NAME) or Counter(name.type for name in members)
    return max(counted, key=lambda kind: counted[kind])
