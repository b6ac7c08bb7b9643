"""Amounts in running text: a number with its bound words, its unit or currency, its rate, and ranges of such.

What a text alone can tell. Whether an amount without a unit counts anything takes a parse (`annotate.quantities`).
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from twosource.lang import Language, language
from twosource.model.value import Bound
from twosource.values.number import Number, numbers

WINDOW = 40  # characters looked at before and after a number
_AND = r"(?:\d{1,4}\s?(?:[-–—/]|and|to|or)\s?)?"  # "July 4 and 5", "A.D. 1000 and 1260"
_AGO = re.compile(r"\s(?:earlier|later|ago|before|after|early|late|old)\b")  # "600 boats a week earlier" is no rate
_INEQUALITIES = frozenset({Bound.AT_LEAST, Bound.AT_MOST, Bound.MORE_THAN, Bound.LESS_THAN})


class Amount(NamedTuple):
    """A figure in a text: `[start, end)` with bound words and unit, `[at, to)` the number alone.

    `unit` is `""` where the text names none. `joint` is how a range is written ("-", "to", "and", "or"), `""` for one number.
    """

    start: int
    end: int
    at: int
    to: int
    low: float
    high: float
    unit: str
    bound: Bound
    form: str
    scale: float = 1.0
    joint: str = ""
    age: bool = False
    signed: bool = False  # "+0.2%"
    moved: bool = False  # "from 20 to 15": the ends as said run downwards or a "from" stands before


class _Signs(NamedTuple):
    """A language's units compiled: patterns that match just before or after a number."""

    money_before: re.Pattern[str]
    code_of_sign: Mapping[str, str]
    after: re.Pattern[str]
    joined: re.Pattern[str]
    code_of_name: Mapping[str, str]
    code_of_joined: Mapping[str, str]
    minor_of: Mapping[str, str]
    rate: re.Pattern[str]
    age: re.Pattern[str]
    aged: re.Pattern[str]
    money_suffix: re.Pattern[str]
    bound_before: re.Pattern[str]
    bound_after: re.Pattern[str]
    bound_of: Mapping[str, Bound]
    bound_of_after: Mapping[str, Bound]
    month_before: re.Pattern[str]
    month_after: re.Pattern[str]
    era_before: re.Pattern[str]
    era_after: re.Pattern[str]
    idiom: re.Pattern[str]


def amounts(text: str, lang: Language) -> Iterator[Amount]:
    """All amounts of a text, in order. Figures in names, dates, clock times, scores and citation marks are left out."""
    signs = _signs(lang.code)
    pieces = [piece for number in numbers(text, lang) if (piece := _piece(text, number, lang, signs)) is not None]
    for amount in _ranges(text, _suspended(text, pieces)):
        if (bounded := _bounded(text, amount, signs)) is not None:
            yield bounded


def _either(words: Iterable[str], flags: str = "") -> str:
    """Alternatives, longest first; a space in a word also matches a hyphen or a line break."""
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    joined = "|".join(re.escape(word).replace(r"\ ", r"[\s\u00a0-]{1,2}") for word in listed)
    return f"(?{flags}:{joined or '(?!)'})"


@functools.cache
def _signs(code: str) -> _Signs:
    lang = language(code)
    units, bounds, table = lang.units, lang.bounds, lang.numbers
    code_of_name: dict[str, str] = {}
    minor_of: dict[str, str] = {}
    for unit in units.unit:
        code_of_name |= {form: unit.code for name in unit.names for form in _forms(name.lower())}
    for currency in units.currency:
        code_of_name |= {form: currency.code for name in currency.names for form in _forms(name.lower())}
        minor_of |= {form: currency.code for name in currency.minor for form in _forms(name.lower())}
    code_of_sign = {sign: currency.code for currency in units.currency for sign in currency.signs}
    after_signs = {sign: unit.code for unit in units.unit for sign in unit.signs}
    after_money = {sign: money for sign, money in code_of_sign.items() if not sign.isalpha()}
    joined = {sign: unit.code for unit in units.unit for sign in unit.joined} | {"p": "GBX"}
    names = _either([*code_of_name, *minor_of, "pound", "pounds"], "i")
    before = {word: bound for bound, words in bounds.before.items() for word in words}
    after = {word: bound for bound, words in bounds.after.items() for word in words}
    money_alphabetic = _either(sign for sign in code_of_sign if sign[0].isalpha())
    money_marks = _either(sign for sign in code_of_sign if not sign[0].isalpha())
    rate_names = _either([form for unit in units.unit for name in unit.names for form in _forms(name.lower())], "i")
    rate_spaced = _either(sign for unit in units.unit for sign in unit.signs if sign[0].isalpha())
    rate_signs = (
        _either(sign for unit in units.unit for sign in (*unit.signs, *unit.joined, unit.code) if sign[0].isalpha())
        + "|"
        + _either(["s", "h", "d"])
    )
    return _Signs(
        money_before=re.compile(rf"(?:(?<![^\W\d_]){money_alphabetic}|{money_marks})\s?$"),
        code_of_sign=code_of_sign,
        after=re.compile(rf"(?:[\s\u00a0]{{0,2}}|-)(?P<name>{names}|{_either([*after_signs, *after_money])})(?![^\W_])"),
        joined=re.compile(rf"(?P<name>{_either(joined)})(?![^\W_])"),
        code_of_name=code_of_name | after_signs | after_money,
        code_of_joined=joined,
        minor_of=minor_of,
        rate=re.compile(
            rf"\s?/\s?(?P<sign>{rate_signs})(?![^\W_])|[\s-]{_either(units.per, 'i')}[\s-](?P<name>{rate_names}|{rate_spaced})(?![^\W_])"
        ),
        age=re.compile(rf"[\s-]?{_either(units.ages, 'i')}(?![^\W_])"),
        aged=re.compile(rf"(?<![^\W_]){_either(units.aged, 'i')}\s$"),
        money_suffix=re.compile(rf"\s?(?P<name>{_either(table.money_suffixes)})(?![^\W_])"),
        bound_before=re.compile(
            rf"(?:(?<![^\W_])(?:{_either(bounds.blend, 'i')}\s)?(?P<word>{_either(w for w in before if w[0].isalpha())})(?:[\s\u00a0]|(?<=sub)-)|(?P<mark>{_either(w for w in before if not w[0].isalpha())})\s?)$",
            re.IGNORECASE,
        ),
        bound_after=re.compile(rf"\s?(?P<word>{_either(after, 'i')})(?![^\W_])|(?P<mark>\+)"),
        bound_of=before,
        bound_of_after=after,
        month_before=re.compile(rf"(?<![^\W_]){_either(table.months, 'i')}\.?\s{_AND}$"),
        month_after=re.compile(rf"\s(?:of\s)?{_either(word.capitalize() for word in table.months)}(?![^\W_])"),
        era_before=re.compile(rf"(?<![^\W_]){_either(word.upper() for word in table.eras)}\.?\s{_AND}$"),
        era_after=re.compile(rf"\s{_either(word.upper() for word in table.eras)}(?![^\W_])"),
        idiom=re.compile(rf"(?<![^\W_]){_either(table.idioms, 'i')}(?![^\W_])"),
    )


def _forms(name: str) -> tuple[str, ...]:
    """A unit's name and its plural."""
    forms = (name, name + "s") if name[-1] not in "sz" else (name,)
    first, _, rest = name.partition(" ")
    return (*forms, f"{first}s {rest}") if rest and first == "degree" else forms


def _piece(text: str, number: Number, lang: Language, signs: _Signs) -> Amount | None:
    """A number with its unit; `None` when it is part of a name, a date, a time or a mark."""
    before, after = text[max(0, number.start - WINDOW) : number.start], text[number.end : number.end + WINDOW]
    money = signs.money_before.search(before)
    if money is None and _is_mark(text, number, before, after, signs):
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
        return _money(text, piece, money, lang, signs)
    if before and before[-1].isalnum():
        return None  # "BMP1", "S23"
    if age := signs.age.match(after):
        return piece._replace(unit="a", age=True, end=piece.to + age.end())
    piece = _measured(text, piece, before, after, lang, signs)
    if piece.unit:
        return _rated(text, piece, signs)
    if after[:1].isalpha() or after[:1] == "_":
        return None  # "5G", "1960s", "49ers"
    if _is_date(before, after, signs) or (number.form == "digits" and re.search(r"[A-Za-z][-‑]$", before)):
        return None  # "4 July", "BMP-1"
    if signs.aged.search(before) and 0 < piece.low < 130:
        return piece._replace(unit="a", age=True)
    return piece


def _is_mark(text: str, number: Number, before: str, after: str, signs: _Signs) -> bool:
    """Whether the characters around say that this is no amount: "[1]", "#4", "10:30", "8 a.m.", "5.0.1", an address of a page."""
    start, end = number.start, number.end
    if number.form != "digits":
        return _idiomatic(text, start, end, signs)
    if re.search(r"[\[@#_=&\\]$|\d:$|\w/$|[A-Za-z]\.$|\bNos?\.\s?$|№\s?$", before):
        return True
    if re.match(
        r":\d|\.\d|\]|/\d|\s?[ap]\.?m\b|\s?o.clock\b|\s?(?:GMT|UTC|EST|EDT|CET|BST|IST|MSK)\b|(?:st|nd|rd|th)\b", after, re.IGNORECASE
    ):
        return True
    return _idiomatic(text, start, end, signs)


def _idiomatic(text: str, start: int, end: int, signs: _Signs) -> bool:
    low = max(0, start - 12)
    return any(found.start() + low <= start and end <= found.end() + low for found in signs.idiom.finditer(text[low : end + 16]))


def _is_date(before: str, after: str, signs: _Signs) -> bool:
    return any(pattern.search(before) for pattern in (signs.month_before, signs.era_before)) or any(
        pattern.match(after) for pattern in (signs.month_after, signs.era_after)
    )


def _money(text: str, piece: Amount, sign: re.Match[str], lang: Language, signs: _Signs) -> Amount:
    written = re.sub(r"[\s\u00a0]", " ", sign[0].strip())
    code, start = signs.code_of_sign.get(written, ""), piece.at - (sign.end() - sign.start())
    piece = piece._replace(start=start, unit=code)
    if re.search(r"(?:^|[\s(])[-−]$", text[max(0, start - 2) : start]):
        piece = piece._replace(start=start - 1, low=-piece.low, high=-piece.high)  # "-$99"
    if code == "USD" and written.startswith("M"):
        piece = piece._replace(low=piece.low * 1e6, high=piece.high * 1e6)
    if (
        piece.scale == 1
        and (suffix := signs.money_suffix.match(text, piece.to)) is not None
        and not (suffix[0][0] == " " and suffix["name"] not in {"m", "M", "B"})
    ):
        scale = lang.numbers.money_suffixes[suffix["name"]]
        piece = piece._replace(low=piece.low * scale, high=piece.high * scale, scale=scale, to=suffix.end(), end=suffix.end())
    named = signs.after.match(text, piece.end)
    if (
        named is not None
        and (other := signs.code_of_name.get(_plain(named["name"])) or signs.code_of_name.get(named["name"]))
        and re.fullmatch(r"[A-Z]{3}", other)
    ):
        piece = piece._replace(unit=other, end=named.end())  # "$50 AUD", "$3 million dollars"
    elif code == "USD" and (country := re.compile(r"\s(?:US|U\.S\.)(?=[\s,.;)])").match(text, piece.end)):
        piece = piece._replace(end=country.end())  # "$75 U.S. per barrel"
    return _rated(text, piece, signs)


def _plain(name: str) -> str:
    return re.sub(r"[\s\u00a0-]+", " ", name.lower())


def _measured(text: str, piece: Amount, before: str, after: str, lang: Language, signs: _Signs) -> Amount:
    """The amount with the unit that follows it, if one does."""
    if (joined := signs.joined.match(text, piece.to)) is not None and piece.form in {"digits", "fraction"}:
        return piece._replace(unit=signs.code_of_joined[joined["name"]], end=joined.end())
    of = re.match(
        {"vague": r"\sof\s(?=\S)", "fraction": r"\sof\san?\s(?=\S)"}.get(piece.form, "(?!)"), after
    )  # "hundreds of miles", "a third of a mile"
    found = signs.after.match(text, piece.to + (of.end() - 1 if of else 0))
    if found is None:
        if re.match(r"\sp(?:\.?\s*$|\b(?!\.))", after) and piece.form == "digits":
            return piece._replace(unit="GBX", end=piece.to + 2)
        return piece
    name = _plain(found["name"])
    if name in {"pound", "pounds"}:
        return piece._replace(unit=_pound(piece, before, text[found.end() : found.end() + 24], lang), end=found.end())
    if name in signs.minor_of:
        minor = "GBX" if signs.minor_of[name] == "GBP" else ""
        factor = 1.0 if minor else 0.01
        return piece._replace(unit=minor or signs.minor_of[name], low=piece.low * factor, high=piece.high * factor, end=found.end())
    code = signs.code_of_name.get(found["name"]) or signs.code_of_name.get(name, "")
    if code in {"10.a", "100.a"}:
        years = float(code[:-2])
        return piece._replace(unit="a", low=piece.low * years, high=piece.high * years, end=found.end())
    if code and _homonym(name, text, found.end()):
        return piece
    return piece._replace(unit=code, end=found.end()) if code else piece


def _homonym(name: str, text: str, end: int) -> bool:
    """A unit's word that is another word here: "two second chances", "a real threat"."""
    return (
        name in {"second", "real", "won", "rand", "bit", "cup", "lei", "pc"}
        and name != "pc"
        and re.match(r"[\s-][a-z]", text[end : end + 2]) is not None
    )


def _pound(piece: Amount, before: str, after: str, lang: Language) -> str:
    """A pound is money in millions or beside a word of money, else a weight; money is mostly written with its sign."""
    if re.match(r"\s?of\b", after):
        return "[lb_av]"
    beside = set(re.findall(r"[a-z]+", before.lower())[-5:]) | set(re.findall(r"[a-z]+", after.lower())[:2])
    return "GBP" if piece.scale >= 1e6 or beside & set(lang.units.spending) else "[lb_av]"


def _rated(text: str, piece: Amount, signs: _Signs) -> Amount:
    """The amount with the rate that follows its unit: "$70 a barrel", "3 km an hour"."""
    found = signs.rate.match(text, piece.end)
    if found is None or (piece.unit in {"%", "a"} and not found["sign"]) or _AGO.match(text, found.end()):
        return piece
    below = rate_code(found["sign"] or found["name"], signs)
    if not below or re.match(r"\s?second\s[a-z]", text[found.end() - 7 : found.end() + 2]):
        return piece
    return piece._replace(unit=f"{piece.unit}/{below}", end=found.end())


def rate_code(name: str, signs: _Signs) -> str:
    """The code of what stands after "per", `""` when it is no unit."""
    code = signs.code_of_name.get(name) or signs.code_of_joined.get(name) or signs.code_of_name.get(_plain(name)) or name
    return "" if code in {"10.a", "100.a", "deg"} else code


def rate_after(text: str, at: int, lang: Language) -> tuple[str, int] | None:
    """The rate that stands at `at` ("per day"): the code below the line and where it ends."""
    signs = _signs(lang.code)
    found = signs.rate.match(text, at)
    if found is None or not found["name"] or _AGO.match(text, found.end()) or not (code := rate_code(found["name"], signs)):
        return None
    return code, found.end()


def _suspended(text: str, pieces: list[Amount]) -> list[Amount]:
    """Pieces, one that ends in a hanging hyphen with the unit of the next: "a 7- or 8-inch pipe"."""
    done: list[Amount] = []
    unit = ""
    for piece in reversed(pieces):
        if piece.unit:
            unit = piece.unit
        elif unit and text[piece.end : piece.end + 1] in {"-", "‑"} and not text[piece.end + 1 : piece.end + 2].isalnum():
            piece = piece._replace(unit=unit, end=piece.end + 1)
        elif (
            done
            and done[-1].unit not in {"", "%"}
            and re.fullmatch(r"\sof\s(?:the|its|his|her|their|an\sestimated)\s", text[piece.end : done[-1].start])
        ):
            piece = piece._replace(unit=done[-1].unit)  # "280 million of the 1.5 billion shekels"
        done.append(piece)
    return done[::-1]


def unit_named(name: str, lang: Language) -> str:
    """The code of a unit's name, `""` for another word."""
    return _signs(lang.code).code_of_name.get(name, "")


def _ranges(text: str, pieces: list[Amount]) -> Iterator[Amount]:
    """Pieces, those of one range made one."""
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        joint = _joint(text, piece, after) if after is not None else ""
        if not joint or after is None:
            yield piece
            at += 1
            continue
        if joint == "score":
            at += 2
            continue
        at += 2
        yield _range(text, piece, after, joint)


def _joint(text: str, left: Amount, right: Amount) -> str:
    """How two amounts make a range: "-", "to", "and" (after "between"), "or"; "score" when they are two sides of one; "" when they do not."""
    gap = text[left.end : right.start]
    if len(gap) > 12 or left.form == "vague" or right.form == "vague" or (left.age and right.unit and not right.age):
        return ""
    if (
        left.unit
        and left.unit != right.unit
        and not (right.unit == "" or right.unit.startswith(left.unit + "/") or left.unit.startswith(right.unit + "/"))
    ):
        return ""
    between = re.search(
        r"\b(between|from)\s(?:(?:about|around|up to|roughly|at least|just|approximately)\s)?$",
        text[max(0, left.start - 28) : left.start],
        re.IGNORECASE,
    )
    word = between[1].lower() if between else ""
    if left.unit and not right.unit and not (word or left.age or _prefixed(left)):
        return ""
    if not left.unit and left.to - left.at == 4 and 1900 <= left.low < 2100 and (right.unit or right.scale > 1) and word != "from":
        return ""  # "rose in 2018 to 3 million"
    if left.unit and right.unit and re.search(r"\bby\s$", text[max(0, left.start - 4) : left.start], re.IGNORECASE):
        return ""  # "rose by $4 billion to $40 billion"
    if re.fullmatch(r"\s?[-–—‑−]\s?", gap):
        return _hyphen(left, right)
    if re.fullmatch(r"\s(?:to|till|until|up\sto)\s(?:about\s|around\s)?", gap):
        return "to" if word == "from" or (left.low != right.low and _rises(left, right)) or left.unit else ""
    if word == "between" and re.fullmatch(r"\sand\s(?:about\s|around\s)?", gap):
        return "and"
    counting = left.form == right.form == "words" and right.low == left.low + 1 and left.scale == right.scale
    return "or" if counting and re.fullmatch(r"\sor\s", gap) else ""


def _prefixed(amount: Amount) -> bool:
    return amount.start < amount.at


def _rises(left: Amount, right: Amount) -> bool:
    return left.low < right.high


def _hyphen(left: Amount, right: Amount) -> str:
    if left.unit or right.unit or right.age:
        return "-" if _rises(left, right) else ""
    if right.low < 0 or not _rises(left, right) or left.form != right.form:
        return "score"
    return "-"


def _range(text: str, left: Amount, right: Amount, joint: str) -> Amount:
    low, high = left.low, right.high
    if right.scale > 1 and left.scale == 1 and low < high / right.scale:
        low *= right.scale  # "2 to 3 million"
    start, opener = (
        left.start,
        re.search(
            r"\b(?:between|from)\s(?:(?:about|around|up to|roughly|at least|just|approximately)\s)?$",
            text[max(0, left.start - 28) : left.start],
            re.IGNORECASE,
        ),
    )
    if opener:
        start -= len(opener[0])
    return left._replace(
        start=start,
        end=right.end,
        to=right.to,
        low=min(low, high),
        high=max(low, high),
        unit=max(right.unit, left.unit, key=len),
        bound=Bound.RANGE if low != high else Bound.EXACT,
        joint=joint,
        age=right.age or left.age,
        moved=bool(opener and opener[0].lower().startswith("from")),
        scale=right.scale,
    )


def _bounded(text: str, amount: Amount, signs: _Signs) -> Amount | None:
    """The amount with the bound its words set; an inequality outranks "about"."""
    bound, start, end = amount.bound, amount.start, amount.end
    for _ in range(2):
        found = signs.bound_before.search(text[max(0, start - WINDOW) : start])
        if found is None:
            break
        word = re.sub(r"[\s\u00a0-]+", " ", (found["word"] or found["mark"]).lower())
        said = signs.bound_of.get(word)
        if (
            said is None
            or (said is Bound.ABOUT and word == "some" and amount.high < 3)
            or (word == "past" and re.search(r"\b(?:the|this|over)\s(?:the\s)?past\s$", text[max(0, start - 16) : start]))
        ):
            break
        bound = _stronger(bound, said)
        start -= len(found[0])
    if (found := signs.bound_after.match(text, end)) is not None:
        said = signs.bound_of_after.get(re.sub(r"\s+", " ", (found["word"] or "+").lower()))
        if said is not None and (found["word"] or "").lower() != "plus":
            bound, end = _stronger(bound, said), found.end()
    if amount.bound is Bound.RANGE or amount.form == "vague":
        bound = Bound.RANGE
    return amount._replace(bound=bound, start=start, end=end)


def _stronger(held: Bound, said: Bound) -> Bound:
    return held if held in _INEQUALITIES else said
