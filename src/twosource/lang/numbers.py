"""Number words of a language, and the words that make a number a name."""

from twosource.model.codec import Record


class Numbers(Record, frozen=True):
    """Cardinals, scales, fractions and what looks like a figure but is none.

    `point` opens decimals in words; `times` are words for a number of times, `several` words that say how many of a scale, roughly.
    `halved` may follow "half" for that to be a number; `share_leads` and `year_leads` stand before a share and before a year.
    `metres` are words after which a joined "m" is no million; `periods` are units after which "one in three" is no share.
    """

    cardinals: dict[str, float]
    times: dict[str, float]
    scales: dict[str, float]
    suffixes: dict[str, float]
    money_suffixes: dict[str, float]
    denominators: dict[str, float]
    vague: dict[str, tuple[float, float]]
    half: tuple[str, ...]
    before_half: tuple[str, ...]
    halved: frozenset[str]
    articles: tuple[str, ...]
    joins: tuple[str, ...]
    point: tuple[str, ...]
    couple: tuple[str, ...]
    several: dict[str, tuple[float, float]]
    minus: tuple[str, ...]
    below_zero: tuple[str, ...]
    ranked: frozenset[str]
    labels: tuple[str, ...]
    word_labels: tuple[str, ...]
    streets: tuple[str, ...]
    months: tuple[str, ...]
    eras: tuple[str, ...]
    metres: tuple[str, ...]
    share_leads: tuple[str, ...]
    periods: tuple[str, ...]
    calibres: frozenset[str]
    manned: tuple[str, ...]
    tolls: tuple[str, ...]
    year_leads: frozenset[str]
    idioms: tuple[str, ...]
    plurals: dict[str, str]
    classes: dict[str, str]
