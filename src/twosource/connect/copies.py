"""Near-copies: which report's text was made from which other's, decided by the word runs, the sentences and the details that both have."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

import rensa

from twosource.connect.agencies import credit, same_name
from twosource.connect.details import Borrowed, borrowed, distinctive
from twosource.connect.retold import Retold, retold
from twosource.connect.stretches import Stretch, Woven, longest, woven
from twosource.connect.wording import Wording, called, published, wording
from twosource.model.codec import content_id
from twosource.model.ledger import Judgement, Link, LinkKind
from twosource.model.report import Cite, Report

#: Of one report's word runs, how many stand in the other. Most of the made report's: a copy. A fair part, the news of the opening
#: among it, or somewhat less and a third of the opening: a rewrite. Shared background alone ("the war, which began in ...") is two
#: reports of one shelf, not of one dispatch, and the link says that it is unsure.
COPY, MOST, REWRITE, HINT = 0.75, 0.6, 0.25, 0.2
#: From so much on it is looked at whether the shared text is woven into the news of both.
LEAST = 0.2
OPENING, NEWS, LEAD = 80, 0.2, 1 / 3
#: Unsure no more: most that a report of some length says is the other's, sentence for sentence, from its opening on, in its order and
#: with its figures. Two reports that share a dispatch's background have news and figures of their own.
SENTENCES, RETOLD, FROM_THE_TOP, IN_ORDER, FIGURES = 6, 0.7, 0.5, 0.5, 0.6
#: Fewer shared runs than this are a stock phrase, not a text.
FEWEST = 12
#: A report that takes in a shorter one is made from it only when that is a fair part of it.
PART = 0.2
#: News is rewritten within days; what is shared after that is background.
FRESH = timedelta(days=21)
#: A dispatch is told over on the day or the next; later, others have the same details from elsewhere.
SOON = timedelta(hours=36)
#: Fewer names and figures do not tell one report from another.
DETAILS = 10

#: MinHash as rensa 0.5 computes it; the version stands in every key, since signatures of two versions never match.
SIGNATURE, BANDS, ROWS = "r5", 16, 4
#: The same over names and figures, of which a rewrite has half or more in common with its original.
DETAIL_BANDS, DETAIL_ROWS = 24, 3
#: One run in eight is a key of its own, up to a bound: a trimmed copy of fifty shared runs is missed once in a thousand times.
SAMPLE, FEWEST_KEYS, MOST_KEYS = 2**64 // 8, 8, 256
#: Of a text that more reports share, each is held against the first by id and those that came out next before and after it: what is
#: printed five hundred times is one text, and who made it from whom is told by its neighbours in time.
CROWD, FIRST, NEXT = 50, 1, 1
#: Words of a cite.
SHOWN = 24


def whole_keys(report: Report) -> Iterable[str]:
    """MinHash bands: reports of which most is the same have one in common, however many they are."""
    if runs := wording(report).all:
        for band, held in enumerate(_bands([f"{run:016x}" for run in runs], BANDS, ROWS)):
            yield content_id(f"band{SIGNATURE}", band, held)


def trimmed_keys(report: Report) -> Iterable[str]:
    """A sample of word runs, which a trimmed copy has too; one that a crowd of reports has is a stock phrase, and leads to none of them."""
    ordered = sorted(wording(report).all)
    sampled = [run for run in ordered if run < SAMPLE]
    for run in (sampled if len(sampled) >= FEWEST_KEYS else ordered[:FEWEST_KEYS])[:MOST_KEYS]:
        yield f"run-{run:016x}"


def _bands(of: Sequence[str], bands: int, rows: int) -> list[list[int]]:
    signature = rensa.RMinHash(bands * rows, 1)
    signature.update(of)
    digest = list(signature.digest())
    return [digest[band * rows : (band + 1) * rows] for band in range(bands)]


def retold_keys(report: Report) -> Iterable[str]:
    """What a report in wholly other words shares with its original: names and figures, told on one day or the next."""
    when, told = published(report), sorted(distinctive(report))
    if when is None or len(told) < DETAILS:
        return
    bands = _bands(told, DETAIL_BANDS, DETAIL_ROWS)
    for day in (when.earliest.date(), when.earliest.date() + timedelta(days=1)):
        for band, held in enumerate(bands):
            yield content_id(f"details{SIGNATURE}", day.isoformat(), band, held)


def copies(key: str, reports: Sequence[Report]) -> Iterable[Link]:
    """A link for every two of the reports of which one's text was made from the other's, the same whatever key brought them together.

    Of more than `CROWD` reports not every two are held against each other.
    """
    del key
    held = sorted(set(reports), key=lambda report: report.id)
    for one, other in itertools.combinations(held, 2) if len(held) <= CROWD else _neighbours(held):
        if (link := judged(one, other)) is not None:
            yield link


def _neighbours(reports: Sequence[Report]) -> list[tuple[Report, Report]]:
    """Each of many reports, in order of id, with the first and with the one that came out next before it; the undated come first."""
    since = [window.earliest.isoformat() if (window := published(report)) else "" for report in reports]
    in_time = sorted(range(len(reports)), key=lambda i: (since[i], i))
    near = {(min(i, j), max(i, j)) for at, i in enumerate(in_time) for j in in_time[max(0, at - NEXT) : at]}
    first = {(i, j) for i in range(FIRST) for j in range(i + 1, len(reports))}
    return [(reports[i], reports[j]) for i, j in sorted(near | first)]


@lru_cache(maxsize=65_536)
def judged(one: Report, other: Report) -> Link | None:
    """What the texts of two reports say of each other; `None` when they share too little."""
    made, original, why = _order(one, other)
    left, right = wording(made), wording(original)
    shared = left.shared(right)
    few = shared < FEWEST and shared < max(1, min(len(left.all), len(right.all)))
    # a text of a line that stands whole in another is that line all the same
    found = None if few else _reworded(made, original, why, shared)
    if (found is None or found.judgement is not Judgement.POSITIVE) and (taken := _taken_over(made, original)):
        return _link(LinkKind.REWRITE_OF, Judgement.POSITIVE, made, original, (*_shares(taken), why))
    return found


def _reworded(made: Report, original: Report, why: str, shared: int) -> Link | None:
    """What the words that two reports share say of them."""
    left, right = wording(made), wording(original)
    share, back = left.share_in(right), right.share_in(left)
    fresh = _fresh(made, original)
    kind, judgement = _kind(share, back, sorted((_opening(left, right), _opening(right, left))) if fresh else (0.0, 0.0))
    reasons = [_reason(made, original, share, back)]
    if judgement is not Judgement.POSITIVE and fresh and (weave := _woven(left, right, shared)):
        judgement = Judgement.POSITIVE
        reasons.append(f"{weave.several} stretches of it stand there word for word, from the first half on")
    if judgement is None:
        return None
    if judgement is Judgement.UNSURE and fresh and _told_over(found := retold(made, original)):
        judgement = Judgement.POSITIVE
        reasons.append(
            f"{found.share:.0%} of what it says is there sentence for sentence, in other words, from the opening on and in order"
        )
    return _link(kind, judgement, made, original, (*reasons, why))


def _link(kind: LinkKind, judgement: Judgement, made: Report, original: Report, reasons: tuple[str, ...]) -> Link:
    left, right = wording(made), wording(original)
    return Link(
        id=content_id("link", kind, made.id, original.id),
        kind=kind,
        left=made.id,
        right=original.id,
        judgement=judgement,
        score=round(max(left.share_in(right), right.share_in(left)), 4),
        reasons=reasons,
        cites=_cites(made, original),
    )


def _taken_over(made: Report, original: Report) -> Borrowed | None:
    """What one report has of another's details, if it came out soon after it, speaks for no agency of its own and tells nothing new."""
    when, since = published(made), published(original)
    if when is None or since is None or abs(when.earliest - since.earliest) > SOON:
        return None
    agency = credit(made)
    if agency and not same_name(agency, credit(original) or original.outlet):
        return None
    taken = borrowed(made, original)
    return taken if taken and taken.whole else None


def _shares(taken: Borrowed) -> tuple[str, ...]:
    """Why a report with nothing of its own is held for another's told over, in words for an editor."""
    had = f"{taken.names} of its {taken.all_names} names and {taken.figures} of its {taken.all_figures} figures, and whatever it quotes"
    told = f"{taken.accounted} of its {taken.sentences} sentences tell what one there does, in other words"
    return (f"it tells nothing that is not there: {had}", told)


def _kind(share: float, back: float, openings: Sequence[float]) -> tuple[LinkKind, Judgement | None]:
    """`share` is of the made report's text in the original, `back` of the original's in the made one; `openings` are the less first."""
    if share >= COPY:
        return LinkKind.COPY_OF, Judgement.POSITIVE
    if share >= MOST or _news_told_over(share, back, *openings):
        return LinkKind.REWRITE_OF, Judgement.POSITIVE
    return LinkKind.REWRITE_OF, Judgement.UNSURE if max(share, back) >= HINT else None


def _news_told_over(share: float, back: float, less: float, more: float) -> bool:
    """Whether what is shared is news: that of both reports, or that of one and a fair part of the made report."""
    if less >= NEWS and back >= REWRITE:
        return True  # a longer report that opens with what the shorter one does
    return share >= PART and (more >= LEAD or (more >= NEWS and max(share, back) >= REWRITE))


def _woven(made: Wording, original: Wording, shared: int) -> Woven | None:
    """How one of two texts is woven into the other, if enough is shared and one is the other told over."""
    if shared < LEAST * min(len(made.all), len(original.all)):
        return None
    return next((weave for weave in (woven(made, original), woven(original, made)) if weave.told_over), None)


def _told_over(found: Retold) -> bool:
    """Whether a report is another's told over: news kept in other words, not background that both took from one shelf."""
    told = found.sentences >= SENTENCES and found.share >= RETOLD and found.opening >= FROM_THE_TOP
    return told and found.order >= IN_ORDER and found.figures >= FIGURES


def _opening(one: Wording, other: Wording) -> float:
    """The share of one report's opening, at most its first half, that stands anywhere in the other."""
    opening = one.shingles[: min(OPENING, (len(one.shingles) + 1) // 2)]
    return sum(run in other.all for run in opening) / len(opening)


def _fresh(one: Report, other: Report) -> bool:
    """Whether two reports may be of the same days."""
    when, since = published(one), published(other)
    return when is None or since is None or abs(when.earliest - since.earliest) <= FRESH


def _reason(made: Report, original: Report, share: float, back: float) -> str:
    if share >= back:
        return f"{share:.0%} of the text of {called(made)} stands in {called(original)}"
    return f"{back:.0%} of the text of {called(original)} stands in {called(made)}"


class _Order(NamedTuple):
    made: Report
    original: Report
    why: str


def _order(one: Report, other: Report) -> _Order:
    """Which of two reports was made from the other: the later; else the one that credits the other; else the trimmed one."""
    when, since = published(one), published(other)
    if when and since and when.latest <= since.earliest:
        return _Order(other, one, f"{called(one)} was published {_ago(since.earliest - when.earliest)} earlier")
    if when and since and since.latest <= when.earliest:
        return _Order(one, other, f"{called(other)} was published {_ago(when.earliest - since.earliest)} earlier")
    for made, original in ((one, other), (other, one)):
        agency = credit(made)
        if agency and same_name(original.outlet, agency) and not same_name(made.outlet, agency):
            return _Order(made, original, f"{called(made)} credits {agency}")
    for made, original in ((one, other), (other, one)):
        if (agency := credit(original)) and not credit(made):
            return _Order(made, original, f"{called(original)} bears the credit of {agency}, the other none")
    shorter, longer = sorted((one, other), key=lambda report: (len(wording(report).all), report.id))
    return _Order(shorter, longer, "no date or credit tells which came first; the longer is taken for the original")


def _ago(gap: timedelta) -> str:
    hours = round(gap.total_seconds() / 3600)
    if hours >= 48:
        return f"{round(hours / 24)} days"
    if hours > 1:
        return f"{hours} hours"
    return "an hour" if hours == 1 else "minutes"


def _cites(made: Report, original: Report) -> tuple[Cite, ...]:
    """The longest run of words that both have, in each; where there are not five in a row, where either begins."""
    left, right = wording(made), wording(original)
    found = longest(left, right) or Stretch(0, 0, min(len(left.words), len(right.words)), 0)
    shown = min(found.words, SHOWN) - 1
    return (
        made.cite(left.words[found.at].start, left.words[found.at + shown].end),
        original.cite(right.words[found.there].start, right.words[found.there + shown].end),
    )
