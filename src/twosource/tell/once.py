"""What a reader is told once: ledger lines of one wording are one line, and what a longer line tells already is no line of its own.

The JSON keeps every line of the ledger.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from twosource.model.ledger import Entry, Standing
from twosource.model.telling import ReportLine

#: Where a line of one wording stands that is told with several standings: with the one that doubts it most.
CAUTION = (
    Standing.DISPUTED,
    Standing.DENIED,
    Standing.UNVERIFIED,
    Standing.SINGLE_ORIGIN,
    Standing.ORIGIN_NOT_ESTABLISHED,
    Standing.CORROBORATED,
)
#: Words of a run by which a longer line is found.
RUN = 2
_WORD = re.compile(r"\w+")


def once(entries: Sequence[Entry], reports: Iterable[ReportLine]) -> tuple[Entry, ...]:
    """The lines that a reader is shown, in their order: none twice, none that is but a headline which nobody disputes."""
    headline_of = {report.id: _words(report.headline or "") for report in reports}
    by_words: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.standing is Standing.DISPUTED or not _heads(entry, headline_of):
            by_words[_words(entry.text).strip() or entry.id].append(entry)
    found = [one for alike in by_words.values() for one in _as_one(alike)]
    holding = _by_run(found)
    kept = {entry.id: entry for entry in found if not _is_told(entry, holding)}
    return tuple(kept[entry.id] for entry in entries if entry.id in kept)


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _heads(entry: Entry, headline_of: Mapping[str, str]) -> bool:
    """Whether all words of a line are a headline's."""
    return bool(entry.cites) and all(_words(cite.exact) in headline_of.get(cite.report, "") for cite in entry.cites)


def _as_one(alike: Sequence[Entry]) -> list[Entry]:
    """Lines of one wording as few as may be: those of one standing together, and none of whose reports another has them all."""
    by_standing: dict[Standing, list[Entry]] = defaultdict(list)
    for entry in alike:
        by_standing[entry.standing].append(entry)
    merged = [_merged(some) for some in by_standing.values()]
    merged.sort(key=lambda entry: (-len(_reports(entry)), CAUTION.index(entry.standing)))
    kept: list[Entry] = []
    for entry in merged:
        at = next((i for i, other in enumerate(kept) if _reports(entry) <= _reports(other)), None)
        if at is None:
            kept.append(entry)
        else:
            kept[at] = _merged([kept[at], entry])
    return kept


def _merged(some: Sequence[Entry]) -> Entry:
    """Lines of one wording as the first of them, with what is cited for each; what bears it out is counted as before."""
    return msgspec.structs.replace(some[0], cites=tuple(sorted({cite for entry in some for cite in entry.cites})))


def _reports(entry: Entry) -> frozenset[str]:
    return frozenset(cite.report for cite in entry.cites)


def _runs(words: str) -> list[str]:
    """The runs of so many words in a line, in order."""
    told = words.split()
    return [" ".join(told[i : i + RUN]) for i in range(len(told) - RUN + 1)]


def _by_run(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    """The lines that have each run of words: of a long report every line would else be held against every other."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for run in dict.fromkeys(_runs(_words(entry.text))):
            found[run].append(entry)
    return found


def _is_told(entry: Entry, holding: Mapping[str, Sequence[Entry]]) -> bool:
    """Whether a longer line of the same reports has all words of a line, and doubts them no less."""
    words, reports = _words(entry.text), _reports(entry)
    runs = sorted(_runs(words), key=lambda run: len(holding[run]))
    return bool(runs and reports) and any(
        other is not entry
        and len(longer := _words(other.text)) > len(words)
        and words in longer
        and reports <= _reports(other)
        and CAUTION.index(other.standing) <= CAUTION.index(entry.standing)
        for other in holding[runs[0]]
    )
