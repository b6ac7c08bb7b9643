"""What a desk is searched for, and what is found."""

from enum import StrEnum
from typing import NamedTuple

from twosource.model.codec import Record


class Said(Record, frozen=True):
    """Something said, as a search sees it. One record may hold several.

    `earliest` and `latest` are when it was first and last said, where the record tells; else that is `published`, when its report was.
    All three are ISO 8601 dates or UTC instants ending in Z; what is neither counts as undated.
    """

    text: str
    speaker: str = ""
    place: str = ""
    earliest: str | None = None
    latest: str | None = None
    standing: str | None = None
    story: str | None = None
    report: str | None = None
    published: str | None = None


class Heard(Record, frozen=True):
    """What the claims of a ledger line say in the words of their reports; `line` is the line's own text, `entry` its id."""

    id: str
    entry: str
    line: str
    said: tuple[Said, ...]


class Order(StrEnum):
    NEWEST = "newest"  # by when it was last said; what is undated comes last
    BEST = "best"  # by how well the words fit (BM25); without words, newest


class Query(Record, frozen=True):
    """What is sought: plain words, "quoted phrases" and -exclusions, and what else must hold.

    `speaker` and `place` are words of the name. What was said between `since` and `until`, both included, is what was last said after
    the one and first said before the other.
    `after` is the `mark` of the last one found: what comes next in the same order.
    """

    words: str = ""
    speaker: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    standing: str | None = None
    story: str | None = None
    order: Order = Order.NEWEST
    limit: int = 50
    after: str | None = None


class Found(NamedTuple):
    """Something said and the record that holds it; `mark` is its place in the order."""

    said: Said
    kind: str
    id: str
    mark: str
