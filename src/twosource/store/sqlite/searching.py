"""What a desk file is searched with."""

from collections.abc import Sequence

from sqlalchemy import Connection

from twosource.model.search import Found, Order, Query, Said
from twosource.store.sought import Asked, asked, last_of, mark, oldest, read_mark

#: A search for the best weighs so many of the newest that fit: a word that half the desk has need not be weighed everywhere.
WEIGHED = 2_000

#: The columns that words are sought in, and what each column weighs; standing and story only filter.
WORDS = "{text speaker place}"
SCORE = "bm25(said_words, 1.0, 1.0, 1.0, 0.0, 0.0)"
SHOWN = "s.text, s.speaker, s.place, s.earliest, s.latest, s.standing, s.story, s.report, s.published, r.kind, r.id, s.n"

#: CROSS JOIN keeps the order in which SQLite goes through the tables: the index in order of time first, and only as far as is asked.
NEWEST_OF_WORDS = """
SELECT {shown}, 0.0 AS score FROM said_words CROSS JOIN said s ON s.n = said_words.rowid CROSS JOIN records r ON r.n = s.record
WHERE said_words MATCH :match AND said_words.rowid < :place AND said_words.rowid >= :oldest AND {rest}
ORDER BY said_words.rowid DESC LIMIT :limit
"""
NEWEST = """
SELECT {shown}, 0.0 AS score FROM said s CROSS JOIN records r ON r.n = s.record
WHERE {rest} AND s.n < :place AND s.n >= :oldest ORDER BY s.n DESC LIMIT :limit
"""
BEST = """
SELECT {shown}, w.score FROM (
    SELECT said_words.rowid AS n, {score} AS score FROM said_words CROSS JOIN said s ON s.n = said_words.rowid
    WHERE said_words MATCH :match AND {rest} AND said_words.rowid >= :oldest ORDER BY said_words.rowid DESC LIMIT :weighed
) w CROSS JOIN said s ON s.n = w.n CROSS JOIN records r ON r.n = s.record
WHERE (w.score, -w.n) > (:score, -:place) ORDER BY w.score, w.n DESC LIMIT :limit
"""
UNLIKE = "NOT EXISTS (SELECT 1 FROM said_words WHERE said_words MATCH :unlike AND said_words.rowid = s.n)"


def found(connection: Connection, query: Query) -> list[Found]:
    """What `Store.search` promises."""
    wanted = asked(query)
    if wanted is None:
        return []
    sought = _sought(query, wanted)
    best = query.order is Order.BEST and bool(wanted.phrases)
    statement = BEST if best else NEWEST_OF_WORDS if sought else NEWEST
    score, place = read_mark(query.after) if query.after else (float("-inf"), 2**63 - 1)
    values = {
        "match": f"({sought}) NOT {_any(wanted.excluded)}" if wanted.excluded else sought,
        "unlike": _any(wanted.excluded),
        "standing": query.standing,
        "story": query.story,
        "since": query.since,
        "until": last_of(query.until) if query.until is not None else None,
        "score": score,
        "place": place,
        "oldest": oldest(query),
        "weighed": WEIGHED,
        "limit": query.limit,
    }
    composed = statement.format(shown=SHOWN, score=SCORE, rest=_rest(query, unlike=bool(wanted.excluded) and not sought))
    rows = connection.exec_driver_sql(composed, {name: _written(value) for name, value in values.items()})
    return [Found(Said(*row[:9]), row.kind, row.id, mark(row.score, row.n)) for row in rows]


def _sought(query: Query, wanted: Asked) -> str:
    """What must occur, in FTS5's own language; empty when no words are asked for."""
    if not (wanted.phrases or wanted.speaker or wanted.place):
        return ""
    columns = (
        (WORDS, wanted.phrases),
        ("speaker", wanted.speaker),
        ("place", wanted.place),
        ("standing", (query.standing,) if query.standing else ()),
        ("story", (query.story,) if query.story else ()),
    )
    return " AND ".join(f"{column} : ({' AND '.join(map(_quoted, phrases))})" for column, phrases in columns if phrases)


def _any(phrases: Sequence[str]) -> str:
    return f"({WORDS} : ({' OR '.join(map(_quoted, phrases))}))"


def _written(value: object) -> object:
    """Half a character, as a terminal may hand us, cannot be written in UTF-8 and is in no record."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _quoted(phrase: str) -> str:
    """A phrase that is words and nothing else to FTS5, whatever stands in it."""
    doubled = phrase.replace("\0", " ").replace('"', '""')
    return f'"{doubled}"'


def _rest(query: Query, *, unlike: bool) -> str:
    """What must hold beside the words; times as `sought.moments` has them."""
    conditions = (
        (query.standing is not None, "s.standing = :standing"),
        (query.story is not None, "s.story = :story"),
        (query.since is not None, "coalesce(s.latest, s.earliest, s.published) >= :since"),
        (query.until is not None, "coalesce(s.earliest, s.latest, s.published) <= :until"),
        (unlike, UNLIKE),
    )
    return " AND ".join(["true", *(condition for asked_for, condition in conditions if asked_for)])
