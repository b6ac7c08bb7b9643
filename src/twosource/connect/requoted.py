"""Quotations that a copy or rewrite changed: words exchanged, put in or cut, and marks put about words that nobody quoted."""

import re
from collections.abc import Iterator, Sequence

from twosource.connect.held import Sentence, Side
from twosource.connect.sentences import Finding, Pair
from twosource.connect.wording import Word
from twosource.lang import language
from twosource.model.ledger import AlterationKind
from twosource.model.report import Report, Span
from twosource.values.name import fold

#: More words than this put in the place of others are another quotation.
LONGEST = 24
#: A paragraph longer than this is no single quotation that runs on in the next.
SOUND = 600
#: Fewer words in marks of a copy's own are a word held at arm's length, not a quotation.
FEWEST = 2
APOSTROPHE = re.compile(r"\w['’]\w")
MARKS = "\"“”„«»'‘’"
#: What stands where an honest copy left something out of a quotation, or put something in.
ELLIPSES = ("...", "…", ". . .", "[", "]")
#: "78 per cent" and "78%", "will not" and "won't", a British word and an American: one quotation in two houses' styles.
STYLE = {
    "per": "",
    "cent": "",
    "percent": "",
    "cannot": "can not",
    "can't": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "lorry": "truck",
    "lorries": "trucks",
    "petrol": "gasoline",
    "till": "until",
    "towards": "toward",
    "whilst": "while",
    "amongst": "among",
    "railway": "railroad",
    "motorway": "highway",
    "aeroplane": "airplane",
    "mum": "mom",
    "maths": "math",
    "tonnes": "tons",
    "ok": "okay",
}


def altered_quotes(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """Words in quotation marks on both sides that were exchanged, added or left out, and words that only the copy has in marks."""
    for tag, a, b, c, d in pair.changes:
        if tag == "equal":
            yield from _marked(pair, original, made, (a, b, c))
        else:
            yield from _changed(pair, original, made, (*_trimmed(pair.original, a, b), *_trimmed(pair.made, c, d)))


def _changed(pair: Pair, original: Side, made: Side, place: tuple[int, int, int, int]) -> Iterator[Finding]:
    a, b, c, d = place
    before, after = pair.original.words[a:b], pair.made.words[c:d]
    if not _inside(pair, place) or max(len(before), len(after)) > LONGEST or _styled(before) == _styled(after):
        return
    if any(mark in _around(pair.made, made.report, c, d) for mark in ELLIPSES):
        return
    if not (_sound(original.report, pair.original.span) and _sound(made.report, pair.made.span)):
        return
    note = "the words in quotation marks are not the same"
    if not after:
        note = f"“{_text(original.report, before)}” was cut out of the quotation"
    elif not before:
        note = f"“{_text(made.report, after)}” was put into the quotation"
    yield Finding(AlterationKind.QUOTE, _shown(pair.original, a, b), _shown(pair.made, c, d), note)


def _trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """A stretch that some quoted words are in, without those outside the quotation at its ends."""
    if any(word.quoted for word in sentence.words[first:last]):
        while not sentence.words[first].quoted:
            first += 1
        while not sentence.words[last - 1].quoted:
            last -= 1
    return first, last


def _inside(pair: Pair, place: tuple[int, int, int, int]) -> bool:
    """Whether a change is inside quotation marks on both sides; at the edge of a quotation only where the edge is one on both sides."""
    a, b, c, d = place
    if not all(word.quoted for word in (*pair.original.words[a:b], *pair.made.words[c:d])):
        return False
    before, after = ([side.words[i].quoted for side, i in ends if 0 <= i < len(side.words)] for ends in _ends(pair, place))
    whole = a < b and c < d  # all that stood in the marks was exchanged
    return (whole or any(before) or any(after)) and len(set(before)) <= 1 and len(set(after)) <= 1


def _ends(pair: Pair, place: tuple[int, int, int, int]) -> tuple[list[tuple[Sentence, int]], list[tuple[Sentence, int]]]:
    """The words before a change and those behind it, in both."""
    a, b, c, d = place
    return [(pair.original, a - 1), (pair.made, c - 1)], [(pair.original, b), (pair.made, d)]


def _styled(words: Sequence[Word]) -> str:
    """The words without what a house's style changes: spelling, contractions, how numbers and percentages are written."""
    cardinals = language("en").numbers.cardinals
    found = []
    for word in words:
        said = STYLE.get(word.folded, word.folded)
        if said.endswith("n't"):
            said = said.removesuffix("n't") + " not"
        value = cardinals.get(said)
        found.append(f"{value:g}" if value is not None else said.replace(",", "").replace(":", "."))
    return fold("".join(found).replace(" ", ""))


def _sound(report: Report, span: Span) -> bool:
    """Whether the marks of a paragraph come in pairs; in a long one where they do not, what is quoted cannot be told."""
    start, end = report.text.rfind("\n", 0, span.start) + 1, report.text.find("\n", span.end)
    line = report.text[start : end if end >= 0 else len(report.text)]
    return len(line) <= SOUND or (line.count('"') % 2 == 0 and line.count("“") == line.count("”"))


def _around(sentence: Sentence, report: Report, first: int, last: int) -> str:
    """The characters of a stretch with those up to the words beside it."""
    start = sentence.words[first - 1].end if first else sentence.span.start
    end = sentence.words[last].start if last < len(sentence.words) else sentence.span.end
    return report.text[start:end]


def _marked(pair: Pair, original: Side, made: Side, run: tuple[int, int, int]) -> Iterator[Finding]:
    """Words that stayed, and that the copy alone has in quotation marks of their own."""
    a, b, c = run
    i = 0
    while i < b - a:
        if not pair.made.words[c + i].quoted or pair.original.words[a + i].quoted:
            i += 1
            continue
        start = i
        while i < b - a and pair.made.words[c + i].quoted and not pair.original.words[a + i].quoted:
            i += 1
        here, there = pair.original.words[a + start : a + i], pair.made.words[c + start : c + i]
        if (
            len(here) >= FEWEST
            and _quotes(original)
            and _sound(made.report, pair.made.span)
            and _bare(original.report, here)
            and _framed(made.report, there)
        ):
            span, now = Span(here[0].start, here[-1].end), Span(there[0].start - 1, there[-1].end + 1)
            note = f"“{_text(original.report, here)}” stands in quotation marks, and did not there"
            yield Finding(AlterationKind.QUOTE, span, now, note)


def _quotes(side: Side) -> bool:
    """Whether a report has quotation marks, or apostrophes at least: some lose both on the way to us."""
    return any(word.quoted for one in side.sentences for word in one.words) or APOSTROPHE.search(side.report.text) is not None


def _bare(report: Report, words: Sequence[Word]) -> bool:
    """Whether no quotation mark of any kind stands beside the words."""
    start, end = words[0].start, words[-1].end
    return not set(report.text[max(0, start - 1) : start] + report.text[end : end + 2]) & set(MARKS)


def _framed(report: Report, words: Sequence[Word]) -> bool:
    """Whether a quotation mark stands right before the words and one right after."""
    before, after = report.text[max(0, words[0].start - 1) : words[0].start], report.text[words[-1].end : words[-1].end + 2]
    return before in set(MARKS) and bool(set(after) & set(MARKS))


def _text(report: Report, words: Sequence[Word]) -> str:
    return " ".join(report.text[words[0].start : words[-1].end].split())


def _shown(sentence: Sentence, first: int, last: int) -> Span:
    """The words with those on both sides of them that are quoted too."""
    words = sentence.words
    first -= first > 0 and words[first - 1].quoted
    last += last < len(words) and words[last].quoted
    return Span(words[min(first, len(words) - 1)].start, words[max(first, last - 1)].end)
