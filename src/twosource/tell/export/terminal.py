"""A briefing in forty lines for the terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, chop_cells
from rich.text import Text

from twosource.model.ledger import Conflict, Entry, Standing
from twosource.model.report import Cite
from twosource.model.telling import Briefing, StoryBrief
from twosource.tell.upheld import left_out, readable
from twosource.tell.voice import (
    WORD_FOR_SEVERITY,
    by_whom,
    counted,
    finest,
    missed,
    numbers,
    of_standing,
    opened,
    sentence,
    standing_words,
    summary,
)

#: Lines of each kind for one story and for each of several, and how many stories are told.
MOST_OF_ONE, MOST_OF_MANY, MOST_STORIES = 4, 2, 6
INDENT = "  "
NARROWEST, WIDEST = 40, 120
#: The widest column of figures, and the most lines of terminal that one sentence takes.
FIGURES, LINES = 44, 2


def short(briefing: Briefing, width: int = 80) -> Text:
    """Headline, counts, conflicts with both sides aligned, what is borne out and what is not; about forty lines for one story."""
    rejected = left_out(briefing)
    stories = finest(readable(briefing))
    most = MOST_OF_ONE if len(stories) == 1 else MOST_OF_MANY
    wide = max(NARROWEST, min(width, WIDEST))
    text = Text(no_wrap=True)
    for story in stories[:MOST_STORIES]:
        for line in _story(story, numbers(briefing), most, wide, rejected[story.id]):
            text.append_text(line).append("\n")
        text.append("\n")
    if len(stories) > MOST_STORIES:
        text.append(f"{counted(len(stories) - MOST_STORIES, 'more story', 'more stories')} on the page.\n")
    if briefing.failures:
        text.append(f"{counted(len(briefing.failures), 'file')} could not be read.\n")
    text.rstrip()
    return text


def _story(story: StoryBrief, number_of: dict[str, int], most: int, width: int, rejected: str) -> Iterator[Text]:
    yield from _wrapped(_safe(story.title or "Untitled"), width, "", "bold")
    yield from _wrapped(_safe(summary(story)), width, "")
    conflicts = opened(story.conflicts)
    yield from _conflicts(conflicts, story, most, width, number_of)
    if rejected:
        yield from _wrapped(_safe(rejected), width, INDENT if conflicts else "")
    corroborated = of_standing(story.entries, Standing.CORROBORATED)
    yield from _section("Borne out by more than one origin", corroborated, most - 1, width, number_of)
    fewer = max(1, most - 2)
    single = of_standing(story.entries, Standing.SINGLE_ORIGIN)
    yield from _section("Resting on one origin", single, fewer, width, number_of)
    doubted = of_standing(story.entries, Standing.UNVERIFIED, Standing.DENIED)
    yield from _section("Unverified or denied, say the reports", doubted, fewer, width, number_of)
    names = [f"{_safe(entity.name)}: {_safe(entity.suspect)}" for entity in story.entities if entity.suspect]
    if names:
        yield Text()
        yield Text(f"Names that look damaged ({len(names)})", style="bold")
        for name in names[:fewer]:
            yield from _wrapped(_cut(name, width - len(INDENT)), width, INDENT)
    if conflicts and story.checked.not_compared:
        yield Text()
        yield from _wrapped(
            f"{counted(missed(story), 'figure or statement', 'figures and statements')} not compared; the page says why.", width, ""
        )


def _conflicts(conflicts: Sequence[Conflict], story: StoryBrief, most: int, width: int, number_of: dict[str, int]) -> Iterator[Text]:
    yield Text()
    if not conflicts:
        pairs = counted(story.checked.pairs_compared, "pair")
        yield from _wrapped(f"No conflict found among {pairs} held against each other; {missed(story)} not compared.", width, "")
        return
    yield Text(f"Where reports disagree ({len(conflicts)})", style="bold")
    for conflict in conflicts[:most]:
        words = (WORD_FOR_SEVERITY[conflict.severity], _safe(by_whom(conflict.ruled)))
        severity = _cut(" · ".join(filter(None, words)), width // 2)
        yield Text(f"{INDENT}{_cut(conflict.about, width - cell_len(severity) - 8)} · {severity}")
        marks = [_marks(side.cites, number_of) for side in conflict.sides]
        room = width - len(INDENT) * 2 - max(map(len, marks), default=0) - 1
        said = [_cut(side.says, room) for side in conflict.sides]
        column = min(FIGURES, max(map(cell_len, said), default=0))
        for says, mark in zip(said, marks, strict=True):
            yield Text(f"{INDENT * 2}{says}{' ' * max(0, column - cell_len(says))} {mark}", style="cyan")


def _section(heading: str, entries: Sequence[Entry], most: int, width: int, number_of: dict[str, int]) -> Iterator[Text]:
    if not entries:
        return
    yield Text()
    yield Text(f"{heading} ({len(entries)})", style="bold")
    for entry in entries[:most]:
        words = standing_words(entry)
        plain = entry.standing is Standing.CORROBORATED or words == "one origin"
        tail = f" {_marks(entry.cites, number_of)}{'' if plain else ' ' + words}"
        room = LINES * (width - len(INDENT)) - len(tail) - 12
        yield from _wrapped(_cut(sentence(entry.text), room) + tail, width, INDENT)


def _marks(cites: Iterable[Cite], number_of: dict[str, int], most: int = 5) -> str:
    found = sorted({number_of[cite.report] for cite in cites})
    return "".join(f"[{number}]" for number in found[:most]) + ("…" if len(found) > most else "")


def _safe(text: str | None) -> str:
    """Words of a report without signs that steer a terminal."""
    return "".join(sign if sign.isprintable() else " " for sign in text or "")


def _cut(text: str, room: int) -> str:
    """As many words as fit into a number of terminal cells, the cut shown; a wide sign takes two cells."""
    words = _safe(text).split()
    if cell_len(" ".join(words)) <= room:
        return " ".join(words)
    lines = _lines(words, max(8, room) - 2, max(8, room) - 2)
    return f"{lines[0]} …"


def _lines(words: Iterable[str], first: int, room: int) -> list[str]:
    """Words in lines of so many cells; a word wider than a line is broken."""
    pieces = [piece for word in words for piece in (chop_cells(word, room) if cell_len(word) > min(first, room) else [word])]
    lines = [""]
    for piece in pieces:
        longer = f"{lines[-1]} {piece}" if lines[-1] else piece
        if cell_len(longer) <= (first if len(lines) == 1 else room):
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _wrapped(text: str, width: int, indent: str, style: str = "") -> Iterator[Text]:
    room = width - len(indent) * 2
    for place, line in enumerate(_lines(text.split(), room + len(indent), room)):
        yield Text((indent if place == 0 else indent * 2) + line, style=style)
