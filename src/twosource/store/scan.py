"""A search that looks at everything: slow, plain, and what an index is held to."""

import math
from collections.abc import Iterable, Sequence

from twosource.model.search import Found, Order, Query, Said
from twosource.store.base import Identity
from twosource.store.sought import Asked, asked, fits, mark, oldest, places, read_mark, tokens

#: Of BM25, as SQLite's FTS5 has them.
K1, B = 1.2, 0.75


def scan(query: Query, kept: Iterable[tuple[Identity, Sequence[Said]]]) -> list[Found]:
    """What `Store.search` promises, over what each record holds."""
    wanted = asked(query)
    if wanted is None:
        return []
    rows = [(_Indexed(said), next(places(said, identity, at)), identity) for identity, held in kept for at, said in enumerate(held)]
    scored = query.order is Order.BEST and wanted.phrases
    scores = _scores([row for row, _, _ in rows], wanted) if scored else [0.0] * len(rows)
    ranked = [
        ((score, -place), Found(row.said, *identity, mark=mark(score, place)))
        for score, (row, place, identity) in zip(scores, rows, strict=True)
        if row.answers(query, wanted) and place >= oldest(query)
    ]
    ranked.sort(key=lambda one: (one[0], one[1].kind, one[1].id))
    if query.after is not None:
        score, place = read_mark(query.after)
        ranked = [one for one in ranked if one[0] > (score, -place)]
    return [found for _, found in ranked[: query.limit]]


class _Indexed:
    """Something said with its words cut."""

    def __init__(self, said: Said) -> None:
        self.said = said
        self.columns = [tokens(said.text), tokens(said.speaker), tokens(said.place)]

    def answers(self, query: Query, wanted: Asked) -> bool:
        return (
            all(self.count(phrase) for phrase in wanted.phrases)
            and not any(self.count(phrase) for phrase in wanted.excluded)
            and all(_occurs(tokens(word), self.columns[1]) for word in wanted.speaker)
            and all(_occurs(tokens(word), self.columns[2]) for word in wanted.place)
            and fits(query, self.said)
        )

    def count(self, phrase: str) -> int:
        return sum(_occurs(tokens(phrase), column) for column in self.columns)

    def length(self) -> int:
        return sum(map(len, self.columns))


def _occurs(phrase: list[str], words: list[str]) -> int:
    return sum(words[at : at + len(phrase)] == phrase for at in range(len(words) - len(phrase) + 1))


def _scores(rows: Sequence[_Indexed], wanted: Asked) -> Sequence[float]:
    """BM25 of each row, the best lowest."""
    average = sum(row.length() for row in rows) / max(1, len(rows)) or 1
    scores = [0.0] * len(rows)
    for phrase in wanted.phrases:
        counts = [row.count(phrase) for row in rows]
        bearing = sum(map(bool, counts))
        rarity = max(math.log((len(rows) - bearing + 0.5) / (bearing + 0.5)), 1e-6)
        for number, (row, count) in enumerate(zip(rows, counts, strict=True)):
            scores[number] -= rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * row.length() / average))
    return scores
