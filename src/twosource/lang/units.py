"""Units and currencies of a language: the words and signs that stand for a code."""

from twosource.model.codec import Record


class Unit(Record, frozen=True):
    """A UCUM code. `names` are read without case, `signs` with; `joined` signs only where they touch the digits.

    `slashed` signs only before a slash ("1.3 A/cm2"); `say` is printed. One that may be `described` is a unit behind an adjective too ("50
    previous years").
    """

    code: str
    say: str
    names: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    slashed: tuple[str, ...] = ()
    described: bool = False


class Currency(Record, frozen=True):
    """An ISO 4217 code. `signs` stand before the figure (or after it), `names` after it; `minor` words are a hundredth."""

    code: str
    say: str = ""
    signs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()


class Compound(Record, frozen=True):
    """A unit told in two: `parts` of `part` make a `whole`."""

    whole: str
    part: str
    parts: float


class Units(Record, frozen=True):
    """`per` are the words that make a rate; `spending` are words beside which a pound is money.

    `ages` follow and `aged` go before a number of years lived, as do `living` with `turning` ("she is", "who turned"); `aged_of` are whom
    an age is told of, `decades` whose ("in her 40s"), `young` the ages of the young by their unit. `often` are adverbs that make a rate.
    """

    unit: tuple[Unit, ...]
    currency: tuple[Currency, ...]
    per: tuple[str, ...]
    ages: tuple[str, ...]
    aged: tuple[str, ...]
    living: tuple[str, ...]
    turning: tuple[str, ...]
    spending: tuple[str, ...]
    decades: tuple[str, ...]
    aged_of: tuple[str, ...]
    often: dict[str, str]
    young: dict[str, tuple[str, ...]]
    compound: tuple[Compound, ...]
