"""What a page says of itself: a score of general features for each block, with the words in a table."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from twosource.lang.datelines import Datelines
from twosource.lang.furniture import Furniture
from twosource.read.blocks import Block
from twosource.read.dateline import byline, dated

#: A block that scores this much is furniture.
ENOUGH = 1.0

ENDS = " \t\"'“”‘’*_:;.,!?…»«›‹→>|<-–—()[]#•·▼▲►↓+"
QUOTE_MARKS = '"“”„«»'
YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
MENU_MARK = re.compile(r"\s+[|•·>»/]\s+|\s{2,}|,\s+")
SYMBOLS = re.compile(r"[\W_]+|(?:\W*\b[a-zA-Z]\b\W*)")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|pic\.twitter\.com/\S+|(?:[@#]\w+\s*)+|\S+\.(?:com|org|net)/\S+")
COUNTS = re.compile(
    r"(?:\d[\d,.]*[km]? )?(?:comments?|shares?|likes?|views?|retweets?|min(?:ute)?s? read|followers?|replies|votes?)(?: \d[\d,.]*[km]?)?"
    r"|\d+ of \d+|\d+/\d+|page \d+(?: of \d+)?",
    re.IGNORECASE,
)
OTHER_VERSION = re.compile(r"\([^()]{0,30}\b(?:version|edition)\)$", re.IGNORECASE)


def folded(words: str) -> str:
    """Words as tables have them: lower-case, straight apostrophes, no marks at the ends."""
    return words.replace("’", "'").replace("‘", "'").casefold().strip(ENDS)


@dataclass(frozen=True)
class Place:
    """A block among its neighbours."""

    block: Block
    low: str  # lower-cased, with straight apostrophes
    bare: str  # `folded`
    count: int  # words
    before_prose: bool  # no paragraph of the report stands before it
    after_prose: bool  # no paragraph of the report stands after it
    furniture: Furniture
    datelines: Datelines


@dataclass(frozen=True)
class Feature:
    """Something that furniture often has, and how much it says."""

    weight: float
    holds: Callable[[Place], bool]


def _whole_line(place: Place) -> bool:
    return place.bare in place.furniture.lines or place.bare in place.furniture.related


def _opens(place: Place) -> bool:
    return place.count <= 30 and place.low.lstrip(ENDS).startswith(place.furniture.opens)


def _box(place: Place) -> bool:
    return place.low.lstrip('"“* ').startswith(place.furniture.boxes)


def _holds(place: Place) -> bool:
    return place.count <= 70 and any(phrase in place.low for phrase in place.furniture.holds)


def _addresses_reader(place: Place) -> bool:
    return place.count <= 70 and not _quoted(place) and bool(YOU.search(place.low))


def _quoted(place: Place) -> bool:
    return any(mark in place.block.words for mark in QUOTE_MARKS)


def _menu_word(place: Place) -> bool:
    return place.bare in place.furniture.menu


def _menu_row(place: Place) -> bool:
    """A row such as "Home | News | Sport", and the same with commas where all are words of a menu."""
    if place.count > 60:
        return False
    parts = [part for part in MENU_MARK.split(place.block.words) if part]
    known = sum(folded(part) in place.furniture.menu or folded(part) in place.furniture.lines for part in parts)
    return len(parts) >= 3 and known * 2 > len(parts)


def _symbols(place: Place) -> bool:
    words = place.block.words
    return len(words) <= 80 and (
        SYMBOLS.fullmatch(words) is not None or ADDRESS.fullmatch(words) is not None or COUNTS.fullmatch(words) is not None
    )


def _names_author(place: Place) -> bool:
    return (place.before_prose or place.after_prose) and byline(place.block.words, place.datelines) is not None


def _dates_page(place: Place) -> bool:
    return (place.before_prose or place.after_prose) and dated(place.block.words, place.datelines) is not None


def _other_version(place: Place) -> bool:
    return place.count <= 8 and OTHER_VERSION.search(place.block.words) is not None


def _shouted(place: Place) -> bool:
    """A title of another report, in capitals, in the middle of this one."""
    words = place.block.words.split()
    return (
        not place.before_prose
        and len(words) <= 30
        and sum(map(str.isalpha, words)) >= 7
        and place.block.words.isupper()
        and not place.block.stopped
    )


def _unstopped(place: Place) -> bool:
    return not place.block.stopped


def _brief(place: Place) -> bool:
    return place.count <= 25


def _at_end(place: Place) -> bool:
    return place.after_prose


#: Each with an example. The phrases say it alone; words that news also uses need company.
FEATURES = (
    Feature(1.0, _whole_line),  # "Load more"
    Feature(1.0, _opens),  # "Sign up for our morning briefing"
    Feature(1.0, _box),  # "Disclaimer: the views …"
    Feature(1.0, _menu_row),  # "Home | News | Sport"
    Feature(1.0, _symbols),  # "* * *", "https://…", "12 comments"
    Feature(1.0, _names_author),  # "By Mara Lind"
    Feature(1.0, _dates_page),  # "Published: 12 March 2024"
    Feature(1.0, _other_version),  # "(Read Chinese Version)"
    Feature(1.0, _shouted),  # "HARBOUR BOARD OPENS INQUIRY INTO LOSS OF FERRY"
    Feature(0.6, _holds),  # "… contact us for removal"
    Feature(0.4, _addresses_reader),  # "… if you believe your rights …"
    Feature(0.4, _menu_word),  # "Sport"
    Feature(0.2, _unstopped),
    Feature(0.2, _brief),
    Feature(0.3, _at_end),
    Feature(-0.4, _quoted),
)


def furniture_score(place: Place) -> float:
    """How much a block looks like furniture; prose of a report scores well below `ENOUGH`."""
    if place.count > 150:
        return 0.0
    return sum(feature.weight for feature in FEATURES if feature.holds(place))


def is_credit(low: str, furniture: Furniture) -> bool:
    """Whether words are a photo credit: "Twitter", "Image from The Daily Post", "(AP Photo/Mara Lind)"."""
    bare = low.strip(ENDS)
    return (
        low.lstrip(ENDS).startswith(furniture.credit_opens)
        or bare.endswith(furniture.credit_ends)
        or any(mark in low for mark in furniture.credit_holds)
    )


def is_caption(place: Place) -> bool:
    """Whether a block is a caption by its credit: one that opens it, or one that ends a paragraph without a quote."""
    if place.count > 90:
        return False
    low = place.low.lstrip('"“*([ ')
    if low.startswith(place.furniture.credit_opens) and (
        not place.block.stopped or _credit_end(place) or place.count <= 12 or low.startswith("file")
    ):
        return True
    return _credit_end(place)


def _credit_end(place: Place) -> bool:
    if _labelled_credit(place):
        return True
    tail = place.low[-90:]
    ends = place.bare.endswith(place.furniture.credit_ends) or any(mark in tail for mark in place.furniture.credit_holds)
    bracketed = place.low.rstrip(". ").endswith(")") or not place.block.stopped
    return ends and bracketed and not (_quoted(place) and place.count > 45)


def _labelled_credit(place: Place) -> bool:
    """Whether a paragraph ends in a label and a name: "The tower in Mill Street. Picture: Mara Lind"."""
    if place.block.stopped and not place.block.words.endswith(")"):
        return False
    labels = [f"{before}{label} " for label in place.furniture.credit_opens if label.endswith((":", " by")) for before in (" ", "(")]
    at = max((found + len(label) for label in labels if (found := place.low.rfind(label)) >= 0), default=None)
    if at is None or len(place.low) != len(place.block.words):
        return False
    name = place.block.words[at:].strip(" ()").split()
    return 0 < len(name) <= 6 and all(word[:1].isupper() or word in {"via", "for", "of", "the", "and", "/"} for word in name)


def is_correction(place: Place) -> bool:
    """Whether a block corrects the report or says that it was changed."""
    if place.count > 150:
        return False
    low = place.low.lstrip(ENDS)
    return low.startswith(tuple(opening.lstrip("(") for opening in place.furniture.corrections)) or any(
        phrase in place.low for phrase in place.furniture.correction_holds
    )


def repeats(blocks: Sequence[Block]) -> Mapping[int, int]:
    """For each block that says an earlier one again, the earlier one's index."""
    first: dict[str, int] = {}
    again: dict[int, int] = {}
    for at, block in enumerate(blocks):
        bare = folded(block.words)
        if bare in first:
            again[at] = first[bare]
        elif bare:
            first[bare] = at
    return again
