"""Names of places: whether two of them can be one place's."""

import functools
import re
from collections.abc import Sequence

from twosource.model.value import Precision
from twosource.values.gazetteer import GazetteerPlace
from twosource.values.lexicon import Lexicon, ukraine
from twosource.values.likeness import NameMatch, judged
from twosource.values.place import candidates, without_article
from twosource.values.slips import distance, far
from twosource.values.spelling import fold, plain

VOWELS = re.compile("[aeiou]+")

#: Letters of a name that is long enough to differ in spelling and still be one, and what its spellings may cost.
LONG, COSTS, NEAR = 6, 0.36, 1.0
#: What spellings of one place that is known may cost, an o for an i aside, and by how many letters they may differ in length.
ALIKE, MOST_LETTERS = 0.8, 3
#: Letters by which two names sound so unlike that they are not compared.
UNLIKE = 4
#: How many times larger a place must be than others of its name to be the one meant.
LARGER = 5
#: Inhabitants from which a town of a name is known by it.
TOWN = 15_000
#: Endings that Ukrainian and Russian give one name; each row is one ending (Podilsk, Podolsk and Lviv, Lvov differ inside the word too).
ENDINGS = (
    ("ivka", "ovka", "yivka", "evka", "iivka", "ufka"),
    ("iv", "ov", "ev", "yiv", "iiv", "of", "off", "ow"),
    ("ske", "skoe", "skoye", "skoie", "ska", "sko"),
    ("ne", "noe", "noye", "nee", "noie"),
    ("ve", "vo", "voe", "voye", "w"),
    ("yi", "y", "ii", "iy", "ij", "ny"),
    ("tsk", "ck", "czk"),
)


@functools.lru_cache(maxsize=262144)
def same_place_name(one: str, other: str, lexicon: Lexicon | None = None) -> NameMatch:
    """Whether two names can be one place's: transliterations, or names that the lexicon or the gazetteer gives one place.

    Ukrainian and Russian forms of a long name that differ in vowels or endings alone are one, unless the map has both as two; one letter
    apart is left unsure, since some neighbours are. `lexicon` is the package's own unless another is given.
    """
    known = ukraine() if lexicon is None else lexicon
    mine, yours = without_article(plain(one)), without_article(plain(other))
    if fold(one) == fold(other):
        return judged(1.0 if plain(one) == plain(other) else 0.97, "transliterations of one name")
    bearers, others = candidates(one), candidates(other)
    if name := known.shared("place", one, other):
        if not _alike(mine, yours) and (rival := _namesake(bearers, others)):
            return judged(0.65, f"spellings of {name}, but {rival.name} is called so too")
        return judged(0.95 if _alike(mine, yours) else 0.92, f"spellings of {name}")
    if known.apart("place", one, other):
        return judged(0.3, "spellings of two places")
    shared = [place for place in bearers if place.geonames and place.geonames in {other.geonames for other in others}]
    if shared and not any(place.kind == Precision.SETTLEMENT for place in shared) and _has_town(bearers) != _has_town(others):
        return judged(0.6, "a town and the area called after it")
    if shared and _alike(mine, yours):
        return judged(0.93, "spellings of one place in the gazetteer")
    if shared and (rival := _rival(bearers, shared) or _rival(others, shared)):
        return judged(0.65, f"names of one place in the gazetteer, but {rival.name} is called so too")
    if shared:
        return judged(0.9, "names of one place in the gazetteer")
    return _spelt(mine, yours, charted=_charted(bearers) and _charted(others))


def _rival(bearers: Sequence[GazetteerPlace], shared: Sequence[GazetteerPlace]) -> GazetteerPlace | None:
    """Another bearer of a name in the country of the shared one, unless that is so much larger that it alone is meant."""
    meant = max(shared, key=lambda place: place.population)
    same = {place.geonames for place in shared}
    others = [place for place in bearers if place.geonames not in same and place.country == meant.country and place.kind == meant.kind]
    rival = max(others, key=lambda place: place.population, default=None)
    return rival if rival and rival.population * LARGER > meant.population else None


def _namesake(bearers: Sequence[GazetteerPlace], others: Sequence[GazetteerPlace]) -> GazetteerPlace | None:
    """A town of size that bears one of two names for its main one, while the map has none that bears both."""
    here, there = ({place.geonames for place in some} for some in (bearers, others))
    towns = [place for place in (*bearers, *others) if place.chief and place.population >= TOWN]
    return max(towns, key=lambda place: place.population, default=None) if here.isdisjoint(there) and bearers and others else None


def _alike(one: str, other: str) -> bool:
    """Whether two names are spelt so alike that their letters alone nearly tell."""
    return abs(len(one) - len(other)) <= MOST_LETTERS and distance(one.replace("o", "i"), other.replace("o", "i")).cost <= ALIKE


def _spelt(one: str, other: str, *, charted: bool) -> NameMatch:
    """The match of two names by their letters; `charted` where the map has both, as two places."""
    if (
        min(len(one), len(other)) < LONG
        or fold(one)[:1] != fold(other)[:1]
        or abs(len(one) - len(other)) > MOST_LETTERS
        or far(one, other, UNLIKE)
    ):
        return judged(0.0, "no place bears both")
    found = distance(_less_ending(one), _less_ending(other)) if _ending(one) == _ending(other) else distance(one, other)
    if found.cost <= COSTS and not charted:
        return judged(0.8, f"Ukrainian, Russian or other spellings of one name ({'; '.join(found.differences) or 'the ending'})")
    if found.cost <= NEAR or VOWELS.sub("", fold(one)) == VOWELS.sub("", fold(other)):
        return judged(0.6, f"spelt nearly alike ({'; '.join(found.differences)})")
    return judged(0.0, "no place bears both")


def _ending(name: str) -> int:
    """The row of the ending that a name has; -1 for none."""
    return next((row for row, endings in enumerate(ENDINGS) if name.endswith(endings)), -1)


def _less_ending(name: str) -> str:
    row = _ending(name)
    return name if row < 0 else name[: -max(len(ending) for ending in ENDINGS[row] if name.endswith(ending))]


def _charted(places: Sequence[GazetteerPlace]) -> bool:
    """Whether a place bears a name as its main one."""
    return any(place.chief for place in places)


def _has_town(places: Sequence[GazetteerPlace]) -> bool:
    return any(place.kind == Precision.SETTLEMENT for place in places)
