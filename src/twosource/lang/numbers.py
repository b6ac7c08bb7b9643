"""Number words of a language, and the words that make a number a name."""

from twosource.model.codec import Record


class Numbers(Record, frozen=True):
    """Cardinals, scales, fractions and what looks like a figure but is none.

    `metres` are words after which a joined "m" is no million; `periods` are units after which "one in three" is no share.
    """

    cardinals: dict[str, float]
    scales: dict[str, float]
    suffixes: dict[str, float]
    money_suffixes: dict[str, float]
    denominators: dict[str, float]
    vague: dict[str, tuple[float, float]]
    half: tuple[str, ...]
    before_half: tuple[str, ...]
    articles: tuple[str, ...]
    joins: tuple[str, ...]
    minus: tuple[str, ...]
    labels: tuple[str, ...]
    streets: tuple[str, ...]
    months: tuple[str, ...]
    eras: tuple[str, ...]
    metres: tuple[str, ...]
    periods: tuple[str, ...]
    tolls: tuple[str, ...]
    idioms: tuple[str, ...]
    plurals: dict[str, str]
    classes: dict[str, str]
