"""Amounts in running text: a number with its bound words, its unit or currency, its rate, and ranges of such.

What a text alone can tell. Whether an amount without a unit counts anything takes a parse (`annotate.quantities`).
"""

import re
from collections.abc import Iterator

from twosource.lang import Language
from twosource.model.value import Bound
from twosource.values.bounded import bounded, enclosed
from twosource.values.compounds import compounds
from twosource.values.marks import NOTHING_SPELT, is_date, is_mark, spelt
from twosource.values.number import numbers
from twosource.values.ranges import Amount, ranges, suspended
from twosource.values.signs import AGO, Signs, plain, rate_code, signs
from twosource.values.tokens import Number
from twosource.values.unit import is_money
from twosource.values.unnumbered import YEARS, couples, decades, singles

WINDOW = 40  # characters looked at before and after a number
_ALSO_NAMES = frozenset({"PS", "R", "N"})
_MODEL = re.compile(r"(?<!\d)[A-Za-z][-‑]$")
_LEFT = re.compile(r"\s?(?:[,.;:)”—–-]|$)|\s(?:who|was|were|is|are|has|had|and|from|in|died|at)\b")
_OF_AMERICA = re.compile(r"\s(?:US|U\.S\.)(?=[\s,.;)])")  # "$75 U.S. per barrel"
_OF_A_UNIT = {
    "vague": re.compile(r"\sof\s(?=\S)"),
    "fraction": re.compile(r"\sof\san?\s(?=\S)"),
}  # "hundreds of miles", "a third of a mile"
_FIGURE = re.compile(r"\d.*?\d", re.DOTALL)
_END = re.compile(r"[”\"’)]*\s*(?:$|[A-Z])")
_DEGREES = re.compile(r"\s(?P<name>[CF])(?![^\W_]|\.\w|[’'&+-])")
_PENCE = re.compile(r"\s?(?P<name>p)(?![^\W_])(?!\.[^\W_])")  # "68 p", "85p"
_HOMONYMS = frozenset({"second", "real", "won", "rand", "bit", "lei", "stone"})

_TEMPERATURES = frozenset({"deg", "Cel", "[degF]"})


def amounts(text: str, lang: Language) -> Iterator[Amount]:
    """All amounts of a text, in order. Figures in names, dates, clock times, scores and citation marks are left out."""
    known = signs(lang.code)
    named = spelt(text) if _FIGURE.search(text) else NOTHING_SPELT
    pieces = [
        piece
        for number in numbers(text, lang)
        if not named.holds(number.start, number.end) and (piece := _piece(text, number, lang, known)) is not None
    ]
    if unnumbered := [*singles(text, known), *couples(text, known), *decades(text, lang)]:
        pieces = _apart(sorted([*pieces, *unnumbered]))
    pieces = compounds(text, pieces, lang)
    yield from enclosed(text, (bounded(text, amount, known) for amount in ranges(text, suspended(text, pieces, lang), lang)))


def _apart(pieces: list[Amount]) -> list[Amount]:
    """Pieces in order; of two that overlap the longer."""
    done: list[Amount] = []
    for piece in pieces:
        if done and piece.start < done[-1].end:
            done[-1] = max(done[-1], piece, key=lambda one: one.end - one.start)
        else:
            done.append(piece)
    return done


def _piece(text: str, number: Number, lang: Language, known: Signs) -> Amount | None:
    """A number with its unit; `None` when it is part of a name, a date, a time or a mark."""
    before, after = text[max(0, number.start - WINDOW) : number.start], text[number.end : number.end + WINDOW]
    money = known.money_before.search(before)
    if money is None and is_mark(text, number, before, after, known):
        return None
    piece = Amount(
        start=number.start,
        end=number.end,
        at=number.start,
        to=number.end,
        low=number.low,
        high=number.high,
        unit="",
        bound=Bound.EXACT,
        form=number.form,
        scale=number.scale,
        signed=text[number.start] == "+",
    )
    if money is not None:
        return _money(text, piece, money, lang, known)
    if before and before[-1].isalnum():
        return None  # "BMP1", "S23"
    if age := known.age.match(after):
        return piece._replace(unit="a", age=True, end=piece.to + age.end())
    if (young := known.young.match(after)) and (unit := known.code_of_young.get(plain(young["name"]))):
        return piece._replace(unit=unit, age=True, end=piece.to + young.end())
    piece = _measured(text, piece, lang, known)
    if piece.unit:
        return _rated(text, _cold(text, piece, known), known)
    if after[:1].isalpha() or after[:1] == "_":
        return None  # "5G", "1960s", "49ers"
    if is_date(before, after, known) or (number.form == "digits" and _MODEL.search(before)):
        return None  # "4 July", "BMP-1"
    if 0 < piece.low < 130 and (known.aged.search(before) or (known.aged_of.search(before) and _LEFT.match(after))):
        return piece._replace(unit="a", age=True)
    return piece


def _cold(text: str, piece: Amount, known: Signs) -> Amount:
    """A temperature as it is: "15 degrees below zero"."""
    found = known.below_zero.match(text, piece.end) if piece.unit in _TEMPERATURES and piece.low > 0 else None
    return piece if found is None else piece._replace(low=-piece.high, high=-piece.low, end=found.end())


def _money(text: str, piece: Amount, sign: re.Match[str], lang: Language, known: Signs) -> Amount | None:
    """The amount with the currency that stands before it: "$4.5 billion", "-$99", "US $3m", "$50 AUD"."""
    written = re.sub(r"[\s\u00a0]", " ", sign[0].strip())
    code, start = known.code_of_sign.get(written, ""), piece.at - (sign.end() - sign.start())
    piece = piece._replace(start=start, unit=code)
    if written in _ALSO_NAMES and piece.scale == 1 and not re.search(r"[.,]", text[piece.at : piece.to]):
        return None  # "PS5" is a console, "PS2.7m" a sum; "R101" a road, "R5,000" a sum
    if re.search(r"(?:^|[\s(])[-−]$", text[max(0, start - 2) : start]):
        piece = piece._replace(start=start - 1, low=-piece.low, high=-piece.high)
    if written in known.in_millions:
        piece = _times(piece, 1e6)
    piece = _scaled(text, piece, lang, known)
    named = known.after.match(text, piece.end)
    other = "" if named is None else known.code_of_name.get(plain(named["name"])) or known.code_of_name.get(named["name"], "")
    if named is not None and re.fullmatch(r"[A-Z]{3}", other):
        piece = piece._replace(unit=other, end=named.end())
    elif code == "USD" and (country := _OF_AMERICA.match(text, piece.end)):
        piece = piece._replace(end=country.end())
    return _rated(text, piece, known)


def _scaled(text: str, piece: Amount, lang: Language, known: Signs) -> Amount:
    """Money with a letter for its scale: "$2T", "£5 m"."""
    suffix = known.money_suffix.match(text, piece.to) if piece.scale == 1 else None
    if suffix is None or (suffix[0][0].isspace() and suffix["name"] not in {"m", "M", "B"}):
        return piece
    scale = lang.numbers.money_suffixes[suffix["name"]]
    return _times(piece, scale)._replace(to=suffix.end(), end=suffix.end())


def _times(piece: Amount, scale: float) -> Amount:
    return piece._replace(low=piece.low * scale, high=piece.high * scale, scale=scale)


def _measured(text: str, piece: Amount, lang: Language, known: Signs) -> Amount:
    """The amount with the unit that follows it, if one does."""
    if piece.form in {"digits", "fraction"} and (joined := _joined(text, piece, known)) is not None:
        if joined["name"] == "p":
            return _hundredths(piece, "GBP", joined.end("name"))
        return piece._replace(unit=known.code_of_joined[joined["name"]], end=joined.end("name"))
    of = _OF_A_UNIT[piece.form].match(text, piece.to) if piece.form in _OF_A_UNIT else None
    found = known.after.match(text, piece.to if of is None else of.end() - 1)
    if found is None:
        return piece
    name = plain(found["name"])
    if name in {"pound", "pounds"}:
        return piece._replace(unit=_pound(text, piece, found.end(), lang), end=found.end())
    if name in known.minor_of:
        return _hundredths(piece, known.minor_of[name], found.end())
    code = known.code_of_name.get(found["name"]) or known.code_of_name.get(name, "")
    if code in YEARS:
        return piece._replace(unit="a", low=piece.low * YEARS[code], high=piece.high * YEARS[code], end=found.end())
    if not code or (name in _HOMONYMS and re.match(r"[\s-][a-z]", text[found.end() : found.end() + 2])):
        return piece  # "two second chances"
    stop = found["name"].endswith(".") and _END.match(text, found.end()) is not None  # "climbed to 31,000 ft."
    piece = piece._replace(unit=code, end=found.end() - stop)
    if found["name"] in known.in_millions:
        return _times(piece, 1e6)
    if piece.scale == 1 and is_money(code) and (scale := known.scale.match(text, piece.end)) is not None:  # "75 USD million"
        return _times(piece, lang.numbers.scales[scale["name"].lower()])._replace(end=scale.end())
    return piece


def _joined(text: str, piece: Amount, known: Signs) -> re.Match[str] | None:
    """A letter that is a unit because it touches its figure, or one of the few that need not: "68 p", "40 C"."""
    found = known.joined.match(text, piece.to) or _PENCE.match(text, piece.to)
    if found is None and -90 <= piece.low <= 130 and piece.scale == 1:
        return _DEGREES.match(text, piece.to)
    return found


def _hundredths(piece: Amount, code: str, end: int) -> Amount:
    """Cents and pence as the whole currency, which is what ISO 4217 has codes for."""
    return piece._replace(unit=code, low=round(piece.low / 100, 10), high=round(piece.high / 100, 10), end=end)


def _pound(text: str, piece: Amount, end: int, lang: Language) -> str:
    """A pound is money in millions or beside a word of money, else a weight; money is mostly written with its sign."""
    if re.match(r"\sof\b", text[end : end + 4]):
        return "[lb_av]"
    before, after = text[max(0, piece.at - WINDOW) : piece.at], text[end : end + WINDOW]
    beside = set(re.findall(r"[a-z]+", before.lower())[-5:]) | set(re.findall(r"[a-z]+", after.lower())[:2])
    return "GBP" if piece.scale >= 1e6 or beside & set(lang.units.spending) else "[lb_av]"


def _rated(text: str, piece: Amount, known: Signs) -> Amount:
    """The amount with the rate that follows its unit: "$70 a barrel", "3 km an hour"."""
    found = known.rate.match(text, piece.end)
    if found is None or (piece.unit in {"%", "a"} and not found["sign"]) or AGO.match(text, found.end()):
        return piece
    below = rate_code(found["sign"] or found["name"], known)
    if not below or re.match(r"\s?second\s[a-z]", text[found.end() - 7 : found.end() + 2]):
        return piece
    return piece._replace(unit=f"{piece.unit}/{below}", end=found.end())
