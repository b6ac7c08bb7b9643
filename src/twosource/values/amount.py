"""Amounts in running text: a number with its bound words, its unit or currency, its rate, and ranges of such.

What a text alone can tell. Whether an amount without a unit counts anything takes a parse (`annotate.quantities`).
"""

import re
from collections.abc import Iterator

from twosource.lang import Language
from twosource.model.value import Bound
from twosource.values.number import numbers
from twosource.values.ranges import Amount, ranges, suspended
from twosource.values.signs import AGO, INEQUALITIES, Signs, plain, rate_code, signs
from twosource.values.tokens import Number

WINDOW = 40  # characters looked at before and after a number
YEARS = {"10.a": 10.0, "100.a": 100.0}  # decades and centuries are said in years
_ALSO_NAMES = frozenset({"PS"})
_IN_MILLIONS = frozenset({"MUSD"})
_OF_AMERICA = re.compile(r"\s(?:US|U\.S\.)(?=[\s,.;)])")  # "$75 U.S. per barrel"
_OF_A_UNIT = {
    "vague": re.compile(r"\sof\s(?=\S)"),
    "fraction": re.compile(r"\sof\san?\s(?=\S)"),
}  # "hundreds of miles", "a third of a mile"
_PENCE = re.compile(r"\s(?P<name>p)(?=\.?\s*$|\b(?!\.))")  # "68 p"
_HOMONYMS = frozenset({"second", "real", "won", "rand", "bit", "lei"})


def amounts(text: str, lang: Language) -> Iterator[Amount]:
    """All amounts of a text, in order. Figures in names, dates, clock times, scores and citation marks are left out."""
    known = signs(lang.code)
    pieces = [piece for number in numbers(text, lang) if (piece := _piece(text, number, lang, known)) is not None]
    if singles := [_single(found, known) for found in known.single.finditer(text)]:
        pieces = sorted([*pieces, *singles])
    for amount in ranges(text, suspended(text, pieces, lang), lang):
        if (bounded := _bounded(text, amount, known)) is not None:
            yield bounded


def _single(found: re.Match[str], known: Signs) -> Amount:
    """One of a unit behind an open bound: "less than an hour", "more than a mile"; without the bound it is a manner of speaking."""
    code = known.code_of_name[plain(found["name"])]
    value = YEARS.get(code, 1.0)
    at, to = found.start("at"), found.end("at")
    return Amount(at, found.end(), at, to, value, value, "a" if code in YEARS else code, Bound.EXACT, "words")


def _piece(text: str, number: Number, lang: Language, known: Signs) -> Amount | None:
    """A number with its unit; `None` when it is part of a name, a date, a time or a mark."""
    before, after = text[max(0, number.start - WINDOW) : number.start], text[number.end : number.end + WINDOW]
    money = known.money_before.search(before)
    if money is None and _is_mark(text, number, before, after, known):
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
    piece = _measured(text, piece, lang, known)
    if piece.unit:
        return _rated(text, piece, known)
    if after[:1].isalpha() or after[:1] == "_":
        return None  # "5G", "1960s", "49ers"
    if _is_date(before, after, known) or (number.form == "digits" and re.search(r"[A-Za-z][-‑]$", before)):
        return None  # "4 July", "BMP-1"
    if known.aged.search(before) and 0 < piece.low < 130:
        return piece._replace(unit="a", age=True)
    return piece


def _is_mark(text: str, number: Number, before: str, after: str, known: Signs) -> bool:
    """Whether the characters around say that this is no amount: "[1]", "#4", "10:30", "8 a.m.", "5.0.1", an address of a page."""
    start, end = number.start, number.end
    if re.match(r"\s?o.clock\b", after, re.IGNORECASE):
        return True
    if number.form != "digits":
        return _idiomatic(text, start, end, known)
    if re.search(r"[\[@#_=&\\]$|\d:$|\w/$|[A-Za-z]\.$|\bNos?\.\s?$|№\s?$", before):
        return True
    if re.match(r":\d|\.\d|\]|/\d|\s?[ap]\.?m\b|\s?(?:GMT|UTC|EST|EDT|CET|BST|IST|MSK)\b|(?:st|nd|rd|th)\b", after, re.IGNORECASE):
        return True
    return _idiomatic(text, start, end, known)


def _idiomatic(text: str, start: int, end: int, known: Signs) -> bool:
    low = max(0, start - 12)
    return any(found.start() + low <= start and end <= found.end() + low for found in known.idiom.finditer(text[low : end + 16]))


def _is_date(before: str, after: str, known: Signs) -> bool:
    return any(pattern.search(before) for pattern in (known.month_before, known.era_before)) or any(
        pattern.match(after) for pattern in (known.month_after, known.era_after)
    )


def _money(text: str, piece: Amount, sign: re.Match[str], lang: Language, known: Signs) -> Amount | None:
    """The amount with the currency that stands before it: "$4.5 billion", "-$99", "US $3m", "$50 AUD"."""
    written = re.sub(r"[\s\u00a0]", " ", sign[0].strip())
    code, start = known.code_of_sign.get(written, ""), piece.at - (sign.end() - sign.start())
    piece = piece._replace(start=start, unit=code)
    if re.search(r"(?:^|[\s(])[-−]$", text[max(0, start - 2) : start]):
        piece = piece._replace(start=start - 1, low=-piece.low, high=-piece.high)
    if written in _IN_MILLIONS:
        piece = piece._replace(low=piece.low * 1e6, high=piece.high * 1e6, scale=1e6)
    piece = _scaled(text, piece, lang, known)
    if written in _ALSO_NAMES and piece.to - piece.at == 1:
        return None  # "PS5" is a console, "PS2.7m" a sum
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
    return piece._replace(low=piece.low * scale, high=piece.high * scale, scale=scale, to=suffix.end(), end=suffix.end())


def _measured(text: str, piece: Amount, lang: Language, known: Signs) -> Amount:
    """The amount with the unit that follows it, if one does."""
    if piece.form in {"digits", "fraction"} and (joined := known.joined.match(text, piece.to) or _PENCE.match(text, piece.to)) is not None:
        return piece._replace(unit=known.code_of_joined[joined["name"]], end=joined.end("name"))
    of = _OF_A_UNIT[piece.form].match(text, piece.to) if piece.form in _OF_A_UNIT else None
    found = known.after.match(text, piece.to if of is None else of.end() - 1)
    if found is None:
        return piece
    name = plain(found["name"])
    if name in {"pound", "pounds"}:
        return piece._replace(unit=_pound(text, piece, found.end(), lang), end=found.end())
    if name in known.minor_of:
        pence = known.minor_of[name] == "GBP"
        factor = 1.0 if pence else 0.01
        return piece._replace(
            unit="GBX" if pence else known.minor_of[name], low=piece.low * factor, high=piece.high * factor, end=found.end()
        )
    code = known.code_of_name.get(found["name"]) or known.code_of_name.get(name, "")
    if code in YEARS:
        return piece._replace(unit="a", low=piece.low * YEARS[code], high=piece.high * YEARS[code], end=found.end())
    if not code or (name in _HOMONYMS and re.match(r"[\s-][a-z]", text[found.end() : found.end() + 2])):
        return piece  # "two second chances"
    return piece._replace(unit=code, end=found.end())


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


def _bounded(text: str, amount: Amount, known: Signs) -> Amount | None:
    """The amount with the bound its words set; an inequality outranks "about"."""
    bound, start, end = amount.bound, amount.start, amount.end
    for _ in range(2):
        found = known.bound_before.search(text[max(0, start - WINDOW) : start])
        if found is None:
            break
        word = re.sub(r"[\s\u00a0-]+", " ", (found["word"] or found["mark"]).lower())
        said = known.bound_of.get(word)
        if (
            said is None
            or (said is Bound.ABOUT and word == "some" and amount.high < 3)
            or (word == "past" and re.search(r"\b(?:the|this|over)\s(?:the\s)?past\s$", text[max(0, start - 16) : start]))
        ):
            break
        bound = _stronger(bound, said)
        start -= len(found[0])
    if (found := known.bound_after.match(text, end)) is not None:
        said = known.bound_of_after.get(re.sub(r"\s+", " ", (found["word"] or "+").lower()))
        if said is not None and (found["word"] or "").lower() != "plus":
            bound, end = _stronger(bound, said), found.end()
    if amount.bound is Bound.RANGE or amount.form == "vague":
        bound = Bound.RANGE
    return amount._replace(bound=bound, start=start, end=end)


def _stronger(held: Bound, said: Bound) -> Bound:
    return held if held in INEQUALITIES else said
