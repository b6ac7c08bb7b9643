"""A language is a frozen record of tables; the tables stand in `data/<code>/*.toml` with an example on each line."""

import functools
from importlib import resources
from typing import TypeVar

import msgspec

from twosource.lang.abbreviations import Abbreviations
from twosource.lang.agencies import Agencies
from twosource.lang.auditing import Auditing
from twosource.lang.background import Background
from twosource.lang.bounds import Bounds
from twosource.lang.cues import Cues
from twosource.lang.datelines import Datelines
from twosource.lang.dates import Dates
from twosource.lang.described import Described
from twosource.lang.furniture import Furniture
from twosource.lang.geography import Geography
from twosource.lang.hedges import Hedges
from twosource.lang.kinds import Kind
from twosource.lang.meanings import Meanings
from twosource.lang.measures import Measures
from twosource.lang.metonyms import Metonyms
from twosource.lang.names import NameWords
from twosource.lang.negations import Negations
from twosource.lang.numbers import Numbers
from twosource.lang.pronouns import Pronouns
from twosource.lang.roles import Roles
from twosource.lang.units import Units
from twosource.model.codec import Record

T = TypeVar("T")


def table(code: str, name: str, kind: type[T]) -> T:
    """The table `data/<code>/<name>.toml` as a record of the given kind.

    Raises `msgspec.ValidationError` when the file does not fit the record, `FileNotFoundError` when there is none.
    """
    text = resources.files(__package__).joinpath("data", code, f"{name}.toml").read_bytes()
    return msgspec.toml.decode(text, type=kind)


class Language(Record, frozen=True):
    """All tables of one language; one field a table."""

    code: str
    abbreviations: Abbreviations
    datelines: Datelines
    dates: Dates
    described: Described
    furniture: Furniture
    numbers: Numbers
    bounds: Bounds
    units: Units
    agencies: Agencies
    auditing: Auditing
    background: Background
    cues: Cues
    hedges: Hedges
    geography: Geography
    names: NameWords
    kinds: dict[str, Kind]
    negations: Negations
    meanings: Meanings
    measures: Measures
    metonyms: Metonyms
    pronouns: Pronouns
    roles: Roles


@functools.cache
def language(code: str) -> Language:
    """The tables of a language; English stands in for those we have no tables of."""
    del code
    return Language(
        code="en",
        abbreviations=table("en", "abbreviations", Abbreviations),
        datelines=table("en", "datelines", Datelines),
        dates=table("en", "dates", Dates),
        described=table("en", "described", Described),
        furniture=table("en", "furniture", Furniture),
        numbers=table("en", "numbers", Numbers),
        bounds=table("en", "bounds", Bounds),
        units=table("en", "units", Units),
        cues=table("en", "cues", Cues),
        hedges=table("en", "hedges", Hedges),
        agencies=table("en", "agencies", Agencies),
        auditing=table("en", "auditing", Auditing),
        background=Background.read("en"),
        kinds=table("en", "kinds", dict[str, Kind]),
        negations=table("en", "negations", Negations),
        meanings=table("en", "meanings", Meanings),
        measures=table("en", "measures", Measures),
        metonyms=table("en", "metonyms", Metonyms),
        pronouns=table("en", "pronouns", Pronouns),
        roles=table("en", "roles", Roles),
        geography=table("en", "geography", Geography),
        names=table("en", "names", NameWords),
    )
