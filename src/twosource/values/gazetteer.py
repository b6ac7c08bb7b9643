"""The places of the world and the names they bear, from GeoNames: a table that is opened once a process and searched in place.

The file is built by `scripts/gazetteer.py` from GeoNames (https://www.geonames.org, CC BY 4.0) and the tables in `resources/`; its
layout is told there.
"""

import functools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from twosource.model.codec import Record
from twosource.model.value import Precision
from twosource.values.spelling import fold

KINDS = (Precision.SETTLEMENT, Precision.AREA, Precision.COUNTRY)
NOWHERE = 32767


class GazetteerPlace(Record, frozen=True):
    """A place; `region` is its GeoNames first-order code, `noted` marks capitals and well-known areas, `chief` that the
    name it was found by is its main one or sounds like it.

    Seas and areas of no administration have no `geonames` id, places of no one country no `country`; `touches` are the countries that
    such an area is of. Degrees are WGS 84, good to a kilometre for settlements; an area's or country's position is the middle of its
    settlements and `reach` the kilometres from there to the farthest, 0 where that is not known. Populations have two digits.
    """

    geonames: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    region: str
    population: int
    kind: Precision
    noted: bool = False
    chief: bool = True
    touches: tuple[str, ...] = ()
    reach: int = 0


class Lines(Sequence[bytes]):
    """Sorted lines of one run of bytes, cut only when asked for."""

    def __init__(self, packed: NDArray[np.uint8]) -> None:
        self._text = packed.tobytes()
        self._ends = np.append(np.flatnonzero(packed == ord("\n")), len(self._text))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> bytes: ...
    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...
    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        start = int(self._ends[at - 1]) + 1 if at else 0
        return self._text[start : int(self._ends[at])]

    def text(self, at: int) -> str:
        return self[at].decode()


class Gazetteer:
    """All places and names."""

    def __init__(self, table: dict[str, NDArray[Any]]) -> None:
        self._names = Lines(table["names"])
        self._regions = Lines(table["regions"])
        countries = Lines(table["countries"])
        self._country = countries[:]
        self._table = table
        self._keys = Lines(table["keys"])
        self._folds = Lines(table["folds"])
        self._first = np.concatenate([[0], np.cumsum(table["counts"], dtype=np.int64)])

    def place(self, number: int, *, chief: bool = True) -> GazetteerPlace:
        """The place of that number."""
        table = self._table
        lat, lon = int(table["lats"][number]), int(table["lons"][number])
        codes = self._country[number].decode()
        return GazetteerPlace(
            geonames=int(table["geonames"][number]) or None,
            name=self._names.text(number),
            lat=None if lat == NOWHERE else lat / 100,
            lon=None if lon == NOWHERE else lon / 100,
            country=codes if len(codes) == 2 else None,
            region=self._regions.text(number),
            population=int(table["populations"][number]),
            kind=KINDS[table["kinds"][number]],
            noted=bool(table["noted"][number]),
            chief=chief,
            touches=tuple(codes.split(",")) if codes else (),
            reach=int(table["reaches"][number]),
        )

    def bearers(self, key: str) -> tuple[GazetteerPlace, ...]:
        """All places that bear a name, given in its plain form."""
        wanted = key.encode()
        at = bisect_left(self._keys, wanted)
        return self._at(at) if at < len(self._keys) and self._keys[at] == wanted else ()

    def sounding(self, sound: str) -> tuple[GazetteerPlace, ...]:
        """All places that bear a name of that sound, given folded; none of them by a main name unless it is written so."""
        wanted = sound.encode()
        found = {place.geonames or place.name: place for place in self.bearers(sound)}
        at = bisect_left(self._folds, wanted)
        while at < len(self._folds) and self._folds[at] == wanted:
            for place in self._at(int(self._table["folded_key"][at])):
                found.setdefault(place.geonames or place.name, place)
            at += 1
        return tuple(found.values())

    def _at(self, key_number: int) -> tuple[GazetteerPlace, ...]:
        start, end = self._first[key_number], self._first[key_number + 1]
        pairs = zip(self._table["bearer"][start:end], self._table["chief"][start:end], strict=True)
        return tuple(self.place(int(number), chief=bool(chief)) for number, chief in pairs)

    def sounds_in(self, country: str) -> dict[str, tuple[int, ...]]:
        """The numbers of a country's places by the sound of their names."""
        wanted = country.encode()
        low = bisect_left(self._country, wanted)  # "UA,RU" sorts behind all of "UA"
        high = bisect_left(self._country, wanted + b"\0")
        bearer = self._table["bearer"]
        pairs = np.flatnonzero((bearer >= low) & (bearer < high))
        names = np.searchsorted(self._first, pairs, side="right") - 1
        found: dict[str, set[int]] = {}
        for name, pair in zip(names, pairs, strict=True):
            found.setdefault(fold(self._keys.text(int(name))), set()).add(int(bearer[pair]))
        return {sound: tuple(sorted(numbers)) for sound, numbers in found.items()}

    def countries(self) -> Iterator[GazetteerPlace]:
        """All countries."""
        return (self.place(int(number)) for number in np.flatnonzero(self._table["kinds"] == KINDS.index(Precision.COUNTRY)))


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once a process."""
    packed = resources.files(__package__).joinpath("data", "gazetteer.npz")
    with packed.open("rb") as file, np.load(file) as table:
        return Gazetteer({name: table[name] for name in table.files})
