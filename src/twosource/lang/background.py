"""How common words are in news reports at large, for telling what a report is about."""

from importlib import resources
from typing import Self

from twosource.model.codec import Record


class Background(Record, frozen=True):
    """In how many of `reports` reports each stem stands; a stem that is in no table stands in none."""

    reports: int
    stems: dict[str, int]

    @classmethod
    def read(cls, code: str) -> Self:
        """The table `data/<code>/background.tsv`: the number of reports, then a stem and its count a line.

        Raises `FileNotFoundError` when the language has none, `ValueError` when a line is no such pair.
        """
        text = resources.files(__package__).joinpath("data", code, "background.tsv").read_text(encoding="utf-8")
        first, *rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
        return cls(reports=int(first[1]), stems={stem: int(count) for stem, count in rows})
