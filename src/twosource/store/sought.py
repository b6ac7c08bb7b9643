"""What a query asks, understood alike by every store."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import NamedTuple

from twosource.errors import UsageError
from twosource.model.search import Query, Said
from twosource.store.base import Identity

#: A word, or what stands in quotation marks up to the closing one or the end; with - before it, it must not occur.
PHRASE = re.compile(r'(?P<minus>(?<!\S)-)?(?:["“”„](?P<quoted>[^"“”„]*)["“”„]?|(?P<word>[^\s"“”„]+))')

#: More words than anybody asks for; what comes after them is not looked at.
MOST_PHRASES = 100

#: Minutes since this instant are the upper bits of a place in order of time, so that an index in order of number is one in order of time.
SINCE = datetime(1600, 1, 1, tzinfo=UTC)
MINUTES_BITS, REST_BITS = 29, 34


class Asked(NamedTuple):
    """Phrases that must occur, a single word being one too, phrases that must not, and words of the names of who speaks and where."""

    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    speaker: tuple[str, ...]
    place: tuple[str, ...]


def asked(query: Query) -> Asked | None:
    """What a query asks; `None` when it asks for something that no text can hold, as "???"."""
    said = [(found["minus"], found["word"] or found["quoted"] or "") for found in PHRASE.finditer(query.words)]
    wanted = Asked(
        phrases=_telling(phrase for minus, phrase in said if not minus),
        excluded=_telling(phrase for minus, phrase in said if minus),
        speaker=_telling((query.speaker or "").split()),
        place=_telling((query.place or "").split()),
    )
    sought = (query.words, wanted.phrases + wanted.excluded), (query.speaker, wanted.speaker), (query.place, wanted.place)
    return None if any((words or "").strip() and not understood for words, understood in sought) else wanted


def _telling(phrases: Iterable[str]) -> tuple[str, ...]:
    """Those with a letter or figure in them, each once."""
    return tuple(dict.fromkeys(phrase for phrase in phrases if tokens(phrase)))[:MOST_PHRASES]


def tokens(text: str) -> list[str]:
    """Runs of letters and figures without case and accents, as SQLite's `unicode61` cuts them."""
    folded = (one for one in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(one) != "Mn")
    return "".join(one if unicodedata.category(one)[0] in "LN" else " " for one in folded).split()


def moments(said: Said) -> tuple[str | None, str | None]:
    """The earliest and latest time of what was said, the day of publication where it tells none."""
    earliest, latest = said.earliest, said.latest
    if earliest is None and latest is None:
        return said.published, said.published
    return earliest or latest, latest or earliest


def last_of(until: str) -> str:
    """A text after every instant of the day (or month, or year) named, in alphabetical order."""
    return until + "~"


def fits(query: Query, said: Said) -> bool:
    """Whether all holds that is asked beside the words."""
    earliest, latest = moments(said)
    return (
        (query.standing is None or said.standing == query.standing)
        and (query.story is None or said.story == query.story)
        and (query.since is None or (latest is not None and latest >= query.since))
        and (query.until is None or (earliest is not None and earliest <= last_of(query.until)))
    )


def places(said: Said, identity: Identity, position: int) -> Iterator[int]:
    """Numbers for something said, the preferred one first: what was last said later has a higher one, and what is undated the lowest.

    Below the minute a hash decides, so that the order does not depend on when what was added.
    """
    minute = _minute(moments(said)[1])
    rest = hashlib.blake2b(f"{identity.kind}/{identity.id}/{position}".encode(), digest_size=8).digest()
    low = int.from_bytes(rest, "big") >> (64 - REST_BITS)
    while True:
        yield (minute << REST_BITS) | low
        low = (low + 1) % (1 << REST_BITS)


def oldest(query: Query) -> int:
    """The lowest number that something said since then can have."""
    return _minute(query.since) << REST_BITS


def mark(score: float, place: int) -> str:
    """Where something found stands in an order, to go on from."""
    return f"{score!r}/{place}"


def read_mark(text: str) -> tuple[float, int]:
    """The score and place that `mark` wrote.

    Raises `UsageError` for anything else.
    """
    score, _, place = text.partition("/")
    wrong = UsageError(f"{text!r} is no place to go on from; pass the mark of the last one found")
    try:
        found = float(score), int(place)
    except ValueError:
        raise wrong from None
    if not isfinite(found[0]) or not 0 <= found[1] < 1 << 63:
        raise wrong
    return found


def _minute(moment: str | None) -> int:
    try:
        when = datetime.fromisoformat(moment or "")
    except ValueError:
        return 0
    minute = ((when if when.tzinfo else when.replace(tzinfo=UTC)) - SINCE) // timedelta(minutes=1)
    return min(max(minute, 1), (1 << MINUTES_BITS) - 1)
